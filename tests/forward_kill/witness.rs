//! Who watches every call, and knows at each moment what is safe.

use std::collections::BTreeSet;

use behaviours::crash::{Event, Phase, Watch};
use serde_json::Value;
use vendor_sandbox::Call;
use vendor_sandbox::dialler::IMPORT_CONTACT;
use vendor_sandbox::leadbank::{LeadBank, Stage, VALIDATE_LEADS};

use crate::file::SetAside;
use crate::leads::{Leads, name};
use crate::stage::Granularity;

#[derive(Debug)]
pub(crate) struct Witness {
    leadbank: LeadBank,
    file: SetAside,
    /// Of the current life.
    pub(crate) watch: Watch,

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
            watch: Watch::default(),
            imported: BTreeSet::new(),
            confirmations: 0,
            too_early: Vec::new(),
        }
    }

    pub(crate) fn file(&mut self) -> &mut SetAside {
        &mut self.file
    }

    /// Notes what happens to a call, while it is held.
    pub(crate) fn see(&mut self, call: &Call, leads: &Leads) -> Option<Event> {
        let event = self.watch.see(call)?;
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
