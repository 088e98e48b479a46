//! Counts beside those that were recorded.
//!
//! What counts is how much dearer our call is than the hand-written one: another compiler or another release of a
//! dependency changes both, and is no fault of ours.

use std::fmt::Write as _;

use clap::ValueEnum as _;

use crate::instructions::Instructions;
use crate::measurement::{Client, Workload};

/// How much dearer a call may get, beside the hand-written one, before that is a failure.
const TOLERATED: f64 = 1.10;

/// A call, now and as it was recorded.
#[derive(Clone, Copy, Debug)]
struct Change {
    ours: u64,
    raw: u64,
    hyper: u64,
    /// Ours beside the hand-written one.
    ratio: f64,
    recorded: Option<f64>,
}

impl Change {
    fn of(workload: Workload, now: &Instructions, recorded: &Instructions) -> Option<Self> {
        Some(Self {
            ours: now.per_call(workload, Client::Ours)?,
            raw: now.per_call(workload, Client::Raw)?,
            hyper: now.per_call(workload, Client::Hyper)?,
            ratio: ratio(now, workload)?,
            recorded: ratio(recorded, workload),
        })
    }

    /// How much dearer than recorded: 1 is as dear.
    fn growth(&self) -> Option<f64> {
        Some(self.ratio / self.recorded?)
    }

    fn is_too_dear(&self) -> bool {
        self.growth().is_none_or(|growth| growth > TOLERATED)
    }
}

#[expect(
    clippy::cast_precision_loss,
    reason = "three digits of the ratio are told"
)]
fn ratio(counts: &Instructions, workload: Workload) -> Option<f64> {
    let ours = counts.per_call(workload, Client::Ours)?;
    let raw = counts.per_call(workload, Client::Raw)?;
    Some(ours as f64 / raw as f64)
}

/// The comparison, a line for each workload, and whether all is well: everything counted, and nothing too dear.
#[must_use]
pub fn compare(now: &Instructions, recorded: &Instructions) -> (String, bool) {
    let mut text = format!(
        "{:<16}{:>12}{:>14}{:>12}{:>9}{:>10}\n",
        "", "ours", "hand-written", "hyper-util", "ratio", "recorded"
    );
    let mut is_well = true;
    for &workload in Workload::value_variants() {
        let name = workload.to_possible_value();
        let name = name.as_ref().map_or("", |name| name.get_name());
        let Some(change) = Change::of(workload, now, recorded) else {
            is_well = false;
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{name:<16}FAILED: not counted");
            continue;
        };
        let recorded = change
            .recorded
            .map_or_else(|| "none".to_owned(), |ratio| format!("{ratio:.3}"));
        let _ = write!(
            text,
            "{name:<16}{:>12}{:>14}{:>12}{:>9.3}{recorded:>10}",
            change.ours, change.raw, change.hyper, change.ratio
        );
        if change.is_too_dear() {
            is_well = false;
            text.push_str("  FAILED: more than a tenth dearer, or not recorded");
        } else if change
            .growth()
            .is_some_and(|growth| (growth - 1.0).abs() > 0.01)
        {
            text.push_str("  changed");
        }
        text.push('\n');
    }
    (text, is_well)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use clap::ValueEnum as _;

    use super::compare;
    use crate::instructions::Instructions;
    use crate::measurement::{Client, Workload};

    fn counts(ours: u64, raw: u64) -> Instructions {
        let clients = BTreeMap::from([
            (Client::Ours, ours),
            (Client::Raw, raw),
            (Client::Hyper, raw / 2),
        ]);
        let workloads = Workload::value_variants().iter();
        Instructions {
            per_call: workloads
                .map(|&workload| (workload, clients.clone()))
                .collect(),
            ..Instructions::default()
        }
    }

    #[test]
    fn what_costs_as_much_as_recorded_is_well() {
        let (text, is_well) = compare(&counts(1_009, 1_000), &counts(1_000, 1_000));
        assert!(is_well, "{text}");
        assert!(!text.contains("changed"), "{text}");
    }

    #[test]
    fn what_changed_by_more_than_a_hundredth_is_told() {
        for ours in [980, 1_020, 1_099] {
            let (text, is_well) = compare(&counts(ours, 1_000), &counts(1_000, 1_000));
            assert!(is_well && text.contains("changed"), "{text}");
        }
    }

    #[test]
    fn what_got_more_than_a_tenth_dearer_beside_the_hand_written_one_fails() {
        let (text, is_well) = compare(&counts(1_101, 1_000), &counts(1_000, 1_000));
        assert!(!is_well && text.contains("FAILED"), "{text}");
        let (_, is_well) = compare(&counts(2_000, 2_000), &counts(1_000, 1_000));
        assert!(is_well, "both got dearer");
    }

    #[test]
    fn what_was_not_counted_or_not_recorded_fails() {
        let nothing = Instructions::default();
        assert!(!compare(&nothing, &counts(1, 1)).1);
        assert!(!compare(&counts(1, 1), &nothing).1);
    }
}
