//! What single vendors' crates check and choose.

use std::collections::BTreeSet;

use aim_contracts::{ContractFilter, ContractSelection};
use behaviours::scripted::{BASE_URL, Scripted};
use dialler::{CampaignKey, ContactKeys, NewContact, NotE164, check_e164};
use leadbank::FetchParameter;
use prepared_tickets::{Nullable, PreparedTicket, PreparedTicketUpdate, VinFilter};

use crate::chance::Chance;
use crate::group::Group;
use crate::urls::read_form;

#[test]
fn vendors() {
    let mut vendors = Group::new("vendors' own");
    vendors.holds(
        "a phone number of E.164 is a plus sign and 1 to 15 digits, the first one not 0",
        phone_numbers,
    );
    vendors.holds(
        "a contact has one campaign, by its ID or by its name",
        campaigns,
    );
    vendors.holds(
        "keys of contacts add up, and a list without a key is not sent",
        keys_of_contacts,
    );
    vendors.holds(
        "the parameter of a fetch is the whole body",
        parameters_of_fetches,
    );
    vendors.holds(
        "a reference of a contract stands beside no filter",
        selections,
    );
    vendors.holds(
        "a filter by VIN is left out, empty, or the VIN",
        vin_filters,
    );
    vendors.holds(
        "an update of a ticket repeats all that was read, or names what was not",
        updates,
    );
}

fn phone_numbers(chance: &mut Chance) {
    let number = phone_number(chance);
    assert_eq!(check_e164(&number).is_ok(), is_e164(&number), "{number}");
    let without = number.trim_start_matches('+');
    let is_complete = is_e164(&format!("+{without}"));
    assert_eq!(
        check_e164(without) == Err(NotE164::NoPlus),
        is_complete,
        "{number}"
    );
}

fn campaigns(chance: &mut Chance) {
    let key = match chance.below(2) {
        0 => CampaignKey::Id(chance.int64()),
        _ => CampaignKey::Name(chance.text()),
    };
    let contact = NewContact::new(key.clone(), chance.text());
    assert_eq!(contact.campaign(), Some(key.clone()));
    let json = serde_json::to_value(&contact).expect("it encodes");
    let (id, name) = (&json["DiallerCampaignsID"], &json["DiallerCampaignsName"]);
    match key {
        CampaignKey::Id(expected) => {
            assert_eq!((id.as_i64(), name.is_null()), (Some(expected), true));
        }
        CampaignKey::Name(expected) => {
            assert_eq!((id.is_null(), name.as_str()), (true, Some(&*expected)));
        }
    }
    let again: NewContact = serde_json::from_value(json).expect("it decodes");
    assert_eq!(again, contact);
}

fn keys_of_contacts(chance: &mut Chance) {
    let lists = chance.list(3, |chance| chance.list(2, Chance::int64));
    let texts = chance.list(3, |chance| chance.list(2, Chance::text));
    let keys = lists
        .iter()
        .fold(ContactKeys::new(), |keys, ids| keys.ids(ids.clone()));
    let keys = texts
        .iter()
        .fold(keys, |keys, texts| keys.user_data(texts.clone()));
    let (ids, texts) = (lists.concat(), texts.concat());
    let mut expected = serde_json::json!({});
    if !texts.is_empty() {
        expected["UserDataList"] = texts.into();
    }
    if !ids.is_empty() {
        expected["IDList"] = ids.into();
    }
    assert_eq!(serde_json::to_value(&keys).expect("it encodes"), expected);
}

fn parameters_of_fetches(chance: &mut Chance) {
    let leadbank = Scripted::new([]).client(leadbank::Client::builder(BASE_URL));
    let parameter = chance.int32();
    let request = leadbank.fetch_leads(FetchParameter(parameter)).to_request();
    assert_eq!(request.body_bytes(), parameter.to_string().as_bytes());
}

fn selections(chance: &mut Chance) {
    let aim = Scripted::new([]).client(aim_contracts::Client::builder(BASE_URL));
    let reference = format!("{}x", chance.text());
    let filter = ContractFilter::new().serial_number(reference.clone());
    let filter = filter.acct(chance.int32()).start_offset(chance.int64());
    let (selection, expected) = match chance.below(3) {
        0 => (ContractSelection::AimRef(reference), vec!["AIMRef"]),
        1 => (ContractSelection::WebRef(reference), vec!["WebRef"]),
        _ => (filter.into(), vec!["Acct", "SerialNumber", "StartOffset"]),
    };
    let request = aim.contract_full_details(selection).to_request();
    let query = read_form(request.to_query().expect("there is one").as_bytes());
    let names: BTreeSet<&str> = query.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, BTreeSet::from_iter(expected));
}

fn vin_filters(chance: &mut Chance) {
    let tickets = Scripted::new([]).client(prepared_tickets::Client::builder(BASE_URL));
    let vin = chance.text();
    let filters = [
        (VinFilter::Any, None),
        (VinFilter::Without, Some(String::new())),
        (VinFilter::Is(vin.clone()), Some(vin)),
    ];
    let (filter, expected) = chance.pick(&filters);
    let request = tickets.list_prepared_tickets().vin(filter).to_request();
    let query = read_form(request.to_query().unwrap_or_default().as_bytes());
    let found = query.into_iter().find(|(name, _)| name == "vin");
    assert_eq!(found.map(|(_, value)| value), expected);
}

fn updates(chance: &mut Chance) {
    let mut ticket = PreparedTicket::default();
    ticket.vehicle_model_id = chance.maybe(Chance::int64);
    ticket.vin = nullable(chance);
    ticket.voucher_code = nullable(chance);
    ticket.preparer_external_reference = chance.maybe(Chance::text);
    let json = serde_json::to_value(&ticket).expect("it encodes");
    let names = [
        "vehicle_model_id",
        "vin",
        "voucher_code",
        "preparer_external_reference",
    ];
    let missing = names.into_iter().filter(|name| json.get(name).is_none());
    match PreparedTicketUpdate::from_ticket(&ticket) {
        Ok(update) => assert_eq!(serde_json::to_value(update).expect("it encodes"), json),
        Err(incomplete) => assert!(missing.eq(incomplete.missing().iter().copied())),
    }
}

fn nullable(chance: &mut Chance) -> Nullable<String> {
    match chance.below(3) {
        0 => Nullable::Absent,
        1 => Nullable::Null,
        _ => Nullable::Value(chance.text()),
    }
}

/// One, or nearly one.
fn phone_number(chance: &mut Chance) -> String {
    let digits = chance.pick(&[0, 1, 14, 15, 16, 12]);
    let digits: String = (0..digits)
        .map(|_| chance.pick(&['4', '9', '0', '1']))
        .collect();
    let mut number = format!("{}{digits}", chance.pick(&["+", "", "++", "00"]));
    if chance.one_in(4) {
        let at = chance.below(number.len() + 1);
        number.insert(at, chance.character());
    }
    number
}

fn is_e164(number: &str) -> bool {
    let digits = number.strip_prefix('+').unwrap_or_default().as_bytes();
    let are_digits = digits.iter().all(u8::is_ascii_digit);
    are_digits && (1..=15).contains(&digits.len()) && digits[0] != b'0'
}
