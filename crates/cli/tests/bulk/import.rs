//! A sandbox without contacts, a file of rows, and the program that imports them.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;
use vendor_sandbox::Sandbox;
use vendor_sandbox::dialler::IMPORT_CONTACT;

use crate::gate::Gate;
use crate::vendor::{Ran, Vendor};

pub(crate) struct Import {
    pub(crate) vendor: Vendor,
    directory: TempDir,
}

impl Import {
    pub(crate) fn new() -> Self {
        Self::at(Vendor::start())
    }

    /// With a vendor that answers when it is told to.
    pub(crate) fn gated() -> (Self, Gate) {
        let gate = Gate::default();
        let import = Self::at(Vendor::with(Sandbox::builder().clock(gate.clone())));
        Gate::close(&import.vendor.sandbox);
        (import, gate)
    }

    fn at(vendor: Vendor) -> Self {
        vendor.sandbox.dialler().remove_all_contacts();
        Self {
            vendor,
            directory: tempfile::tempdir().unwrap(),
        }
    }

    /// Writes a file, of which no journal knows.
    pub(crate) fn file(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let _ = fs::remove_file(self.path(&format!("{name}.journal")));
        self.rewrite(name, contents)
    }

    /// Writes a file, of which a journal may know.
    pub(crate) fn rewrite(&self, name: &str, contents: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::write(&path, contents).unwrap();
        path
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// The journal of `contacts.jsonl`.
    pub(crate) fn journal(&self) -> PathBuf {
        self.path("contacts.jsonl.journal")
    }

    /// The program with these rows, of which the journal may know, and this.
    pub(crate) fn again(&self, rows: &[Value], arguments: &[&str]) -> Ran {
        let file = self.rewrite("contacts.jsonl", lines(rows));
        Ran::of(self.bare(arguments).arg(file))
    }

    /// The program with these rows in a file, and this.
    pub(crate) fn command(&self, rows: &[Value], arguments: &[&str]) -> Command {
        let file = self.file("contacts.jsonl", lines(rows));
        let mut command = self.bare(arguments);
        command.arg(file);
        command
    }

    /// The program without a file.
    pub(crate) fn bare(&self, arguments: &[&str]) -> Command {
        self.vendor
            .command(&[&["dialler", "import"], arguments].concat())
    }

    pub(crate) fn run(&self, rows: &[Value], arguments: &[&str]) -> Ran {
        Ran::of(&mut self.command(rows, arguments))
    }

    pub(crate) fn contacts(&self) -> usize {
        self.vendor.sandbox.dialler().count_contacts()
    }

    /// What has arrived at the vendor, byte for byte.
    pub(crate) fn bodies(&self) -> Vec<Vec<u8>> {
        let calls = self.vendor.sandbox.ledger().calls_of(IMPORT_CONTACT);
        let bodies = calls.iter().map(|call| call.request_body().unwrap());
        bodies.map(<[u8]>::to_vec).collect()
    }

    /// The same as JSON.
    pub(crate) fn requests(&self) -> Vec<Value> {
        let bodies = self.bodies();
        let requests = bodies.iter().map(|body| serde_json::from_slice(body));
        requests.collect::<Result<_, _>>().unwrap()
    }

    /// The same by the names of the contacts.
    pub(crate) fn arrived(&self) -> Vec<String> {
        let name = |contact: Value| contact["Name"].as_str().unwrap().to_owned();
        self.requests().into_iter().map(name).collect()
    }
}

/// What is wrong with the input, line by line.
pub(crate) fn mistakes(ran: &Ran) -> Vec<&str> {
    let lines = ran.stderr.lines().skip(1);
    let mistakes = lines.map_while(|line| line.strip_prefix("  "));
    mistakes.collect()
}

/// A contact that is imported, unless something is in the way.
pub(crate) fn contact(number: usize) -> Value {
    json!({"DiallerCampaignsID": 538, "Name": format!("N{number}"), "PhoneNumber1": "+493023125009"})
}

/// So many of them, in the lines 1, 2, ..
pub(crate) fn contacts(count: usize) -> Vec<Value> {
    (1..=count).map(contact).collect()
}

/// One that the vendor refuses: there is no such campaign.
pub(crate) fn refused() -> Value {
    json!({"DiallerCampaignsID": 7, "Name": "R", "PhoneNumber1": "+493023125009"})
}

pub(crate) fn lines(rows: &[Value]) -> String {
    rows.iter()
        .fold(String::new(), |text, row| text + &format!("{row}\n"))
}
