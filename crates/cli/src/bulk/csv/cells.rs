//! The cells of one record, read from its lines.

use csv_core::{ReadRecordResult, Reader, ReaderBuilder};

use super::quotes::At;

/// What is read, in memory that is used again for the next record.
pub(super) struct Cells {
    parser: Reader,
    text: Vec<u8>,
    text_length: usize,
    /// Where each cell ends in the text.
    ends: Vec<usize>,
    count: usize,
    delimiter: u8,
    at: At,
}

/// Whether a record ends with the line.
pub(super) enum Read {
    Complete,
    /// A quoted cell goes on with the next line.
    Open,
    /// There is something behind its end: a carriage return alone, which ends records too.
    BrokenOff,
}

impl Cells {
    pub(super) fn separated_by(delimiter: u8) -> Self {
        Self {
            parser: ReaderBuilder::new().delimiter(delimiter).build(),
            text: vec![0; 1024],
            text_length: 0,
            ends: vec![0; 64],
            count: 0,
            delimiter,
            at: At::default(),
        }
    }

    /// The next line is the first one of a record.
    pub(super) fn clear(&mut self) {
        self.text_length = 0;
        self.count = 0;
        self.at = At::default();
    }

    /// Reads on with a line, which is not empty: it has its end at least.
    pub(super) fn read(&mut self, mut line: &[u8]) -> Read {
        self.at = self.at.after(line, self.delimiter);
        loop {
            let text = &mut self.text[self.text_length..];
            let ends = &mut self.ends[self.count..];
            let (result, read, written, ended) = self.parser.read_record(line, text, ends);
            line = &line[read..];
            self.text_length += written;
            self.count += ended;
            match result {
                ReadRecordResult::Record if line.trim_ascii().is_empty() => return Read::Complete,
                ReadRecordResult::Record => return Read::BrokenOff,
                ReadRecordResult::InputEmpty | ReadRecordResult::End => return Read::Open,
                ReadRecordResult::OutputFull => self.text.resize(self.text.len() * 2, 0),
                ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
            }
        }
    }

    /// Without white space around them; or why they cannot be used.
    pub(super) fn get(&self) -> Result<Vec<&str>, &'static str> {
        if self.at == At::Lost {
            return Err(STRAY_QUOTE);
        }
        let mut start = 0;
        let cells = self.ends[..self.count].iter().map(|end| {
            let cell = str::from_utf8(&self.text[start..*end]);
            start = *end;
            cell.map(str::trim)
        });
        let cells: Result<_, _> = cells.collect();
        cells.map_err(|_| NO_TEXT)
    }
}

const STRAY_QUOTE: &str = "has a quotation mark in a wrong place: it must be the first in its cell, and within the cell be doubled";

const NO_TEXT: &str = "is not a text in UTF-8";
