//! The tour: on a fresh machine, every operation, and honest about what it saw.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod vendor;

use serde_json::Value;
use vendor::{Ran, program};

fn tour(arguments: &[&str]) -> Ran {
    let home = tempfile::tempdir().unwrap();
    Ran::of(&mut program(&home, arguments)).expect(0)
}

#[test]
fn prints_a_line_for_each_call_and_what_is_proven() {
    let tour = tour(&["tour"]);
    for request in [
        "POST /oauth2/token ",
        "GET /v2/tickets/prepared-tickets ",
        "POST /v2/tickets/prepared-tickets ",
        "GET /v2/tickets/prepared-tickets/{prepared-ticket-id} ",
        "PUT /v2/tickets/prepared-tickets/{prepared-ticket-id} ",
        "DELETE /v2/tickets/prepared-tickets/{prepared-ticket-id} ",
    ] {
        assert!(tour.stdout.contains(request), "{request}: {tour:#?}");
    }
    let lines: Vec<_> = tour.stdout.lines().collect();
    let [.., counted, proven] = lines[..] else {
        panic!("{tour:#?}");
    };
    assert_eq!(counted, "15 calls of 6 operations as expected, 0 not");
    assert!(
        proven.contains("3 tickets were asked for, and 3 of them were created exactly once"),
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
    assert_eq!(tour["operations"], 6);
    assert_eq!(
        tour["proof"],
        serde_json::json!({
            "requests": requests,
            "faults": faults,
            "wanted": 3,
            "created_once": 3,
            "answers_lost": 2,
        })
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
    for step in steps {
        assert!(step["time_ms"].as_f64().unwrap() > 0.0, "{step}");
        assert_eq!(step["unexpected"], serde_json::json!([]), "{step}");
        assert_eq!(step["vendor"], "partner");
    }
}
