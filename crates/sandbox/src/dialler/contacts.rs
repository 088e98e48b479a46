//! All contacts, and how they are found.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::contact::{Contact, Members, NewContact};
use super::demo;

#[derive(Default)]
pub(super) struct Contacts {
    by_id: BTreeMap<i64, Contact>,
    /// The IDs of those that have this `UserData`: an import that overwrites looks for it, and there may be many contacts.
    by_user_data: HashMap<String, BTreeSet<i64>>,
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
    pub(super) fn all(&self) -> impl DoubleEndedIterator<Item = &Contact> {
        self.by_id.values()
    }

    pub(super) fn len(&self) -> usize {
        self.by_id.len()
    }

    pub(super) fn get(&self, id: i64) -> Option<&Contact> {
        self.by_id.get(&id)
    }

    pub(super) fn overwrite(&mut self, id: i64, campaign: i64, members: Members) {
        if let Some(mut contact) = self.take(id) {
            contact.overwrite(campaign, members);
            self.put(contact);
        }
    }

    /// The first of those with this `UserData`, in this campaign if one is given.
    pub(super) fn find(&self, user_data: &str, campaign: Option<i64>) -> Option<i64> {
        let is_in_campaign = |id: &&i64| {
            let contact = self.get(**id);
            campaign.is_none() || contact.map(|contact| contact.campaign_id) == campaign
        };
        self.by_user_data
            .get(user_data)?
            .iter()
            .find(is_in_campaign)
            .copied()
    }

    pub(super) fn add(&mut self, new: NewContact) -> i64 {
        let id = new.id.unwrap_or_else(|| self.last_id.saturating_add(1));
        self.last_id = self.last_id.max(id);
        self.remove(id);
        self.put(Contact::new(id, new));
        id
    }

    pub(super) fn remove(&mut self, id: i64) -> bool {
        self.take(id).is_some()
    }

    pub(super) fn remove_all(&mut self) {
        self.by_id.clear();
        self.by_user_data.clear();
    }

    fn put(&mut self, contact: Contact) {
        if let Some(key) = contact.user_data() {
            let ids = self.by_user_data.entry(key.to_owned()).or_default();
            ids.insert(contact.id);
        }
        self.by_id.insert(contact.id, contact);
    }

    fn take(&mut self, id: i64) -> Option<Contact> {
        let contact = self.by_id.remove(&id)?;
        if let Some(key) = contact.user_data()
            && let Some(ids) = self.by_user_data.get_mut(key)
        {
            ids.remove(&id);
            if ids.is_empty() {
                self.by_user_data.remove(key);
            }
        }
        Some(contact)
    }
}
