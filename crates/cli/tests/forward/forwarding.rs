//! A sandbox, the program, and the file between them.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;
use vendor_sandbox::dialler::{self, Contact};
use vendor_sandbox::leadbank::{self, NewLead, Stage};

use crate::vendor::{Ran, Vendor};

pub(crate) struct Forwarding {
    pub(crate) vendor: Vendor,
    directory: TempDir,
}

impl Forwarding {
    /// With these leads, and no contacts.
    pub(crate) fn of(leads: impl IntoIterator<Item = NewLead>) -> Self {
        let vendor = Vendor::start();
        vendor.sandbox.dialler().remove_all_contacts();
        vendor.sandbox.leadbank().remove_all_leads();
        for lead in leads {
            vendor.sandbox.leadbank().seed_lead(lead);
        }
        Self {
            vendor,
            directory: tempfile::tempdir().unwrap(),
        }
    }

    /// The file of leads that are set aside.
    pub(crate) fn file(&self) -> PathBuf {
        self.path("set-aside.jsonl")
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.directory.path().join(name)
    }

    /// The program with all that is needed and this.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let all = ["leadbank", "forward", "--parameter=1", "--campaign-id=538"];
        let mut command = self.vendor.command(&[&all[..], arguments].concat());
        command.arg("--set-aside").arg(self.file());
        command
    }

    pub(crate) fn run(&self, arguments: &[&str]) -> Ran {
        Ran::of(&mut self.command(arguments))
    }

    /// One pass, which must end with this code: its summary.
    #[track_caller]
    pub(crate) fn once(&self, code: i32) -> Value {
        self.run(&["--once", "--json"]).expect(code).json()
    }

    /// The lines of the file.
    #[track_caller]
    pub(crate) fn lines(&self) -> Vec<Value> {
        let text = fs::read_to_string(self.file()).unwrap();
        assert!(text.is_empty() || text.ends_with('\n'), "a torn line");
        text.lines()
            .map(|line| serde_json::from_str(line).unwrap())
            .collect()
    }

    pub(crate) fn contacts(&self) -> Vec<Contact> {
        self.vendor.sandbox.dialler().contacts()
    }

    pub(crate) fn contact(&self, user_data: &str) -> Contact {
        let mut contacts = self.contacts();
        contacts.retain(|contact| contact.user_data() == Some(user_data));
        assert_eq!(contacts.len(), 1, "{user_data}");
        contacts.remove(0)
    }

    pub(crate) fn received(&self) -> Vec<i64> {
        self.vendor.sandbox.leadbank().leads_at(Stage::Received)
    }

    /// The bodies of the confirmations, in order.
    pub(crate) fn confirmations(&self) -> Vec<String> {
        let calls = self
            .vendor
            .sandbox
            .ledger()
            .calls_of(leadbank::VALIDATE_LEADS);
        calls
            .iter()
            .map(|call| String::from_utf8(call.request_body().unwrap().to_vec()).unwrap())
            .collect()
    }

    /// The imports, in order.
    pub(crate) fn imports(&self) -> Vec<Value> {
        let calls = self
            .vendor
            .sandbox
            .ledger()
            .calls_of(dialler::IMPORT_CONTACT);
        calls
            .iter()
            .map(|call| serde_json::from_slice(call.request_body().unwrap()).unwrap())
            .collect()
    }
}

/// Somebody who can be called.
pub(crate) fn lead(id: i64) -> NewLead {
    NewLead::new()
        .id(id)
        .content("LastName", format!("Planted{id}"))
        .content("MobilePhone", "+33639980011")
}

/// Somebody who cannot.
pub(crate) fn lead_without_number(id: i64) -> NewLead {
    NewLead::new()
        .id(id)
        .content("LastName", format!("Planted{id}"))
}

/// What is no lead, with this number.
pub(crate) fn unreadable(id: i64) -> NewLead {
    let json = format!(r#"{{"IDLeadBank": {id}, "Contents": "Planted{id}"}}"#);
    NewLead::new().id(id).sent_as(json)
}

/// The values of a lead are personal data.
#[track_caller]
pub(crate) fn assert_impersonal(ran: &Ran) {
    for text in [&ran.stdout, &ran.stderr] {
        assert!(
            !text.contains("Planted") && !text.contains("+3363998"),
            "{ran:#?}"
        );
    }
}
