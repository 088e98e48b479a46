//! How far a command is that makes one call after the other: whatever ends it, the rest must be known.

use std::cell::Cell;

use vendor_core::{Delivery, Idempotency};

use crate::failure::Failure;

/// Contacts that are imported one after the other.
#[derive(Debug)]
pub(super) struct Progress {
    contacts: usize,
    /// How many of them the vendor has imported.
    imported: Cell<usize>,
}

impl Progress {
    pub(super) fn of(contacts: usize) -> Self {
        Self {
            contacts,
            imported: Cell::new(0),
        }
    }

    pub(super) fn one_more(&self) {
        self.imported.set(self.imported.get() + 1);
    }

    /// The failure, and which contacts it leaves where.
    pub(super) fn told_in(&self, failure: Failure) -> Failure {
        if self.contacts == 1 {
            return failure;
        }
        match failure {
            Failure::Call(mut call) => {
                let error = &call.error;
                call.rest = self.rest(error.delivery(), error.idempotency());
                call.is_one_of_many = call.rest.is_some();
                call.note = Some(self.at_a_contact());
                Failure::Call(call)
            }
            Failure::Interrupted { way, effect, .. } => Failure::Interrupted {
                way,
                effect,
                note: Some(self.at_a_contact()),
            },
            Failure::ResultLost { error, look, .. } => Failure::ResultLost {
                error,
                look,
                note: Some(self.after_a_contact()),
            },
            failure => failure,
        }
    }

    /// Of the contact that was under way.
    fn at_a_contact(&self) -> String {
        let imported = self.imported.get();
        // An interruption may come after the last one.
        let this = (imported + 1).min(self.contacts);
        let before = match imported {
            0 => "none was imported before it".to_owned(),
            _ => format!("{imported} before it were imported"),
        };
        format!(
            "This was contact {this} of {}: {before}, and the {} after it were not sent.",
            self.contacts,
            self.contacts - this
        )
    }

    /// Of the contact that was imported last.
    fn after_a_contact(&self) -> String {
        let imported = self.imported.get();
        format!(
            "This was contact {imported} of {}: it and those before it were imported, and the {} after it were \
             not sent.",
            self.contacts,
            self.contacts - imported
        )
    }

    /// Where to go on, once what is wrong is put right.
    fn rest(&self, delivery: Delivery, idempotency: Idempotency) -> Option<String> {
        let this = self.imported.get() + 1;
        let next = this + 1;
        let from_this = (this > 1).then(|| {
            format!(
                "Go on from contact {this}, without those before it: they are imported, and without \
                 --overwrite-duplicates and user data they would be imported twice."
            )
        });
        match (delivery, idempotency) {
            (Delivery::NotSent | Delivery::Refused, _)
            | (Delivery::Unknown, Idempotency::Safe | Idempotency::Idempotent) => from_this,
            (Delivery::Done, _) if this == self.contacts => None,
            (Delivery::Done, _) => Some(format!("Then go on from contact {next}.")),
            (Delivery::Unknown, _) if this == self.contacts => Some(format!(
                "If it was not done, run it again with contact {this} alone."
            )),
            (Delivery::Unknown, _) => Some(format!(
                "If it was done, go on from contact {next}, otherwise from contact {this}."
            )),
        }
    }
}
