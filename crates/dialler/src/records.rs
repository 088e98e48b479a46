//! Answers that hold one record, in a list.

use crate::models::{Campaign, CampaignRecords, Contact, ContactRecords};

impl ContactRecords {
    /// The contact: of a read by ID and of an import, the only record.
    #[must_use]
    pub fn contact(&self) -> Option<&Contact> {
        self.records.first()
    }

    /// The contact: of a read by ID and of an import, the only record.
    #[must_use]
    pub fn into_contact(self) -> Option<Contact> {
        self.records.into_iter().next()
    }
}

impl CampaignRecords {
    /// The campaign, which is the only record.
    #[must_use]
    pub fn campaign(&self) -> Option<&Campaign> {
        self.records.first()
    }

    /// The campaign, which is the only record.
    #[must_use]
    pub fn into_campaign(self) -> Option<Campaign> {
        self.records.into_iter().next()
    }
}
