//! A body in XML, read as the .NET `DataContractSerializer` does: forward only.

use crate::violation::Violation;

use super::activation::{Activation, CallOutcome};
use super::date;
use super::element::{Element, NotXml};
use super::reading::Reading;

const NAMESPACE: &str =
    "http://schemas.datacontract.org/2004/07/Reply.Iveco.ANS.ICSSRestAPI.Logic.Requests";

/// In ordinal order, which is the order that the serializer expects.
const ACTIVATION: [&str; 8] = [
    "AcceptanceRefusalDatetime",
    "AccountId",
    "Calloutcomes",
    "ContactDatetime",
    "DMDOutletCode",
    "DossierNumber",
    "ReasonCode",
    "Source",
];

const CALL_OUTCOME: [&str; 4] = ["OutcomeOfTheCall", "Telephone", "Tentative", "UTCTimestamp"];

pub(super) fn read(body: &[u8]) -> Reading {
    let root = match Element::parse(body) {
        Ok(root) => root,
        Err(NotXml(reason)) => return Reading::failed(Violation::new("body", "syntax", reason)),
    };
    if !is(&root, "WorkshopActivationBTRequest") {
        return Reading::failed(Violation::new(
            "body",
            "namespace",
            "the root has another name or namespace",
        ));
    }
    if root.is_nil {
        return Reading::failed(Violation::new("body", "required", "the body is nil"));
    }
    let mut reader = Reader::default();
    let activation = reader.activation(&root);
    Reading {
        activation,
        violations: reader.violations,
    }
}

#[derive(Default)]
struct Reader {
    violations: Vec<Violation>,
}

impl Reader {
    fn activation(&mut self, root: &Element) -> Activation {
        let mut activation = Activation::default();
        for (name, child) in self.members(root, "body", &ACTIVATION) {
            let place = format!("body/{name}");
            match name {
                "AcceptanceRefusalDatetime" => {
                    activation.acceptance_refusal_datetime = self.date(child, &place);
                }
                "AccountId" => activation.account_id = self.text(child, &place),
                "Calloutcomes" => activation.call_outcomes = self.call_outcomes(child, &place),
                "ContactDatetime" => activation.contact_datetime = self.date(child, &place),
                "DMDOutletCode" => activation.dmd_outlet_code = self.text(child, &place),
                "DossierNumber" => activation.dossier_number = self.text(child, &place),
                "ReasonCode" => activation.reason_code = self.integer(child, &place),
                "Source" if child.is_nil => {}
                "Source" => activation.source = Some(self.integer(child, &place)),
                _ => {}
            }
        }
        activation
    }

    fn call_outcomes(&mut self, list: &Element, place: &str) -> Vec<CallOutcome> {
        let mut outcomes = Vec::new();
        for (index, item) in list.children.iter().enumerate() {
            let place = format!("{place}/{index}");
            if !is(item, "CalloutComes") {
                self.lost(&place, "unknown", "the list has items of another name");
            } else if !item.is_nil {
                outcomes.push(self.call_outcome(item, &place));
            }
        }
        self.no_text(list, place);
        outcomes
    }

    fn call_outcome(&mut self, item: &Element, place: &str) -> CallOutcome {
        let mut outcome = CallOutcome::default();
        for (name, child) in self.members(item, place, &CALL_OUTCOME) {
            let place = format!("{place}/{name}");
            match name {
                "OutcomeOfTheCall" => outcome.outcome_of_the_call = self.integer(child, &place),
                "Telephone" => outcome.telephone = self.text(child, &place),
                "Tentative" => outcome.tentative = self.text(child, &place),
                "UTCTimestamp" => outcome.utc_timestamp = self.date(child, &place),
                _ => {}
            }
        }
        outcome
    }

    /// The members that the serializer finds. It looks for each child among those names only that come after the
    /// name that it found last, and passes over the child if it is none of them.
    fn members<'a>(
        &mut self,
        parent: &'a Element,
        place: &str,
        names: &[&'static str],
    ) -> Vec<(&'static str, &'a Element)> {
        self.no_text(parent, place);
        let mut found = Vec::new();
        let mut expected = names.iter();
        for child in &parent.children {
            let mut ahead = expected.clone();
            if let Some(name) = ahead.find(|name| is(child, name)) {
                found.push((*name, child));
                expected = ahead;
                continue;
            }
            let place = format!("{place}/{}", child.name);
            if !names.contains(&child.name.as_str()) {
                self.violations.push(Violation::unknown(place));
            } else if child.namespace != NAMESPACE {
                self.lost(&place, "namespace", "the member has another namespace");
            } else if found.iter().any(|(name, _)| *name == child.name) {
                self.lost(&place, "repeated", "the member is given more than once");
            } else {
                self.lost(
                    &place,
                    "order",
                    "the member stands behind one that it must precede, and is lost",
                );
            }
        }
        found
    }

    /// `None` for nil; empty text is text.
    fn text(&mut self, element: &Element, place: &str) -> Option<String> {
        self.simple(element, place);
        (!element.is_nil).then(|| element.text.clone())
    }

    fn date(&mut self, element: &Element, place: &str) -> Option<String> {
        self.simple(element, place);
        if element.is_nil {
            return None;
        }
        let text = element.text.trim();
        self.violations.extend(date::check(place, text));
        Some(text.to_owned())
    }

    fn integer(&mut self, element: &Element, place: &str) -> i32 {
        self.simple(element, place);
        if element.is_nil {
            self.cannot_read(place, "nil", "an integer cannot be nil");
            return 0;
        }
        element.text.trim().parse().unwrap_or_else(|_| {
            self.cannot_read(place, "type", "the member is no 32-bit integer");
            0
        })
    }

    fn simple(&mut self, element: &Element, place: &str) {
        if !element.children.is_empty() {
            self.cannot_read(place, "type", "the member has elements in it");
        }
    }

    fn no_text(&mut self, element: &Element, place: &str) {
        if !element.text.trim().is_empty() {
            self.cannot_read(place, "type", "there is text between the elements");
        }
    }

    fn cannot_read(&mut self, place: &str, rule: &str, message: &str) {
        self.violations.push(Violation::new(place, rule, message));
    }

    fn lost(&mut self, place: &str, rule: &str, message: &str) {
        self.violations
            .push(Violation::tolerated(place, rule, message));
    }
}

fn is(element: &Element, name: &str) -> bool {
    element.name == name && element.namespace == NAMESPACE
}
