//! The first line of a journal: which job it belongs to.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::bulk::job::Job;
use crate::connection::Target;

/// Of the lines as they are written here.
pub(super) const FORMAT: u32 = 1;

/// What the line of a header begins with.
pub(super) const BEGINNING: &[u8] = b"{\"journal\":";

/// The members of the line, in this order. A job with another value of any of them is another job: its rows would be
/// done elsewhere, by somebody else, or in another way.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Header {
    /// The format of the journal.
    pub(super) journal: u32,
    vendor: String,
    operation: String,
    base_url: String,
    /// Who makes the calls, as far as that is no secret.
    account: Option<String>,
    /// What changes what is done with a row.
    options: BTreeMap<String, String>,
    /// What changes which request a row is: columns that are mapped, and values for rows without one.
    mapping: BTreeMap<String, String>,
}

/// Which format it is, before anything else is looked at.
#[derive(Deserialize)]
pub(super) struct Format {
    pub(super) journal: u32,
}

impl Header {
    pub(crate) fn of<J: Job>(job: &J, target: &Target, mapping: BTreeMap<String, String>) -> Self {
        let options = job.options().into_iter();
        Self {
            journal: FORMAT,
            vendor: job.vendor().to_owned(),
            operation: job.operation().id().to_owned(),
            base_url: target.base_url.clone(),
            account: target.account.clone(),
            options: options
                .map(|(name, value)| (name.to_owned(), value))
                .collect(),
            mapping,
        }
    }

    /// What is another there than here, in words.
    pub(super) fn differences(&self, there: &Self) -> Vec<String> {
        let none = || "none".to_owned();
        let account = |header: &Self| header.account.clone().unwrap_or_else(none);
        let mut pairs = vec![
            (
                "vendor".to_owned(),
                there.vendor.clone(),
                self.vendor.clone(),
            ),
            (
                "operation".to_owned(),
                there.operation.clone(),
                self.operation.clone(),
            ),
            (
                "base URL".to_owned(),
                there.base_url.clone(),
                self.base_url.clone(),
            ),
            ("account".to_owned(), account(there), account(self)),
        ];
        for (here, there) in [
            (&self.options, &there.options),
            (&self.mapping, &there.mapping),
        ] {
            let names: BTreeSet<_> = here.keys().chain(there.keys()).collect();
            pairs.extend(names.into_iter().map(|name| {
                let value =
                    |of: &BTreeMap<String, String>| of.get(name).cloned().unwrap_or_else(none);
                (name.clone(), value(there), value(here))
            }));
        }
        pairs
            .into_iter()
            .filter(|(_, there, here)| there != here)
            .map(|(name, there, here)| format!("{name}: {there} in the journal, {here} now"))
            .collect()
    }
}
