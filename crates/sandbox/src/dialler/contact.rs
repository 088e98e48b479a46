//! Contacts.

use std::collections::BTreeMap;
use std::fmt;

use serde_json::Value;

use crate::json::{self, Object};

/// The members that an import may have, beside the campaign.
const IMPORTED: [&str; 40] = [
    "RandomSortOrder",
    "UserData",
    "Client",
    "Service",
    "ReferenceNumber",
    "Name",
    "FirstName",
    "Salutation",
    "Title",
    "Company",
    "Address",
    "PostalCode",
    "City",
    "Country",
    "AccountOwner",
    "AccountBank",
    "AccountNationalBankCode",
    "AccountBIC",
    "AccountNumber",
    "AccountIBAN",
    "Amount",
    "PhoneNumber1",
    "PhoneNumber2",
    "PhoneNumber3",
    "PhoneNumber4",
    "PhoneNumber5",
    "PhoneNumber6",
    "FaxNumber",
    "Email",
    "Website",
    "Comment",
    "ReservedUsersUID",
    "FollowUpUsersUID",
    "FollowUpDateTime",
    "dtBeginDate",
    "dtEndDate",
    "Manufacturer",
    "Model",
    "Tag",
    "ExternalSystemLink",
];

/// A contact as the vendor keeps it. `Debug` leaves out what is personal data.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Contact {
    /// `ID`
    pub id: i64,
    /// `DiallerCampaignsID`
    pub campaign_id: i64,
    /// `DiallerCampaignsResultCodes`
    pub result: Option<ResultCode>,
    /// How often it was called: so many items `DiallerContactsHistory` has.
    pub calls: u32,
    members: Members,
    /// Decoded, since contacts are looked for by it.
    user_data: Option<String>,
}

/// The imported members by their wire names, each as the JSON text in which it came.
pub(super) type Members = BTreeMap<&'static str, String>;

/// Of everything that was sent, what belongs to a contact.
pub(super) fn imported<'a>(sent: impl IntoIterator<Item = (&'a str, &'a str)>) -> Members {
    let known = |(name, json): (&str, &str)| {
        let name = IMPORTED.into_iter().find(|known| *known == name)?;
        Some((name, json.to_owned()))
    };
    sent.into_iter().filter_map(known).collect()
}

/// Whether an import has a phone number. JSON Schema cannot say that one of six must not be empty.
pub(super) fn has_number(body: &[u8]) -> bool {
    let body: Value = serde_json::from_slice(body).unwrap_or_default();
    (1..=6).any(|number| {
        body[format!("PhoneNumber{number}")]
            .as_str()
            .is_some_and(|number| !number.is_empty())
    })
}

impl Contact {
    pub(super) fn new(id: i64, new: NewContact) -> Self {
        let mut contact = Self {
            id,
            campaign_id: new.campaign_id,
            result: new.result,
            calls: new.calls,
            members: Members::new(),
            user_data: None,
        };
        contact.overwrite(new.campaign_id, new.members);
        contact
    }

    /// The JSON text of a member, as it was imported: `contact.member("Amount")` is `Some("12.50")`. `None` for what
    /// was never imported.
    pub fn member(&self, name: &str) -> Option<&str> {
        self.members.get(name).map(String::as_str)
    }

    /// The text of a member that is one.
    pub fn text(&self, name: &str) -> Option<String> {
        match serde_json::from_str(self.member(name)?) {
            Ok(Value::String(text)) => Some(text),
            _ => None,
        }
    }

    /// `UserData`, if it is not empty.
    pub fn user_data(&self) -> Option<&str> {
        self.user_data.as_deref()
    }

    pub(super) fn overwrite(&mut self, campaign_id: i64, members: Members) {
        self.campaign_id = campaign_id;
        self.members.extend(members);
        self.user_data = self.text("UserData").filter(|key| !key.is_empty());
    }

    pub(super) fn to_json(&self) -> String {
        self.members_in_order().finish()
    }

    /// With the result and the history, as the batch read has it.
    pub(super) fn to_extended_json(&self) -> String {
        let history = (1..=self.calls).map(|call| {
            let statistics = Object::new()
                .with("ID", i64::from(call) + self.id.saturating_mul(100))
                .with("bOutbound", true);
            Object::new()
                .with_text("StatisticsPartA", &statistics.finish())
                .finish()
        });
        let result = self.result.as_ref().map(ResultCode::to_json);
        self.members_in_order()
            .with_text(
                "DiallerCampaignsResultCodes",
                result.as_deref().unwrap_or("null"),
            )
            .with_text("DiallerContactsHistory", &json::array(history))
            .finish()
    }

