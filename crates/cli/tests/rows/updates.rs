//! `vendor aim mass-update FILE`

use serde_json::Value;
use vendor_sandbox::aim::{CONTRACT_FULFILLMENT, Rental, SET_CONTRACT_SERIAL};
use vendor_sandbox::{Fault, Operation};

use crate::vendor::{Desk, Ran};
use crate::{all, deliveries};

/// A desk with so many contracts, C1 and so on.
fn desk_with(contracts: i32) -> Desk {
    let desk = Desk::new();
    let aim = desk.vendor.sandbox.aim();
    aim.remove_all_contracts();
    for number in 1..=contracts {
        aim.put_contract(Rental::new(format!("C{number}"), 4_000 + number, 1));
    }
    desk
}

/// A serial number for each of these contracts.
fn csv(references: &[&str]) -> String {
    references
        .iter()
        .fold("Ref,Serial\n".to_owned(), |text, reference| {
            format!("{text}{reference},SN-{reference}\n")
        })
}

fn update(desk: &Desk, rows: &str, arguments: &[&str]) -> Ran {
    desk.write("updates.csv", rows);
    desk.run(&[&["aim", "mass-update", "updates.csv"], arguments].concat())
}

/// How many updates each call had, in the order of their arrival.
fn calls(desk: &Desk, operation: Operation) -> Vec<usize> {
    let calls = desk.vendor.sandbox.ledger().calls_of(operation);
    let size = |body: &[u8]| {
        let body: Value = serde_json::from_slice(body).unwrap();
        body["MassUpdateItems"].as_array().unwrap().len()
    };
    calls
        .iter()
        .map(|call| size(call.request_body().unwrap()))
        .collect()
}

fn serial(desk: &Desk, reference: &str) -> Option<String> {
    desk.vendor
        .sandbox
        .aim()
        .contract(reference)
        .unwrap()
        .serial
}

#[test]
fn rows_go_into_calls_of_so_many() {
    let desk = desk_with(5);
    let rows = csv(&["C1", "C2", "C3", "C4", "C5"]);
    let ran = update(
        &desk,
        &rows,
        &["--batch-size=2", "--concurrency=1", "--json"],
    )
    .expect(0);
    let done = [2, 3, 4, 5, 6].map(|line| (line, "done"));
    assert_eq!(deliveries(&ran), all(&done));
    assert_eq!(calls(&desk, CONTRACT_FULFILLMENT), [2, 2, 1]);
    for reference in ["C1", "C5"] {
        assert_eq!(serial(&desk, reference), Some(format!("SN-{reference}")));
    }
}

#[test]
fn twenty_five_go_into_a_call_if_nothing_is_said() {
    let desk = desk_with(26);
    let references: Vec<_> = (1..=26).map(|number| format!("C{number}")).collect();
    let references: Vec<_> = references.iter().map(String::as_str).collect();
    update(&desk, &csv(&references), &["--concurrency=1"]).expect(0);
    assert_eq!(calls(&desk, CONTRACT_FULFILLMENT), [25, 1]);
}

#[test]
fn all_members_can_be_columns() {
    let desk = desk_with(1);
    let rows = "ref;Serial;cash price;new status;Unlock;delivery date;deleted accessory ids\n\
                C1;007;199.90;Ready;false;2026-10-15T00:00:00;[501]\n";
    update(&desk, rows, &[]);
    let body = desk.vendor.sandbox.ledger().calls_of(CONTRACT_FULFILLMENT);
    let body = String::from_utf8_lossy(body[0].request_body().unwrap()).into_owned();
    for member in [
        r#""Serial":"007""#,
        r#""CashPrice":199.90"#,
        r#""NewStatus":"Ready""#,
        r#""Unlock":false"#,
        r#""DeletedAccessoryIds":[501]"#,
    ] {
        assert!(body.contains(member), "{member}: {body}");
    }
}

