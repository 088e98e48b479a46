//! Campaigns.

use crate::json::Object;

use super::demo;

/// A campaign as the vendor keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Campaign {
    /// `ID`
    pub id: i64,
    /// `Name`
    pub name: String,
}

impl Campaign {
    /// A campaign with this ID and name.
    pub fn new(id: i64, name: impl Into<String>) -> Self {
        Self {
            id,
            name: name.into(),
        }
    }

    /// The members of the vendor's sample, with its values.
    pub(super) fn to_json(&self) -> String {
        Object::new()
            .with("ID", self.id)
            .with("ContactPreviewTime", 5)
            .with_text("nMaxParallelLines", "null")
            .with("bCloseContactsOnIncomingCallsMatchCallerID", true)
            .with_text("dtTo", "null")
            .with("LanguagesID", 2)
            .with("bCallerIDActive", false)
            .with("Name", self.name.as_str())
            .with("ClientsID", demo::CLIENTS_ID)
            .with("AbortOnNoTelNumberResultCodesID", 2_492)
            .with("IncomingCallResultCodesID", 2_494)
            .finish()
    }
}
