//! A body in JSON, read as Json.NET does.

use serde_json::{Map, Value};

use crate::violation::Violation;

use super::activation::{Activation, CallOutcome};
use super::date;
use super::reading::Reading;

pub(super) fn read(body: &[u8]) -> Reading {
    let unreadable = |rule: &str, message: &str| Violation::new("body", rule, message);
    match serde_json::from_slice(body) {
        Ok(Value::Object(members)) => {
            let mut reader = Reader::default();
            let activation = reader.activation(&members);
            Reading {
                activation,
                violations: reader.violations,
            }
        }
        Ok(Value::Null) => Reading::failed(unreadable("required", "the body is null")),
        Ok(_) => Reading::failed(unreadable("type", "the body is no object")),
        Err(_) => Reading::failed(unreadable("syntax", "the body is not JSON")),
    }
}

/// Goes on after an error, so that all of them are named.
#[derive(Default)]
struct Reader {
    violations: Vec<Violation>,
}

impl Reader {
    fn activation(&mut self, members: &Map<String, Value>) -> Activation {
        Activation {
            number: 0,
            source: self.integer(members, "body", "Source"),
            dossier_number: self.text(members, "body", "DossierNumber"),
            account_id: self.text(members, "body", "AccountId"),
            dmd_outlet_code: self.text(members, "body", "DMDOutletCode"),
            reason_code: self
                .integer(members, "body", "ReasonCode")
                .unwrap_or_default(),
            contact_datetime: self.date(members, "body", "ContactDatetime"),
            acceptance_refusal_datetime: self.date(members, "body", "AcceptanceRefusalDatetime"),
            call_outcomes: self.call_outcomes(members),
        }
    }

    fn call_outcomes(&mut self, members: &Map<String, Value>) -> Vec<CallOutcome> {
        let items = match member(members, "Calloutcomes") {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(items)) => items,
            Some(_) => {
                self.cannot_read("body/Calloutcomes", "the member is no list");
                return Vec::new();
            }
        };
        let mut outcomes = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let place = format!("body/Calloutcomes/{index}");
            match item {
                Value::Object(members) => outcomes.push(CallOutcome {
                    telephone: self.text(members, &place, "Telephone"),
                    tentative: self.text(members, &place, "Tentative"),
                    utc_timestamp: self.date(members, &place, "UTCTimestamp"),
                    outcome_of_the_call: self
                        .integer(members, &place, "OutcomeOfTheCall")
                        .unwrap_or_default(),
                }),
                Value::Null => {}
                _ => self.cannot_read(&place, "the item is no object"),
            }
        }
        outcomes
    }

    fn text(&mut self, members: &Map<String, Value>, place: &str, name: &str) -> Option<String> {
        match member(members, name)? {
            Value::Null => None,
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            Value::Bool(value) => Some(value.to_string()),
            Value::Array(_) | Value::Object(_) => {
                self.cannot_read(&format!("{place}/{name}"), "the member is no text");
                None
            }
        }
    }

    fn integer(&mut self, members: &Map<String, Value>, place: &str, name: &str) -> Option<i32> {
        let read = match member(members, name)? {
            Value::Null => return None,
            Value::String(text) if text.trim().is_empty() => return None,
            Value::String(text) => text.trim().parse().ok(),
            Value::Number(number) => number.as_i64().and_then(|number| number.try_into().ok()),
            Value::Bool(_) | Value::Array(_) | Value::Object(_) => None,
        };
        if read.is_none() {
            self.cannot_read(
                &format!("{place}/{name}"),
                "the member is no 32-bit integer",
            );
        }
        read
    }

    fn date(&mut self, members: &Map<String, Value>, place: &str, name: &str) -> Option<String> {
        let place = format!("{place}/{name}");
        match member(members, name)? {
            Value::Null => None,
            Value::String(text) => {
                self.violations.extend(date::check(&place, text));
                Some(text.clone())
            }
            _ => {
                self.cannot_read(&place, "the member is no date");
                None
            }
        }
    }

    fn cannot_read(&mut self, place: &str, message: &str) {
        self.violations.push(Violation::new(place, "type", message));
    }
}

/// The member of this name, or else of this name in another case.
fn member<'a>(members: &'a Map<String, Value>, name: &str) -> Option<&'a Value> {
    members.get(name).or_else(|| {
        members
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| value)
    })
}
