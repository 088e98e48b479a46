//! What is said at the end: what became of all rows, and what to do next.

use std::fmt::Write as _;
use std::path::Path;

use serde::Serialize;

use super::named::{Named, NamedJson};
use super::own_command;
use super::tally::Tally;
use crate::advice::Reader;

/// The end of a job.
pub(super) struct Summary<'a> {
    pub(super) tally: &'a Tally,
    /// Where there is one.
    pub(super) journal: Option<&'a Path>,
    /// Rows whose outcome the journal does not have, since it could not be written.
    pub(super) unrecorded: &'a Named,
}

const UNREADABLE: &str = "The rows with an answer that cannot be used are done: look at them if you need what it would have said.";

/// For machines.
#[derive(Debug, Serialize)]
struct SummaryJson<'a> {
    rows: u64,
    done: u64,
    done_before: u64,
    marked_done: u64,
    unreadable: u64,
    refused: u64,
    refused_before: u64,
    unknown: u64,
    /// Those among the unknown ones, and of earlier runs, that are not sent again without a look.
    in_doubt: u64,
    not_sent: u64,
    left: u64,
    /// Rows of the journal that the file has no more.
    missing: u64,
    journal: Option<String>,
    /// The lines of all rows that are not sent again without a look.
    lines_in_doubt: Vec<u64>,
    /// Where rows in doubt stood that the file has no more.
    missing_lines_in_doubt: Vec<u64>,
    /// The first rows of each kind that somebody has to look after.
    named: Vec<NamedJson<'a>>,
}

