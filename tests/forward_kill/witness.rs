//! Who watches every call, and knows at each moment what is safe.

use std::collections::BTreeSet;

use serde_json::Value;
use vendor_sandbox::dialler::IMPORT_CONTACT;
use vendor_sandbox::leadbank::{LeadBank, Stage, VALIDATE_LEADS};
use vendor_sandbox::{Call, Operation};

use crate::file::SetAside;
use crate::leads::{Leads, name};
use crate::stage::Granularity;
use crate::whereabouts::{Phase, Whereabouts};

#[derive(Debug)]
pub(crate) struct Witness {
    leadbank: LeadBank,
    file: SetAside,
    /// The latest call, which tells its first sight from the others.
    number: u64,
    /// Of the current life.
    whereabouts: Whereabouts,

    /// The user data of the contacts that are in the campaign.
    imported: BTreeSet<String>,
    pub(crate) confirmations: usize,
    /// Leads that were to be confirmed before they were safe.
    pub(crate) too_early: Vec<i64>,
}

impl Witness {
    pub(crate) fn new(leadbank: LeadBank, file: SetAside) -> Self {
        Self {
            leadbank,
            file,
            number: 0,
            whereabouts: Whereabouts::default(),
            imported: BTreeSet::new(),
            confirmations: 0,
            too_early: Vec::new(),
        }
    }

    /// Watches another life from now on.
    pub(crate) fn follow(&mut self, whereabouts: Whereabouts) {
        self.whereabouts = whereabouts;
    }

    pub(crate) fn file(&mut self) -> &mut SetAside {
        &mut self.file
    }

    /// Notes what happens to a call, while it is held.
    pub(crate) fn see(&mut self, call: &Call, leads: &Leads) -> Option<(Operation, Phase)> {
        let operation = call.operation?;
        let phase = if call.number > self.number {
            self.number = call.number;
            Phase::Arrived
        } else if call.settled {
            Phase::Settled
        } else {
            Phase::Seen
        };
        let event = (operation, phase);
        self.whereabouts.are(event);
        match event {
            (IMPORT_CONTACT, Phase::Seen) if call.acted => {
                self.imported.insert(user_data(call));
            }
            (VALIDATE_LEADS, Phase::Arrived) => self.judge(call, leads),
            _ => {}
        }
        Some(event)
    }

    /// Everything that this confirmation may concern must be safe now.
    fn judge(&mut self, call: &Call, leads: &Leads) {
        self.confirmations += 1;
        let concerned = match leads.granularity() {
            Granularity::Leads => numbers(call),
            Granularity::Fetch => self.leadbank.leads_at(Stage::InProgress),
        };
        for id in concerned {
            if !self.is_safe(id, leads) {
                self.too_early.push(id);
            }
        }
    }

    fn is_safe(&mut self, id: i64, leads: &Leads) -> bool {
        self.imported.contains(&key(id)) || {
            let number = leads.sent.get(&id).and_then(|sent| sent.number);
            let lines = self.file.lines();
            match number {
                Some(_) => lines.iter().any(|line| line.number == number),
                None => lines
                    .iter()
                    .any(|line| line.lead["Contents"][0]["Value"] == name(id)),
            }
        }
    }
}

/// The user data of the contact of a lead.
pub(crate) fn key(id: i64) -> String {
    format!("leadbank:{id}")
}

/// The numbers in a confirmation; none if a fault has kept the vendor from reading it.
fn numbers(call: &Call) -> Vec<i64> {
    match call.request_body() {
        None | Some([]) => Vec::new(),
        Some(body) => serde_json::from_slice(body).expect("a list of numbers"),
    }
}

fn user_data(call: &Call) -> String {
    let body: Value = serde_json::from_slice(call.request_body().unwrap_or_default())
        .expect("the ledger keeps what has just come");
    body["UserData"].as_str().expect("a key").to_owned()
}
