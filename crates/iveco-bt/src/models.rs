//! The models of the IVECO Assistance Non-Stop, BT controller.
//!
//! Written by `cargo xtask codegen` from `openapi.yaml`; change that file, not this one.

use std::fmt;

use serde::{Deserialize, Serialize};
use vendor_core::wire::{OffsetDateTime, Redacted, datetime};

/// That a workshop was called for a breakdown dossier, and what came of it. No constraint is
/// documented on any member.
///
/// Source: documented.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Activation {
    /// Where the activation comes from. The codes are not documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<i32>,
    /// Number of the breakdown dossier.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dossier_number: Option<String>,
    /// Identifier of the account.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub account_id: Option<String>,
    /// Code of the workshop's outlet.
    #[serde(rename = "DMDOutletCode", skip_serializing_if = "Option::is_none")]
    pub dmd_outlet_code: Option<String>,
    /// Why, as a code. The codes are not documented. Required here: left out, it would become 0 at
    /// the vendor.
    ///
    /// Source: inferred, the sample's numbering is that of an integer which cannot be null.
    pub reason_code: i32,
    /// When the workshop was contacted, sent with its offset and at most seven digits of a
    /// fraction.
    #[serde(
        default,
        with = "datetime::dotnet_offset::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub contact_datetime: Option<OffsetDateTime>,
    /// When the workshop accepted or refused, sent with its offset and at most seven digits of a
    /// fraction.
    #[serde(
        default,
        with = "datetime::dotnet_offset::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub acceptance_refusal_datetime: Option<OffsetDateTime>,
    /// The calls to the workshop, each with its outcome. An empty list is sent as one; whether the
    /// vendor accepts it is not documented.
    #[serde(rename = "Calloutcomes", skip_serializing_if = "Option::is_none")]
    pub call_outcomes: Option<Vec<CallOutcome>>,
}

impl Activation {
    /// The name of its element in XML.
    pub const XML_NAME: &'static str = "WorkshopActivationBTRequest";
    /// The namespace of its element in XML.
    pub const XML_NAMESPACE: &'static str =
        "http://schemas.datacontract.org/2004/07/Reply.Iveco.ANS.ICSSRestAPI.Logic.Requests";
}

impl Activation {
    /// All required members, in the vendor's order; what is optional has a setter.
    #[must_use]
    pub fn new(reason_code: i32) -> Self {
        Self {
            source: None,
            dossier_number: None,
            account_id: None,
            dmd_outlet_code: None,
            reason_code,
            contact_datetime: None,
            acceptance_refusal_datetime: None,
            call_outcomes: None,
        }
    }

    /// Where the activation comes from. The codes are not documented.
    #[must_use]
    pub fn source(mut self, source: i32) -> Self {
        self.source = Some(source);
        self
    }

    /// Number of the breakdown dossier.
    #[must_use]
    pub fn dossier_number(mut self, dossier_number: impl Into<String>) -> Self {
        self.dossier_number = Some(dossier_number.into());
        self
    }

    /// Identifier of the account.
    #[must_use]
    pub fn account_id(mut self, account_id: impl Into<String>) -> Self {
        self.account_id = Some(account_id.into());
        self
    }

    /// Code of the workshop's outlet.
    #[must_use]
    pub fn dmd_outlet_code(mut self, dmd_outlet_code: impl Into<String>) -> Self {
        self.dmd_outlet_code = Some(dmd_outlet_code.into());
        self
    }

    /// When the workshop was contacted, sent with its offset and at most seven digits of a
    /// fraction.
    #[must_use]
    pub fn contact_datetime(mut self, contact_datetime: impl Into<OffsetDateTime>) -> Self {
        self.contact_datetime = Some(contact_datetime.into());
        self
    }

    /// When the workshop accepted or refused, sent with its offset and at most seven digits of a
    /// fraction.
    #[must_use]
    pub fn acceptance_refusal_datetime(
        mut self,
        acceptance_refusal_datetime: impl Into<OffsetDateTime>,
    ) -> Self {
        self.acceptance_refusal_datetime = Some(acceptance_refusal_datetime.into());
        self
    }

    /// The calls to the workshop, each with its outcome. An empty list is sent as one; whether the
    /// vendor accepts it is not documented.
    #[must_use]
    pub fn call_outcomes(mut self, call_outcomes: impl Into<Vec<CallOutcome>>) -> Self {
        self.call_outcomes = Some(call_outcomes.into());
        self
    }
}

impl fmt::Debug for Activation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Activation")
            .field("source", &self.source)
            .field("dossier_number", &Redacted)
            .field("account_id", &Redacted)
            .field("dmd_outlet_code", &self.dmd_outlet_code)
            .field("reason_code", &self.reason_code)
            .field("contact_datetime", &self.contact_datetime)
            .field(
                "acceptance_refusal_datetime",
                &self.acceptance_refusal_datetime,
            )
            .field("call_outcomes", &self.call_outcomes)
            .finish()
    }
}

/// One call to the workshop, and its outcome. The page has no table of its members: they are known
/// from the samples.
///
/// Source: documented.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CallOutcome {
    /// The number that was called.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub telephone: Option<String>,
    /// Which attempt it was, most likely (Italian "tentativo"); a text in the samples.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tentative: Option<String>,
    /// When the call was made, sent with its offset and at most seven digits of a fraction. In UTC,
    /// by its name; the samples have another offset.
    #[serde(
        rename = "UTCTimestamp",
        default,
        with = "datetime::dotnet_offset::option",
        skip_serializing_if = "Option::is_none"
    )]
    pub utc_timestamp: Option<OffsetDateTime>,
    /// What came of the call, as a code. The codes are not documented. Required here: left out, it
    /// would become 0 at the vendor.
    ///
    /// Source: inferred, the sample's numbering is that of an integer which cannot be null.
    pub outcome_of_the_call: i32,
}

impl CallOutcome {
    /// The name of its element in XML.
    pub const XML_NAME: &'static str = "CalloutComes";
}

impl CallOutcome {
    /// All required members, in the vendor's order; what is optional has a setter.
    #[must_use]
    pub fn new(outcome_of_the_call: i32) -> Self {
        Self {
            telephone: None,
            tentative: None,
            utc_timestamp: None,
            outcome_of_the_call,
        }
    }

    /// The number that was called.
    #[must_use]
    pub fn telephone(mut self, telephone: impl Into<String>) -> Self {
        self.telephone = Some(telephone.into());
        self
    }

    /// Which attempt it was, most likely (Italian "tentativo"); a text in the samples.
    #[must_use]
    pub fn tentative(mut self, tentative: impl Into<String>) -> Self {
        self.tentative = Some(tentative.into());
        self
    }

    /// When the call was made, sent with its offset and at most seven digits of a fraction. In UTC,
    /// by its name; the samples have another offset.
    #[must_use]
    pub fn utc_timestamp(mut self, utc_timestamp: impl Into<OffsetDateTime>) -> Self {
        self.utc_timestamp = Some(utc_timestamp.into());
        self
    }
}

impl fmt::Debug for CallOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallOutcome")
            .field("telephone", &Redacted)
            .field("tentative", &Redacted)
            .field("utc_timestamp", &self.utc_timestamp)
            .field("outcome_of_the_call", &self.outcome_of_the_call)
            .finish()
    }
}
