//! The lines of a file, one after the other.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, Read as _, Take};

/// Reads one line at a time.
pub(crate) struct Lines<'a> {
    source: BufReader<Take<&'a File>>,
    number: u64,
    buffer: Vec<u8>,
    is_too_long: bool,
}

/// A line with its end, if it has one.
pub(crate) struct Line<'a> {
    /// In the file, from 1.
    pub(crate) number: u64,
    /// The beginning of one that is too long.
    pub(crate) bytes: &'a [u8],
    pub(crate) is_too_long: bool,
}

/// Far more than a row needs; a wrong file would otherwise fill the memory.
pub(super) const LONGEST: usize = 1024 * 1024;

pub(crate) const TOO_LONG: &str = "is longer than 1 MiB";

const BYTE_ORDER_MARK: &[u8] = "\u{feff}".as_bytes();

impl<'a> Lines<'a> {
    /// Those in the first bytes of a file that stands at its beginning.
    pub(crate) fn of(file: &'a File, length: u64) -> Self {
        Self {
            source: BufReader::with_capacity(64 * 1024, file.take(length)),
            number: 0,
            buffer: Vec::new(),
            is_too_long: false,
        }
    }

    /// `None` after the last one.
    pub(crate) fn next(&mut self) -> io::Result<Option<Line<'_>>> {
        self.read()?;
        Ok(self.line())
    }

    /// The next one that is not blank.
    pub(crate) fn next_filled(&mut self) -> io::Result<Option<Line<'_>>> {
        self.read()?;
        while self.line().is_some_and(|line| line.is_blank()) {
            self.read()?;
        }
        Ok(self.line())
    }

    /// The number of the line that was read last, or of the end.
    pub(crate) fn number(&self) -> u64 {
        self.number
    }

    /// Nothing is left in the buffer at the end of the file.
    fn read(&mut self) -> io::Result<()> {
        self.buffer.clear();
        // With its end, which does not count.
        let mut line = (&mut self.source).take(LONGEST as u64 + 1);
        line.read_until(b'\n', &mut self.buffer)?;
        self.number += 1;
        self.is_too_long = self.buffer.len() > LONGEST && !self.buffer.ends_with(b"\n");
        if self.is_too_long {
            self.source.skip_until(b'\n')?;
        }
        Ok(())
    }

    fn line(&self) -> Option<Line<'_>> {
        if self.buffer.is_empty() {
            return None;
        }
        let bytes = self.buffer.as_slice();
        // Some editors begin a file with it, and it is no part of the text.
        let bytes = match bytes.strip_prefix(BYTE_ORDER_MARK) {
            Some(rest) if self.number == 1 => rest,
            _ => bytes,
        };
        Some(Line {
            number: self.number,
            bytes,
            is_too_long: self.is_too_long,
        })
    }
}

impl Line<'_> {
    fn is_blank(&self) -> bool {
        !self.is_too_long && self.bytes.trim_ascii().is_empty()
    }
}
