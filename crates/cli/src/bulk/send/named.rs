//! Rows that a person should know of, each by its line.

use std::collections::BTreeSet;

use serde::Serialize;

use super::row_end::RowEnd;
use crate::advice::Reader;
use crate::look::Look;
use crate::output;

/// All rows of a kind are known by their lines, and of the first ones more is told: there may be as many as the file has.
#[derive(Debug, Default)]
pub(super) struct Named {
    lines: BTreeSet<u64>,
    /// In the order of their lines.
    rows: Vec<NamedRow>,
}

#[derive(Debug)]
struct NamedRow {
    line: u64,
    message: Option<String>,
    words: Vec<String>,
    look: Option<Look>,
}

/// A named row for machines.
#[derive(Debug, Serialize)]
pub(super) struct NamedJson<'a> {
    line: u64,
    state: &'a str,
    message: Option<&'a str>,
    /// The command that shows whether it was done, without what was sent.
    look: Option<String>,
}

/// Of so many of a kind more is told than the line.
const SHOWN: usize = 20;

/// Of so many more the line.
const LISTED: usize = 100;

impl Named {
    /// A row of an earlier run, and why it is named, where that is known.
    pub(super) fn add(
        &mut self,
        line: u64,
        reason: Option<&str>,
        look: impl FnOnce() -> Option<Look>,
    ) {
        self.push(line, || NamedRow {
            line,
            message: reason.map(str::to_owned),
            words: Vec::new(),
            look: look(),
        });
    }

    pub(super) fn add_ended(
        &mut self,
        line: u64,
        end: &RowEnd,
        look: impl FnOnce() -> Option<Look>,
    ) {
        self.push(line, || NamedRow {
            line,
            message: end.message.clone(),
            words: end.words.clone(),
            look: look(),
        });
    }

    /// A row whose end is to be kept by a person: all of them are named, for nothing else knows.
    pub(super) fn add_unrecorded(&mut self, line: u64, end: &RowEnd) {
        self.lines.insert(line);
        let id = end.id.as_deref().map(|id| format!(", id {id}"));
        let state = end.state.as_str();
        self.rows.push(NamedRow {
            line,
            message: Some(format!("{state}{}", id.unwrap_or_default())),
            words: Vec::new(),
            look: None,
        });
    }

    /// The first lines are kept, in whatever order they come.
    fn push(&mut self, line: u64, row: impl FnOnce() -> NamedRow) {
        self.lines.insert(line);
        let place = self.rows.partition_point(|known| known.line <= line);
        if place < SHOWN {
            self.rows.insert(place, row());
            self.rows.truncate(SHOWN);
        }
    }

    pub(super) fn count(&self) -> u64 {
        self.lines.len() as u64
    }

    pub(super) fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// Whether a command shows what became of them.
    pub(super) fn have_look(&self) -> bool {
        self.rows.iter().any(|row| row.look.is_some())
    }

    /// As an option takes them.
    pub(super) fn lines(&self) -> String {
        joined(self.lines.iter())
    }

    /// Those of which no more is told.
    fn other_lines(&self) -> impl Iterator<Item = &u64> {
        let is_told = |line: &u64| self.rows.iter().any(|row| row.line == *line);
        self.lines.iter().filter(move |line| !is_told(line))
    }

    /// A paragraph below this title; nothing if there is none.
    pub(super) fn write(&self, text: &mut String, title: &str, reader: Reader) {
        if self.is_empty() {
            return;
        }
        let mut lines = vec![format!("\n{title}:")];
        let mut told: &[String] = &[];
        for row in &self.rows {
            // One that was read from a journal may be anything.
            let message = row.message.as_deref().map(output::line);
            let message = message.map(|message| format!(": {message}"));
            lines.push(format!(
                "  line {}{}",
                row.line,
                message.unwrap_or_default()
            ));
            // Where all fail alike, once is enough.
            if reader == Reader::Person && row.words != *told {
                // Each line of theirs, so that none looks like one of ours.
                let words = row.words.iter().flat_map(|words| words.lines());
                lines.extend(words.map(|words| format!("    {words}")));
                told = &row.words;
            }
            lines.extend(
                row.look
                    .iter()
                    .map(|look| format!("    {}", reader.command(look))),
            );
        }
        let others = joined(self.other_lines().take(LISTED));
        let shown = self.rows.len() + LISTED;
        match (others.as_str(), self.lines.len().saturating_sub(shown)) {
            ("", _) => {}
            (others, 0) => lines.push(format!("  and lines {others}")),
            (others, more) => lines.push(format!("  and lines {others}, and {more} more")),
        }
        text.push_str(&lines.join("\n"));
    }

    pub(super) fn to_lines(&self) -> Vec<u64> {
        self.lines.iter().copied().collect()
    }

    pub(super) fn to_json<'a>(&'a self, state: &'a str) -> impl Iterator<Item = NamedJson<'a>> {
        self.rows.iter().map(move |row| NamedJson {
            line: row.line,
            state,
            message: row.message.as_deref(),
            look: row.look.as_ref().map(Look::impersonal),
        })
    }
}

fn joined<'a>(lines: impl Iterator<Item = &'a u64>) -> String {
    let lines: Vec<_> = lines.map(u64::to_string).collect();
    lines.join(",")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk::job::{RowOutcome, Verdict};

    #[test]
    fn no_word_of_a_vendor_or_of_a_journal_stands_where_ours_do() {
        let refused = RowOutcome::Refused(Verdict {
            message: "refused",
            words: vec!["locked\nJournal: nowhere".to_owned()],
        });
        let (ends, _) = RowEnd::of_call(Ok(vec![refused]), 1);
        let mut named = Named::default();
        named.add_ended(7, &ends[0], || None);
        named.add(8, Some("lost\nJournal: nowhere"), || None);
        let mut text = String::new();
        named.write(&mut text, "Refused", Reader::Person);
        let expected = "\nRefused:\n  line 7: refused\n    locked\n    Journal: nowhere\n  line 8: lost\u{fffd}Journal: nowhere";
        assert_eq!(text, expected);
    }
}
