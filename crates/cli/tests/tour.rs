//! The tour: on a fresh machine, every operation, and honest about what it saw.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod vendor;

use serde_json::Value;
use vendor::{Ran, program};
use vendor_sandbox::{Operation, aim, partner};

fn tour(arguments: &[&str]) -> Ran {
    let home = tempfile::tempdir().unwrap();
    Ran::of(&mut program(&home, arguments)).expect(0)
}

/// The calls of the tour, by the sandbox's names of vendor and operation.
fn of(calls: &[Value], operation: Operation) -> impl Iterator<Item = &Value> {
    calls.iter().filter(move |call| {
        let name = call["operation"].as_str().unwrap();
        call["vendor"] == operation.vendor() && name.split(',').next() == Some(operation.id())
    })
}

#[test]
fn goes_through_every_operation_of_every_vendor_once_cleanly_and_once_with_a_fault() {
    let tour = tour(&["tour", "--json"]).json();
    let calls = tour["calls"].as_array().unwrap();
    for operation in Operation::all() {
        let clean = of(calls, operation).find(|call| call["fault"].is_null());
        assert_eq!(clean.unwrap()["delivery"], "done", "{operation}");
        let with_fault = of(calls, operation).any(|call| !call["fault"].is_null());
        // A token is fetched without the client's doing.
        assert!(with_fault || operation == partner::TOKEN, "{operation}");
    }
    assert_eq!(tour["operations"], Operation::all().count());
}

#[test]
fn prints_a_line_for_each_call_and_what_is_proven() {
    let tour = tour(&["tour"]);
    for request in [
        "POST /oauth2/token ",
        "GET /v2/tickets/prepared-tickets ",
        "DELETE /v2/tickets/prepared-tickets/{prepared-ticket-id} ",
        "POST /api/leads/ValidateGetLeads ",
        "DELETE /dialler/contacts/contact ",
        "POST /ANS73/btcontroller/workshopactivationbt ",
        "PUT /api/ContractScheduledReturns ",
    ] {
        assert!(tour.stdout.contains(request), "{request}: {tour:#?}");
    }
    let lines: Vec<_> = tour.stdout.lines().collect();
    let [header, .., counted, proven] = lines[..] else {
        panic!("{tour:#?}");
    };
    assert!(header.starts_with("VENDOR "), "{tour:#?}");
    assert!(
        counted.ends_with(" operations as expected, 0 not"),
        "{tour:#?}"
    );
    assert!(
        proven.contains("things were asked for that must not be done twice"),
        "{tour:#?}"
    );
    for word in ["found", "gone"] {
        assert!(tour.stdout.contains(&format!("{word}: ")), "{tour:#?}");
    }
}

#[test]
fn the_proof_is_the_sum_of_the_calls() {
    let tour = tour(&["tour", "--json"]).json();
    let calls = tour["calls"].as_array().unwrap();
    let requests: u64 = calls
        .iter()
        .map(|call| call["attempts"].as_u64().unwrap())
        .sum();
    let faults = calls.iter().filter(|call| !call["fault"].is_null()).count();
    let proof = &tour["proof"];
    assert_eq!(proof["requests"], requests);
    assert_eq!(proof["faults"], faults);
    assert_eq!(proof["done_once"], proof["wanted"]);
    let lost = proof["answers_lost"].as_u64().unwrap();
    assert!(
        lost > 1 && lost < proof["wanted"].as_u64().unwrap(),
        "{proof}"
    );
}

#[test]
fn shows_what_was_survived() {
    let tour = tour(&["tour", "--json"]).json();
    let steps = tour["calls"].as_array().unwrap();
    let step = |operation: &str, fault: &str| -> &Value {
        steps
            .iter()
            .find(|step| {
                step["operation"] == operation
                    && step["fault"]
                        .as_str()
                        .is_some_and(|text| text.contains(fault))
            })
            .unwrap()
    };
    let read = step("getPreparedTicket", "503");
    assert_eq!(
        (&read["status"], &read["attempts"]),
        (&200.into(), &2.into())
    );
    assert_eq!(step("updatePreparedTicket", "token")["attempts"], 2);
    let delete = step("deletePreparedTicket", "lost");
    assert_eq!(
        (&delete["delivery"], &delete["outcome"]),
        (&"done".into(), &"gone".into())
    );
    let create = step("createPreparedTicket", "lost");
    assert_eq!(create["delivery"], "unknown");
    assert_eq!(create["attempts"], 1);
    assert_eq!(create["status"], Value::Null);
    let once = step("createPreparedTicket, once", "lost");
    assert_eq!(
        (&once["delivery"], &once["outcome"]),
        (&"done".into(), &"found".into())
    );
}

#[test]
fn measures_time_and_counts_the_outcome() {
    let tour = tour(&["tour", "--json"]).json();
    let steps = tour["calls"].as_array().unwrap();
    assert_eq!(tour["as_expected"], steps.len());
    assert_eq!(tour["not_as_expected"], 0);
    let mut untimed = 0;
    for step in steps {
        match step["time_ms"].as_f64() {
            Some(time) => assert!(time > 0.0, "{step}"),
            None => untimed += 1,
        }
        assert_eq!(step["unexpected"], serde_json::json!([]), "{step}");
    }
    // A login comes right after a discovery, and the time of both stands there.
    let logins = of(steps, aim::LOGIN).count();
    assert_eq!(untimed, logins);
}
