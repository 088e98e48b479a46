//! Faults in words: what `--fault` takes, and what a form offers.

use std::str::FromStr;
use std::time::Duration;

use http::StatusCode;

use crate::fault::Fault;

const KINDS: [Fault; 15] = [
    Fault::Delay(Duration::from_secs(10)),
    Fault::Refuse {
        status: StatusCode::SERVICE_UNAVAILABLE,
        retry_after: None,
    },
    Fault::CloseBeforeReading,
    Fault::DropBeforeActing,
    Fault::DropAfterActing,
    Fault::ActAfterHangUp,
    Fault::CutBody,
    Fault::DripBody {
        piece: 16,
        pause: Duration::from_secs(1),
    },
    Fault::OversizedBody {
        padding: 64 * 1024 * 1024,
    },
    Fault::GarbageBody,
    Fault::HtmlPage { acts: false },
    Fault::HtmlPage { acts: true },
    Fault::ExpiredToken,
    Fault::WrongContentType,
    Fault::ErrorAfterActing {
        status: StatusCode::INTERNAL_SERVER_ERROR,
    },
];

impl Fault {
    /// All kinds, as they are unless told otherwise.
    pub fn kinds() -> impl Iterator<Item = Self> {
        KINDS.into_iter()
    }

    /// What its text may look like: `refuse[:STATUS]`.
    pub fn notation(&self) -> String {
        let value = match self {
            Self::Delay(_) => "[:SECONDS]",
            Self::Refuse { .. } | Self::ErrorAfterActing { .. } => "[:STATUS]",
            _ => "",
        };
        format!("{}{value}", self.name())
    }

    fn with_value(self, value: &str) -> Option<Self> {
        match self {
            Self::Delay(_) => value.parse().ok().map(Duration::from_secs).map(Self::Delay),
            Self::Refuse { retry_after, .. } => Some(Self::Refuse {
                status: status(value)?,
                retry_after,
            }),
            Self::ErrorAfterActing { .. } => Some(Self::ErrorAfterActing {
                status: status(value)?,
            }),
            _ => None,
        }
    }
}

/// Of an answer that a client sees as the end of its call; 1xx would not be the end.
fn status(text: &str) -> Option<StatusCode> {
    text.parse()
        .ok()
        .filter(|status: &StatusCode| !status.is_informational())
}

/// A text that is no fault.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no fault `{0}`")]
pub struct UnknownFault(String);

/// By its name, with a value behind a colon where there is one: `drop-after-acting`, `refuse:429`, `delay:3`.
impl FromStr for Fault {
    type Err = UnknownFault;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (name, value) = match text.split_once(':') {
            Some((name, value)) => (name, Some(value)),
            None => (text, None),
        };
        let kind = Self::kinds().find(|kind| kind.name() == name);
        match value {
            Some(value) => kind.and_then(|kind| kind.with_value(value)),
            None => kind,
        }
        .ok_or_else(|| UnknownFault(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_found_by_its_name() {
        for kind in Fault::kinds() {
            assert_eq!(kind.name().parse(), Ok(kind));
        }
    }

    #[test]
    fn a_value_stands_behind_a_colon() {
        assert_eq!("delay:3".parse(), Ok(Fault::Delay(Duration::from_secs(3))));
        assert_eq!(
            "refuse:429".parse(),
            Ok(Fault::Refuse {
                status: StatusCode::TOO_MANY_REQUESTS,
                retry_after: None
            })
        );
    }

    #[test]
    fn what_is_no_fault_is_refused() {
        for text in [
            "",
            "explode",
            "cut-body:3",
            "refuse:",
            "refuse:700x",
            "refuse:100",
            "delay:-1",
        ] {
            assert!(text.parse::<Fault>().is_err(), "{text}");
        }
    }
}
