//! The tour: on a fresh machine, every operation, and honest about what it saw.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used)]

mod vendor;

use serde_json::Value;
use vendor::{Ran, program};

fn tour(arguments: &[&str]) -> Ran {
    let home = tempfile::tempdir().unwrap();
    Ran::of(&mut program(&home, arguments)).expect(0)
}

#[test]
fn prints_a_line_for_each_operation() {
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
    let last = tour.stdout.lines().last().unwrap();
    assert_eq!(last, "15 operations as expected, 0 not");
}

#[test]
fn shows_what_was_survived() {
    let tour = tour(&["tour", "--json"]).json();
    let steps = tour["operations"].as_array().unwrap();
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
    assert_eq!(step("deletePreparedTicket", "lost")["delivery"], "gone");
    let create = step("createPreparedTicket", "lost");
    assert_eq!(create["delivery"], "unknown");
    assert_eq!(create["attempts"], 1);
    assert_eq!(create["status"], Value::Null);
    assert_eq!(
        step("createPreparedTicket, once", "lost")["delivery"],
        "found"
    );
}

#[test]
fn measures_time_and_counts_the_outcome() {
    let tour = tour(&["tour", "--json"]).json();
    let steps = tour["operations"].as_array().unwrap();
    assert_eq!(tour["as_expected"], steps.len());
    assert_eq!(tour["not_as_expected"], 0);
    for step in steps {
        assert!(step["time_ms"].as_f64().unwrap() > 0.0, "{step}");
        assert_eq!(step["unexpected"], serde_json::json!([]), "{step}");
    }
}
