//! The columns of a CSV file, and the request that a record of it is.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io;

use serde_json::Value;

use super::cell;
use super::records::Records;
use crate::bulk::columns::Column;
use crate::bulk::lines::Lines;

/// What the beginning of the file says of the rows.
#[derive(Debug)]
pub(in crate::bulk) struct Table {
    pub(in crate::bulk) delimiter: u8,
    /// So many records come before the rows.
    pub(in crate::bulk) preamble: usize,
    pub(in crate::bulk) headers: Vec<Header>,
    /// The members without a column of their own that are null then.
    pub(in crate::bulk) nulls: Vec<&'static str>,
}

/// The head of a column.
#[derive(Debug)]
pub(in crate::bulk) struct Header {
    /// As it is in the file.
    pub(in crate::bulk) name: String,
    /// What its cells are, unless it is left out.
    pub(in crate::bulk) column: Option<&'static Column>,
}

/// A request.
pub(in crate::bulk) struct Object {
    /// In JSON, in the vendor's names.
    pub(in crate::bulk) text: String,
    /// What is wrong with single cells.
    pub(in crate::bulk) mistakes: Vec<CellMistake>,
}

#[derive(Debug)]
pub(in crate::bulk) struct CellMistake {
    /// In the vendor's name.
    pub(in crate::bulk) member: &'static str,
    pub(in crate::bulk) rule: String,
}

impl Table {
    pub(in crate::bulk) fn records<'a>(&self, lines: Lines<'a>) -> io::Result<Records<'a>> {
        let mut records = Records::of(lines, self.delimiter);
        for _ in 0..self.preamble {
            records.next()?;
        }
        Ok(records)
    }

    /// What a record of these cells is.
    pub(in crate::bulk) fn object(&self, cells: &[&str]) -> Result<Object, String> {
        if cells.len() != self.headers.len() {
            let cells = match cells.len() {
                1 => "1 cell".to_owned(),
                cells => format!("{cells} cells"),
            };
            return Err(format!(
                "has {cells}, and the header has {}",
                self.headers.len()
            ));
        }
        let mut object = Members::default();
        let mut mistakes = Vec::new();
        for ((header, cell), number) in self.headers.iter().zip(cells).zip(1..) {
            let Some(column) = header.column else {
                // Nobody has left it out on purpose.
                if header.name.is_empty() && !cell.is_empty() {
                    return Err(format!("has a cell in column {number}, which has no name"));
                }
                continue;
            };
            match cell::json(column, cell) {
                Ok(Some(value)) => object.add(column.wire, &value),
                Ok(None) => {}
                Err(rule) => {
                    let member = column.wire;
                    mistakes.push(CellMistake { member, rule });
                    // It is there.
                    object.add(member, "\"\"");
                }
            }
        }
        for name in &self.nulls {
            object.add(name, "null");
        }
        let text = object.end();
        Ok(Object { text, mistakes })
    }

    /// The members that are cells, and of which columns.
    pub(in crate::bulk) fn described(&self) -> BTreeMap<String, String> {
        let of = |header: &Header| {
            let member = header.column?.wire.to_owned();
            Some((member, format!("column {}", header.name)))
        };
        self.headers.iter().filter_map(of).collect()
    }

    /// A member of a request by what the file calls it.
    pub(in crate::bulk) fn name_of(&self, member: &str) -> String {
        let top = member.split(['.', '[']).next().unwrap_or(member);
        let header = self
            .headers
            .iter()
            .find(|header| header.column.is_some_and(|column| column.wire == top));
        match header {
            Some(header) if header.name != top => format!("{} ({member})", header.name),
            _ => member.to_owned(),
        }
    }
}

/// A JSON object that is being written.
#[derive(Default)]
struct Members(String);

impl Members {
    fn add(&mut self, name: &str, value: &str) {
        let separator = if self.0.is_empty() { '{' } else { ',' };
        // Writing to a text cannot fail.
        let _ = write!(self.0, "{separator}{}:{value}", Value::from(name));
    }

    fn end(self) -> String {
        match self.0 {
            members if members.is_empty() => "{}".to_owned(),
            members => members + "}",
        }
    }
}
