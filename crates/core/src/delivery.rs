//! Whether the vendor did it: the one thing that a caller must know after a failure.

use std::fmt;

use http::StatusCode;

/// Whether a failed call was carried out, in rising order. The delivery of a call is the highest over its
/// attempts.
///
/// A call whose future is dropped before it ends must be read as `Unknown`.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize,
)]
#[serde(rename_all = "snake_case")]
pub enum Delivery {
    /// Nothing of this call can have been acted on: it is safe to call again.
    NotSent,
    /// The vendor answered that it did not do it. Of a request for several things at once, only what is refused
    /// before its contents are looked at: else some of them may have been done.
    Refused,
    /// It may or may not have been done: look before calling again, unless the operation is idempotent. So it is after
    /// a success that could not be read, where the vendor's successes may say no in their body.
    Unknown,
    /// The vendor says that it is done, but the answer could not be read.
    Done,
}

impl Delivery {
    /// What an HTTP status other than 2xx says about the request.
    #[must_use]
    pub fn of_status(status: StatusCode) -> Self {
        match status.as_u16() {
            // The server gave up on reading the request, or a proxy's client on the answer.
            408 | 499 => Self::Unknown,
            // Not modified; moved, with the method to be repeated elsewhere.
            400..=498 | 301 | 304 | 307 | 308 => Self::Refused,
            _ => Self::Unknown,
        }
    }

    /// The same for a request that asks for several things at once: a refusal that speaks of its contents leaves
    /// open whether some of them were done before. What is refused at the door (for its credentials, its
    /// path, its form or its haste) was not looked at.
    pub(crate) fn of_status_in_bulk(status: StatusCode) -> Self {
        match (Self::of_status(status), status.as_u16()) {
            (
                Self::Refused,
                300..=399 | 401 | 403..=407 | 411 | 413..=417 | 421 | 426 | 428 | 429 | 431,
            ) => Self::Refused,
            (Self::Refused, _) => Self::Unknown,
            (delivery, _) => delivery,
        }
    }

    /// The word for tables and logs: `not sent`, `refused`, `unknown`, `done`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotSent => "not sent",
            Self::Refused => "refused",
            Self::Unknown => "unknown",
            Self::Done => "done",
        }
    }

    /// What it means for a person, in a sentence.
    #[must_use]
    pub fn describe(self) -> &'static str {
        match self {
            Self::NotSent => {
                "Nothing was sent that the vendor can have acted on. Trying again cannot do it twice."
            }
            Self::Refused => "The vendor answered that it did not do it.",
            Self::Unknown => "The vendor may or may not have done it. Look before trying again.",
            Self::Done => {
                "The vendor says that it is done, but its answer could not be read. Do not try again; look."
            }
        }
    }
}

impl fmt::Display for Delivery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
