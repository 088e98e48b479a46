//! What a pass has done.

use std::fmt;

use vendor_core::DecodeError;
use vendor_core::wire::{RawJson, Redacted};

use super::confirmation::Confirmed;
use super::received_lead::ReceivedLead;

/// What a pass of an [`Intake`](crate::Intake) has done, and what not.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct IntakeReport {
    /// The `IDLeadBank` of the leads that the handler has handled, in order. All of them are to be confirmed, but
    /// for one that a rejected lead has, too.
    pub handled: Vec<i64>,
    /// How many leads without an `IDLeadBank`, or with 0 for one, the handler has handled. They cannot be confirmed by a list.
    pub handled_without_id: usize,
    /// How many leads came again within the answer, and were not handed over again.
    pub duplicates: usize,
    /// The leads that were rejected or do not decode, in order. None of them is confirmed.
    pub set_aside: Vec<SetAside>,
    /// What was confirmed, or why nothing was.
    pub confirmed: Confirmed,
}

impl IntakeReport {
    /// How many leads came, those that came again not counted.
    #[must_use]
    pub fn received(&self) -> usize {
        self.handled.len() + self.handled_without_id + self.set_aside.len()
    }
}

/// A lead that was not handled.
#[derive(Clone, PartialEq)]
pub struct SetAside {
    content: SetAsideContent,
    why: Rejection,
}

/// The lead itself, or the JSON of what should be one.
#[derive(Clone, PartialEq)]
enum SetAsideContent {
    Lead(ReceivedLead),
    Json(RawJson),
}

/// Why a lead was not handled.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Rejection {
    /// The handler rejected it, for this reason.
    Rejected(String),
    /// It does not decode. The handler has not seen it.
    Unreadable(DecodeError),
}

impl SetAside {
    /// A lead that a handler rejected, with its reason.
    #[must_use]
    pub fn rejected(lead: ReceivedLead, reason: impl Into<String>) -> Self {
        Self {
            content: SetAsideContent::Lead(lead),
            why: Rejection::Rejected(reason.into()),
        }
    }

    /// JSON that should be a lead, and does not decode.
    #[must_use]
    pub fn unreadable(json: RawJson, error: DecodeError) -> Self {
        Self {
            content: SetAsideContent::Json(json),
            why: Rejection::Unreadable(error),
        }
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

/// Shows neither the handler's reason nor personal data.
impl fmt::Debug for SetAside {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SetAside")
            .field("lead", &self.lead())
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
        }
    }
}
