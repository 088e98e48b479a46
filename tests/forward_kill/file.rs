//! The set-aside file, as somebody else sees it.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead as _, BufReader, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde_json::Value;

/// What the program has written so far. A line that is complete stays.
#[derive(Debug)]
pub(crate) struct SetAside {
    path: PathBuf,
    /// The lines that were read, and where the next one begins.
    lines: Vec<Line>,
    next: u64,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) number: Option<i64>,
    pub(crate) reason: String,
    /// As which lead it was sent: no other tells one without a number from the next.
    pub(crate) lead: Value,
}

impl SetAside {
    pub(crate) fn at(path: PathBuf) -> Self {
        Self {
            path,
            lines: Vec::new(),
            next: 0,
        }
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// The lines that are complete by now.
    pub(crate) fn lines(&mut self) -> &[Line] {
        if let Ok(mut file) = File::open(&self.path) {
            file.seek(SeekFrom::Start(self.next)).expect("a file");
            let mut reader = BufReader::new(file);
            let mut text = Vec::new();
            while reader.read_until(b'\n', &mut text).expect("readable") > 0 {
                if !text.ends_with(b"\n") {
                    break;
                }
                self.next += text.len() as u64;
                self.lines.push(Line::read(&text));
                text.clear();
            }
        }
        &self.lines
    }

    pub(crate) fn length(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |file| file.len())
    }

    /// How many bytes stand behind the last complete line.
    pub(crate) fn torn(&mut self) -> u64 {
        self.lines();
        self.length() - self.next
    }

    /// Leaves the beginning of a line at the end, as a crash of the machine may.
    pub(crate) fn tear(&mut self, beginning: &[u8]) {
        assert_eq!(self.torn(), 0, "it is torn already");
        let mut file = OpenOptions::new()
            .append(true)
            .open(&self.path)
            .expect("a file");
        file.write_all(beginning).expect("writable");
    }
}

impl Line {
    fn read(text: &[u8]) -> Self {
        let line: Value = serde_json::from_slice(text).expect("every complete line is JSON");
        Self {
            number: line["id"].as_i64(),
            reason: line["reason"].as_str().expect("a reason").to_owned(),
            lead: line["lead"].clone(),
        }
    }
}
