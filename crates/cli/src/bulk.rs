//! Many rows of a file, each a call of its own: all of them are checked before the first is sent, and then several calls
//! are in flight at a time. Memory holds those and no more, however long the file is.

mod check;
mod file;
mod format;
mod pool;
mod progress;
mod requests;
mod row_result;
mod rows;
mod send;
mod tally;

use std::path::PathBuf;

use clap::Args;

use self::file::RowFile;
use self::format::Format;
use crate::failure::Failure;

pub(crate) use self::send::Sending;

/// A file of rows, and how they are sent.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rows of a file")]
pub(crate) struct Bulk {
    /// A file with one row a line, - for stdin
    file: Option<PathBuf>,

    /// What the file is written in [default: what the end of its name says]
    #[arg(long, value_enum, requires = "file")]
    format: Option<Format>,

    /// So many calls are in flight at the same time, 1 to 256
    #[arg(
        long,
        value_name = "N",
        default_value_t = 8,
        value_parser = clap::value_parser!(u16).range(1..=256),
        requires = "file"
    )]
    concurrency: u16,
}

impl Bulk {
    pub(crate) fn is_asked_for(&self) -> bool {
        self.file.is_some()
    }

    fn open(self) -> Result<RowFile, Failure> {
        let path = self.file.unwrap_or_default();
        match self.format.map_or_else(|| Format::of(&path), Ok)? {
            Format::Jsonl => Ok(RowFile::open(path)?),
        }
    }
}
