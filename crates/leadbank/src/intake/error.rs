//! Why a pass ended before its end.

use std::fmt;

use vendor_core::Error;

use super::report::{IntakeReport, Rejection};

/// A pass of an [`Intake`](crate::Intake) failed. No lead is lost: what was not confirmed comes again.
pub struct IntakeError(Box<(IntakeFailure, IntakeReport)>);

/// What failed.
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
    /// The confirmation. Every lead was handled, or set aside; the error's delivery says whether the vendor has
    /// carried the confirmation out.
    Confirm(Error),
}

impl IntakeError {
    /// A failure after what is in the report; for tests of code that handles one, too.
    #[must_use]
    pub fn new(failure: IntakeFailure, report: IntakeReport) -> Self {
        Self(Box::new((failure, report)))
    }

    /// What failed.
    #[must_use]
    pub fn failure(&self) -> &IntakeFailure {
        &self.0.0
    }

    /// What was done until then.
    #[must_use]
    pub fn report(&self) -> &IntakeReport {
        &self.0.1
    }

    /// Both.
    #[must_use]
    pub fn into_parts(self) -> (IntakeFailure, IntakeReport) {
        *self.0
    }

    /// The error of the call that failed, if it was one: of the fetch or of the confirmation.
    #[must_use]
    pub fn call_error(&self) -> Option<&Error> {
        match self.failure() {
            IntakeFailure::Fetch(error) | IntakeFailure::Confirm(error) => Some(error),
            IntakeFailure::Handler { .. } | IntakeFailure::Rejected => None,
        }
    }
}

impl fmt::Display for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let report = self.report();
        let handled = match report.handled.len() + report.handled_without_id {
            1 => "1 lead was handled".to_owned(),
            count => format!("{count} leads were handled"),
        };
        match self.failure() {
            IntakeFailure::Fetch(error) => {
                write!(f, "{error}; {handled}, none is confirmed")
            }
            IntakeFailure::Handler { id_lead_bank, .. } => {
                match id_lead_bank {
                    Some(id) => write!(f, "the handler failed on lead {id}")?,
                    None => f.write_str("the handler failed on a lead without a number")?,
                }
                write!(f, "; {handled} before, none is confirmed")
            }
            IntakeFailure::Rejected => {
                let last = report.set_aside.last();
                let id = last.and_then(|last| last.lead()?.id_lead_bank);
                match (last.map(super::SetAside::why), id) {
                    (Some(Rejection::Unreadable(error)), _) => {
                        write!(f, "a lead does not decode ({error})")?;
                    }
                    (_, Some(id)) => write!(f, "lead {id} was rejected")?,
                    (_, None) => f.write_str("a lead without a number was rejected")?,
                }
                write!(f, "; {handled} before, none is confirmed")
            }
            IntakeFailure::Confirm(error) => {
                write!(f, "{error}; {handled}, this was their confirmation")
            }
        }
    }
}

impl fmt::Debug for IntakeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IntakeError")
            .field("failure", self.failure())
            .field("report", self.report())
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
            Self::Confirm(error) => f.debug_tuple("Confirm").field(error).finish(),
        }
    }
}

impl std::error::Error for IntakeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self.failure() {
            IntakeFailure::Fetch(error) | IntakeFailure::Confirm(error) => Some(error),
            IntakeFailure::Handler { error, .. } => Some(&**error),
            IntakeFailure::Rejected => None,
        }
    }
}
