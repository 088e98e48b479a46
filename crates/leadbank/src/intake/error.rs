//! Why a pass ended before its end.

use std::error::Error as _;
use std::fmt::{self, Write as _};

use vendor_core::Error;

use super::report::{IntakeReport, handled};
use super::set_aside::{Named, Rejection};

/// A pass of an [`Intake`](crate::Intake) failed. No lead is lost: what was not confirmed comes again.
///
/// `Display` is one line that may be logged; [`report`](Self::report) is for a person.
pub struct IntakeError(Box<Inner>);

struct Inner {
    failure: IntakeFailure,
    done: IntakeReport,
}

/// What failed. `Display` says it in words that may be logged.
#[non_exhaustive]
pub enum IntakeFailure {
    /// The fetch: its call, its answer on the way, or the `Status` at the end of it. Nothing was confirmed.
    Fetch(Error),
    /// The handler, with this lead. Nothing was confirmed.
    Handler {
        /// The lead's number.
        id_lead_bank: Option<i64>,
        /// What the handler says.
        error: Box<dyn std::error::Error + Send + Sync>,
    },
    /// A lead was rejected or does not decode, and the pass is to stop then. It is the last one in
    /// [`set_aside`](IntakeReport::set_aside) of the report. Nothing was confirmed.
    Rejected,
    /// More leads were set aside than memory is kept for: 16 MiB of JSON. They are in the
    /// [report](IntakeReport::set_aside), the last one too. Nothing was confirmed; once you hold them yourself,
    /// confirm them by a [`validate_leads`](crate::Client::validate_leads) of your own, and the next pass gets
    /// further.
    TooMuchSetAside,
    /// The confirmation. Every lead was handled, or set aside; the error's delivery says whether the vendor has
    /// carried the confirmation out.
    Confirm(Error),
    /// A [`Pass`](crate::Pass) was to be confirmed before all leads had come, or after it had failed. Nothing was
    /// confirmed.
    Unfinished,
}

impl IntakeError {
    /// A failure after what was done; for tests of code that handles one, too.
    #[must_use]
    pub fn new(failure: IntakeFailure, done: IntakeReport) -> Self {
        Self(Box::new(Inner { failure, done }))
    }

    /// What failed.
    #[must_use]
    pub fn failure(&self) -> &IntakeFailure {
        &self.0.failure
    }

    /// What was done until then.
    #[must_use]
    pub fn done(&self) -> &IntakeReport {
        &self.0.done
    }

    /// What failed, and what was done until then.
    #[must_use]
    pub fn into_parts(self) -> (IntakeFailure, IntakeReport) {
        (self.0.failure, self.0.done)
    }

    /// Everything that a person at a terminal or in a ticket may need, over several lines: the leads that were set
    /// aside with the handler's reasons, the handler's error, and the report of a call that failed.
    ///
    /// It holds text of the vendor and of the handler, and so perhaps personal data: never log it.
    #[must_use]
    pub fn report(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write_report(&mut text);
        text
    }

    fn write_report(&self, out: &mut String) -> fmt::Result {
        writeln!(out, "{self}")?;
        for lead in &self.done().set_aside {
            writeln!(out, "  set aside   {lead}")?;
        }
        if let Some(error) = self.call_error() {
            return out.write_str(&error.report());
        }
        let mut source = self.source();
        while let Some(error) = source {
            writeln!(out, "  caused by   {error}")?;
            source = error.source();
        }
        Ok(())
    }

    /// The error of the call that failed, if it was one: of the fetch or of the confirmation.
    #[must_use]
    pub fn call_error(&self) -> Option<&Error> {
        match self.failure() {
            IntakeFailure::Fetch(error) | IntakeFailure::Confirm(error) => Some(error),
            _ => None,
        }
    }
}

impl fmt::Display for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let done = self.done();
        match (self.failure(), done.set_aside.last()) {
            (IntakeFailure::Rejected, Some(last)) => {
                let lead = Named(last.id_lead_bank());
                match last.why() {
                    Rejection::Rejected(_) => write!(f, "{lead} was rejected")?,
                    Rejection::Unreadable(error) => write!(f, "{lead} does not decode ({error})")?,
                    Rejection::Unsettled => write!(f, "nothing was said of {lead}")?,
                }
            }
            (failure, _) => failure.fmt(f)?,
        }
        write!(f, "; {}, ", handled(done.all_handled()))?;
        f.write_str(match self.failure() {
            IntakeFailure::Confirm(_) => "this was their confirmation",
            _ => "none is confirmed",
        })
    }
}

impl fmt::Display for IntakeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fetch(error) | Self::Confirm(error) => error.fmt(f),
            Self::Handler { id_lead_bank, .. } => {
                write!(f, "handling {} failed", Named(*id_lead_bank))
            }
            Self::Rejected => f.write_str("a lead was not handled"),
            Self::TooMuchSetAside => f.write_str("more leads were set aside than are kept"),
            Self::Unfinished => f.write_str("not all leads have come"),
        }
    }
}

impl fmt::Debug for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntakeError")
            .field("failure", self.failure())
            .field("done", self.done())
            .finish()
    }
}

/// Never shows what the handler says, which may name somebody.
impl fmt::Debug for IntakeFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Fetch(error) => f.debug_tuple("Fetch").field(error).finish(),
            Self::Handler { id_lead_bank, .. } => f
                .debug_struct("Handler")
                .field("id_lead_bank", id_lead_bank)
                .finish_non_exhaustive(),
            Self::Rejected => f.write_str("Rejected"),
            Self::TooMuchSetAside => f.write_str("TooMuchSetAside"),
            Self::Confirm(error) => f.debug_tuple("Confirm").field(error).finish(),
            Self::Unfinished => f.write_str("Unfinished"),
        }
    }
}

impl std::error::Error for IntakeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.failure() {
            IntakeFailure::Fetch(error) | IntakeFailure::Confirm(error) => Some(error),
            IntakeFailure::Handler { error, .. } => Some(&**error),
            _ => None,
        }
    }
}
