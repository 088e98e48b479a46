//! The rows of a file, one after the other, as requests in JSON.

use std::borrow::Cow;
use std::io;

use super::csv::{CellMistake, Object, Records, Table};
use super::encoding::SAY;
use super::layout::Layout;
use super::lines::{Lines, TOO_LONG};
use super::rows_as::RowDefault;

/// Reads one row at a time.
pub(super) struct Rows<'a> {
    from: From<'a>,
    defaults: &'a [RowDefault],
}

enum From<'a> {
    JsonLines(Lines<'a>),
    Csv(Box<Records<'a>>, &'a Table),
}

/// What is not blank.
pub(super) struct Row<'a> {
    /// The number of its first line in the file, from 1.
    pub(super) line: u64,
    /// The request in the vendor's names, or why there is none.
    pub(super) text: Result<Cow<'a, str>, String>,
    /// What is known of single cells already.
    pub(super) mistakes: Vec<CellMistake>,
}

impl<'a> Rows<'a> {
    pub(super) fn of(
        lines: Lines<'a>,
        layout: &'a Layout,
        defaults: &'a [RowDefault],
    ) -> io::Result<Self> {
        let from = match layout {
            Layout::JsonLines => From::JsonLines(lines),
            Layout::Csv(table) => From::Csv(Box::new(table.records(lines)?), table),
        };
        Ok(Self { from, defaults })
    }

    /// `None` after the last one.
    pub(super) fn next(&mut self) -> io::Result<Option<Row<'_>>> {
        let row = match &mut self.from {
            From::JsonLines(lines) => json_line(lines)?,
            From::Csv(records, table) => record(records, table)?,
        };
        Ok(row.map(|row| Row {
            text: row.text.map(|text| RowDefault::add_to(text, self.defaults)),
            ..row
        }))
    }

    /// The line in which the row that was read last begins, or where the file ends.
    pub(super) fn line(&self) -> u64 {
        match &self.from {
            From::JsonLines(lines) => lines.number(),
            From::Csv(records, _) => records.line(),
        }
    }
}

fn json_line<'a>(lines: &'a mut Lines<'_>) -> io::Result<Option<Row<'a>>> {
    Ok(lines.next_filled()?.map(|line| {
        let text = if line.is_too_long {
            Err(TOO_LONG.to_owned())
        } else {
            let text = str::from_utf8(line.bytes.trim_ascii());
            text.map(Cow::Borrowed)
                .map_err(|_| format!("is not a text in UTF-8: {SAY}"))
        };
        Row {
            line: line.number,
            text,
            mistakes: Vec::new(),
        }
    }))
}

fn record<'a>(records: &mut Records<'_>, table: &Table) -> io::Result<Option<Row<'a>>> {
    while let Some(record) = records.next()? {
        let object = match record.cells {
            // Spreadsheets end with such rows.
            Ok(cells) if cells.iter().all(|cell| cell.is_empty()) => continue,
            Ok(cells) => table.object(&cells),
            Err(rule) => Err(rule),
        };
        let (text, mistakes) = match object {
            Ok(Object { text, mistakes }) => (Ok(Cow::Owned(text)), mistakes),
            Err(rule) => (Err(rule), Vec::new()),
        };
        return Ok(Some(Row {
            line: record.line,
            text,
            mistakes,
        }));
    }
    Ok(None)
}
