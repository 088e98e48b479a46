//! All contacts, and how they are found.

use std::collections::BTreeMap;

use super::contact::{Contact, Members, NewContact};
use super::demo;

#[derive(Default)]
pub(super) struct Contacts {
    by_id: BTreeMap<i64, Contact>,
    last_id: i64,
}

impl Contacts {
    pub(super) fn demonstration() -> Self {
        let mut contacts = Self::default();
        for contact in demo::contacts() {
            contacts.add(contact);
        }
        contacts
    }

    /// By rising ID.
    pub(super) fn all(&self) -> impl Iterator<Item = &Contact> {
        self.by_id.values()
    }

    pub(super) fn len(&self) -> usize {
        self.by_id.len()
    }

    pub(super) fn get(&self, id: i64) -> Option<&Contact> {
        self.by_id.get(&id)
    }

    pub(super) fn overwrite(&mut self, id: i64, campaign: i64, members: Members) {
        if let Some(contact) = self.by_id.get_mut(&id) {
            contact.overwrite(campaign, members);
        }
    }

    /// The first of those with this `UserData`, in this campaign if one is given.
    pub(super) fn find(&self, user_data: &str, campaign: Option<i64>) -> Option<i64> {
        self.all()
            .filter(|contact| campaign.is_none_or(|id| contact.campaign_id == id))
            .find(|contact| contact.user_data() == Some(user_data))
            .map(|contact| contact.id)
    }

    pub(super) fn add(&mut self, new: NewContact) -> i64 {
        let id = new.id.unwrap_or_else(|| self.last_id.saturating_add(1));
        self.last_id = self.last_id.max(id);
        self.by_id.insert(id, Contact::new(id, new));
        id
    }

    pub(super) fn remove(&mut self, id: i64) -> bool {
        self.by_id.remove(&id).is_some()
    }

    pub(super) fn remove_all(&mut self) {
        self.by_id.clear();
    }
}
