//! The set-aside file, as somebody else sees it.

use std::path::{Path, PathBuf};

use behaviours::crash;
use serde_json::Value;

/// What the program has written so far.
#[derive(Debug)]
pub(crate) struct SetAside {
    file: crash::Lines,
    lines: Vec<Line>,
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
            file: crash::Lines::at(path),
            lines: Vec::new(),
        }
    }

    pub(crate) fn path(&self) -> &Path {
        self.file.path()
    }

    /// The lines that are complete by now.
    pub(crate) fn lines(&mut self) -> &[Line] {
        self.lines.extend(self.file.news().iter().map(Line::read));
        &self.lines
    }

    pub(crate) fn length(&self) -> u64 {
        self.file.length()
    }

    /// How many bytes stand behind the last complete line.
    pub(crate) fn torn(&self) -> u64 {
        self.file.torn()
    }

    /// Leaves the beginning of a line at the end, as a crash of the machine may.
    pub(crate) fn tear(&self, beginning: &[u8]) {
        self.file.tear(beginning);
    }
}

impl Line {
    fn read(line: &Value) -> Self {
        Self {
            number: line["id"].as_i64(),
            reason: line["reason"].as_str().expect("a reason").to_owned(),
            lead: line["lead"].clone(),
        }
    }
}
