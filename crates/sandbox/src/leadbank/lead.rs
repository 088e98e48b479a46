//! Leads.

use std::fmt;

use chrono::{DateTime, FixedOffset, Timelike};
use serde_json::Value;

use crate::json::{self, Object};

use super::demo;
use super::settings::Settings;

/// Where a lead is in its life.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// "ready to be sent"
    Ready,
    /// "in progress": handed out, and not confirmed.
    InProgress,
    /// "received": confirmed, and not handed out again.
    Received,
}

/// A lead as the vendor keeps it. `Debug` leaves out what is personal data.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Lead {
    /// `IDLeadBank`
    pub id: i64,
    /// Sent as `State`, see [`Settings::states`].
    pub stage: Stage,
    /// `IDprovider`
    pub provider_id: i64,
    /// `IDService`
    pub service_id: i64,
    /// `IDCampaign`
    pub campaign_id: Option<String>,
    /// `BandDealerID`
    pub dealer_id: Option<String>,
    /// `ExternalLeadID`
    pub external_id: Option<String>,
    /// `QualificationDate`
    pub qualified_at: DateTime<FixedOffset>,
    /// `CreateDate`
    pub created_at: DateTime<FixedOffset>,
    /// `Contents`, in their order.
    pub contents: Vec<Content>,
    /// What is sent in place of all this, see [`NewLead::sent_as`].
    pub sent_as: Option<String>,
    /// The events that were reported for it, in the order in which they came.
    pub acknowledgements: Vec<Acknowledgement>,
}

/// An item of `Contents`. Its `ID` is its number in the list, from 1.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Content {
    /// `Key`
    pub key: String,
    /// `Value`
    pub value: String,
    /// `Type`; the vendor documents no codes.
    pub kind: i64,
}

/// An event of a lead as it was reported.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Acknowledgement {
    /// `IDstatus`
    pub status: Option<i64>,
    /// `IDreason`
    pub reason: Option<i64>,
    /// `DateAction`, as it was written.
    pub date: Option<String>,
}

impl Lead {
    pub(super) fn to_json(&self, settings: &Settings) -> String {
        if let Some(json) = &self.sent_as {
            return json.clone();
        }
        let contents = (1_i64..).zip(&self.contents).map(|(id, content)| {
            Object::new()
                .with("ID", id)
                .with("Key", content.key.as_str())
                .with("Value", content.value.as_str())
                .with("Type", content.kind)
                .finish()
        });
        let members = [
            ("IDLeadBank", Value::from(self.id)),
            ("IDprovider", self.provider_id.into()),
            ("NameProvider", "Sandbox portal".into()),
            ("IDService", self.service_id.into()),
            ("NameService", "New vehicles".into()),
            ("State", settings.states.of(self.stage).into()),
            ("IDCampaign", self.campaign_id.clone().into()),
            (
                "NameCampaign",
                self.campaign_id
                    .as_ref()
                    .map(|id| format!("Campaign {id}"))
                    .into(),
            ),
            ("BandDealerID", self.dealer_id.clone().into()),
            ("ExternalLeadID", self.external_id.clone().into()),
            ("QualificationDate", date(self.qualified_at).into()),
            ("CreateDate", date(self.created_at).into()),
        ];
        members
            .into_iter()
            .filter(|(_, value)| !(settings.leave_out_nulls && value.is_null()))
            .fold(Object::new(), |object, (name, value)| {
                object.with(name, value)
            })
            .with_text("Contents", &json::array(contents))
            .finish()
    }
}

/// As .NET writes it: up to seven digits of a second's fraction, without zeros at their end.
fn date(date: DateTime<FixedOffset>) -> String {
    let fraction = format!(".{:07}", date.nanosecond() / 100);
    let fraction = fraction.trim_end_matches('0').trim_end_matches('.');
    format!(
        "{}{fraction}{}",
        date.format("%Y-%m-%dT%H:%M:%S"),
        date.format("%:z")
    )
}

impl fmt::Debug for Lead {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Lead")
            .field("id", &self.id)
            .field("stage", &self.stage)
            .field("provider_id", &self.provider_id)
            .field("service_id", &self.service_id)
            .field("contents", &self.contents.len())
            .field("acknowledgements", &self.acknowledgements)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Content {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Content")
            .field("key", &self.key)
            .field("kind", &self.kind)
            .finish_non_exhaustive()
    }
}