#[test]
fn a_row_fails_alone_where_the_answer_names_it() {
    let desk = desk_with(2);
    let ran = update(&desk, &csv(&["C1", "NONE", "C2"]), &["--json"]).expect(3);
    assert_eq!(
        deliveries(&ran),
        all(&[(2, "done"), (3, "refused"), (4, "done")])
    );
    assert_eq!(serial(&desk, "C2").as_deref(), Some("SN-C2"));
    // What is done is done, and what was refused waits for somebody.
    let ran = update(&desk, &csv(&["C1", "NONE", "C2"]), &["--json"]).expect(3);
    assert_eq!(ran.stdout, "");
    let ran = update(
        &desk,
        &csv(&["C1", "NONE", "C2"]),
        &["--json", "--retry-refused"],
    )
    .expect(3);
    assert_eq!(deliveries(&ran), all(&[(3, "refused")]));
}

#[test]
fn rows_are_refused_that_the_answer_to_a_call_that_failed_names() {
    let desk = desk_with(1);
    // Where all fail, the answer says that the call did.
    let ran = update(
        &desk,
        &csv(&["NONE", "C1", "NOR THIS"]),
        &["--batch-size=1", "--json"],
    );
    let expected = [(2, "refused"), (3, "done"), (4, "refused")];
    assert_eq!(deliveries(&ran.expect(3)), all(&expected));
}

#[test]
fn a_call_that_is_lost_leaves_all_of_its_rows_in_doubt_and_no_others() {
    let desk = desk_with(4);
    let faults = desk.vendor.sandbox.faults();
    faults.inject(CONTRACT_FULFILLMENT, Fault::DropAfterActing);
    let rows = csv(&["C1", "C2", "C3", "C4"]);
    let options = ["--batch-size=2", "--concurrency=1", "--json"];
    let ran = update(&desk, &rows, &options).expect(5);
    let expected = [(2, "unknown"), (3, "unknown"), (4, "done"), (5, "done")];
    assert_eq!(deliveries(&ran), all(&expected));
    update(&desk, &rows, &options).expect(5);
    assert_eq!(calls(&desk, CONTRACT_FULFILLMENT), [2, 2]);
    update(&desk, &rows, &["--retry-unknown=2", "--mark-done=3"]).expect(0);
    assert_eq!(calls(&desk, CONTRACT_FULFILLMENT), [2, 2, 1]);
}

#[test]
fn a_reference_twice_is_a_mistake() {
    let desk = desk_with(1);
    let ran = update(&desk, &csv(&["C1", "C2", "C1"]), &[]).expect(2);
    assert!(
        ran.stderr.contains("line 4: Ref is the same as in line 2"),
        "{ran:#?}"
    );
    assert_eq!(calls(&desk, CONTRACT_FULFILLMENT), [0; 0]);
}

#[test]
fn the_old_route_is_another_job() {
    let desk = desk_with(1);
    update(&desk, &csv(&["C1"]), &["--old-route"]).expect(0);
    assert_eq!(calls(&desk, SET_CONTRACT_SERIAL), [1]);
    let ran = update(&desk, &csv(&["C1"]), &[]).expect(2);
    assert!(ran.stderr.contains("--old-route"), "{ran:#?}");
    assert_eq!(calls(&desk, CONTRACT_FULFILLMENT), [0; 0]);
}

#[test]
fn rows_are_no_list_in_json() {
    let desk = desk_with(1);
    desk.write("updates.json", r#"[{"Ref": "C1", "Serial": "SN-1"}]"#);
    let ran = desk.run(&["aim", "mass-update", "updates.json"]).expect(2);
    assert!(ran.stderr.contains("--from-json"), "{ran:#?}");
    desk.run(&["aim", "mass-update", "--from-json=updates.json"])
        .expect(0);
    desk.run(&["aim", "mass-update"]).expect(2);
    desk.run(&["aim", "mass-update", "x.csv", "--from-json=updates.json"])
        .expect(2);
}
