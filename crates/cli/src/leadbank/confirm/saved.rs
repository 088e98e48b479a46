//! The numbers of leads that were saved in a file.

use std::collections::HashSet;
use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use vendor_core::validate::Violations;

use crate::bulk::{Lines, TOO_LONG};
use crate::input::{Input, InputError};
use crate::leadbank::format::Format;

/// Leads of a file: each number once, in the order of the file.
#[derive(Debug, Default)]
pub(super) struct Saved {
    pub(super) numbers: Vec<i64>,
    /// How many leads have none.
    pub(super) unnumbered: u64,
    known: HashSet<i64>,
    mistakes: Violations,
    more: u64,
}

/// So many mistakes are shown, and of more only their number.
const MISTAKES: usize = 100;

/// What separates cells in a file of ours, and after a spreadsheet program has saved it anew.
const SEPARATORS: [u8; 3] = *b",;\t";

/// The member with a lead's number, and its column.
const NUMBER: &str = "IDLeadBank";

#[derive(Deserialize)]
struct Numbered {
    #[serde(rename = "IDLeadBank")]
    number: Option<i64>,
}

/// Reads what `vendor leadbank fetch --to` has written. Nothing may be wrong with any line: what cannot be read here was
/// not stored safely.
pub(super) fn read(path: PathBuf, format: Format) -> Result<Saved, InputError> {
    let mut saved = Saved::default();
    let read = match format {
        Format::Jsonl => saved.read_lines(&path),
        Format::Csv => saved.read_rows(&path),
    };
    match read {
        Err(error) => Err(InputError::unreadable(Input::at(path), error)),
        Ok(()) if !saved.mistakes.as_slice().is_empty() => Err(InputError::of_rows(
            Input::at(path),
            &saved.mistakes,
            saved.more,
        )),
        Ok(()) => Ok(saved),
    }
}

impl Saved {
    fn read_lines(&mut self, path: &Path) -> io::Result<()> {
        let file = File::open(path)?;
        let mut lines = Lines::of(&file, file.metadata()?.len());
        while let Some(line) = lines.next_filled()? {
            match vendor_core::decode(line.bytes) {
                _ if line.is_too_long => self.wrong(line.number, TOO_LONG),
                Ok(Numbered { number }) => self.add(number),
                Err(_) => self.wrong(line.number, "is not a lead in JSON with a whole number"),
            }
        }
        Ok(())
    }

    fn read_rows(&mut self, path: &Path) -> io::Result<()> {
        let Some((mut rows, column)) = open_rows(path)? else {
            self.wrong(1, "is no column");
            return Ok(());
        };
        // The other cells may be in any encoding by now.
        let mut row = csv::ByteRecord::new();
        loop {
            match rows.read_byte_record(&mut row) {
                Ok(false) => return Ok(()),
                Ok(true) => {}
                Err(error) if error.is_io_error() => return Err(error.into()),
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    self.wrong(line, "is not a row as the first line says");
                    continue;
                }
            }
            let line = row.position().map_or(0, csv::Position::line);
            let number = row.get(column).unwrap_or_default().trim_ascii();
            match str::from_utf8(number).map(str::parse) {
                _ if number.is_empty() => self.add(None),
                Ok(Ok(number)) => self.add(Some(number)),
                Ok(Err(_)) | Err(_) => self.wrong(line, "is not a whole number"),
            }
        }
    }

    fn add(&mut self, number: Option<i64>) {
        match number {
            None => self.unnumbered += 1,
            Some(number) if self.known.insert(number) => self.numbers.push(number),
            Some(_) => {}
        }
    }

    fn wrong(&mut self, line: u64, rule: &str) {
        if self.mistakes.as_slice().len() < MISTAKES {
            self.mistakes.add(format!("line {line}: {NUMBER}"), rule);
        } else {
            self.more += 1;
        }
    }
}

/// The rows of a file, and the place of the number in each; `None` if it has no such column.
fn open_rows(path: &Path) -> io::Result<Option<(csv::Reader<File>, usize)>> {
    for separator in SEPARATORS {
        let mut rows = csv::ReaderBuilder::new()
            .delimiter(separator)
            .from_reader(File::open(path)?);
        let mut names = rows.byte_headers()?.iter();
        if let Some(column) = names.position(|name| name == NUMBER.as_bytes()) {
            return Ok(Some((rows, column)));
        }
    }
    Ok(None)
}
