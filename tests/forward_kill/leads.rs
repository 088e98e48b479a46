//! The leads that come, and what must become of each.

use std::collections::BTreeMap;

use fastrand::Rng;
use serde_json::json;
use vendor_sandbox::leadbank::NewLead;

use crate::stage::Granularity;

/// Where a lead must be in the end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Exactly one contact of the campaign, and no line.
    Campaign,
    /// Exactly one line of the file, and no contact.
    File,
}

/// A lead as it was sent out.
#[derive(Clone, Debug)]
pub(crate) struct Sent {
    pub(crate) place: Place,
    /// The number that the lead says it has.
    pub(crate) number: Option<i64>,
}

/// All leads so far, by the sandbox's numbers.
#[derive(Debug)]
pub(crate) struct Leads {
    granularity: Granularity,
    rng: Rng,
    next: i64,
    pub(crate) sent: BTreeMap<i64, Sent>,
}

/// So large that a kill may come while its line is being written.
const LARGE: usize = 150_000;

impl Leads {
    pub(crate) fn new(granularity: Granularity, seed: u64) -> Self {
        Self {
            granularity,
            rng: Rng::with_seed(seed),
            next: 1_000,
            sent: BTreeMap::new(),
        }
    }

    pub(crate) fn granularity(&self) -> Granularity {
        self.granularity
    }

    /// One more, of any kind.
    pub(crate) fn next(&mut self) -> NewLead {
        let id = self.next;
        self.next += 1;
        let (place, number, lead) = match self.rng.u8(..100) {
            0..62 => (Place::Campaign, Some(id), callable(id)),
            62..80 => (Place::File, Some(id), nobody_to_call(id)),
            80..88 => (Place::File, Some(id), large(id)),
            // Such a lead can be confirmed with its fetch only.
            88..93 if self.granularity == Granularity::Fetch => {
                (Place::File, None, without_number(id))
            }
            _ => (Place::File, Some(id), unreadable(id)),
        };
        self.sent.insert(id, Sent { place, number });
        lead.id(id)
    }
}

/// How the contact of a lead is called.
pub(crate) fn name(id: i64) -> String {
    format!("Forwarded {id}")
}

fn callable(id: i64) -> NewLead {
    NewLead::new()
        .content("LastName", name(id))
        .content("MobilePhone", "+33639980011")
}

fn nobody_to_call(id: i64) -> NewLead {
    NewLead::new().content("LastName", name(id))
}

fn large(id: i64) -> NewLead {
    nobody_to_call(id).content("Comment", "x".repeat(LARGE))
}

fn without_number(id: i64) -> NewLead {
    let contents = json!([{"Key": "LastName", "Value": name(id)}]);
    NewLead::new().sent_as(json!({"IDLeadBank": 0, "Contents": contents}).to_string())
}

fn unreadable(id: i64) -> NewLead {
    NewLead::new().sent_as(json!({"IDLeadBank": id, "Contents": name(id)}).to_string())
}
