//! Leads that were not handled.

use std::fmt;

use vendor_core::DecodeError;
use vendor_core::wire::{RawJson, Redacted};

use super::number;
use super::received_lead::ReceivedLead;

/// A lead that was not handled. `Display` is a line with its number and the reason.
#[derive(Clone, PartialEq)]
pub struct SetAside {
    content: SetAsideContent,
    id_lead_bank: Option<i64>,
    why: Rejection,
}

/// The lead itself, or the JSON of what should be one.
#[derive(Clone, PartialEq)]
enum SetAsideContent {
    Lead(ReceivedLead),
    Json(RawJson),
}

/// Why a lead was not handled.
///
/// `Display` shows the handler's reason, for whoever is to look into it; it is your own text, so only you know
/// whether it may be logged. `Debug` never shows it.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rejection {
    /// The handler rejected it, for this reason.
    Rejected(String),
    /// It does not decode. The handler has not seen it.
    Unreadable(DecodeError),
    /// It was [handed out](super::Pass::next), and nothing was said of it.
    Unsettled,
}

impl SetAside {
    /// A lead that a handler rejected, with its reason.
    #[must_use]
    pub fn rejected(lead: ReceivedLead, reason: impl Into<String>) -> Self {
        Self::new(lead, Rejection::Rejected(reason.into()))
    }

    pub(super) fn unsettled(lead: ReceivedLead) -> Self {
        Self::new(lead, Rejection::Unsettled)
    }

    fn new(lead: ReceivedLead, why: Rejection) -> Self {
        Self {
            id_lead_bank: lead.number(),
            content: SetAsideContent::Lead(lead),
            why,
        }
    }

    /// JSON that should be a lead, and does not decode.
    #[must_use]
    pub fn unreadable(json: RawJson, error: DecodeError) -> Self {
        Self {
            id_lead_bank: number::of_unreadable(&json),
            content: SetAsideContent::Json(json),
            why: Rejection::Unreadable(error),
        }
    }

    /// The lead's number, by which it can be confirmed once you hold the lead yourself. Also of a lead that does
    /// not decode, unless that is because of its number. `None` for 0 as well, which .NET writes for a number
    /// that was never set (inferred).
    #[must_use]
    pub fn id_lead_bank(&self) -> Option<i64> {
        self.id_lead_bank
    }

    /// The lead, unless it does not decode.
    #[must_use]
    pub fn lead(&self) -> Option<&ReceivedLead> {
        match &self.content {
            SetAsideContent::Lead(lead) => Some(lead),
            SetAsideContent::Json(_) => None,
        }
    }

    /// The lead as it came. It holds personal data.
    #[must_use]
    pub fn json(&self) -> &RawJson {
        match &self.content {
            SetAsideContent::Lead(lead) => lead.json(),
            SetAsideContent::Json(json) => json,
        }
    }

    /// Why it was not handled.
    #[must_use]
    pub fn why(&self) -> &Rejection {
        &self.why
    }
}

/// A lead for a person: by its number, if it has one.
pub(super) struct Named(pub(super) Option<i64>);

impl fmt::Display for Named {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(id) => write!(f, "lead {id}"),
            None => f.write_str("a lead without a number"),
        }
    }
}

impl fmt::Display for SetAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", Named(self.id_lead_bank), self.why)
    }
}

impl fmt::Display for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rejected(reason) => f.write_str(reason),
            Self::Unreadable(error) => error.fmt(f),
            Self::Unsettled => f.write_str("nothing was said of it"),
        }
    }
}

/// Shows neither the handler's reason nor personal data.
impl fmt::Debug for SetAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SetAside")
            .field("id_lead_bank", &self.id_lead_bank)
            .field("why", &self.why)
            .finish_non_exhaustive()
    }
}

/// Never shows the handler's reason, which may name somebody.
impl fmt::Debug for Rejection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rejected(_) => f.debug_tuple("Rejected").field(&Redacted).finish(),
            Self::Unreadable(error) => f.debug_tuple("Unreadable").field(error).finish(),
            Self::Unsettled => f.write_str("Unsettled"),
        }
    }
}
