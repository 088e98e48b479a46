//! The records of a CSV file (RFC 4180), one after the other: a record has several lines if a quoted cell has.

use std::io;

use super::cells::{Cells, Read};
use crate::bulk::lines::{LONGEST, Lines, TOO_LONG};

/// Reads one record at a time.
pub(in crate::bulk) struct Records<'a> {
    lines: Lines<'a>,
    cells: Cells,
    /// The line in which the record that was read last begins, or the end.
    line: u64,
    is_over: bool,
}

/// A record that is not blank.
pub(in crate::bulk) struct Record<'a> {
    /// The number of its first line.
    pub(in crate::bulk) line: u64,
    /// Without white space around them; or why there are none.
    pub(in crate::bulk) cells: Result<Vec<&'a str>, String>,
}

impl<'a> Records<'a> {
    pub(in crate::bulk) fn of(lines: Lines<'a>, delimiter: u8) -> Self {
        Self {
            lines,
            cells: Cells::separated_by(delimiter),
            line: 0,
            is_over: false,
        }
    }

    /// `None` after the last one, and after one that has no end.
    pub(in crate::bulk) fn next(&mut self) -> io::Result<Option<Record<'_>>> {
        if self.is_over {
            return Ok(None);
        }
        let cells = match self.read()? {
            None => return Ok(None),
            Some(Ok(())) => self.cells.get().map_err(str::to_owned),
            Some(Err(rule)) => {
                // Where the next one would begin is not known.
                self.is_over = true;
                Err(format!("{rule}; what follows was not checked"))
            }
        };
        let line = self.line;
        Ok(Some(Record { line, cells }))
    }

    /// The line in which the record that was read last begins, or where the file ends.
    pub(in crate::bulk) fn line(&self) -> u64 {
        self.line
    }

    /// Reads the cells of the next record, if there is one.
    fn read(&mut self) -> io::Result<Option<Result<(), String>>> {
        self.cells.clear();
        let Some(first) = self.lines.next_filled()? else {
            self.line = self.lines.number();
            return Ok(None);
        };
        self.line = first.number;
        let mut length = 0;
        let mut next = Some(first);
        loop {
            let Some(line) = next else {
                // The last line need not have an end, but a quoted cell must.
                return Ok(Some(match self.cells.read(b"\n") {
                    Read::Complete => Ok(()),
                    Read::Open | Read::BrokenOff => Err(NOT_CLOSED.to_owned()),
                }));
            };
            length += line.bytes.len();
            if line.is_too_long || length > LONGEST + 1 {
                let rule = format!("{TOO_LONG}: perhaps a quotation mark is not closed");
                return Ok(Some(Err(rule)));
            }
            match self.cells.read(line.bytes) {
                Read::Complete => return Ok(Some(Ok(()))),
                Read::Open => next = self.lines.next()?,
                Read::BrokenOff => return Ok(Some(Err(CARRIAGE_RETURN.to_owned()))),
            }
        }
    }
}

const NOT_CLOSED: &str = "has a cell whose quotation mark is never closed";

const CARRIAGE_RETURN: &str =
    "has a carriage return that ends no line: save the file with line ends of Windows or Unix";
