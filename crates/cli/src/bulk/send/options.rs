//! How the rows of a file are sent.

use std::path::PathBuf;

use clap::Args;

/// The options for it; they mean nothing without a file.
#[derive(Debug, Args)]
#[command(next_help_heading = "Sending the rows of a file")]
pub(crate) struct SendOptions {
    /// So many calls are in flight at the same time, 1 to 256 [default: 8]
    #[arg(
        long,
        value_name = "N",
        value_parser = clap::value_parser!(u16).range(1..=256),
        requires = "file"
    )]
    concurrency: Option<u16>,

    /// At most so many calls a second [default: what the vendor documents, if it does]
    #[arg(long, value_name = "N", value_parser = rate, requires = "file")]
    pub(super) rate: Option<f64>,

    /// Stops after so many rows in a row have failed, 0 for never [default: 10]
    #[arg(long, value_name = "N", requires = "file")]
    max_failures: Option<u64>,

    /// Checks all rows, says what would be sent, and sends nothing
    #[arg(long, requires = "file")]
    pub(super) dry_run: bool,

    /// Sends the rows again that the vendor has refused before
    #[arg(long, requires = "file")]
    pub(super) retry_refused: bool,

    /// Sends rows in doubt again, all or those in these lines: look first, what was done is done twice
    #[arg(
        long,
        value_name = "LINE,..",
        num_args = 0..,
        require_equals = true,
        value_delimiter = ',',
        requires = "file"
    )]
    pub(super) retry_unknown: Option<Vec<u64>>,

    /// Takes the rows in doubt in these lines for done: you have looked
    #[arg(
        long,
        value_name = "LINE,..",
        require_equals = true,
        value_delimiter = ',',
        requires = "file"
    )]
    pub(super) mark_done: Vec<u64>,

    /// Where it is noted what became of each row [default: beside the file, with .journal at the end of its name]
    #[arg(
        long,
        value_name = "FILE",
        conflicts_with = "no_journal",
        requires = "file"
    )]
    pub(super) journal: Option<PathBuf>,

    /// Notes nothing: a second run sends all rows again
    #[arg(
        long,
        conflicts_with_all = ["retry_refused", "retry_unknown", "mark_done"],
        requires = "file"
    )]
    pub(super) no_journal: bool,
}

const CONCURRENCY: u16 = 8;

/// Of so many rows in a row, if the vendor takes none, it is most likely not the rows that are to blame.
const MAX_FAILURES: u64 = 10;

/// No call waits for longer than so many seconds until its turn comes by the rate: that is part of the time that it has.
const LONGEST_WAIT: f64 = 30.0;

impl SendOptions {
    /// One at least, and no more than the rate has use for.
    pub(super) fn concurrency(&self) -> usize {
        let said = self.concurrency.unwrap_or(CONCURRENCY);
        let Some(rate) = self.rate else {
            return said.into();
        };
        let in_time = |calls: &u16| f64::from(*calls) <= rate * LONGEST_WAIT;
        (1..=said).filter(in_time).count().max(1)
    }

    /// After how many failures in a row no other row is started.
    pub(super) fn max_failures(&self) -> Option<u64> {
        let most = self.max_failures.unwrap_or(MAX_FAILURES);
        (most > 0).then_some(most)
    }

    /// The options that are there.
    pub(in crate::bulk) fn said(&self) -> impl Iterator<Item = &'static str> + use<> {
        [
            ("--concurrency", self.concurrency.is_some()),
            ("--rate", self.rate.is_some()),
            ("--max-failures", self.max_failures.is_some()),
            ("--dry-run", self.dry_run),
            ("--retry-refused", self.retry_refused),
            ("--retry-unknown", self.retry_unknown.is_some()),
            ("--mark-done", !self.mark_done.is_empty()),
            ("--journal", self.journal.is_some()),
            ("--no-journal", self.no_journal),
        ]
        .into_iter()
        .filter_map(|(option, is_said)| is_said.then_some(option))
    }
}

fn rate(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|rate: &f64| rate.is_finite() && *rate > 0.0)
        .ok_or_else(|| "expected a number above 0, such as 5 or 0.5".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::{Args as _, Command, FromArgMatches as _};

    use super::*;

    fn concurrency(options: &[&str]) -> usize {
        let command = Command::new("test").arg(clap::Arg::new("file"));
        let words = ["test", "rows.csv"].iter().chain(options);
        let matches = SendOptions::augment_args(command).get_matches_from(words);
        let options = SendOptions::from_arg_matches(&matches).unwrap();
        options.concurrency()
    }

    #[test]
    fn no_more_calls_are_in_flight_than_the_rate_has_use_for() {
        assert_eq!(concurrency(&[]), 8);
        assert_eq!(concurrency(&["--concurrency=256"]), 256);
        assert_eq!(concurrency(&["--concurrency=256", "--rate=20"]), 256);
        assert_eq!(concurrency(&["--concurrency=256", "--rate=2"]), 60);
        assert_eq!(concurrency(&["--rate=0.1"]), 3);
        assert_eq!(concurrency(&["--rate=0.00002"]), 1);
    }
}
