//! The program under test, beside a sandbox that the test can look into.

// Each test file is a program of its own and uses its part of this.
#![allow(dead_code)]
// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used, clippy::panic)]

mod desk;

use std::io::Write as _;
use std::process::{Child, Command, Output, Stdio};

use serde_json::Value;
use tempfile::TempDir;
use tokio::runtime::Runtime;
use vendor_sandbox::{Sandbox, SandboxBuilder};

// Not every test file has one.
#[allow(unused_imports)]
pub(crate) use self::desk::Desk;

/// A sandbox on a thread of its own, without limits on the number of calls.
pub(crate) struct Vendor {
    pub(crate) sandbox: Sandbox,
    runtime: Runtime,
    home: TempDir,
}

impl Vendor {
    pub(crate) fn start() -> Self {
        Self::with(Sandbox::builder())
    }

    pub(crate) fn with(sandbox: SandboxBuilder) -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .unwrap();
        let sandbox = runtime.block_on(sandbox.start()).unwrap();
        sandbox
            .partner()
            .configure(|settings| settings.throttle = None);
        Self {
            sandbox,
            runtime,
            home: tempfile::tempdir().unwrap(),
        }
    }

    /// The program with the sandbox's addresses and credentials in its environment, and nothing else there.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let partner = self.sandbox.partner();
        let aim = self.sandbox.aim();
        let mut command = program(&self.home, arguments);
        command
            .env("VENDOR_TICKETS_BASE_URL", partner.base_url())
            .env("VENDOR_TICKETS_TOKEN_URL", partner.token_url())
            .env("VENDOR_TICKETS_CLIENT_ID", partner.client_id())
            .env("VENDOR_TICKETS_CLIENT_SECRET", partner.client_secret())
            .env(
                "VENDOR_LEADBANK_BASE_URL",
                self.sandbox.leadbank().base_url(),
            )
            .env("VENDOR_DIALLER_BASE_URL", self.sandbox.dialler().base_url())
            .env("VENDOR_DIALLER_TOKEN", self.sandbox.dialler().token())
            .env("VENDOR_IVECO_BASE_URL", self.sandbox.iveco().base_url())
            .env("VENDOR_AIM_BASE_URL", aim.base_url())
            .env("VENDOR_AIM_API_KEY", aim.api_key())
            .env("VENDOR_AIM_APP_ID", aim.app_id())
            .env("VENDOR_AIM_USER_NAME", aim.user_name())
            .env("VENDOR_AIM_PASSWORD", aim.password());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&mut self.command(arguments))
    }

    /// Waits until so many calls have arrived at the sandbox.
    pub(crate) fn wait_for_calls(&self, calls: usize) {
        self.runtime.block_on(self.sandbox.ledger().arrived(calls));
    }
}

/// The program in an environment of its own, with an empty home.
pub(crate) fn program(home: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_vendor"));
    command
        .args(arguments)
        .env_clear()
        .env("XDG_CONFIG_HOME", home.path())
        .stdin(Stdio::null());
    command
}

/// Sends a signal (`-INT`) to a program that runs.
pub(crate) fn send(signal: &str, child: &Child) {
    let sent = Command::new("kill")
        .args([signal, &child.id().to_string()])
        .status()
        .unwrap();
    assert!(sent.success());
}

/// How a run of the program ended.
#[derive(Debug)]
pub(crate) struct Ran {
    pub(crate) code: Option<i32>,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Ran {
    pub(crate) fn of(command: &mut Command) -> Self {
        command.output().unwrap().into()
    }

    /// With a text on stdin.
    pub(crate) fn with_input(command: &mut Command, input: &str) -> Self {
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut stdin = child.stdin.take().unwrap();
        stdin.write_all(input.as_bytes()).unwrap();
        drop(stdin);
        child.wait_with_output().unwrap().into()
    }

    /// Fails the test if the run did not end with this code.
    #[track_caller]
    pub(crate) fn expect(self, code: i32) -> Self {
        assert_eq!(self.code, Some(code), "{self:#?}");
        self
    }

    /// The only value on stdout.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        match serde_json::from_str(&self.stdout) {
            Ok(value) => value,
            Err(error) => panic!("{error}: {self:#?}"),
        }
    }

    /// The values on stdout, one per line.
    #[track_caller]
    pub(crate) fn json_lines(&self) -> Vec<Value> {
        lines(&self.stdout)
    }

    /// The error on stderr, where every line is a JSON value.
    #[track_caller]
    pub(crate) fn error(&self) -> Value {
        let error = lines(&self.stderr)
            .into_iter()
            .find_map(|mut line| line.get_mut("error").map(Value::take));
        error.unwrap_or_else(|| panic!("no error: {self:#?}"))
    }
}

impl Ran {
    /// What became of the rows of a file, on stderr, where every line is a JSON value.
    #[track_caller]
    pub(crate) fn summary(&self) -> Value {
        let summary = lines(&self.stderr)
            .into_iter()
            .find_map(|mut line| line.get_mut("summary").map(Value::take));
        summary.unwrap_or_else(|| panic!("no summary: {self:#?}"))
    }
}

impl From<Output> for Ran {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

#[track_caller]
fn lines(text: &str) -> Vec<Value> {
    text.lines()
        .map(|line| match serde_json::from_str(line) {
            Ok(value) => value,
            Err(error) => panic!("{error}: {line}"),
        })
        .collect()
}

/// A text without what differs from run to run: ports, times, temporary directories.
pub(crate) fn repeatable(text: &str) -> String {
    let mut shown = String::new();
    let mut rest = text;
    while let Some(start) = rest.find("127.0.0.1:") {
        let (before, after) = rest.split_at(start + "127.0.0.1:".len());
        let port = after.find(|c: char| !c.is_ascii_digit());
        shown.extend([before, "PORT"]);
        rest = &after[port.unwrap_or(after.len())..];
    }
    shown + rest
}
