//! What this machine does not do.

use std::fs::{self, File};
use std::os::unix::fs::PermissionsExt as _;
use std::process::Stdio;

use crate::told::Told;
use crate::vendor::Vendor;

#[test]
fn results_and_files_that_cannot_be_written() {
    let mut told = Told::default();
    let vendor = Vendor::start();
    let full = || Stdio::from(File::options().write(true).open("/dev/full").unwrap());
    for (name, code, arguments) in [
        ("a read whose result is lost", 1, &["tickets", "list"][..]),
        (
            "a change whose result is lost",
            6,
            &["aim", "fulfil", "W1001", "--serial=SN-1"],
        ),
        (
            "a change whose result is lost, and which no command shows",
            6,
            &[
                "leadbank",
                "ack",
                "--lead=48101",
                "--status=2",
                "--date=2024-10-15T09:00:00+02:00",
            ],
        ),
    ] {
        told.failure(name, code, |more| {
            let mut command = vendor.command(&[arguments, more].concat());
            command.stdout(full());
            command
        });
    }
    let home = tempfile::tempdir().unwrap();
    let foreign = home.path().join("foreign.jsonl");
    fs::write(&foreign, "{\"no\": \"lead\"}\n").unwrap();
    fs::set_permissions(&foreign, fs::Permissions::from_mode(0o600)).unwrap();
    for (name, file) in [
        ("a file for leads that is a directory", home.path()),
        ("a file for leads that is another file", &foreign),
    ] {
        let set_aside = format!("--set-aside={}", file.display());
        let forward = [
            "leadbank",
            "forward",
            "--once",
            "--parameter=1",
            "--campaign-id=538",
        ];
        told.failure(name, 2, |more| {
            vendor.command(&[&forward[..], &[&set_aside], more].concat())
        });
    }
    let text = told.text().replace(home.path().to_str().unwrap(), "HOME");
    insta::assert_snapshot!(text);
}

#[test]
fn checks_of_the_doctor() {
    let mut told = Told::default();
    let vendor = Vendor::start();
    told.failure("credentials that are refused", 3, |more| {
        let mut command = vendor.command(&[&["doctor", "dialler"], more].concat());
        command.env("VENDOR_DIALLER_TOKEN", "PLANTED");
        command
    });
    insta::assert_snapshot!(told.text());
}
