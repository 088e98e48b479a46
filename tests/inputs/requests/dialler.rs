//! Requests of `dialler`.

use std::sync::LazyLock;

use behaviours::scripted::{BASE_URL, Scripted};
use dialler::{CampaignKey, Client, ContactKeys, NewContact, Nullable};

use super::Operations;
use crate::chance::Chance;

static CLIENT: LazyLock<Client> =
    LazyLock::new(|| Scripted::new([]).client(Client::builder(BASE_URL)));

pub(super) const OPERATIONS: Operations = &[
    ("listContacts", |chance| {
        let mut list = CLIENT.list_contacts();
        if let Some(campaign) = chance.maybe(Chance::int64) {
            list = list.dialler_campaigns_id(campaign);
        }
        list.to_request()
    }),
    ("readContacts", |chance| {
        let mut keys = ContactKeys::new();
        if let Some(ids) = chance.maybe(|chance| chance.list(3, Chance::int64)) {
            keys = keys.ids(ids);
        }
        if let Some(user_data) = chance.maybe(|chance| chance.list(3, Chance::text)) {
            keys = keys.user_data(user_data);
        }
        let mut read = CLIENT.read_contacts(keys);
        if let Some(language) = chance.maybe(Chance::int64) {
            read = read.languages_id(language);
        }
        read.to_request()
    }),
    ("importContact", |chance| {
        let import = CLIENT.import_contact(contact(chance));
        import.overwrite_duplicates(chance.flip()).to_request()
    }),
    ("getContact", |chance| {
        CLIENT.get_contact(chance.int64()).to_request()
    }),
    ("deleteContact", |chance| {
        CLIENT.delete_contact(chance.int64()).to_request()
    }),
    ("deleteContactByUserData", |chance| {
        CLIENT
            .delete_contact_by_user_data(chance.text())
            .to_request()
    }),
    ("listCampaigns", |_| CLIENT.list_campaigns().to_request()),
    ("getCampaign", |chance| {
        CLIENT.get_campaign(chance.int64()).to_request()
    }),
];

/// Sets a text of a contact.
type SetText = fn(NewContact, String) -> NewContact;

const TEXTS: [SetText; 34] = [
    |contact, text| contact.user_data(text),
    |contact, text| contact.client(text),
    |contact, text| contact.service(text),
    |contact, text| contact.reference_number(text),
    |contact, text| contact.first_name(text),
    |contact, text| contact.salutation(text),
    |contact, text| contact.title(text),
    |contact, text| contact.company(text),
    |contact, text| contact.address(text),
    |contact, text| contact.postal_code(text),
    |contact, text| contact.city(text),
    |contact, text| contact.country(text),
    |contact, text| contact.account_owner(text),
    |contact, text| contact.account_bank(text),
    |contact, text| contact.account_national_bank_code(text),
    |contact, text| contact.account_bic(text),
    |contact, text| contact.account_number(text),
    |contact, text| contact.account_iban(text),
    |contact, text| contact.phone_number1(text),
    |contact, text| contact.phone_number2(text),
    |contact, text| contact.phone_number3(text),
    |contact, text| contact.phone_number4(text),
    |contact, text| contact.phone_number5(text),
    |contact, text| contact.phone_number6(text),
    |contact, text| contact.fax_number(text),
    |contact, text| contact.email(text),
    |contact, text| contact.website(text),
    |contact, text| contact.comment(text),
    |contact, text| contact.reserved_users_uid(text),
    |contact, text| contact.follow_up_users_uid(text),
    |contact, text| contact.manufacturer(text),
    |contact, text| contact.model(text),
    |contact, text| contact.tag(text),
    |contact, text| contact.external_system_link(text),
];

fn contact(chance: &mut Chance) -> NewContact {
    let campaign = if chance.flip() {
        CampaignKey::Id(chance.int64())
    } else {
        CampaignKey::Name(chance.text())
    };
    let mut contact = NewContact::new(campaign, chance.text());
    // So that none is as likely as one, and some have many.
    let texts = chance.pick(&[0, 1, 2, 20]);
    for _ in 0..texts {
        let set = chance.pick(&TEXTS);
        contact = set(contact, chance.text());
    }
    if let Some(order) = chance.maybe(|chance| nullable(chance, Chance::decimal)) {
        contact = contact.random_sort_order(order);
    }
    if let Some(amount) = chance.maybe(|chance| nullable(chance, Chance::decimal)) {
        contact = contact.amount(amount);
    }
    if let Some(date) = chance.maybe(|chance| nullable(chance, Chance::local_date)) {
        contact = contact.follow_up_date_time(date);
    }
    if let Some(date) = chance.maybe(|chance| nullable(chance, Chance::local_date)) {
        contact = contact.begin_date(date);
    }
    match chance.maybe(|chance| nullable(chance, Chance::local_date)) {
        Some(date) => contact.end_date(date),
        None => contact,
    }
}

fn nullable<T>(chance: &mut Chance, make: fn(&mut Chance) -> T) -> Nullable<T> {
    if chance.one_in(4) {
        Nullable::Null
    } else {
        Nullable::Value(make(chance))
    }
}
