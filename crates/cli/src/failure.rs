//! Everything by which a command can fail.

use std::error::Error;
use std::io;

use vendor_core::{BuildError, Operation};
use vendor_sandbox::StartError;

use crate::exit::Exit;
use crate::input::InputError;
use crate::settings::SettingsError;

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
    #[error("{steps} of the tour's operations did not go as expected")]
    Tour { steps: usize },
    #[error("the tour cannot go on after {operation}")]
    TourStopped { operation: &'static str },
    #[error("interrupted")]
    Interrupted { changes: bool },
    #[error("the sandbox does not start: {}", with_causes(.0))]
    Sandbox(#[from] StartError),
    #[error("the runtime does not start: {0}")]
    Runtime(io::Error),
    #[error("the output cannot be written: {0}")]
    Output(io::Error),
}

/// A call failed, of which more is known than its error says.
#[derive(Debug, thiserror::Error)]
#[error("{error}")]
pub(crate) struct CallFailure {
    pub(crate) error: vendor_core::Error,
    pub(crate) operation: &'static Operation,
    /// The command that shows whether it was done.
    pub(crate) look: Option<&'static str>,
    /// What came out after the failure.
    pub(crate) note: Option<String>,
}

impl CallFailure {
    pub(crate) fn new(operation: &'static Operation, error: vendor_core::Error) -> Self {
        Self {
            error,
            operation,
            look: None,
            note: None,
        }
    }

    /// Names the command that shows whether the operation was carried out.
    pub(crate) fn look_with(self, command: &'static str) -> Self {
        Self {
            look: Some(command),
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

impl Failure {
    pub(crate) fn exit(&self) -> Exit {
        match self {
            // A reader that has closed the pipe, `head` for example, has what it wanted.
            Self::Output(error) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
            Self::Settings(error) => error.exit(),
            Self::Input(error) => error.exit(),
            Self::Invalid(_) | Self::Build(_) => Exit::Invalid,
            Self::Call(failure) => Exit::of_error(&failure.error),
            Self::Interrupted { .. } => Exit::Interrupted,
            Self::Tour { .. }
            | Self::TourStopped { .. }
            | Self::Sandbox(_)
            | Self::Runtime(_)
            | Self::Output(_) => Exit::Failed,
        }
    }

    /// A stable word for scripts.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Settings(_) | Self::Build(_) => "settings",
            Self::Input(_) | Self::Invalid(_) => "input",
            Self::Call(failure) => failure.error.kind().as_str(),
            Self::Tour { .. } | Self::TourStopped { .. } => "tour",
            Self::Interrupted { .. } => "interrupted",
            Self::Sandbox(_) => "sandbox",
            Self::Runtime(_) => "runtime",
            Self::Output(_) => "output",
        }
    }
}

/// What lies below an error, the nearest first.
pub(crate) fn causes(error: &dyn Error) -> impl Iterator<Item = &(dyn Error + 'static)> {
    std::iter::successors(error.source(), |cause| (*cause).source())
}

fn with_causes(error: &dyn Error) -> String {
    causes(error).fold(error.to_string(), |text, cause| format!("{text}: {cause}"))
}