    fn members_in_order(&self) -> Object {
        let object = Object::new()
            .with("ID", self.id)
            .with("DiallerCampaignsID", self.campaign_id);
        let object = IMPORTED.into_iter().fold(object, |object, name| {
            object.with_text(name, self.member(name).unwrap_or("null"))
        });
        let object = (1..=6).fold(object, |object, number| {
            let tries = if number == 1 { self.calls } else { 0 };
            object
                .with_text(&format!("bPhoneNumber{number}Invalid"), "null")
                .with(&format!("nTriesPhoneNumber{number}"), tries)
                .with_text(&format!("nPhoneNumber{number}LastCause"), "null")
                .with_text(
                    &format!("PhoneNumber{number}LastAcdAgentEndReasonsID"),
                    "null",
                )
        });
        object
            .with_text("LastAcdAgentEndReasonsID", "null")
            .with_text("bLastResultMailbox", "null")
            .with_text("dtNextTry", "null")
            .with(
                "DiallerCampaignsResultCodesID",
                self.result.as_ref().map(|result| result.id),
            )
    }
}

impl fmt::Debug for Contact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Contact")
            .field("id", &self.id)
            .field("campaign_id", &self.campaign_id)
            .field("result", &self.result)
            .field("calls", &self.calls)
            .finish_non_exhaustive()
    }
}

/// What became of a contact.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ResultCode {
    /// `ID`
    pub id: i64,
    /// `ExportKey`, and `Content` too.
    pub name: String,
    /// `bAborted`
    pub aborted: bool,
    /// `bDone`
    pub done: bool,
}

impl ResultCode {
    /// A result that neither ends nor aborts anything.
    pub fn new(id: i64, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
            aborted: false,
            done: false,
        }
    }

    /// The one of the vendor's sample: given up after the last try.
    pub fn max_tries() -> Self {
        Self {
            aborted: true,
            ..Self::new(2_881, "Max Tries (Abort)")
        }
    }

    fn to_json(&self) -> String {
        Object::new()
            .with("bDone", self.done)
            .with("ExportKey", self.name.as_str())
            .with("Content", self.name.as_str())
            .with("bDelay", false)
            .with("bAborted", self.aborted)
            .with("ID", self.id)
            .with("bAppointment", false)
            .finish()
    }
}

/// A contact to be put into the sandbox without a call, see [`Dialler::seed_contact`](super::Dialler::seed_contact).
#[derive(Clone)]
#[must_use]
pub struct NewContact {
    pub(super) id: Option<i64>,
    pub(super) campaign_id: i64,
    result: Option<ResultCode>,
    calls: u32,
    members: Members,
}

impl NewContact {
    /// A contact of this campaign with this `Name` and `PhoneNumber1`.
    pub fn new(campaign_id: i64, name: &str, phone_number: &str) -> Self {
        Self::imported(campaign_id, Members::new())
            .text("Name", name)
            .text("PhoneNumber1", phone_number)
    }

    pub(super) fn imported(campaign_id: i64, members: Members) -> Self {
        Self {
            id: None,
            campaign_id,
            result: None,
            calls: 0,
            members,
        }
    }

    /// Sets `ID`. Default: one more than the highest there was.
    pub fn id(self, id: i64) -> Self {
        Self {
            id: Some(id),
            ..self
        }
    }

    /// Sets `UserData`.
    pub fn user_data(self, key: &str) -> Self {
        self.text("UserData", key)
    }

    /// Sets any member that is a text, by its wire name. A name that no import has is passed over.
    pub fn text(self, name: &str, value: &str) -> Self {
        self.member(name, &Value::from(value).to_string())
    }

    /// Sets any member that is a number, by its wire name and in exactly these digits: `number("Amount", "12.50")`.
    pub fn number(self, name: &str, digits: &str) -> Self {
        self.member(name, digits)
    }

    fn member(mut self, name: &str, json: &str) -> Self {
        self.members.extend(imported([(name, json)]));
        self
    }

    /// Sets the result. Default: none.
    pub fn result(self, result: ResultCode) -> Self {
        Self {
            result: Some(result),
            ..self
        }
    }

    /// Sets how often it was called. Default: never.
    pub fn calls(self, calls: u32) -> Self {
        Self { calls, ..self }
    }
}

impl fmt::Debug for NewContact {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("NewContact")
            .field("id", &self.id)
            .field("campaign_id", &self.campaign_id)
            .finish_non_exhaustive()
    }
}
