//! Everything by which a command can fail.

use std::error::Error;
use std::io;
use std::path::PathBuf;

use vendor_core::{BuildError, Delivery, Operation};
use vendor_sandbox::StartError;
use vendor_sandbox::program::ServeError;

use crate::bulk::{JournalError, RowsFailure};
use crate::exit::Exit;
use crate::input::InputError;
use crate::interrupt::Interruption;
use crate::leadbank::{LeadFileError, SetAsideError};
use crate::look::Look;
use crate::settings::SettingsError;

/// What a command does at the vendor.
#[derive(Clone, Debug)]
pub(crate) enum Effect {
    Reads,
    /// It changes something, and this shows whether it has, where anything does.
    Changes(Option<Look>),
}

/// A command failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    #[error(transparent)]
    Settings(#[from] SettingsError),
    #[error(transparent)]
    Input(#[from] InputError),
    /// Arguments that are well-formed, and yet nothing can be sent for them.
    #[error("{0}")]
    Invalid(String),
    #[error("the client cannot be set up: {0}")]
    Build(#[from] BuildError),
    #[error(transparent)]
    Call(Box<CallFailure>),
    /// More than one call was made, and together they leave something open.
    #[error("{message}")]
    Open { message: String, delivery: Delivery },
    /// One call for several things, and not all of them were done.
    #[error("{message}")]
    Partial {
        message: String,
        part: Part,
        note: Option<String>,
        look: Option<Look>,
    },
    #[error("{steps} of the tour's calls did not go as expected")]
    Tour { steps: usize },
    #[error("the tour cannot go on after {operation}")]
    TourStopped { operation: &'static str },
    #[error("{way}")]
    Interrupted {
        way: Interruption,
        effect: Effect,
        note: Option<String>,
    },
    /// Between two steps, so that nothing is left open but what is said.
    #[error("{way}")]
    Stopped {
        way: Interruption,
        note: Option<String>,
        /// How to go on.
        next: String,
    },
    /// Rows of a file were to be sent, and not all are done.
    #[error("{0}")]
    Rows(Box<RowsFailure>),
    #[error(transparent)]
    Journal(#[from] JournalError),
    #[error(transparent)]
    SetAside(#[from] SetAsideError),
    #[error(transparent)]
    LeadFile(#[from] LeadFileError),
    #[error("the sandbox does not start: {}", with_causes(.0))]
    Sandbox(#[from] StartError),
    #[error("the sandbox cannot serve: {}", with_causes(.0))]
    Serve(#[from] ServeError),
    #[error("the runtime does not start: {0}")]
    Runtime(io::Error),
    /// Checks of `vendor doctor`, each with its own advice.
    #[error("{problems} of {checks} checks found a problem")]
    Checkup {
        problems: usize,
        checks: usize,
        exit: Exit,
    },
    #[error("no vendor is configured: there is nothing to check")]
    NothingConfigured,
    /// A file that is the result.
    #[error("{} cannot be written: {source}", path.display())]
    Unwritable { path: PathBuf, source: io::Error },
    #[error("the output cannot be written: {0}")]
    Output(io::Error),
    /// Of a call that has changed something.
    #[error("it is done, but its result cannot be written: {error}")]
    ResultLost {
        error: io::Error,
        look: Option<Look>,
        note: Option<String>,
    },
}

/// Which part of several things was done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// The vendor refused each of them.
    None,
    /// The vendor refused some, and did the others.
    Some,
    /// What it says cannot be told to belong to one of them.
    Unclear,
}

impl Part {
    fn exit(self) -> Exit {
        match self {
            Self::None | Self::Some => Exit::Refused,
            Self::Unclear => Exit::Unknown,
        }
    }

    /// In the words of a delivery, which has none for a part.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::None => Delivery::Refused.as_str(),
            Self::Some => "partial",
            Self::Unclear => Delivery::Unknown.as_str(),
        }
    }
}

/// A call failed, of which more is known than its error says.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub(crate) struct CallFailure {
    pub(crate) error: vendor_core::Error,
    pub(crate) operation: &'static Operation,
    /// What to do next, where the vendor's part knows better.
    pub(crate) advice: Option<String>,
    /// How to go on with the rest, where there were more calls to come.
    pub(crate) rest: Option<String>,
    /// Whether `rest` alone says what to send again: it is one of many calls, and others are done.
    pub(crate) is_one_of_many: bool,
    /// The command that shows whether it was done.
    pub(crate) look: Option<Look>,
    /// What came out after the failure.
    pub(crate) note: Option<String>,
    /// Whether nothing of the vendor's is shown, for it may be about somebody, and nobody need be at the terminal.
    pub(crate) is_impersonal: bool,
}

impl CallFailure {
    pub(crate) fn new(operation: &'static Operation, error: vendor_core::Error) -> Self {
        Self {
            error,
            operation,
            advice: None,
            rest: None,
            is_one_of_many: false,
            look: None,
            note: None,
            is_impersonal: false,
        }
    }

    /// For a command that runs unattended.
    pub(crate) fn impersonal(self) -> Self {
        Self {
            is_impersonal: true,
            ..self
        }
    }

    /// The next step, in place of what its delivery and status suggest.
    pub(crate) fn advice(self, advice: Option<&str>) -> Self {
        Self {
            advice: advice.map(str::to_owned),
            ..self
        }
    }

    pub(crate) fn note(self, note: String) -> Self {
        Self {
            note: Some(note),
            ..self
        }
    }
}

impl From<CallFailure> for Failure {
    fn from(failure: CallFailure) -> Self {
        Self::Call(Box::new(failure))
    }
}

impl From<RowsFailure> for Failure {
    fn from(failure: RowsFailure) -> Self {
        Self::Rows(Box::new(failure))
    }
}

impl Failure {
    /// What is known once the whole command has this effect.
    pub(crate) fn after(self, effect: &Effect) -> Self {
        match (self, effect) {
            (Self::Output(error), Effect::Changes(look)) if !is_closed(&error) => {
                let look = look.clone();
                Self::ResultLost {
                    error,
                    look,
                    note: None,
                }
            }
            (Self::Call(mut call), Effect::Changes(look)) => {
                call.look.clone_from(look);
                Self::Call(call)
            }
            (
                Self::Partial {
                    message,
                    part,
                    note,
                    ..
                },
                Effect::Changes(look),
            ) => Self::Partial {
                message,
                part,
                note,
                look: look.clone(),
            },
            (failure, _) => failure,
        }
    }

    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Output(error) if is_closed(error) => Exit::Done,
            Self::Settings(error) => error.exit(),
            Self::Input(error) => error.exit(),
            Self::Invalid(_)
            | Self::Build(_)
            | Self::NothingConfigured
            | Self::Serve(ServeError::NotOurConfig(_)) => Exit::Invalid,
            Self::Checkup { exit, .. } => *exit,
            Self::Call(failure) => Exit::of_error(&failure.error),
            Self::Partial { part, .. } => part.exit(),
            Self::Open { delivery, .. } => Exit::of_delivery(*delivery),
            Self::Interrupted { way, .. } | Self::Stopped { way, .. } => way.exit(),
            Self::SetAside(error) => error.exit(),
            Self::LeadFile(error) => error.exit(),
            Self::Rows(rows) => rows.exit(),
            Self::Journal(error) => error.exit(),
            Self::ResultLost { .. } => Exit::Unreadable,
            Self::Tour { .. }
            | Self::TourStopped { .. }
            | Self::Sandbox(_)
            | Self::Serve(_)
            | Self::Runtime(_)
            | Self::Unwritable { .. }
            | Self::Output(_) => Exit::Failed,
        }
    }

    /// What came out beside the failure.
    pub(crate) fn note(&self) -> Option<&str> {
        match self {
            Self::Call(call) => call.note.as_deref(),
            Self::Partial { note, .. }
            | Self::Interrupted { note, .. }
            | Self::Stopped { note, .. }
            | Self::ResultLost { note, .. } => note.as_deref(),
            Self::Rows(rows) => Some(rows.note()).filter(|note| !note.is_empty()),
            _ => None,
        }
    }

    /// A stable word for scripts.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Settings(_) | Self::Build(_) | Self::NothingConfigured => "settings",
            Self::Checkup { .. } => "doctor",
            Self::Input(_) | Self::Invalid(_) => "input",
            Self::Rows(rows) => rows.kind(),
            Self::Journal(_) => "journal",
            Self::Call(failure) => failure.error.kind().as_str(),
            Self::Tour { .. } | Self::TourStopped { .. } => "tour",
            Self::Open { .. } => "open",
            Self::Partial { .. } => "partial",
            Self::Interrupted { way, .. } | Self::Stopped { way, .. } => match way {
                Interruption::CtrlC => "interrupted",
                Interruption::Terminate => "terminated",
            },
            Self::SetAside(_) => "set_aside",
            Self::LeadFile(_) => "lead_file",
            Self::Sandbox(_) | Self::Serve(_) => "sandbox",
            Self::Runtime(_) => "runtime",
            Self::Unwritable { .. } | Self::Output(_) | Self::ResultLost { .. } => "output",
        }
    }
}

/// A reader that has closed the pipe, `head` for example, has what it wanted.
pub(crate) fn is_closed(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::BrokenPipe
}

/// The call below an error, where there is one: the token request that left a call without credentials.
pub(crate) fn call_below(error: &vendor_core::Error) -> Option<&vendor_core::Error> {
    causes(error).find_map(|cause| cause.downcast_ref())
}

/// What lies below an error, the nearest first.
pub(crate) fn causes(error: &dyn Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |cause| (*cause).source())
}

fn with_causes(error: &dyn Error) -> String {
    causes(error).fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
