//! Options that are for the rows of a file, where there is no file: whoever says them must not be taken at half his word.

use crate::vendor::Desk;

/// Everything that sends one thing, or a list, beside the rows of a file.
const WITHOUT_A_FILE: [&[&str]; 7] = [
    &[
        "tickets",
        "create",
        "--customer-id=160c0c4b-9966-4dc1-a916-8407eb10d74e",
        "--vehicle-model-id=1204",
        "--no-vin",
        "--reference=A-1",
    ],
    &["tickets", "create", "--from-json=one.json"],
    &["iveco", "activate", "--reason-code=4"],
    &["iveco", "activate", "--from-json=one.json"],
    &["aim", "mass-update", "--from-json=one.json"],
    &[
        "dialler",
        "import",
        "--campaign-id=538",
        "--name=N",
        "--phone-number-1=+493023125009",
    ],
    &["dialler", "import", "--from-json=one.json"],
];

#[test]
fn are_refused_and_nothing_is_sent() {
    let desk = Desk::new();
    desk.write("one.json", "{}");
    for command in WITHOUT_A_FILE {
        for option in [
            "--dry-run",
            "--retry-refused",
            "--retry-unknown",
            "--mark-done=1",
            "--no-journal",
            "--journal=j",
            "--map=A=B",
            "--rows-format=csv",
            "--concurrency=2",
            "--rate=1",
            "--max-failures=1",
        ] {
            let ran = desk.run(&[command, &[option]].concat()).expect(2);
            let name = option.split('=').next().unwrap();
            assert!(ran.stderr.contains(name), "{command:?}: {ran:#?}");
        }
    }
    assert!(desk.vendor.sandbox.ledger().calls().is_empty());
}
