//! The first reading: all that is wrong with any row is named before anything is sent.

mod findings;
mod repeats;

use std::path::PathBuf;

use serde::Serialize;
use serde::de::DeserializeOwned;
use vendor_core::validate::Violations;

use self::findings::{Findings, Mistake};
use self::repeats::Repeats;
use super::checked_rows::CheckedRows;
use super::csv::CellMistake;
use super::file::RowFile;
use super::reading::Reading;
use super::rows::Row;
use super::rows_as::{Identity, Repeated, RowsAs};
use crate::failure::Failure;
use crate::input::{self, RowMistakes};
use crate::output::Output;

/// Checks all rows, and points out what is doubtful. Gives the file, and what its rows are.
pub(super) fn check<T: DeserializeOwned + Serialize>(
    reading: Reading,
    path: PathBuf,
    rows_as: RowsAs<T>,
    output: &Output,
) -> Result<(RowFile, CheckedRows), Failure> {
    let RowsAs {
        columns,
        defaults,
        rules,
        doubts,
        identity,
    } = rows_as;
    let file = reading.open(path, columns, defaults, output)?;
    let mut check = Check {
        file: &file,
        rules,
        doubts,
        identity,
        checked: CheckedRows::default(),
        findings: Findings::default(),
        repeats: Repeats::default(),
    };
    let mut rows = file.rows()?;
    while let Some(row) = rows.next().map_err(|error| file.unreadable(error))? {
        check.row(&row);
    }
    let Check {
        checked, findings, ..
    } = check;
    findings.conclude(&file, columns, output)?;
    Ok((file, checked))
}

struct Check<'a, T> {
    file: &'a RowFile,
    rules: fn(&T, &mut Violations),
    doubts: fn(&T) -> Vec<String>,
    identity: Option<Identity<T>>,
    checked: CheckedRows,
    findings: Findings,
    repeats: Repeats,
}

impl<T: DeserializeOwned + Serialize> Check<'_, T> {
    fn row(&mut self, row: &Row<'_>) {
        let line = row.line;
        let text = match &row.text {
            Ok(text) => text,
            Err(rule) => return self.findings.unreadable(line, rule),
        };
        self.checked.add(text);
        let cells = row.mistakes.iter();
        let of_cells = cells.map(|cell| Mistake::of(cell.member, &cell.rule));
        let mut mistakes: Vec<_> = of_cells.collect();
        match input::row(text, self.rules) {
            Ok(request) => {
                self.point_out_doubts(line, &request);
                mistakes.extend(self.repeated(line, &request));
            }
            Err(RowMistakes::NoJson { column }) => {
                let rule = format!("is not JSON, from column {column} on");
                return self.findings.unreadable(line, &rule);
            }
            Err(RowMistakes::Members(found)) => {
                for found in &found {
                    // What stands for a cell that could not be read says nothing.
                    let is_of_member = |cell: &CellMistake| cell.member == found.field();
                    if !row.mistakes.iter().any(is_of_member) {
                        mistakes.push(Mistake::of(found.field(), found.rule()));
                    }
                }
            }
        }
        self.findings.row(line, mistakes);
    }

    fn point_out_doubts(&mut self, line: u64, request: &T) {
        for doubt in (self.doubts)(request) {
            self.findings.doubtful(line, &doubt);
        }
    }

    /// What is wrong with it if another row is about the same.
    fn repeated(&mut self, line: u64, request: &T) -> Option<Mistake> {
        let Identity {
            member,
            of,
            repeated,
        } = self.identity.as_ref()?;
        let earlier = self.repeats.earlier(&of(request)?, line)?;
        let rule = format!("is the same as in line {earlier}");
        match repeated {
            Repeated::Wrong => Some(Mistake::of(member, &rule)),
            Repeated::Doubtful(why) => {
                let name = self.file.layout.name_of(member);
                self.findings
                    .doubtful(line, &format!("{name} {rule}: {why}"));
                None
            }
        }
    }
}
