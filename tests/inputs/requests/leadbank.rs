//! Requests of `leadbank`.

use std::sync::LazyLock;

use behaviours::scripted::{BASE_URL, Scripted};
use leadbank::{Acknowledgement, Client, LeadEvent, Validation};

use super::Operations;
use crate::chance::Chance;
use crate::json;

static CLIENT: LazyLock<Client> =
    LazyLock::new(|| Scripted::new([]).client(Client::builder(BASE_URL)));

pub(super) const OPERATIONS: Operations = &[
    ("fetchLeads", |chance| {
        CLIENT.fetch_leads(chance.int32()).to_request()
    }),
    ("validateLeads", |chance| {
        let validation = match chance.below(4) {
            0 => Validation::None,
            1 => Validation::Integer(chance.int32()),
            2 => Validation::Leads(chance.list(3, Chance::int64)),
            _ => {
                let text = chance.text();
                Validation::Json(json::string(chance, &text).parse().expect("it is JSON"))
            }
        };
        CLIENT.validate_leads(validation).to_request()
    }),
    ("sendAcknowledgements", |chance| {
        let acknowledgements = chance.list(3, |chance| {
            let events = chance.list(3, |chance| {
                let event = LeadEvent::new(chance.int64(), chance.offset_date());
                match chance.maybe(Chance::int64) {
                    Some(reason) => event.id_reason(reason),
                    None => event,
                }
            });
            Acknowledgement::new(chance.int64(), events)
        });
        CLIENT.send_acknowledgements(acknowledgements).to_request()
    }),
];
