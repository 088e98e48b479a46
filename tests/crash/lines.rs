//! A file of JSON lines that the program writes, as somebody else sees it.

use std::fs::{self, File, OpenOptions};
use std::io::{BufRead as _, BufReader, Read as _, Seek as _, SeekFrom, Write as _};
use std::path::{Path, PathBuf};

use serde_json::Value;

/// Reads on where it has stopped, and only what is complete: such a line stays.
#[derive(Debug)]
pub struct Lines {
    path: PathBuf,
    /// Where the next line begins.
    next: u64,
}

impl Lines {
    /// The file, which need not be there yet.
    #[must_use]
    pub fn at(path: PathBuf) -> Self {
        Self { path, next: 0 }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Its length in bytes, 0 if it is not there.
    #[must_use]
    pub fn length(&self) -> u64 {
        fs::metadata(&self.path).map_or(0, |file| file.len())
    }

    /// The lines that were completed since.
    ///
    /// # Panics
    /// If one of them is not JSON.
    pub fn news(&mut self) -> Vec<Value> {
        let mut lines = Vec::new();
        if let Some(mut reader) = self.rest() {
            let mut text = Vec::new();
            while reader.read_until(b'\n', &mut text).expect("readable") > 0 {
                if !text.ends_with(b"\n") {
                    break;
                }
                lines.push(serde_json::from_slice(&text).expect("every complete line is JSON"));
                self.next += text.len() as u64;
                text.clear();
            }
        }
        lines
    }

    /// How many bytes stand behind the last complete line.
    ///
    /// # Panics
    /// If the file cannot be read.
    #[must_use]
    pub fn torn(&self) -> u64 {
        let mut rest = Vec::new();
        if let Some(mut reader) = self.rest() {
            reader.read_to_end(&mut rest).expect("readable");
        }
        let bytes = rest.rsplit(|byte| *byte == b'\n').next().unwrap_or(&rest);
        bytes.len() as u64
    }

    /// Leaves the beginning of a line at the end, as a crash of the machine may.
    ///
    /// # Panics
    /// If there is such an end already, or if the file is not there.
    pub fn tear(&self, beginning: &[u8]) {
        assert_eq!(self.torn(), 0, "it is torn already");
        let mut file = OpenOptions::new()
            .append(true)
            .open(&self.path)
            .expect("a file");
        file.write_all(beginning).expect("writable");
    }

    /// Tears the last complete line, which was read: leaves so many bytes of it, as a crash of the machine may.
    ///
    /// # Panics
    /// If there is no such line, if it has no more bytes, or if something stands behind it.
    pub fn cut(&mut self, left: u64) {
        assert_eq!(self.length(), self.next, "all is read, and nothing is torn");
        let text = fs::read(&self.path).expect("readable");
        let before = text.len().checked_sub(2).expect("it has a line");
        let line = text[..=before]
            .iter()
            .rposition(|byte| *byte == b'\n')
            .map_or(0, |end| end + 1);
        let length = line as u64 + left;
        assert!(length < self.next - 1, "the end of the line is cut off");
        let file = OpenOptions::new()
            .write(true)
            .open(&self.path)
            .expect("a file");
        file.set_len(length).expect("writable");
        self.next = line as u64;
    }

    fn rest(&self) -> Option<BufReader<File>> {
        let mut file = File::open(&self.path).ok()?;
        file.seek(SeekFrom::Start(self.next)).expect("a file");
        Some(BufReader::new(file))
    }
}
