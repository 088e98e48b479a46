//! What is set, what is missing, and what is set wrongly.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::checks::Checks;
use crate::stub;
use crate::vendor::{Ran, Vendor, program};

/// A run with these variables, and nothing else.
fn run(home: &TempDir, variables: &[(&str, &str)], arguments: &[&str]) -> Ran {
    let arguments = [&["doctor", "--json"], arguments].concat();
    Ran::of(program(home, &arguments).envs(variables.iter().copied()))
}

#[test]
fn without_any_setting_there_is_nothing_to_check() {
    let home = tempfile::tempdir().unwrap();
    let ran = run(&home, &[], &[]).expect(2);
    let checks = Checks::of(&ran);
    assert_eq!(checks.state("aim", "settings"), "skipped");
    let advice = ran.error()["advice"].clone();
    assert!(advice.as_str().unwrap().contains("vendor config init"));
}

#[test]
fn a_vendor_that_is_not_configured_is_no_problem() {
    let vendor = Vendor::start();
    let home = tempfile::tempdir().unwrap();
    let base_url = vendor.sandbox.iveco().base_url().to_owned();
    let ran = run(&home, &[("VENDOR_IVECO_BASE_URL", &base_url)], &[]).expect(0);
    let checks = Checks::of(&ran);
    assert_eq!(checks.state("iveco", "api"), "ok");
    assert_eq!(checks.subjects("tickets"), ["settings"]);
    let finding = &checks.get("tickets", "settings")["finding"];
    assert!(finding.as_str().unwrap().starts_with("not configured"));
}

#[test]
fn one_that_is_named_must_be_configured() {
    let home = tempfile::tempdir().unwrap();
    let ran = run(&home, &[], &["dialler"]).expect(2);
    let checks = Checks::of(&ran);
    assert_eq!(checks.problems("dialler"), ["settings"]);
    let missing = checks.get("dialler", "settings")["details"].to_string();
    for variable in ["VENDOR_DIALLER_BASE_URL", "VENDOR_DIALLER_TOKEN"] {
        assert!(missing.contains(variable), "{missing}");
    }
    assert_eq!(checks.state("dialler", "connection"), "skipped");
}

#[test]
fn the_origin_of_each_setting_is_named_and_no_secret_is_shown() {
    let vendor = Vendor::start();
    let home = tempfile::tempdir().unwrap();
    let token = vendor.sandbox.dialler().token();
    let secret_file = home.path().join("token");
    write_privately(&secret_file, &token);
    let file = home.path().join("settings.toml");
    let base_url = vendor.sandbox.dialler().base_url();
    write_privately(
        &file,
        &format!("[dialler]\nbase_url = \"{base_url}\"\ntoken_file = \"token\"\n"),
    );
    let arguments = ["doctor", "--json", "--config", file.to_str().unwrap()];
    let ran = Ran::of(&mut program(&home, &arguments)).expect(0);
    assert!(!ran.stdout.contains(&token), "{ran:#?}");
    let checks = Checks::of(&ran);
    let origins = checks.get("dialler", "settings")["details"].to_string();
    assert!(origins.contains("settings.toml, line 2"), "{origins}");
    assert!(origins.contains(secret_file.to_str().unwrap()), "{origins}");
}

#[test]
fn wrong_settings_are_worse_than_a_failed_call() {
    let home = tempfile::tempdir().unwrap();
    let nobody = stub::nobody();
    let variables = [
        ("VENDOR_IVECO_BASE_URL", nobody.as_str()),
        ("VENDOR_LEADBANK_BASE_URL", "https://user:PLANTED@a.example"),
        ("VENDOR_TICKETS_CLIENT_ID", "id"),
    ];
    let ran = run(&home, &variables, &[]).expect(2);
    assert!(!ran.stdout.contains("PLANTED"), "{ran:#?}");
    let checks = Checks::of(&ran);
    assert_eq!(checks.problems("iveco"), ["connection"]);
    assert_eq!(checks.problems("leadbank"), ["url"]);
    assert_eq!(checks.problems("tickets"), ["settings"]);
    assert_eq!(ran.error()["message"], "3 of 20 checks found a problem");
}

#[test]
fn what_no_client_can_be_built_from_is_a_matter_of_settings() {
    let home = tempfile::tempdir().unwrap();
    let variables = [
        ("VENDOR_IVECO_BASE_URL", "https://ans.example"),
        ("VENDOR_IVECO_CLIENT_CERTIFICATE", "PLANTED"),
        ("VENDOR_IVECO_CLIENT_KEY", "PLANTED"),
    ];
    let ran = run(&home, &variables, &[]).expect(2);
    assert!(!ran.stdout.contains("PLANTED"), "{ran:#?}");
    let checks = Checks::of(&ran);
    assert_eq!(checks.problems("iveco"), ["settings"]);
    assert_eq!(checks.state("iveco", "url"), "skipped");
}

#[test]
fn a_file_that_cannot_be_read_concerns_all_vendors() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("settings.toml");
    write_privately(&file, "[tickets]\nclient_idd = \"PLANTED\"\n");
    let ran = run(&home, &[], &["--config", file.to_str().unwrap()]).expect(2);
    assert_eq!(ran.stdout, "");
    let message = ran.error()["message"].to_string();
    assert!(message.contains("did you mean"), "{message}");
}

#[cfg(unix)]
#[test]
fn a_secret_that_others_can_read_is_a_warning() {
    use std::os::unix::fs::PermissionsExt as _;

    let vendor = Vendor::start();
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("settings.toml");
    let dialler = vendor.sandbox.dialler();
    let (base_url, token) = (dialler.base_url(), dialler.token());
    let text = format!("[dialler]\nbase_url = \"{base_url}\"\ntoken = \"{token}\"\n");
    fs::write(&file, text).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let ran = run(&home, &[], &["--config", file.to_str().unwrap()]).expect(0);
    let checks = Checks::of(&ran);
    assert_eq!(checks.state("dialler", "files"), "warning");
    let details = checks.get("dialler", "files")["details"].to_string();
    assert!(details.contains("chmod 600"), "{details}");
    assert_eq!(checks.state("dialler", "credentials"), "ok");
}

#[test]
fn a_base_url_to_be_tried_is_of_one_vendor() {
    let vendor = Vendor::start();
    let home = tempfile::tempdir().unwrap();
    let base_url = vendor.sandbox.iveco().base_url().to_owned();
    let ran = run(&home, &[], &["iveco", "--base-url", &base_url]).expect(0);
    assert_eq!(Checks::of(&ran).state("iveco", "api"), "ok");
    for vendors in [&[][..], &["iveco", "tickets"]] {
        let arguments = [&["--base-url", &base_url], vendors].concat();
        let ran = run(&home, &[], &arguments).expect(2);
        assert_eq!(ran.error()["kind"], "input");
    }
}

/// For nobody else to read.
fn write_privately(file: &Path, text: &str) {
    fs::write(file, text).unwrap();
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        fs::set_permissions(file, fs::Permissions::from_mode(0o600)).unwrap();
    }
}
