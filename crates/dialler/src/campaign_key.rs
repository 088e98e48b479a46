//! The campaign of a contact that is imported: by its ID or by its name, never both.

use crate::models::NewContact;

/// Which campaign a contact is imported into. What the vendor does with an ID and a name that contradict each
/// other is not documented, so there is only one of them.
///
/// ```
/// use dialler::{CampaignKey, NewContact};
///
/// let by_id = NewContact::new(538, "Mustermann");
/// let by_name = NewContact::new("My Campaign", "Mustermann");
/// assert_eq!(by_id.campaign(), Some(CampaignKey::Id(538)));
/// assert_eq!(by_name.campaign(), Some(CampaignKey::Name("My Campaign".to_owned())));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum CampaignKey {
    /// By its ID.
    Id(i64),
    /// By its name, which must not be empty.
    Name(String),
}

impl From<i64> for CampaignKey {
    fn from(id: i64) -> Self {
        Self::Id(id)
    }
}

/// For number literals.
impl From<i32> for CampaignKey {
    fn from(id: i32) -> Self {
        Self::Id(id.into())
    }
}

impl From<&str> for CampaignKey {
    fn from(name: &str) -> Self {
        Self::Name(name.to_owned())
    }
}

impl From<String> for CampaignKey {
    fn from(name: String) -> Self {
        Self::Name(name)
    }
}

impl NewContact {
    /// A contact of this campaign and this name, neither of them empty. At least one of the six phone numbers
    /// is mandatory too; it is checked when the contact is sent, with everything else.
    pub fn new(campaign: impl Into<CampaignKey>, name: impl Into<String>) -> Self {
        let mut contact = Self::from_required(name);
        match campaign.into() {
            CampaignKey::Id(id) => contact.dialler_campaigns_id = Some(id),
            CampaignKey::Name(name) => contact.dialler_campaigns_name = Some(name),
        }
        contact
    }

    /// The campaign; `None` for a contact that was read from a JSON text without one.
    #[must_use]
    pub fn campaign(&self) -> Option<CampaignKey> {
        let by_name = || self.dialler_campaigns_name.clone().map(CampaignKey::Name);
        self.dialler_campaigns_id
            .map(CampaignKey::Id)
            .or_else(by_name)
    }
}
