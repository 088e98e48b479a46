//! The checks of a run.

use serde_json::Value;

use crate::vendor::Ran;

/// The objects of a run with `--json`.
pub(crate) struct Checks(Vec<Value>);

impl Checks {
    pub(crate) fn of(ran: &Ran) -> Self {
        Self(ran.json_lines())
    }

    /// The only check of this subject.
    #[track_caller]
    pub(crate) fn get(&self, vendor: &str, subject: &str) -> &Value {
        let mut found = self
            .0
            .iter()
            .filter(|check| check["vendor"] == vendor && check["check"] == subject);
        match (found.next(), found.next()) {
            (Some(check), None) => check,
            _ => panic!("{vendor} {subject}: {:#?}", self.0),
        }
    }

    #[track_caller]
    pub(crate) fn state(&self, vendor: &str, subject: &str) -> &str {
        self.get(vendor, subject)["state"].as_str().unwrap()
    }

    /// The subjects that are problems, in order.
    pub(crate) fn problems(&self, vendor: &str) -> Vec<&str> {
        let of_vendor = self.0.iter().filter(|check| check["vendor"] == vendor);
        of_vendor
            .filter(|check| check["state"] == "problem")
            .filter_map(|check| check["check"].as_str())
            .collect()
    }

    /// What is looked at, in order.
    pub(crate) fn subjects(&self, vendor: &str) -> Vec<&str> {
        let of_vendor = self.0.iter().filter(|check| check["vendor"] == vendor);
        of_vendor
            .filter_map(|check| check["check"].as_str())
            .collect()
    }
}
