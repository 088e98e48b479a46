//! What was counted.

use std::collections::BTreeMap;
use std::sync::Mutex;

use behaviours::effort;

/// Calls and the highest peak of their heap, by group of cases.
#[derive(Default)]
pub(crate) struct Tally(Mutex<BTreeMap<String, Group>>);

#[derive(Default)]
struct Group {
    cases: usize,
    calls: usize,
    peak: usize,
}

impl Tally {
    pub(crate) fn note_case(&self, group: &str) {
        self.of(group, |group| group.cases += 1);
    }

    /// Calls whose heap was not measured.
    pub(crate) fn note_calls(&self, group: &str, calls: usize) {
        self.of(group, |group| group.calls += calls);
    }

    pub(crate) fn note(&self, group: &str, peak: usize) {
        self.of(group, |group| {
            group.calls += 1;
            group.peak = group.peak.max(peak);
        });
    }

    fn of(&self, group: &str, change: impl FnOnce(&mut Group)) {
        let mut groups = self.0.lock().expect("no case panics while it counts");
        change(groups.entry(group.to_owned()).or_default());
    }

    /// Tells what was counted, if anything was.
    pub(crate) fn tell(&self) {
        let groups = self.0.lock().expect("no case panics while it counts");
        for (name, group) in groups.iter() {
            let Group { cases, calls, peak } = group;
            let kib = peak.div_ceil(1024);
            let peak = match kib {
                0 => String::new(),
                kib => format!(", peak heap of a call {kib:>6} KiB"),
            };
            effort::count(&format!(
                "hostile servers: {name:<8} {cases:>4} cases {calls:>5} calls{peak}"
            ));
        }
    }
}
