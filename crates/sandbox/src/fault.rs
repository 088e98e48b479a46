//! What can go wrong between a client and a vendor.

use std::time::Duration;

use chrono::{DateTime, Utc};
use http::{HeaderValue, StatusCode};

/// One thing that goes wrong with one call.
///
/// "The vendor acts" means that the call is carried out as if nothing were wrong: an invalid call is then refused
/// as usual. Whether it acts is what a client cannot see, and what [`Fault::acts`] and the
/// [`Ledger`](crate::Ledger) tell.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Fault {
    /// Waits on the sandbox's clock, then acts and answers. Acts also if the client has given up by then.
    Delay(Duration),
    /// Answers with this status in the vendor's error format. Does not act.
    Refuse {
        /// The status of the answer.
        status: StatusCode,
        /// The `Retry-After` header of the answer.
        retry_after: Option<RetryAfter>,
    },
    /// Closes the connection once the head of the request is there, without reading its body. Does not act.
    CloseBeforeReading,
    /// Reads the whole request, then closes the connection without a byte of an answer. Does not act.
    DropBeforeActing,
    /// Acts, then closes the connection without a byte of an answer.
    DropAfterActing,
    /// Keeps silent until the client has closed the connection (or until [`Faults::release`](crate::Faults::release)
    /// is called), then acts.
    ActAfterHangUp,
    /// Acts, answers with the full `Content-Length` but only the first half of the body, and closes the connection.
    /// An answer without a body (204) is not sent at all: the connection is closed.
    CutBody,
    /// Acts, then sends the body in pieces with a pause on the sandbox's clock before each.
    DripBody {
        /// Bytes in a piece, at least 1.
        piece: usize,
        /// The wait before each piece.
        pause: Duration,
    },
    /// Acts, then sends the right body followed by this many spaces (harmless in JSON and XML), without a
    /// `Content-Length`. `u64::MAX` is as good as endless. A 204 becomes a 200.
    OversizedBody {
        /// How many bytes are added.
        padding: u64,
    },
    /// Acts, then answers with the right status and `Content-Type`, but a body that no decoder accepts.
    /// A 204 becomes a 200.
    GarbageBody,
    /// Answers with status 200 and an HTML page, as a proxy or a login portal does.
    HtmlPage {
        /// Whether the vendor acts: `false` for a proxy that passes nothing on, `true` for one that swallows the
        /// answer.
        acts: bool,
    },
    /// Revokes the token of this call and answers 401. Does not act.
    ///
    /// A call of a token endpoint has no token that could be revoked: there it is the answer to wrong credentials
    /// (`invalid_client`), which a client may well take for the end. A jtel token is followed by one that only the
    /// sandbox's handle knows, and LeadBank and IVECO have no token: there it is the end, too.
    /// [`Faults::inject`](crate::Faults::inject) does as it is told; a [`FaultPlan`](crate::FaultPlan) leaves all of
    /// these out.
    ExpiredToken,
    /// Acts, then answers with the right body, but as `text/plain`.
    WrongContentType,
    /// Acts, then answers with this status in the vendor's error format.
    ErrorAfterActing {
        /// The status of the answer.
        status: StatusCode,
    },
}

impl Fault {
    /// Its kind in a word, as the log has it and as the program's `--fault` takes it.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Delay(_) => "delay",
            Self::Refuse { .. } => "refuse",
            Self::CloseBeforeReading => "close-before-reading",
            Self::DropBeforeActing => "drop-before-acting",
            Self::DropAfterActing => "drop-after-acting",
            Self::ActAfterHangUp => "act-after-hang-up",
            Self::CutBody => "cut-body",
            Self::DripBody { .. } => "drip-body",
            Self::OversizedBody { .. } => "oversized-body",
            Self::GarbageBody => "garbage-body",
            Self::HtmlPage { acts: false } => "html-page",
            Self::HtmlPage { acts: true } => "html-page-after-acting",
            Self::ExpiredToken => "expired-token",
            Self::WrongContentType => "wrong-content-type",
            Self::ErrorAfterActing { .. } => "error-after-acting",
        }
    }

    /// Whether the vendor carries the call out in spite of this fault.
    pub fn acts(&self) -> bool {
        match self {
            Self::Delay(_)
            | Self::DropAfterActing
            | Self::ActAfterHangUp
            | Self::CutBody
            | Self::DripBody { .. }
            | Self::OversizedBody { .. }
            | Self::GarbageBody
            | Self::WrongContentType
            | Self::ErrorAfterActing { .. } => true,
            Self::HtmlPage { acts } => *acts,
            Self::Refuse { .. }
            | Self::CloseBeforeReading
            | Self::DropBeforeActing
            | Self::ExpiredToken => false,
        }
    }
}

/// A `Retry-After` header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum RetryAfter {
    /// So many seconds from now.
    Seconds(u64),
    /// Not before this time, sent as an HTTP date (whole seconds).
    Date(DateTime<Utc>),
}

impl RetryAfter {
    pub(crate) fn header_value(self) -> Option<HeaderValue> {
        let text = match self {
            Self::Seconds(seconds) => seconds.to_string(),
            Self::Date(date) => date.format("%a, %d %b %Y %H:%M:%S GMT").to_string(),
        };
        HeaderValue::try_from(text).ok()
    }
}
