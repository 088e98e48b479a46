//! `vendor sandbox`: one that stays, for other commands and programs. What it can do is told by the tests of
//! `vendor-sandbox`; here is how it speaks.

// Helpers beside the tests fail the test that called them.
#![allow(clippy::unwrap_used, clippy::panic)]
#![cfg(unix)]

mod vendor;

use std::fs;
use std::io::{BufRead as _, BufReader, Lines, Read as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::PathBuf;
use std::process::{Child, ChildStderr, ChildStdout, Stdio};

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::vendor::{Ran, program, send};

/// A running `vendor sandbox`, and a home for those who use it.
struct Served {
    child: Child,
    stdout: Lines<BufReader<ChildStdout>>,
    stderr: Lines<BufReader<ChildStderr>>,
    home: TempDir,
}

impl Served {
    fn start(arguments: &[&str]) -> Self {
        let home = tempfile::tempdir().unwrap();
        let config = home.path().join("sandbox.toml");
        let arguments = [
            &[
                "sandbox",
                "--bind=0",
                "--write-config",
                config.to_str().unwrap(),
            ],
            arguments,
        ];
        let mut child = program(&home, &arguments.concat())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap()).lines();
        let stderr = BufReader::new(child.stderr.take().unwrap()).lines();
        // It serves by then.
        let first = stdout.next().unwrap().unwrap();
        assert!(!first.is_empty());
        Self {
            child,
            stdout,
            stderr,
            home,
        }
    }

    fn config(&self) -> PathBuf {
        self.home.path().join("sandbox.toml")
    }

    /// Another command, with the settings that it has written.
    fn run(&self, arguments: &[&str]) -> Ran {
        let config = self.config();
        let connection = ["--config", config.to_str().unwrap()];
        Ran::of(&mut program(&self.home, &[arguments, &connection].concat()))
    }

    /// The next line on stderr for which this holds; others before it are left out.
    #[track_caller]
    fn told(&mut self, holds: impl Fn(&str) -> bool) -> String {
        let mut lines = self.stderr.by_ref().map(Result::unwrap);
        match lines.find(|line| holds(line)) {
            Some(line) => line,
            None => panic!("it has not told"),
        }
    }

    /// Ends it, and gives its exit code and what it still said on stderr.
    fn stop(mut self, signal: &str) -> (Option<i32>, Vec<String>) {
        send(signal, &self.child);
        let code = self.child.wait().unwrap().code();
        let rest = self.stderr.by_ref().map(Result::unwrap).collect();
        (code, rest)
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // An error means that it has ended by itself.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn other_commands_reach_it_by_the_settings_that_it_has_written() {
    let mut sandbox = Served::start(&[]);
    sandbox
        .run(&["dialler", "delete", "215387", "--json"])
        .expect(0);
    sandbox
        .run(&["dialler", "get", "215387", "--json"])
        .expect(3);
    let call = sandbox.told(|line| line.starts_with("1 dialler.deleteContact DELETE /dialler/"));
    assert!(call.ends_with("200, acted, 0 violations"), "{call}");
}

#[test]
fn every_vendor_is_reached_with_all_of_its_credentials() {
    let sandbox = Served::start(&[]);
    for command in [
        &["tickets", "list"][..],
        &["leadbank", "fetch", "--parameter", "1"],
        &["dialler", "campaigns", "list"],
        &[
            "iveco",
            "activate",
            "--dossier-number",
            "D-17",
            "--reason-code",
            "4",
        ],
        &["aim", "details", "W1001"],
    ] {
        sandbox.run(command).expect(0);
    }
}

#[test]
fn what_is_printed_can_be_pasted() {
    let mut sandbox = Served::start(&[]);
    send("-TERM", &sandbox.child);
    let exports: Vec<_> = sandbox.stdout.by_ref().map(Result::unwrap).collect();
    // The first one has been read already.
    assert_eq!(exports.len(), 13);
    assert!(
        exports
            .iter()
            .all(|line| line.starts_with("export VENDOR_"))
    );
}

#[test]
fn it_says_where_it_can_be_watched() {
    let mut sandbox = Served::start(&[]);
    let line = sandbox.told(|line| line.contains("browser"));
    assert!(line.contains("http://127.0.0.1:"), "{line}");
}

#[test]
fn its_settings_file_is_for_its_owner_alone() {
    let sandbox = Served::start(&[]);
    let mode = fs::metadata(sandbox.config()).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let ran = sandbox.run(&["dialler", "get", "215387"]).expect(0);
    assert_eq!(ran.stderr, "");
}

#[test]
fn it_says_how_its_settings_file_is_used() {
    let mut sandbox = Served::start(&[]);
    let option = format!("--config {}", sandbox.config().display());
    sandbox.told(|line| line.ends_with(&option));
}

#[test]
fn a_settings_file_of_somebody_else_stays_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    let file = home.path().join("config.toml");
    fs::write(&file, "[dialler]\n").unwrap();
    let arguments = [
        "sandbox",
        "--bind=0",
        "--write-config",
        file.to_str().unwrap(),
    ];
    let ran = Ran::of(&mut program(&home, &arguments)).expect(2);
    assert!(ran.stderr.contains("is there already"), "{}", ran.stderr);
    assert_eq!(fs::read_to_string(file).unwrap(), "[dialler]\n");
}

