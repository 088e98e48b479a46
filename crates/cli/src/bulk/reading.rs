//! The options that say how a file of rows is read.

use std::path::PathBuf;

use clap::Args;

use super::columns::Column;
use super::csv::Preamble;
use super::encoding::{self, Encoding};
use super::file::RowFile;
use super::format::Format;
use super::layout::Layout;
use super::rows_as::RowDefault;
use super::source::Source;
use super::unusable::Unusable;
use crate::failure::Failure;
use crate::input::Input;
use crate::output::Output;

#[derive(Debug, Args)]
#[command(next_help_heading = "Rows of a file")]
pub(crate) struct Reading {
    /// What the file of rows is written in [default: what the end of its name says]
    #[arg(long, value_enum, value_name = "FORMAT", requires = "file")]
    rows_format: Option<Format>,

    /// Says what a column of a CSV file is whose header is not known: "Telefon=PhoneNumber1"; "Notes=" leaves it out
    #[arg(long, value_name = "HEADER=NAME", requires = "file")]
    map: Vec<String>,

    /// What separates the cells of a CSV file, such as ; or tab [default: found out from the header]
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter, requires = "file")]
    delimiter: Option<u8>,

    /// What the file is encoded in [default: found out; UTF-8 of JSON lines]
    #[arg(long, value_enum, requires = "file")]
    encoding: Option<Encoding>,
}

impl Reading {
    /// The options that are there.
    pub(super) fn said(&self) -> impl Iterator<Item = &'static str> + use<> {
        [
            ("--rows-format", self.rows_format.is_some()),
            ("--map", !self.map.is_empty()),
            ("--delimiter", self.delimiter.is_some()),
            ("--encoding", self.encoding.is_some()),
        ]
        .into_iter()
        .filter_map(|(option, is_said)| is_said.then_some(option))
    }

    pub(super) fn open(
        self,
        path: PathBuf,
        columns: &'static [Column],
        defaults: Vec<RowDefault>,
        output: &Output,
    ) -> Result<RowFile, Failure> {
        let format = self.rows_format.map_or_else(|| Format::of(&path), Ok)?;
        if format == Format::Jsonl && (self.delimiter.is_some() || !self.map.is_empty()) {
            return Err(Failure::Invalid(
                "--map and --delimiter are for CSV, and the rows are JSON lines".to_owned(),
            ));
        }
        let unusable = |error: Unusable| error.at(&path);
        let mut source = Source::open(&path).map_err(unusable)?;
        let encoding = match format {
            Format::Jsonl => encoding::of_json_lines(&source, self.encoding)
                .map_err(|error| unusable(error.into()))?,
            Format::Csv | Format::Tsv => {
                encoding::of_csv(&source, self.encoding).map_err(unusable)?
            }
        };
        if let Some(encoding) = encoding {
            source = source.decoded(encoding).map_err(unusable)?;
            let name = printed(encoding);
            if self.encoding.is_none() {
                let input = Input::at(path.clone());
                output.note(&format!("{input} is not UTF-8: read as {name}"));
            }
        }
        let layout = match format {
            Format::Jsonl => Layout::JsonLines,
            Format::Csv | Format::Tsv => {
                let by_format = (format == Format::Tsv).then_some(b'\t');
                let preamble = Preamble {
                    delimiter: self.delimiter.or(by_format),
                    mappings: &self.map,
                    columns,
                };
                Layout::Csv(preamble.read(&source).map_err(unusable)?)
            }
        };
        Ok(RowFile {
            path,
            source,
            layout,
            defaults,
        })
    }
}

/// The library writes it in small letters.
fn printed(encoding: &'static encoding_rs::Encoding) -> String {
    encoding.name().replace("windows", "Windows")
}

fn delimiter(text: &str) -> Result<u8, &'static str> {
    match text.as_bytes() {
        b"tab" | b"\\t" => Ok(b'\t'),
        [b'"' | b'\r' | b'\n'] => Err("it cannot separate cells"),
        [character] if character.is_ascii() => Ok(*character),
        _ => Err("one character of ASCII is needed, or tab"),
    }
}
