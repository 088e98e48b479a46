//! The rows of a file, one after the other.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Take};

/// Reads one row at a time.
pub(super) struct Rows<'a> {
    source: BufReader<Take<&'a File>>,
    /// The number of the line that was read last.
    line: u64,
    buffer: Vec<u8>,
}

/// A line that is not blank.
pub(super) struct Row<'a> {
    /// Its number in the file, from 1.
    pub(super) line: u64,
    /// Or why it is none.
    pub(super) text: Result<&'a str, &'static str>,
}

/// Far more than a row needs; a wrong file would otherwise fill the memory.
const LONGEST: usize = 1024 * 1024;

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

impl<'a> Rows<'a> {
    /// Those in the first bytes of a file that stands at its beginning.
    pub(super) fn of(file: &'a File, length: u64) -> Self {
        Self {
            source: BufReader::with_capacity(64 * 1024, file.take(length)),
            line: 0,
            buffer: Vec::new(),
        }
    }

    /// `None` after the last one.
    pub(super) fn next(&mut self) -> io::Result<Option<Row<'_>>> {
        let mut is_too_long = self.read_line()?;
        while !self.buffer.is_empty() && self.buffer.trim_ascii().is_empty() && !is_too_long {
            is_too_long = self.read_line()?;
        }
        if self.buffer.is_empty() {
            return Ok(None);
        }
        let text = if is_too_long {
            Err("is longer than 1 MiB")
        } else {
            str::from_utf8(self.buffer.trim_ascii()).map_err(|_| "is not a text in UTF-8")
        };
        let line = self.line;
        Ok(Some(Row { line, text }))
    }

    /// The number of the line that was read last.
    pub(super) fn line(&self) -> u64 {
        self.line
    }

    /// Nothing is left in the buffer at the end of the file. Tells whether the line is too long to be kept.
    fn read_line(&mut self) -> io::Result<bool> {
        self.buffer.clear();
        // With its end, which does not count.
        let mut line = (&mut self.source).take(LONGEST as u64 + 1);
        line.read_until(b'\n', &mut self.buffer)?;
        self.line += 1;
        let is_too_long = self.buffer.len() > LONGEST && !self.buffer.ends_with(b"\n");
        if is_too_long {
            self.source.skip_until(b'\n')?;
        }
        // Some editors begin a file with it, and it is no part of the text.
        if self.line == 1 && self.buffer.starts_with(BYTE_ORDER_MARK) {
            self.buffer.drain(..BYTE_ORDER_MARK.len());
            // A line that had nothing else is blank, and not the end.
            if self.buffer.is_empty() {
                self.buffer.push(b'\n');
            }
        }
        Ok(is_too_long)
    }
}
