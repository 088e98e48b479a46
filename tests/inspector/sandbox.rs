//! `vendor sandbox`, and the other commands of `vendor` against it.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Stdio};

use behaviours::program::Program;
use serde_json::{Value, json};
use tempfile::TempDir;

/// A running sandbox.
pub(crate) struct Sandbox {
    process: Child,
    program: Program,
    started: Value,
    /// Where its clients keep their files.
    home: TempDir,
}

impl Sandbox {
    pub(crate) fn start() -> Self {
        let program = Program::build();
        let home = tempfile::tempdir().expect("a directory");
        let mut process = program
            .command()
            .args(["sandbox", "--json", "--quiet", "--bind=0"])
            .arg("--write-config")
            .arg(home.path().join(CONFIG))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .expect("it starts");
        let stdout = process.stdout.take().expect("it is piped");
        let mut line = String::new();
        BufReader::new(stdout)
            .read_line(&mut line)
            .expect("it greets");
        let started = serde_json::from_str(&line).expect("its greeting is JSON");
        Self {
            process,
            program,
            started,
            home,
        }
    }

    /// A page of the inspector.
    pub(crate) fn page(&self, path: &str) -> String {
        let inspector = self.started["inspector"]
            .as_str()
            .expect("it greets with it");
        format!("{inspector}{path}")
    }

    /// A base URL or a credential.
    pub(crate) fn setting(&self, vendor: &str, name: &str) -> &str {
        let setting = &self.started["settings"][vendor][name];
        setting.as_str().expect("it greets with it")
    }

    /// Another command of `vendor`, with the settings that the sandbox has written.
    #[track_caller]
    pub(crate) fn run_well(&self, arguments: &[&str]) {
        let mut command = self.program.command();
        command.args(arguments).args(["--config", CONFIG]);
        command.current_dir(self.home.path()).stdin(Stdio::null());
        let output = command.output().expect("it runs");
        assert!(output.status.success(), "{arguments:?}: {output:#?}");
    }

    /// A call that no client of ours makes: a contact without a name, and with a member that nobody knows.
    pub(crate) fn break_the_contract(&self) {
        let answer = ureq::post(format!("{}/dialler/contacts/import?overwriteDuplicates=false", self.setting("dialler", "base_url")))
            .header("authorization", format!("Bearer {}", self.setting("dialler", "token")))
            .send_json(json!({ "DiallerCampaignsID": 538, "PhoneNumber1": "+493023125017", "Nmae": "<script>" }));
        assert!(answer.is_err(), "the vendor refuses it");
    }
}

const CONFIG: &str = "sandbox.toml";

impl Drop for Sandbox {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
