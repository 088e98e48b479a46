//! Against the embedded sandbox, which needs no settings.

use crate::checks::Checks;
use crate::vendor::{Ran, program, repeatable};

const DOCTOR: [&str; 3] = ["doctor", "--sandbox", "--json"];

#[test]
fn all_vendors_are_well() {
    let home = tempfile::tempdir().unwrap();
    let ran = Ran::of(&mut program(&home, &DOCTOR)).expect(0);
    let checks = Checks::of(&ran);
    for vendor in ["tickets", "leadbank", "dialler", "iveco", "aim"] {
        for subject in ["settings", "url", "connection", "api", "clock"] {
            assert_eq!(checks.state(vendor, subject), "ok", "{vendor} {subject}");
        }
    }
    for vendor in ["tickets", "dialler", "aim"] {
        assert_eq!(checks.state(vendor, "credentials"), "ok");
    }
    for vendor in ["leadbank", "iveco"] {
        assert_eq!(checks.state(vendor, "credentials"), "skipped");
    }
}

#[test]
fn a_fetch_and_a_login_are_made_if_they_are_asked_for() {
    let home = tempfile::tempdir().unwrap();
    let arguments = [&DOCTOR[..], &["--parameter=1", "--login"]].concat();
    let ran = Ran::of(&mut program(&home, &arguments)).expect(0);
    let checks = Checks::of(&ran);
    let fetched = checks.get("leadbank", "credentials");
    assert!(
        fetched["finding"].as_str().unwrap().contains("fetched: 3,"),
        "{fetched}"
    );
    assert_eq!(checks.state("aim", "login"), "ok");
}

#[test]
fn only_the_vendors_that_are_named_are_checked() {
    let home = tempfile::tempdir().unwrap();
    let arguments = [&DOCTOR[..], &["iveco", "tickets"]].concat();
    let ran = Ran::of(&mut program(&home, &arguments)).expect(0);
    let checks = Checks::of(&ran);
    assert!(!checks.subjects("iveco").is_empty());
    assert!(!checks.subjects("tickets").is_empty());
    assert!(checks.subjects("dialler").is_empty());
}

#[test]
fn people_read_a_table_for_each_vendor() {
    let home = tempfile::tempdir().unwrap();
    let ran = Ran::of(&mut program(&home, &["doctor", "--sandbox"])).expect(0);
    insta::assert_snapshot!(repeatable(&ran.stdout));
    insta::assert_snapshot!("what_is_said_beside_the_tables", ran.stderr);
}
