//! What becomes of a lead in the handler's hands.

use std::fmt;

use vendor_core::wire::Redacted;

/// What a handler says of a lead.
pub enum Handling {
    /// The lead is stored safely: it may be confirmed.
    Handled,
    /// The lead cannot be used, whoever tries, with the reason. It is not confirmed, and comes back in the
    /// report.
    Rejected(String),
    /// The lead could not be handled now (the database is away, for example). The pass ends, and nothing is
    /// confirmed.
    Failed(Box<dyn std::error::Error + Send + Sync>),
}

impl Handling {
    /// The lead cannot be used, for this reason.
    pub fn rejected(reason: impl Into<String>) -> Self {
        Self::Rejected(reason.into())
    }

    /// The lead could not be handled now.
    pub fn failed(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Failed(error.into())
    }
}

/// `Ok` is handled, `Err` is failed.
impl<E: Into<Box<dyn std::error::Error + Send + Sync>>> From<Result<(), E>> for Handling {
    fn from(result: Result<(), E>) -> Self {
        result.map_or_else(Self::failed, |()| Self::Handled)
    }
}

/// What a handler says, or its failure.
impl<E: Into<Box<dyn std::error::Error + Send + Sync>>> From<Result<Handling, E>> for Handling {
    fn from(result: Result<Handling, E>) -> Self {
        result.unwrap_or_else(Self::failed)
    }
}

/// Never shows the reason or the error, which may name somebody.
impl fmt::Debug for Handling {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Handled => f.write_str("Handled"),
            Self::Rejected(_) => f.debug_tuple("Rejected").field(&Redacted).finish(),
            Self::Failed(_) => f.debug_tuple("Failed").field(&Redacted).finish(),
        }
    }
}

/// What an [`Intake`](crate::Intake) does with a lead that is rejected by the handler or that does not decode.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum OnRejection {
    /// It ends with an error, and nothing is confirmed. As long as the lead comes, no pass gets further.
    #[default]
    Stop,
    /// It goes on with the next lead. The lead is not confirmed, and is in the report.
    SetAside,
}