#[test]
fn a_settings_file_of_a_sandbox_is_written_anew() {
    let first = Served::start(&[]);
    let config = first.config();
    let old = fs::read_to_string(&config).unwrap();
    let mut second = program(
        &first.home,
        &[
            "sandbox",
            "--bind=0",
            "--write-config",
            config.to_str().unwrap(),
        ],
    )
    .stdout(Stdio::piped())
    .stderr(Stdio::null())
    .spawn()
    .unwrap();
    let mut byte = [0];
    second.stdout.take().unwrap().read_exact(&mut byte).unwrap();
    let new = fs::read_to_string(&config).unwrap();
    second.kill().unwrap();
    second.wait().unwrap();
    assert_ne!(new, old);
}

#[test]
fn a_token_that_has_ended_is_replaced_in_the_settings_file() {
    let mut sandbox = Served::start(&["--fault=getContact=expired-token"]);
    sandbox.run(&["dialler", "get", "215387"]).expect(3);
    sandbox.told(|line| line.starts_with("export VENDOR_DIALLER_TOKEN="));
    sandbox.run(&["dialler", "get", "215387"]).expect(0);
}

#[test]
fn ctrl_c_and_sigterm_end_it_with_0() {
    for signal in ["-INT", "-TERM"] {
        let (code, _) = Served::start(&[]).stop(signal);
        assert_eq!(code, Some(0), "{signal}");
    }
}

#[test]
fn quiet_it_says_nothing_but_the_settings() {
    let sandbox = Served::start(&["--quiet"]);
    sandbox.run(&["dialler", "get", "215387"]).expect(0);
    assert_eq!(sandbox.stop("-TERM"), (Some(0), Vec::new()));
}

#[test]
fn a_port_that_is_taken_is_told_with_what_to_do() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let home = tempfile::tempdir().unwrap();
    let ran = Ran::of(&mut program(
        &home,
        &["sandbox", "--json", "--bind", &address],
    ))
    .expect(1);
    let error = ran.error();
    assert_eq!(error["kind"], "sandbox");
    assert!(
        error["message"].as_str().unwrap().contains(&address),
        "{error}"
    );
    assert!(
        error["advice"].as_str().unwrap().contains("--bind 0"),
        "{error}"
    );
}

mod json {
    use super::*;

    fn value(line: &str) -> Value {
        serde_json::from_str(line).unwrap()
    }

    #[test]
    fn the_settings_are_one_object_on_stdout() {
        let home = tempfile::tempdir().unwrap();
        let mut child = program(&home, &["sandbox", "--bind=0", "--json"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap()).lines();
        let started = value(&stdout.next().unwrap().unwrap());
        send("-TERM", &child);
        assert!(child.wait().unwrap().success());
        assert!(stdout.next().is_none());
        let base_url = started["settings"]["dialler"]["base_url"].as_str().unwrap();
        assert!(base_url.ends_with("/dialler/rest/v1.0/1"), "{base_url}");
        assert_eq!(started["settings"]["dialler"]["token"], "sandbox-token");
        assert_eq!(
            started["demonstration"]["leads"],
            json!(["48101", "48102", "48103"])
        );
        let inspector = started["inspector"].as_str().unwrap();
        assert!(inspector.starts_with("http://127.0.0.1:"), "{inspector}");
    }

    #[test]
    fn a_call_is_one_object_on_stderr_and_nothing_else_is() {
        let sandbox = Served::start(&["--json", "--fault=getContact=drop-after-acting"]);
        sandbox.run(&["dialler", "get", "215387"]).expect(0);
        let (_, lines) = sandbox.stop("-TERM");
        let calls: Vec<_> = lines.iter().map(|line| value(line)).collect();
        let call = |number: u64, status: Value, fault: Value| {
            json!({ "call": {
                "number": number,
                "vendor": "dialler",
                "operation": "getContact",
                "status": status,
                "acted": true,
                "fault": fault,
                "violations": [],
            } })
        };
        assert_eq!(
            calls,
            [
                call(1, Value::Null, json!("drop-after-acting")),
                call(2, json!(200), Value::Null),
            ]
        );
    }
}
