//! `vendor iveco activate --from FILE`

use vendor_sandbox::Fault;
use vendor_sandbox::iveco::WORKSHOP_ACTIVATION;

use crate::vendor::{Desk, Ran};
use crate::{all, deliveries};

const LINES: &str = concat!(
    r#"{"DossierNumber": "D-1", "ReasonCode": 4, "Calloutcomes": [{"OutcomeOfTheCall": 3}]}"#,
    "\n",
    r#"{"DossierNumber": "D-2", "ReasonCode": 5}"#,
    "\n"
);

fn activate(desk: &Desk, name: &str, rows: &str, arguments: &[&str]) -> Ran {
    desk.write(name, rows);
    desk.run(&[&["iveco", "activate", "--from", name], arguments].concat())
}

fn dossiers(desk: &Desk) -> Vec<String> {
    let activations = desk.vendor.sandbox.iveco().activations();
    let numbers = activations
        .into_iter()
        .map(|one| one.dossier_number.unwrap());
    let mut numbers: Vec<_> = numbers.collect();
    numbers.sort_unstable();
    numbers
}

#[test]
fn a_row_in_json_lines_is_an_activation_in_the_vendors_names() {
    let desk = Desk::new();
    let ran = activate(&desk, "a.jsonl", LINES, &["--json"]).expect(0);
    assert_eq!(deliveries(&ran), all(&[(1, "done"), (2, "done")]));
    assert_eq!(dossiers(&desk), ["D-1", "D-2"]);
    assert_eq!(ran.json_lines()[0]["answer"]["status"], 200);
}

#[test]
fn a_row_in_csv_has_its_calls_in_a_cell_of_json() {
    let desk = Desk::new();
    let rows = "DossierNumber,outlet code,ReasonCode,contacted,Calloutcomes\n\
                D-1,0042,4,2026-03-06T15:43:32+01:00,\"[{\"\"Telephone\"\": \"\"+39011\"\", \"\"OutcomeOfTheCall\"\": 3}]\"\n\
                D-2,,5,,\n";
    activate(&desk, "a.csv", rows, &[]).expect(0);
    let activations = desk.vendor.sandbox.iveco().activations_of("D-1");
    assert_eq!(activations[0].dmd_outlet_code.as_deref(), Some("0042"));
    assert_eq!(activations[0].call_outcomes.len(), 1);
    assert_eq!(dossiers(&desk), ["D-1", "D-2"]);
}

#[test]
fn all_are_checked_before_the_first_is_sent() {
    let desk = Desk::new();
    let rows = "DossierNumber,ReasonCode,contacted,Calloutcomes\nD-1,4,,\nD-2,x,yesterday,[\n";
    let ran = activate(&desk, "a.csv", rows, &[]).expect(2);
    for mistake in [
        "line 3: ReasonCode",
        "line 3: contacted (ContactDatetime)",
        "line 3: Calloutcomes",
    ] {
        assert!(ran.stderr.contains(mistake), "{mistake}: {ran:#?}");
    }
    assert_eq!(dossiers(&desk), [""; 0]);
}

#[test]
fn the_format_is_that_of_what_is_sent_and_not_of_the_file() {
    let desk = Desk::new();
    activate(
        &desk,
        "rows",
        LINES,
        &["--format=xml", "--rows-format=jsonl"],
    )
    .expect(0);
    let calls = desk.vendor.sandbox.ledger().calls_of(WORKSHOP_ACTIVATION);
    let body = calls[0].request_body().unwrap();
    assert!(body.starts_with(b"<"), "{}", String::from_utf8_lossy(body));
    assert_eq!(dossiers(&desk), ["D-1", "D-2"]);
}

#[test]
fn a_row_in_doubt_is_never_sent_again_by_itself_and_nothing_shows_whether_it_was_done() {
    let desk = Desk::new();
    let faults = desk.vendor.sandbox.faults();
    faults.inject(WORKSHOP_ACTIVATION, Fault::DropAfterActing);
    let ran = activate(&desk, "a.jsonl", LINES, &["--concurrency=1", "--json"]).expect(5);
    assert_eq!(deliveries(&ran), all(&[(1, "unknown"), (2, "done")]));
    let ran = activate(&desk, "a.jsonl", LINES, &["--json"]).expect(5);
    assert_eq!(ran.stdout, "");
    let ran = activate(&desk, "a.jsonl", LINES, &[]).expect(5);
    let text = "\nAsk the vendor whether the rows in doubt were done, since no command shows it, and leave them";
    assert!(ran.stderr.contains(text), "{ran:#?}");
    assert_eq!(dossiers(&desk), ["D-1", "D-2"]);

    // Somebody has asked the vendor.
    activate(&desk, "a.jsonl", LINES, &["--mark-done=1"]).expect(0);
    assert_eq!(dossiers(&desk), ["D-1", "D-2"]);
}
