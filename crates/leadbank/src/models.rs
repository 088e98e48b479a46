//! The models of the Datacar LeadBank API.
//!
//! Written by `cargo xtask codegen` from `openapi.yaml`; change that file, not this one.

use std::fmt;

use serde::{Deserialize, Serialize};
use vendor_core::wire::{DotnetDateTime, OffsetDateTime, Redacted, datetime, null_as_default};

/// The leads that are in progress.
///
/// Source: documented.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct LeadResponse {
    /// How it went. Which numbers mean success is not documented; see `StatusRule`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<i64>,
    /// The lead bank's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    /// The leads.
    #[serde(default, deserialize_with = "null_as_default")]
    pub leads: Vec<Lead>,
}

impl fmt::Debug for LeadResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LeadResponse")
            .field("status", &self.status)
            .field("message", &Redacted)
            .field("leads", &self.leads)
            .finish()
    }
}

/// Somebody's interest in a vehicle or a service.
///
/// Source: documented.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Lead {
    /// The lead bank's number of the lead, by which it is confirmed and acknowledged.
    #[serde(rename = "IDLeadBank", skip_serializing_if = "Option::is_none")]
    pub id_lead_bank: Option<i64>,
    /// The number of who provided the lead.
    #[serde(rename = "IDprovider", skip_serializing_if = "Option::is_none")]
    pub id_provider: Option<i64>,
    /// The name of who provided the lead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_provider: Option<String>,
    /// The number of the service.
    #[serde(rename = "IDService", skip_serializing_if = "Option::is_none")]
    pub id_service: Option<i64>,
    /// The name of the service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_service: Option<String>,
    /// How far the lead is. An enumeration at the vendor, sent as an integer (inferred); none of
    /// its numbers is documented, so it is left a number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub state: Option<i64>,
    /// The campaign's identifier, a text.
    #[serde(rename = "IDCampaign", skip_serializing_if = "Option::is_none")]
    pub id_campaign: Option<String>,
    /// The campaign's name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name_campaign: Option<String>,
    /// The identifier of the dealer (the vendor spells it "Band").
    #[serde(rename = "BandDealerID", skip_serializing_if = "Option::is_none")]
    pub band_dealer_id: Option<String>,
    /// The identifier of the lead at who provided it.
    #[serde(rename = "ExternalLeadID", skip_serializing_if = "Option::is_none")]
    pub external_lead_id: Option<String>,
    /// When the lead was qualified. The sample has an offset; the vendor's framework writes none
    /// for a date that a database gave or that was never set (inferred), so both are read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub qualification_date: Option<DotnetDateTime>,
    /// When the lead was made; with or without an offset, as above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub create_date: Option<DotnetDateTime>,
    /// The details of the lead, in the vendor's order. A key may occur more than once;
    /// `Lead::content` looks one up.
    #[serde(default, deserialize_with = "null_as_default")]
    pub contents: Vec<Content>,
}

impl fmt::Debug for Lead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Lead")
            .field("id_lead_bank", &self.id_lead_bank)
            .field("id_provider", &self.id_provider)
            .field("name_provider", &self.name_provider)
            .field("id_service", &self.id_service)
            .field("name_service", &self.name_service)
            .field("state", &self.state)
            .field("id_campaign", &self.id_campaign)
            .field("name_campaign", &self.name_campaign)
            .field("band_dealer_id", &self.band_dealer_id)
            .field("external_lead_id", &Redacted)
            .field("qualification_date", &self.qualification_date)
            .field("create_date", &self.create_date)
            .field("contents", &self.contents)
            .finish()
    }
}

/// One detail of a lead, by a key.
///
/// Source: documented.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Content {
    /// The number of the detail.
    #[serde(rename = "ID", skip_serializing_if = "Option::is_none")]
    pub id: Option<i64>,
    /// What it is. Which keys there are is not documented.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// Its value.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// The kind of the value (`Type`). Which numbers there are is not documented.
    #[serde(rename = "Type", skip_serializing_if = "Option::is_none")]
    pub kind: Option<i64>,
}

impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Content")
            .field("id", &self.id)
            .field("key", &self.key)
            .field("value", &Redacted)
            .field("kind", &self.kind)
            .finish()
    }
}

/// What became of one lead.
///
/// Source: documented elsewhere, POST api/leads/SendAcknos.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Acknowledgement {
    /// The lead bank's number of the lead.
    #[serde(rename = "IDLeadBank")]
    pub id_lead_bank: i64,
    /// What happened to it, in the order in which it is to be sent.
    #[serde(rename = "LeadEvents")]
    pub lead_events: Vec<LeadEvent>,
}

impl Acknowledgement {
    /// All members, in the vendor's order.
    pub fn new(id_lead_bank: i64, lead_events: impl Into<Vec<LeadEvent>>) -> Self {
        Self {
            id_lead_bank,
            lead_events: lead_events.into(),
        }
    }
}

/// Something that happened to a lead.
///
/// Source: documented elsewhere, POST api/leads/SendAcknos.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct LeadEvent {
    /// The status that the lead has got. Which numbers there are is not documented. Required here
    /// (inferred: a number that is left out becomes 0 at the server).
    #[serde(rename = "IDstatus")]
    pub id_status: i64,
    /// Why. Which numbers there are is not documented. Optional (inferred: the sample shows that
    /// this or the status may be missing, and a status without a reason is the natural reading).
    #[serde(rename = "IDreason", skip_serializing_if = "Option::is_none")]
    pub id_reason: Option<i64>,
    /// When it happened. Required here (inferred: a date that is left out becomes the year 1 at the
    /// server).
    #[serde(rename = "DateAction", with = "datetime::dotnet_offset")]
    pub date_action: OffsetDateTime,
}

impl LeadEvent {
    /// All required members, in the vendor's order; what is optional has a setter.
    pub fn new(id_status: i64, date_action: impl Into<OffsetDateTime>) -> Self {
        Self {
            id_status,
            id_reason: None,
            date_action: date_action.into(),
        }
    }

    /// Why. Which numbers there are is not documented. Optional (inferred: the sample shows that
    /// this or the status may be missing, and a status without a reason is the natural reading).
    #[must_use]
    pub fn id_reason(mut self, id_reason: i64) -> Self {
        self.id_reason = Some(id_reason);
        self
    }
}

/// What the lead bank says to acknowledgements.
///
/// Source: documented elsewhere, POST api/leads/SendAcknos.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Receipt {
    /// How it went. Which numbers mean success is not documented; see `StatusRule`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub status: Option<i64>,
    /// The lead bank's words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
}

impl fmt::Debug for Receipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Receipt")
            .field("status", &self.status)
            .field("message", &Redacted)
            .finish()
    }
}
