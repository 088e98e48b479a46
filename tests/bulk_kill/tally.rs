//! What was counted.

use behaviours::crash::Landings;
use behaviours::effort::count;

use crate::landing::Landing;
use crate::stage::Stage;

#[derive(Debug, Default)]
pub(crate) struct Tally {
    pub(crate) landings: Landings<Landing>,
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
        tally.landings.total(),
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
    count(&format!(
        "bulk_kill, {what}: killed {}",
        tally.landings.described(&Landing::ALL)
    ));
}
