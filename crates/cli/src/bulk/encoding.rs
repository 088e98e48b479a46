//! What a file of rows is encoded in.

use std::io;

use clap::ValueEnum;
use encoding_rs::{UTF_8, WINDOWS_1252};
use vendor_core::validate::Violations;

use super::lines::Line;
use super::source::Source;
use super::unusable::Unusable;

/// What can be said on the command line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Encoding {
    #[value(name = "utf-8")]
    Utf8,
    #[value(name = "windows-1252")]
    Windows1252,
}

/// What a CSV file has to be decoded from: nothing, if it is UTF-8.
pub(super) fn of_csv(source: &Source, said: Option<Encoding>) -> Result<Decoding, Unusable> {
    let first = source.first_bytes()?;
    if first == ZIP {
        return Err(Unusable::wrong("", WORKBOOK));
    }
    if let Some(encoding) = said_or_marked(said, &first) {
        return Ok(Some(encoding));
    }
    let mut scan = Scan::default();
    let mut lines = source.lines()?;
    while let Some(line) = lines.next()? {
        scan.look_at(&line);
    }
    scan.conclude(said).map_err(Unusable::Wrong)
}

/// The same of JSON lines, which are UTF-8 unless somebody says otherwise.
pub(super) fn of_json_lines(source: &Source, said: Option<Encoding>) -> io::Result<Decoding> {
    Ok(said_or_marked(said, &source.first_bytes()?))
}

type Decoding = Option<&'static encoding_rs::Encoding>;

/// UTF-16 says what it is by its first bytes.
fn said_or_marked(said: Option<Encoding>, first: &[u8]) -> Decoding {
    match said {
        Some(Encoding::Windows1252) => Some(WINDOWS_1252),
        Some(Encoding::Utf8) => None,
        None => {
            let (marked, _) = encoding_rs::Encoding::for_bom(first)?;
            Some(marked).filter(|encoding| *encoding != UTF_8)
        }
    }
}

const ZIP: &[u8] = b"PK\x03\x04";

const WORKBOOK: &str = "begins as a spreadsheet program's own file does: save it as \"CSV UTF-8\" there, and give that \
                        file";

/// What is needed of the whole file; what it is by the first lines that show it.
#[derive(Default)]
struct Scan {
    not_utf8: u64,
    /// Of those as many as are shown.
    lines_not_utf8: Vec<String>,
    /// With more than ASCII.
    line_utf8: Option<u64>,
    line_not_windows: Option<u64>,
    line_nul: Option<u64>,
}

const SHOWN: usize = 3;

impl Scan {
    fn look_at(&mut self, line: &Line<'_>) {
        // It cannot be used whatever it is, and may be cut off within a character.
        if line.is_too_long {
            return;
        }
        if line.bytes.contains(&0) {
            self.line_nul.get_or_insert(line.number);
        }
        if line.bytes.is_ascii() {
            return;
        }
        let is_wide = |chunk: &str| !chunk.is_ascii();
        if line.bytes.utf8_chunks().any(|chunk| is_wide(chunk.valid())) {
            self.line_utf8.get_or_insert(line.number);
        }
        if str::from_utf8(line.bytes).is_ok() {
            return;
        }
        self.not_utf8 += 1;
        if self.lines_not_utf8.len() < SHOWN {
            self.lines_not_utf8.push(line.number.to_string());
        }
        if !line.bytes.iter().all(|byte| is_printable(*byte)) {
            self.line_not_windows.get_or_insert(line.number);
        }
    }

    fn conclude(self, said: Option<Encoding>) -> Result<Decoding, Violations> {
        let mut wrong = Violations::new();
        if let Some(line) = self.line_nul {
            wrong.add(
                format!("line {line}"),
                format!("has a NUL, which no text has: {SAVE}"),
            );
            return Err(wrong);
        }
        if self.not_utf8 == 0 {
            return Ok(None);
        }
        let rule = match (said, self.line_utf8, self.line_not_windows) {
            (None, None, None) => return Ok(Some(WINDOWS_1252)),
            (None, None, Some(_)) => format!("not a text in UTF-8, nor in Windows-1252: {SAVE}"),
            (None, Some(line), _) => {
                format!("not a text in UTF-8, yet there is UTF-8 in line {line}: {SAVE}, or {SAY}")
            }
            (Some(_), _, _) => format!("not a text in UTF-8: {SAVE}, or {SAY}"),
        };
        let is = if self.not_utf8 == 1 { "is" } else { "are" };
        wrong.add(self.place(), format!("{is} {rule}"));
        Err(wrong)
    }

    fn place(&self) -> String {
        let shown = self.lines_not_utf8.join(", ");
        match self.not_utf8.saturating_sub(SHOWN as u64) {
            0 if self.not_utf8 == 1 => format!("line {shown}"),
            0 => format!("lines {shown}"),
            more => format!("lines {shown} and {more} more"),
        }
    }
}

const SAVE: &str = "save the file as CSV in UTF-8";

pub(super) const SAY: &str = "say --encoding windows-1252 if it is that";

/// In Windows-1252, where five bytes are nothing.
fn is_printable(byte: u8) -> bool {
    match byte {
        b'\t' | b'\n' | b'\r' => true,
        0x81 | 0x8d | 0x8f | 0x90 | 0x9d => false,
        byte => !byte.is_ascii_control(),
    }
}
