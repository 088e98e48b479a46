//! What was counted.

use std::collections::BTreeMap;
use std::ops::AddAssign;

use behaviours::effort::count;
use vendor_core::Delivery;
use vendor_core::retry::GaveUp;

use crate::explain::Evidence;
use crate::load::{Made, Told};

#[derive(Default)]
pub(crate) struct Tally {
    /// The most calls that were under way at once.
    pub(crate) at_once: usize,
    answered: usize,
    after_retries: usize,
    dropped: usize,
    errors: BTreeMap<Delivery, usize>,
    out_of_budget: usize,
    requests: usize,
    faults: usize,
}

impl Tally {
    pub(crate) fn of(made: &[Made], evidence: &Evidence, at_once: usize) -> Self {
        let mut tally = Self {
            at_once,
            requests: evidence.requests(),
            faults: evidence.faults(),
            ..Self::default()
        };
        for call in made {
            match &call.told {
                Told::Answered { attempts } => {
                    tally.answered += 1;
                    tally.after_retries += usize::from(*attempts > 1);
                }
                Told::Failed(failure) => {
                    *tally.errors.entry(failure.delivery).or_default() += 1;
                    tally.out_of_budget += usize::from(failure.gave_up == Some(GaveUp::Budget));
                }
                Told::Dropped => tally.dropped += 1,
            }
        }
        tally
    }

    pub(crate) fn count(&self) {
        let Self {
            at_once,
            answered,
            after_retries,
            dropped,
            out_of_budget,
            requests,
            faults,
            ..
        } = self;
        let by = |delivery| self.errors.get(&delivery).copied().unwrap_or_default();
        let (not_sent, refused) = (by(Delivery::NotSent), by(Delivery::Refused));
        let (unknown, done) = (by(Delivery::Unknown), by(Delivery::Done));
        let calls = answered + dropped + self.errors.values().sum::<usize>();
        count(&format!(
            "soak: {calls} calls, {at_once} at once: {answered} answered ({after_retries} after retries), {dropped} dropped on their way; \
             errors: {not_sent} not sent, {refused} refused, {unknown} unknown, {done} done"
        ));
        count(&format!(
            "soak: {requests} requests arrived, {faults} met a fault; 0 errors are unexplained, {out_of_budget} calls were given up for want of retry budget"
        ));
    }
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.at_once = self.at_once.max(other.at_once);
        self.answered += other.answered;
        self.after_retries += other.after_retries;
        self.dropped += other.dropped;
        self.out_of_budget += other.out_of_budget;
        self.requests += other.requests;
        self.faults += other.faults;
        for (delivery, errors) in other.errors {
            *self.errors.entry(delivery).or_default() += errors;
        }
    }
}
