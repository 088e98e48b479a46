//! What an intake confirms with, and what came of it.

use std::fmt;

use vendor_core::Delivery;
use vendor_core::wire::RawJson;

use crate::validation_receipt::ValidationReceipt;

/// What an [`Intake`](crate::Intake) confirms leads with. No page shows the body; see
/// [`Validation`](crate::Validation).
///
/// A confirmation of the fetch as a whole has a hazard of its own: if it reaches the vendor late, after a timeout or a
/// crash, it concerns whatever was fetched by then, also leads of a later fetch that nobody has handled yet. The list
/// has none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Confirmation {
    /// By the list of the `IDLeadBank` of the leads that were handled. The default, because nothing else is
    /// confirmed by it: no lead that was rejected, and none that the vendor made ready meanwhile.
    ///
    /// A lead without an `IDLeadBank` is handed over but cannot be confirmed: it comes again.
    #[default]
    Leads,
    /// The fetch as a whole, by an integer.
    Integer(i32),
    /// The fetch as a whole, without a body.
    NoBody,
    /// The fetch as a whole, by JSON of your own.
    Json(RawJson),
}

/// What a pass of an [`Intake`](crate::Intake) has confirmed. `Display` says it in words that may be logged.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Confirmed {
    /// The leads in [`handled`](crate::IntakeReport::handled), one by one.
    Leads(ValidationReceipt),
    /// The fetch as a whole.
    Fetch(ValidationReceipt),
    /// Nothing, for no lead was handled that could be: no confirmation was sent.
    NothingToConfirm,
    /// Nothing, because a lead was set aside and the confirmation is for the fetch as a whole: none was sent.
    Withheld,
    /// Nothing, because the pass ended before: no confirmation was sent.
    #[default]
    NotReached,
    /// The confirmation failed. The delivery says whether the vendor has carried it out nevertheless.
    Failed(Delivery),
}

impl fmt::Display for Confirmed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Leads(_) => "what was handled is confirmed",
            Self::Fetch(_) => "the fetch is confirmed as a whole",
            Self::NothingToConfirm => "there was nothing to confirm",
            Self::Withheld => "nothing is confirmed, since not all were handled",
            Self::NotReached => "nothing is confirmed",
            Self::Failed(Delivery::NotSent | Delivery::Refused) => {
                "the confirmation failed, nothing is confirmed"
            }
            Self::Failed(_) => "the confirmation failed, it may have been carried out",
        })
    }
}
