//! What comes before the rows of a CSV file: which character separates cells, and what the columns are.

use std::io;

use super::headers;
use super::records::Records;
use super::table::Table;
use crate::bulk::columns::Column;
use crate::bulk::source::Source;
use crate::bulk::unusable::Unusable;

/// How the beginning of a CSV file is read.
pub(in crate::bulk) struct Preamble<'a> {
    /// If it is known.
    pub(in crate::bulk) delimiter: Option<u8>,
    /// `HEADER=NAME`.
    pub(in crate::bulk) mappings: &'a [String],
    pub(in crate::bulk) columns: &'static [Column],
}

/// More than any table of rows has.
const MOST_COLUMNS: usize = 1000;

impl Preamble<'_> {
    /// What the file says of its rows; or all that is wrong with that.
    pub(in crate::bulk) fn read(&self, source: &Source) -> Result<Table, Unusable> {
        let said = separator_named(source)?;
        let preamble = if said.is_some() { 2 } else { 1 };
        let delimiter = match self.delimiter.or(said) {
            Some(delimiter) => delimiter,
            None => separator_found(source)?,
        };
        let mut records = Records::of(source.lines()?, delimiter);
        if said.is_some() {
            records.next()?;
        }
        let Some(record) = records.next()? else {
            return Err(Unusable::wrong(
                "",
                "must have a line with the names of its columns, and rows",
            ));
        };
        let place = format!("line {}", record.line);
        let names = record.cells.map_err(|rule| Unusable::wrong(&place, rule))?;
        if names.len() > MOST_COLUMNS {
            let rule = format!(
                "has {} cells, which are too many for names of columns",
                names.len()
            );
            return Err(Unusable::wrong(&place, rule));
        }
        let headers = headers::resolve(&names, self.mappings, self.columns);
        let headers = headers.map_err(Unusable::Wrong)?;
        let has_column = |column: &&Column| {
            let mut there = headers.iter().filter_map(|header| header.column);
            there.any(|known| known.wire == column.wire)
        };
        let nulls = self
            .columns
            .iter()
            .filter(|column| column.is_null_if_empty && !has_column(column))
            .map(|column| column.wire);
        Ok(Table {
            delimiter,
            preamble,
            nulls: nulls.collect(),
            headers,
        })
    }
}

/// `sep=;` in the first line, which some spreadsheets write and read.
fn separator_named(source: &Source) -> io::Result<Option<u8>> {
    let mut lines = source.lines()?;
    let first = lines.next_filled()?;
    Ok(first.and_then(|line| match line.bytes.trim_ascii_end() {
        [b's', b'e', b'p', b'=', separator] if separator.is_ascii() => Some(*separator),
        _ => None,
    }))
}

/// The one that is most often in the first line, outside of quotation marks.
fn separator_found(source: &Source) -> io::Result<u8> {
    let mut lines = source.lines()?;
    let Some(line) = lines.next_filled()? else {
        return Ok(b',');
    };
    let mut is_quoted = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0)];
    for byte in line.bytes.trim_ascii() {
        is_quoted ^= *byte == b'"';
        for (separator, count) in &mut counts {
            if *separator == *byte && !is_quoted {
                *count += 1;
            }
        }
    }
    // Of equals the first one.
    let most = counts.into_iter().rev().max_by_key(|(_, count)| *count);
    Ok(most.map_or(b',', |(separator, _)| separator))
}