/// A lead to be put into the sandbox, see [`LeadBank::seed_lead`](super::LeadBank::seed_lead). It is of the
/// demonstration data's provider, service and campaign, and has no dealer, no external id and no contents until it is
/// given some.
#[derive(Clone)]
#[must_use]
pub struct NewLead {
    pub(super) id: Option<i64>,
    pub(super) stage: Stage,
    pub(super) provider_id: i64,
    pub(super) service_id: i64,
    pub(super) campaign_id: Option<String>,
    pub(super) dealer_id: Option<String>,
    pub(super) external_id: Option<String>,
    pub(super) qualified_at: Option<DateTime<FixedOffset>>,
    pub(super) created_at: Option<DateTime<FixedOffset>>,
    pub(super) contents: Vec<Content>,
    pub(super) sent_as: Option<String>,
}

impl NewLead {
    /// A lead without contents.
    pub fn new() -> Self {
        Self {
            id: None,
            stage: Stage::Ready,
            provider_id: demo::PROVIDER,
            service_id: demo::SERVICE,
            campaign_id: Some(demo::CAMPAIGN.to_owned()),
            dealer_id: None,
            external_id: None,
            qualified_at: None,
            created_at: None,
            contents: Vec::new(),
            sent_as: None,
        }
    }

    /// Sets `IDLeadBank`. Default: one more than the highest there was.
    pub fn id(self, id: i64) -> Self {
        Self {
            id: Some(id),
            ..self
        }
    }

    /// Sets where it is in its life, e.g. handed out already. Default: ready to be sent.
    pub fn stage(self, stage: Stage) -> Self {
        Self { stage, ..self }
    }

    /// Sets `IDprovider`.
    pub fn provider(self, id: i64) -> Self {
        Self {
            provider_id: id,
            ..self
        }
    }

    /// Sets `IDService`.
    pub fn service(self, id: i64) -> Self {
        Self {
            service_id: id,
            ..self
        }
    }

    /// Sets `IDCampaign`, or has it and `NameCampaign` be null.
    pub fn campaign(self, id: Option<&str>) -> Self {
        Self {
            campaign_id: id.map(str::to_owned),
            ..self
        }
    }

    /// Sets `BandDealerID`.
    pub fn dealer(self, id: impl Into<String>) -> Self {
        Self {
            dealer_id: Some(id.into()),
            ..self
        }
    }

    /// Sets `ExternalLeadID`.
    pub fn external_id(self, id: impl Into<String>) -> Self {
        Self {
            external_id: Some(id.into()),
            ..self
        }
    }

    /// Sets `QualificationDate`. Default: now, by the sandbox's clock.
    pub fn qualified_at(self, date: DateTime<FixedOffset>) -> Self {
        Self {
            qualified_at: Some(date),
            ..self
        }
    }

    /// Sets `CreateDate`. Default: now, by the sandbox's clock.
    pub fn created_at(self, date: DateTime<FixedOffset>) -> Self {
        Self {
            created_at: Some(date),
            ..self
        }
    }

    /// Adds an item to `Contents`, of `Type` 1.
    pub fn content(self, key: impl Into<String>, value: impl Into<String>) -> Self {
        self.content_of_type(1, key, value)
    }

    /// Adds an item of any `Type` to `Contents`.
    pub fn content_of_type(
        mut self,
        kind: i64,
        key: impl Into<String>,
        value: impl Into<String>,
    ) -> Self {
        self.contents.push(Content {
            key: key.into(),
            value: value.into(),
            kind,
        });
        self
    }

    /// Has it be sent as this JSON, as it stands, in place of its members: without a number or with that of another
    /// lead, a second time with the same contents, or as something that a client cannot read. It is fetched and
    /// confirmed by its own id nevertheless.
    pub fn sent_as(self, json: impl Into<String>) -> Self {
        Self {
            sent_as: Some(json.into()),
            ..self
        }
    }
}

impl Default for NewLead {
    fn default() -> Self {
        Self::new()
    }
}

impl fmt::Debug for NewLead {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("NewLead")
            .field("id", &self.id)
            .field("contents", &self.contents.len())
            .finish_non_exhaustive()
    }
}
