//! What a pass has done.

use std::collections::HashSet;
use std::fmt;

use super::confirmation::Confirmed;
use super::set_aside::SetAside;

/// What a pass of an [`Intake`](crate::Intake) has done, and what not. `Display` is one line with the numbers of
/// leads; it may be logged.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct IntakeReport {
    /// The `IDLeadBank` of the leads that were handled, in order. All of them are to be confirmed, but for one that
    /// belongs to a lead in [`set_aside`](Self::set_aside) as well.
    pub handled: Vec<i64>,
    /// How many leads without an `IDLeadBank`, or with 0 for one, were handled. They cannot be confirmed by a list.
    pub handled_without_id: usize,
    /// How many leads came again within the answer, and were not handed over again.
    pub duplicates: usize,
    /// The leads that were rejected or do not decode, in order. None of them is confirmed.
    pub set_aside: Vec<SetAside>,
    /// What was confirmed, or why nothing was.
    pub confirmed: Confirmed,
}

impl IntakeReport {
    /// How many leads came, those that came again not counted.
    #[must_use]
    pub fn received(&self) -> usize {
        self.all_handled() + self.set_aside.len()
    }

    pub(super) fn all_handled(&self) -> usize {
        self.handled.len() + self.handled_without_id
    }

    /// The numbers that were handled, each once, without those of leads that were set aside.
    pub(super) fn confirmable(&self) -> Vec<i64> {
        let set_aside = self.set_aside.iter();
        let mut left_out: HashSet<i64> = set_aside.filter_map(SetAside::id_lead_bank).collect();
        let numbers = self.handled.iter().copied();
        numbers.filter(|number| left_out.insert(*number)).collect()
    }
}

impl fmt::Display for IntakeReport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&handled(self.all_handled()))?;
        if !self.set_aside.is_empty() {
            write!(f, ", {} set aside", self.set_aside.len())?;
        }
        write!(f, "; {}", self.confirmed)
    }
}

pub(super) fn handled(count: usize) -> String {
    match count {
        1 => "1 lead was handled".to_owned(),
        count => format!("{count} leads were handled"),
    }
}
