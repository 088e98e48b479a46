//! The first reading: all that is wrong with any row is named before anything is sent.

use serde::Serialize;
use serde::de::DeserializeOwned;
use vendor_core::validate::Violations;

use super::file::RowFile;
use crate::input::{self, InputError, RowMistakes};
use crate::output::Output;

/// So many mistakes are shown, and of more only their number.
const MISTAKES: u64 = 100;

/// The same of warnings, where the rows are sent nevertheless.
const WARNINGS: u64 = 20;

/// So many characters of a member's name are shown: it may be as long as the row.
const NAME: usize = 80;

/// Checks all rows by the vendor's `rules`, and points out what is doubtful. Tells how many rows there are.
pub(super) fn check<T: DeserializeOwned + Serialize>(
    file: &RowFile,
    rules: impl Fn(&T, &mut Violations),
    doubts: impl Fn(&T) -> Vec<String>,
    output: &Output,
) -> Result<u64, InputError> {
    let mut rows = file.rows()?;
    let mut mistakes = Mistakes::default();
    let mut warnings = Vec::new();
    let mut doubtful = 0;
    let mut count = 0;
    while let Some(row) = rows.next().map_err(|error| file.unreadable(error))? {
        count += 1;
        let line = row.line;
        let request = match row.text {
            Ok(text) => input::row(text, &rules),
            Err(rule) => {
                mistakes.add(format!("line {line}"), rule);
                continue;
            }
        };
        match request {
            Ok(request) => {
                for doubt in doubts(&request) {
                    doubtful += 1;
                    if doubtful <= WARNINGS {
                        warnings.push(format!("warning: line {line}: {doubt}"));
                    }
                }
            }
            Err(RowMistakes::NoJson { column }) => {
                mistakes.add(
                    format!("line {line}"),
                    format!("is not JSON, from column {column} on"),
                );
            }
            Err(RowMistakes::Members(found)) => {
                for mistake in found {
                    let place = match mistake.field() {
                        "" => format!("line {line}"),
                        member => format!("line {line}: {}", cut(member)),
                    };
                    mistakes.add(place, mistake.rule());
                }
            }
        }
    }
    if count == 0 {
        mistakes.add(String::new(), "must have at least 1 row");
    }
    if mistakes.all > 0 {
        let more = mistakes.all.saturating_sub(MISTAKES);
        return Err(InputError::of_rows(file.input(), &mistakes.shown, more));
    }
    for warning in &warnings {
        output.note(warning);
    }
    if doubtful > WARNINGS {
        let more = doubtful - WARNINGS;
        output.note(&format!("warning: and {more} more of this kind"));
    }
    Ok(count)
}

fn cut(name: &str) -> String {
    match name.char_indices().nth(NAME) {
        Some((end, _)) => format!("{}..", &name[..end]),
        None => name.to_owned(),
    }
}

#[derive(Default)]
struct Mistakes {
    shown: Violations,
    all: u64,
}

impl Mistakes {
    fn add(&mut self, place: String, rule: impl Into<String>) {
        self.all += 1;
        if self.all <= MISTAKES {
            self.shown.add(place, rule);
        }
    }
}
