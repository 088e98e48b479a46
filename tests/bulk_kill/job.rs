//! The two jobs: one that may be repeated, and one that must not be.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::Command;

use behaviours::crash::{Goal, Moments};
use behaviours::program::Program;
use serde_json::Value;
use vendor_sandbox::dialler::IMPORT_CONTACT;
use vendor_sandbox::partner::{CREATE_PREPARED_TICKET, TOKEN};
use vendor_sandbox::{Call, Operation, Sandbox};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Job {
    /// Contacts that overwrite those with the same user data.
    Import,
    /// Tickets, of which each call creates another one.
    Tickets,
}

impl Job {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Import => "import",
            Self::Tickets => "tickets",
        }
    }

    /// Whether a row may be sent again without a look.
    pub(crate) fn may_repeat(self) -> bool {
        self == Self::Import
    }

    /// What is called for a row.
    pub(crate) fn operation(self) -> Operation {
        match self {
            Self::Import => IMPORT_CONTACT,
            Self::Tickets => CREATE_PREPARED_TICKET,
        }
    }

    /// All that is called.
    pub(crate) fn operations(self) -> impl Iterator<Item = Operation> {
        self.moments().goals.iter().map(|goal| goal.operation)
    }

    pub(crate) fn moments(self) -> Moments {
        let goals: &[Goal] = match self {
            Self::Import => &[Goal {
                operation: IMPORT_CONTACT,
                weight: 1,
                most: 24,
            }],
            Self::Tickets => &[
                Goal {
                    operation: CREATE_PREPARED_TICKET,
                    weight: 9,
                    most: 16,
                },
                Goal {
                    operation: TOKEN,
                    weight: 1,
                    most: 1,
                },
            ],
        };
        Moments { goals, growth: 13 }
    }

    /// The command for a file, without the options for how it is sent.
    pub(crate) fn command(self, program: Program, sandbox: &Sandbox, file: &Path) -> Command {
        let mut command = program.command();
        let (dialler, partner) = (sandbox.dialler(), sandbox.partner());
        match self {
            Self::Import => command
                .args(["dialler", "import"])
                .arg(file)
                .args(["--campaign-id=538", "--overwrite-duplicates"])
                .env("VENDOR_DIALLER_BASE_URL", dialler.base_url())
                .env("VENDOR_DIALLER_TOKEN", dialler.token()),
            Self::Tickets => command
                .args(["tickets", "create", "--from"])
                .arg(file)
                .env("VENDOR_TICKETS_BASE_URL", partner.base_url())
                .env("VENDOR_TICKETS_TOKEN_URL", partner.token_url())
                .env("VENDOR_TICKETS_CLIENT_ID", partner.client_id())
                .env("VENDOR_TICKETS_CLIENT_SECRET", partner.client_secret()),
        };
        command
    }

    /// The reference of the row that a call is made for; `None` if a fault has kept the vendor from reading it.
    pub(crate) fn reference_in(self, call: &Call) -> Option<String> {
        let body = call.request_body().filter(|body| !body.is_empty())?;
        let body: Value = serde_json::from_slice(body).expect("rows are sent as JSON");
        let reference = match self {
            Self::Import => &body["UserData"],
            Self::Tickets => &body["preparer_external_reference"],
        };
        Some(reference.as_str().expect("a reference").to_owned())
    }

    /// What is at the vendor: the ids, by reference.
    pub(crate) fn there(self, sandbox: &Sandbox) -> BTreeMap<String, Vec<String>> {
        let mut there: BTreeMap<String, Vec<String>> = BTreeMap::new();
        let mut add = |reference: String, id: String| there.entry(reference).or_default().push(id);
        match self {
            Self::Import => {
                for contact in sandbox.dialler().contacts() {
                    let reference = contact.user_data().expect("every row has one");
                    add(reference.to_owned(), contact.id.to_string());
                }
            }
            Self::Tickets => {
                for ticket in sandbox.partner().tickets() {
                    add(ticket.preparer_external_reference, ticket.id.to_string());
                }
            }
        }
        there
    }
}
