//! How the stand-in plays what no page documents.

use crate::required_header::RequiredHeader;

use super::lead::Stage;
use super::validation::Validation;

/// Settings of LeadBank, see [`LeadBank::configure`](super::LeadBank::configure).
#[derive(Debug, Clone)]
#[non_exhaustive]
#[allow(clippy::struct_excessive_bools)] // each is a switch of its own
pub struct Settings {
    /// The integer of a fetch that has leads; with any other there are none. Default: `None`, the integer is ignored.
    pub integer: Option<i32>,
    /// Which form of confirmation is accepted. Default: each.
    pub validation: Validation,
    /// Whether a confirmation is answered with an empty body, as far as it succeeds. Default: no, with `Status` and
    /// `Message` as acknowledgements are. No page shows the answer.
    pub confirm_without_body: bool,
    /// Whether leads that have become ready wait until those in progress are received. Default: no, the next fetch
    /// gives both.
    pub new_leads_wait: bool,
    /// The `Status` of a success. Default: 1, the number in the vendor's samples, which means nothing there.
    pub success_status: i32,
    /// The `Status` of an error in a 200. Default: -1.
    pub error_status: i32,
    /// The numbers of `State`.
    pub states: StateNumbers,
    /// Whether `Status` and `Message` are written after `Leads`. Default: before, as in the vendor's sample.
    pub status_after_leads: bool,
    /// Whether members of a lead that are null are left out, and the `Leads` of a refused fetch. Default: they are
    /// written as `null`.
    pub leave_out_nulls: bool,
    /// Whether all answers are `text/json`. Default: only those to a client that asks for it, or that sends it and asks
    /// for nothing.
    pub always_text_json: bool,
    /// A header without which a call is answered with 401. Default: none, as no page mentions authentication.
    pub required_header: Option<RequiredHeader>,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            integer: None,
            validation: Validation::default(),
            confirm_without_body: false,
            new_leads_wait: false,
            success_status: 1,
            error_status: -1,
            states: StateNumbers::default(),
            status_after_leads: false,
            leave_out_nulls: false,
            always_text_json: false,
            required_header: None,
        }
    }
}

/// The numbers of `State`. Only 0 is in a sample; which of the states it is, is not documented.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct StateNumbers {
    /// Ready to be sent. Default: 0. Never seen by a client: what it fetches is in progress.
    pub ready: i32,
    /// In progress. Default: 1.
    pub in_progress: i32,
    /// Received. Default: 2. Never seen by a client.
    pub received: i32,
}

impl Default for StateNumbers {
    fn default() -> Self {
        Self {
            ready: 0,
            in_progress: 1,
            received: 2,
        }
    }
}

impl StateNumbers {
    pub(super) fn of(self, stage: Stage) -> i32 {
        match stage {
            Stage::Ready => self.ready,
            Stage::InProgress => self.in_progress,
            Stage::Received => self.received,
        }
    }
}
