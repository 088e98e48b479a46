//! Not all rows are done.

use std::{fmt, io};

use vendor_core::Delivery;
use vendor_core::validate::Violation;

use crate::bulk::journal::JournalError;
use crate::exit::Exit;
use crate::failure::CallFailure;
use crate::input::InputError;

/// What became of the rows, and why it ended early if it did.
#[derive(Debug)]
pub(crate) struct RowsFailure {
    pub(super) cause: Option<Cause>,
    /// All rows, by what became of them, in one line.
    pub(super) headline: String,
    /// Of the worst of the rows, where one failed.
    pub(super) worst: Option<Exit>,
    /// Which rows failed, and how.
    pub(super) note: String,
    /// How to go on.
    pub(super) next: String,
}

/// Why no other row was started.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Cause {
    /// All rows would fail in this way.
    #[error("{0}")]
    All(Box<CallFailure>),
    #[error(
        "{rows} rows in a row have failed, so the cause may be the same for all (--max-failures){}",
        the_last(.last.as_deref())
    )]
    InARow {
        rows: u64,
        last: Option<Box<CallFailure>>,
    },
    #[error(
        "the next call would have to wait longer, or was put off more often, than is waited for here: {0}"
    )]
    TooFast(Box<CallFailure>),
    #[error("{0}")]
    Input(#[from] InputError),
    #[error("{0}")]
    Journal(#[from] JournalError),
    #[error("the results of the rows cannot be written: {0}")]
    Output(io::Error),
}

fn the_last(failure: Option<&CallFailure>) -> String {
    failure.map_or_else(String::new, |failure| format!("; the last one: {failure}"))
}

impl RowsFailure {
    pub(crate) fn exit(&self) -> Exit {
        match (&self.cause, self.worst) {
            // Rows that come again say less than why they do.
            (Some(Cause::All(call)), Some(Exit::NotSent) | None) => Exit::of_error(&call.error),
            (_, Some(worst)) => worst,
            // Something is done, and what is, cannot be told.
            (Some(Cause::Output(_)), None) => Exit::Unreadable,
            (_, None) => Exit::Failed,
        }
    }

    /// A stable word for scripts.
    pub(crate) fn kind(&self) -> &'static str {
        match &self.cause {
            Some(Cause::All(call) | Cause::TooFast(call)) => call.error.kind().as_str(),
            Some(Cause::InARow { .. }) | None => "rows",
            Some(Cause::Input(_)) => "input",
            Some(Cause::Journal(_)) => "journal",
            Some(Cause::Output(_)) => "output",
        }
    }

    /// The call that ended it, which has more to tell.
    pub(crate) fn call(&self) -> Option<&CallFailure> {
        match self.cause.as_ref()? {
            Cause::All(call) | Cause::TooFast(call) => Some(call),
            Cause::InARow { last, .. } => last.as_deref(),
            Cause::Input(_) | Cause::Journal(_) | Cause::Output(_) => None,
        }
    }

    /// The journal that ended it.
    pub(crate) fn journal(&self) -> Option<&JournalError> {
        match &self.cause {
            Some(Cause::Journal(error)) => Some(error),
            _ => None,
        }
    }

    /// As the exit code has it.
    pub(crate) fn delivery(&self) -> Option<Delivery> {
        match self.exit() {
            Exit::Unknown => Some(Delivery::Unknown),
            Exit::Unreadable => Some(Delivery::Done),
            Exit::Refused => Some(Delivery::Refused),
            Exit::NotSent => Some(Delivery::NotSent),
            _ => None,
        }
    }

    pub(crate) fn note(&self) -> &str {
        &self.note
    }

    pub(crate) fn next(&self) -> &str {
        &self.next
    }

    /// All that is known of why it ended early, for a person.
    pub(crate) fn report(&self) -> String {
        match &self.cause {
            Some(Cause::All(call) | Cause::TooFast(call)) if !call.is_impersonal => {
                call.error.report().trim_end().to_owned()
            }
            _ => self.to_string(),
        }
    }

    /// The mistakes in the file, where that is what ended it.
    pub(crate) fn violations(&self) -> &[Violation] {
        match &self.cause {
            Some(Cause::Input(error)) => error.violations(),
            _ => &[],
        }
    }
}

impl fmt::Display for RowsFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.cause {
            Some(cause) => cause.fmt(f),
            None => f.write_str(&self.headline),
        }
    }
}
