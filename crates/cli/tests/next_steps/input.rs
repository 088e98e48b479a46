//! Requests that cannot be read, or must not be sent as they are.

use crate::told::Told;
use crate::vendor::program;

#[test]
fn wrong_input() {
    let mut told = Told::default();
    let import = &["dialler", "import", "--sandbox", "--from-json=-"][..];
    for (name, arguments, input) in [
        (
            "a file that is not there",
            &[
                "dialler",
                "import",
                "--sandbox",
                "--from-json=/nowhere/contact.json",
            ][..],
            "",
        ),
        ("no JSON", import, "{\"Name\": "),
        (
            "members that are wrong",
            import,
            "{\"Nmae\": \"PLANTED\", \"DiallerCampaignsID\": \"538\"}",
        ),
        (
            "a value that the vendor's documentation forbids",
            &[
                "tickets",
                "create",
                "--sandbox",
                "--customer-id=160c0c4b-9966-4dc1-a916-8407eb10d74e",
                "--vehicle-model-id=1204",
                "--vin=PLANTED",
                "--reference=ORDER-17",
            ],
            "",
        ),
        (
            "a mapping that is wrong",
            &[
                "leadbank",
                "forward",
                "--sandbox",
                "--parameter=1",
                "--campaign-id=538",
                "--dry-run",
                "--mapping=/nowhere/mapping.toml",
            ],
            "",
        ),
    ] {
        let home = tempfile::tempdir().unwrap();
        told.failure_with_input(name, 2, input, |more| {
            program(&home, &[arguments, more].concat())
        });
    }
    let text = told.text();
    assert!(!text.contains("PLANTED"), "{text}");
    insta::assert_snapshot!(text);
}
