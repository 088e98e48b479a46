//! Arguments that are none.

use crate::told::Told;
use crate::vendor::program;

#[test]
fn wrong_usage() {
    let mut told = Told::default();
    let id = "497f6eca-6276-4993-bfeb-53cbbbba6f08";
    for (name, arguments) in [
        ("a command that is misspelt", &["tickets", "lisst"][..]),
        ("a vendor that is misspelt", &["ticket", "list"]),
        (
            "an option that is misspelt",
            &["tickets", "list", "--limitt=3"],
        ),
        ("an option that is missing", &["leadbank", "fetch"]),
        ("a value that does not fit", &["tickets", "get", "17"]),
        (
            "a value that is no choice",
            &["tickets", "list", "--color=red"],
        ),
        (
            "options that exclude each other",
            &[
                "tickets",
                "get",
                id,
                "--sandbox",
                "--base-url=https://a.example",
            ],
        ),
        (
            "a number of seconds that is none",
            &["tickets", "list", "--timeout=0"],
        ),
        (
            "options that make no sense together",
            &["doctor", "--base-url=https://a.example"],
        ),
        ("too little", &["tickets", "create", "--sandbox"]),
    ] {
        let home = tempfile::tempdir().unwrap();
        told.failure(name, 2, |more| program(&home, &[arguments, more].concat()));
    }
    insta::assert_snapshot!(told.text());
}
