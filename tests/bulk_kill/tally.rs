//! What was counted.

use std::collections::BTreeMap;

use behaviours::effort::count;

use crate::landing::Landing;
use crate::stage::Stage;

#[derive(Debug, Default)]
pub(crate) struct Tally {
    landings: BTreeMap<Landing, u64>,
    pub(crate) lives: usize,
    /// Runs that have ended after a polite signal, by themselves.
    pub(crate) stopped: usize,
    pub(crate) files: usize,
    pub(crate) rows: usize,
    pub(crate) calls: usize,
    /// Rows at the end of the last undisturbed run.
    pub(crate) done: usize,
    pub(crate) refused: usize,
    pub(crate) doubtful: usize,
    /// Times that the rows got another order between two runs.
    pub(crate) shuffled: usize,
    /// Ends of a journal that this check has torn.
    pub(crate) torn: usize,
    /// Torn ends that the program has repaired.
    pub(crate) repaired: usize,
}

impl Tally {
    pub(crate) fn kills(&self) -> u64 {
        self.landings.values().sum()
    }

    pub(crate) fn killed(&mut self, landing: Landing) {
        *self.landings.entry(landing).or_default() += 1;
    }
}

pub(crate) fn print(stage: &Stage) {
    let what = stage.job.name();
    let tally = &stage.tally;
    let doubts = if stage.job.may_repeat() {
        "sent again until their outcome was known".to_owned()
    } else {
        format!(
            "{} in doubt, all named, and none sent again before a look",
            tally.doubtful
        )
    };
    count(&format!(
        "bulk_kill, {what}: {} kills of {} processes, {} stopped by a signal; {} files with {} rows in {} calls, each \
         started in the journal before it came: {} done, {} refused, {doubts}; {} torn lines, {} of them repaired; {} times \
         another order of the rows",
        tally.kills(),
        tally.lives,
        tally.stopped,
        tally.files,
        tally.rows,
        tally.calls,
        tally.done,
        tally.refused,
        tally.torn,
        tally.repaired,
        tally.shuffled,
    ));
    let landings: Vec<_> = Landing::ALL
        .into_iter()
        .map(|(landing, name)| {
            let kills = tally.landings.get(&landing).copied().unwrap_or_default();
            format!("{kills} {name}")
        })
        .collect();
    count(&format!(
        "bulk_kill, {what}: killed {}",
        landings.join(", ")
    ));
}
