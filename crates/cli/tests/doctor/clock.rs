//! The clock of this machine, beside that of a server.

use crate::checks::Checks;
use crate::stub;
use crate::vendor::{Ran, program};

fn check(answer: &'static str) -> serde_json::Value {
    let home = tempfile::tempdir().unwrap();
    let url = stub::serve(answer);
    let arguments = ["doctor", "iveco", "--json", "--base-url", &url];
    let ran = Ran::of(&mut program(&home, &arguments)).expect(0);
    Checks::of(&ran).get("iveco", "clock").clone()
}

#[test]
fn a_clock_that_is_years_off_is_a_warning() {
    let clock = check("405 Method Not Allowed\ndate: Tue, 14 Nov 2023 22:15:00 GMT");
    assert_eq!(clock["state"], "warning");
    assert!(
        clock["finding"]
            .to_string()
            .contains("days ahead of 127.0.0.1")
    );
    assert!(clock["advice"].to_string().contains("Set the clock"));
}

#[test]
fn without_a_date_nothing_is_known() {
    let clock = check("405 Method Not Allowed");
    assert_eq!(clock["state"], "skipped");
}
