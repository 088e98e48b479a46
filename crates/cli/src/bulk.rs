//! Many rows of a file, each a call of its own: all of them are checked before the first is sent, and then several calls
//! are in flight at a time. Memory holds those and no more, however long the file is.

mod check;
mod checked_rows;
#[cfg(test)]
mod column_proof;
mod columns;
mod csv;
mod encoding;
mod file;
mod format;
mod job;
mod journal;
mod layout;
mod lines;
mod progress;
mod reading;
mod requests;
mod rows;
mod rows_as;
mod send;
mod source;
mod unusable;

use clap::Args;

use self::reading::Reading;
use self::send::SendOptions;
use crate::failure::Failure;

#[cfg(test)]
pub(crate) use self::column_proof::assert_columns_are_those_of;
pub(crate) use self::columns::Column;
pub(crate) use self::job::{Done, Job, RowOutcome, Verdict};
pub(crate) use self::journal::JournalError;
pub(crate) use self::lines::{Lines, TOO_LONG};
pub(crate) use self::progress::Progress;
pub(crate) use self::rows_as::{Identity, Repeated, RowDefault, RowsAs};
pub(crate) use self::send::{RowsFailure, Sending};

/// How a file of rows is read, and how they are sent. The file itself is an argument of the command, with the id `file`.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rows of a file")]
pub(crate) struct Bulk {
    #[command(flatten)]
    reading: Reading,

    #[command(flatten)]
    sending: SendOptions,
}

impl Bulk {
    /// Where no file is named. That a file is needed is not checked by the parser of arguments if something is given
    /// that the file excludes.
    pub(crate) fn refuse_without_file(&self) -> Result<(), Failure> {
        let said: Vec<_> = self.reading.said().chain(self.sending.said()).collect();
        if said.is_empty() {
            return Ok(());
        }
        Err(Failure::Invalid(format!(
            "{}: only for the rows of a file; name the file, or leave this out",
            said.join(", ")
        )))
    }
}