impl Summary<'_> {
    /// All rows, by what became of them, in one line.
    pub(super) fn headline(&self) -> String {
        let tally = self.tally;
        let plan = &tally.plan;
        let is_all_done = tally.is_complete();
        let all = if plan.rows == 1 { "" } else { "all " };
        if is_all_done && tally.done == plan.rows {
            return format!("{}: {all}done", rows(plan.rows));
        }
        if is_all_done && plan.done == plan.rows {
            return format!("{}: {all}done before", rows(plan.rows));
        }
        let kinds = [
            (tally.done, "done"),
            (plan.done, "done before"),
            (plan.marked.len() as u64, "marked as done"),
            (
                tally.unreadable.count(),
                "done with an answer that cannot be used",
            ),
            (tally.refused.count(), "refused"),
            (plan.refused.count(), "refused before"),
            (tally.unknown.count(), "of unknown outcome"),
            (tally.doubtful.count(), "in doubt"),
            (plan.doubtful.count(), "in doubt from before"),
            (tally.not_sent.count(), "not sent"),
            (tally.left(), "not started"),
        ];
        let all = if is_all_done { ", so all are done" } else { "" };
        format!("{}: {}{all}", rows(plan.rows), listed(&kinds))
    }

    /// The same before any row is sent.
    pub(super) fn intention(&self) -> String {
        let plan = &self.tally.plan;
        let kinds = [
            (plan.to_send, "to be sent"),
            (plan.done, "done before"),
            (plan.marked.len() as u64, "to be marked as done"),
            (plan.refused.count(), "refused before"),
            (plan.doubtful.count(), "in doubt from before"),
        ];
        format!("{}: {}; nothing was sent", rows(plan.rows), listed(&kinds))
    }

    /// What a person has to know of single rows, and where the journal is.
    pub(super) fn details(&self, reader: Reader) -> String {
        let tally = self.tally;
        let plan = &tally.plan;
        let mut text = String::new();
        for (named, title) in [
            (
                &tally.doubtful,
                "In doubt, since the vendor may or may not have done it",
            ),
            (&plan.doubtful, "In doubt since an earlier run"),
            (
                &tally.unreadable,
                "Done, with an answer that cannot be used",
            ),
            (&tally.refused, "Refused"),
            (&plan.refused, "Refused before, and not sent again"),
            (
                &tally.unknown,
                "Of unknown outcome, and harmless to send again",
            ),
            (&tally.not_sent, "Not sent"),
            (
                self.unrecorded,
                "Known here only, since the journal could not be written: keep this",
            ),
            (
                &plan.missing_doubtful,
                "In doubt since an earlier run, and no more in the file (lines of then)",
            ),
        ] {
            named.write(&mut text, title, reader);
        }
        match plan.missing {
            0 => {}
            1 => text.push_str("\nThe journal has 1 row that is no more in the file."),
            // Writing to a text of ours cannot fail, here and below.
            rows => {
                _ = write!(
                    text,
                    "\nThe journal has {rows} rows that are no more in the file."
                );
            }
        }
        if let Some(journal) = self.journal {
            let _ = write!(text, "\nJournal: {}", journal.display());
        }
        text.trim_start_matches('\n').to_owned()
    }

    /// What to do about the rows that are not done; nothing if all are.
    pub(super) fn next(&self, reader: Reader) -> Vec<String> {
        if self.journal.is_none() {
            return self.next_without_journal();
        }
        let tally = self.tally;
        let mut steps = Vec::new();
        if tally.left() + tally.not_sent.count() + tally.unknown.count() > 0 {
            steps.push(format!(
                "To go on, run the same command again: what is done is not sent again{}",
                own_command::with(&[], reader)
            ));
        }
        if !(tally.refused.is_empty() && tally.plan.refused.is_empty()) {
            steps.push(format!(
                "Correct the refused rows in the file and run the same command again: a corrected row is a new one. To \
                 send them again as they are{}",
                own_command::with(&["--retry-refused".to_owned()], reader)
            ));
        }
        let doubtful: Vec<_> = [&tally.doubtful, &tally.plan.doubtful]
            .into_iter()
            .filter(|rows| !rows.is_empty())
            .collect();
        if !doubtful.is_empty() {
            let lines: Vec<_> = doubtful.iter().map(|rows| rows.lines()).collect();
            let lines = lines.join(",");
            let look = if doubtful.iter().any(|rows| rows.have_look()) {
                "Look whether the rows in doubt were done"
            } else {
                "Ask the vendor whether the rows in doubt were done, since no command shows it"
            };
            steps.push(format!(
                "{look}, and leave them in the file as they are: a changed one would be sent as a new row. With the lines of \
                 those that were{}\nWith the lines of those that were not{}",
                own_command::with(&[format!("--mark-done={lines}")], reader),
                own_command::with(&[format!("--retry-unknown={lines}")], reader),
            ));
        }
        if !tally.unreadable.is_empty() {
            steps.push(format!("{UNREADABLE} They are not sent again."));
        }
        if tally.is_complete() && tally.plan.done == tally.plan.rows {
            steps.push("To send them once more, move the journal away first.".to_owned());
        }
        steps
    }

    /// Nothing is remembered for a second run, so the lines say what is left.
    fn next_without_journal(&self) -> Vec<String> {
        let tally = self.tally;
        let mut steps = Vec::new();
        if !tally.doubtful.is_empty() {
            steps.push(
                "Look whether the rows in doubt were done, and send again only those that were not."
                    .to_owned(),
            );
        }
        if !tally.unreadable.is_empty() {
            steps.push(format!("{UNREADABLE} Do not send them again."));
        }
        let again = [&tally.refused, &tally.unknown, &tally.not_sent];
        let mut lines: Vec<_> = again
            .into_iter()
            .filter(|rows| !rows.is_empty())
            .map(Named::lines)
            .collect();
        if let Some(line) = tally.left_from {
            lines.push(format!("all from line {line} on"));
        }
        if !lines.is_empty() {
            steps.push(format!(
                "There is no journal, so a second run would send all rows again: go on with a file of these lines, and no \
                 others: {}.",
                lines.join("; ")
            ));
        }
        steps
    }

    pub(super) fn to_json(&self) -> impl Serialize {
        let tally = self.tally;
        let plan = &tally.plan;
        let unknown = tally.unknown.count() + tally.doubtful.count();
        let named = [
            (&tally.doubtful, "unknown"),
            (&plan.doubtful, "unknown"),
            (&tally.unreadable, "done"),
            (&tally.refused, "refused"),
            (&plan.refused, "refused"),
            (&tally.unknown, "unknown"),
            (&tally.not_sent, "not sent"),
        ];
        SummaryJson {
            rows: plan.rows,
            done: tally.done,
            done_before: plan.done,
            marked_done: plan.marked.len() as u64,
            unreadable: tally.unreadable.count(),
            refused: tally.refused.count(),
            refused_before: plan.refused.count(),
            unknown,
            in_doubt: tally.doubtful.count() + plan.doubtful.count(),
            not_sent: tally.not_sent.count(),
            left: tally.left(),
            missing: plan.missing,
            journal: self.journal.map(|path| path.display().to_string()),
            lines_in_doubt: [tally.doubtful.to_lines(), plan.doubtful.to_lines()].concat(),
            missing_lines_in_doubt: plan.missing_doubtful.to_lines(),
            named: named
                .into_iter()
                .flat_map(|(rows, state)| rows.to_json(state))
                .collect(),
        }
    }
}

fn rows(count: u64) -> String {
    match count {
        1 => "1 row".to_owned(),
        count => format!("{count} rows"),
    }
}

/// Those of which there are any.
pub(super) fn listed(kinds: &[(u64, &str)]) -> String {
    let kinds = kinds.iter().filter(|(count, _)| *count > 0);
    let words: Vec<_> = kinds
        .map(|(count, kind)| format!("{count} {kind}"))
        .collect();
    words.join(", ")
}
