//! What the calls came to, counted.

use std::collections::BTreeMap;

use prepared_tickets::Delivery;

use crate::judge::{is_open, was_given_up};
use crate::plan::Plan;
use crate::play::Played;
use crate::table::what;

#[derive(Default)]
pub(crate) struct Tally {
    calls: u64,
    troubles: u64,
    retries: u64,
    well: u64,
    saved: u64,
    by_delivery: BTreeMap<Delivery, u64>,
    /// By the last trouble that left it open.
    unknown: BTreeMap<&'static str, u64>,
    given_up: u64,
    failures: BTreeMap<u64, String>,
}

impl Tally {
    pub(crate) fn note(&mut self, plan: &Plan, played: &Played) {
        let attempts = played.met.by_call.len() as u64;
        let of_credentials = played.met.by_credentials.iter();
        self.calls += 1;
        self.troubles += of_credentials
            .chain(&played.met.by_call)
            .filter(|trouble| trouble.name() != "nothing")
            .count() as u64;
        self.retries += attempts.saturating_sub(1);
        self.given_up += u64::from(was_given_up(plan, played));
        match &played.said {
            Ok(answered) => {
                self.well += 1;
                self.saved += u64::from(answered.attempts > 1);
            }
            Err(error) => {
                *self.by_delivery.entry(error.delivery()).or_default() += 1;
                if error.delivery() == Delivery::Unknown {
                    *self.unknown.entry(left_open_by(plan, played)).or_default() += 1;
                }
            }
        }
    }

    pub(crate) fn fail(&mut self, number: u64, text: String) {
        self.failures.insert(number, text);
    }

    pub(crate) fn failures(&self) -> &BTreeMap<u64, String> {
        &self.failures
    }

    pub(crate) fn calls(&self) -> u64 {
        self.calls
    }

    pub(crate) fn and(mut self, other: Self) -> Self {
        self.calls += other.calls;
        self.troubles += other.troubles;
        self.retries += other.retries;
        self.well += other.well;
        self.saved += other.saved;
        self.given_up += other.given_up;
        self.failures.extend(other.failures);
        add(&mut self.by_delivery, other.by_delivery);
        add(&mut self.unknown, other.unknown);
        self
    }

    /// For a person.
    pub(crate) fn lines(&self) -> Vec<String> {
        let of = |delivery| self.by_delivery.get(&delivery).copied().unwrap_or_default();
        let mut lines = vec![
            format!(
                "{} calls met {} troubles: {} ended well, {} of them saved by a retry ({} retries)",
                self.calls, self.troubles, self.well, self.saved, self.retries
            ),
            format!(
                "{} not sent, {} refused, {} unknown, {} done but unreadable; {} given up although it was safe",
                of(Delivery::NotSent),
                of(Delivery::Refused),
                of(Delivery::Unknown),
                of(Delivery::Done),
                self.given_up
            ),
        ];
        let mut unknown: Vec<_> = self.unknown.iter().collect();
        unknown.sort_by_key(|(name, times)| (std::cmp::Reverse(**times), **name));
        lines.extend(
            unknown
                .into_iter()
                .map(|(name, times)| format!("unknown {times:>5}  {name}")),
        );
        lines
    }
}

fn add<K: Ord>(sums: &mut BTreeMap<K, u64>, others: BTreeMap<K, u64>) {
    for (key, times) in others {
        *sums.entry(key).or_default() += times;
    }
}

/// The last thing that was met and that leaves open what was done.
fn left_open_by(plan: &Plan, played: &Played) -> &'static str {
    let met = played.met.by_call.iter().rev();
    met.copied()
        .find(|trouble| is_open(*trouble, plan))
        .map_or("nothing that explains it", |trouble| what(trouble, plan))
}
