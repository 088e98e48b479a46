//! What a call reports.

use std::fmt;

/// A workshop activation as the vendor has read it: what XML in a wrong order lost is not there. `Debug` leaves out
/// what is personal data.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Activation {
    /// Counts the activations from 1, in the order in which they were accepted. Not the vendor's.
    pub number: u64,
    /// `Source`
    pub source: Option<i32>,
    /// `DossierNumber`
    pub dossier_number: Option<String>,
    /// `AccountId`
    pub account_id: Option<String>,
    /// `DMDOutletCode`
    pub dmd_outlet_code: Option<String>,
    /// `ReasonCode`: 0 if it was not there (inferred).
    pub reason_code: i32,
    /// `ContactDatetime`, the text as sent.
    pub contact_datetime: Option<String>,
    /// `AcceptanceRefusalDatetime`, the text as sent.
    pub acceptance_refusal_datetime: Option<String>,
    /// `Calloutcomes`; empty too if there were none.
    pub call_outcomes: Vec<CallOutcome>,
}

/// One call to the workshop, an item of `Calloutcomes`. `Debug` leaves out what is personal data.
#[derive(Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct CallOutcome {
    /// `Telephone`
    pub telephone: Option<String>,
    /// `Tentative`
    pub tentative: Option<String>,
    /// `UTCTimestamp`, the text as sent.
    pub utc_timestamp: Option<String>,
    /// `OutcomeOfTheCall`: 0 if it was not there (inferred).
    pub outcome_of_the_call: i32,
}

impl fmt::Debug for Activation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Activation")
            .field("number", &self.number)
            .field("source", &self.source)
            .field("reason_code", &self.reason_code)
            .field("contact_datetime", &self.contact_datetime)
            .field(
                "acceptance_refusal_datetime",
                &self.acceptance_refusal_datetime,
            )
            .field("call_outcomes", &self.call_outcomes)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for CallOutcome {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("CallOutcome")
            .field("utc_timestamp", &self.utc_timestamp)
            .field("outcome_of_the_call", &self.outcome_of_the_call)
            .finish_non_exhaustive()
    }
}
