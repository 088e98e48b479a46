//! The eight operations.

use std::collections::{BTreeMap, BTreeSet};

use http::StatusCode;
use serde_json::Value;
use serde_json::value::RawValue;

use crate::json::{self, Object};
use crate::reply::Reply;
use crate::request::{Request, form_pairs};
use crate::violation::Violation;

use super::campaign::Campaign;
use super::contact::{self, Contact, NewContact};
use super::failure::Failure;
use super::settings::DuplicateScope;
use super::state::Inner;
use super::{
    DELETE_CONTACT, DELETE_CONTACT_BY_USER_DATA, GET_CAMPAIGN, GET_CONTACT, IMPORT_CONTACT,
    LIST_CAMPAIGNS, LIST_CONTACTS, READ_CONTACTS,
};

/// Refuses what the contract forbids.
pub(super) fn obey(violations: &[Violation]) -> Result<(), Failure> {
    let mut serious = violations
        .iter()
        .filter(|violation| !violation.tolerated)
        .peekable();
    if serious.peek().is_some() {
        Err(Failure::violations(serious))
    } else {
        Ok(())
    }
}

/// Carries out a request that keeps to the contract.
pub(super) fn carry_out(inner: &mut Inner, request: &Request) -> Result<Reply, Failure> {
    match request.operation {
        IMPORT_CONTACT => import(inner, request),
        GET_CONTACT => get_contact(inner, request),
        LIST_CONTACTS => list_contacts(inner, request),
        READ_CONTACTS => read_contacts(inner, request),
        DELETE_CONTACT => delete(inner, id(request, "DiallerContactsID")?),
        DELETE_CONTACT_BY_USER_DATA => delete_by_user_data(inner, request),
        LIST_CAMPAIGNS => Ok(list_campaigns(inner)),
        GET_CAMPAIGN => get_campaign(inner, request),
        _ => Err(Failure::of(StatusCode::NOT_FOUND)),
    }
}

fn import(inner: &mut Inner, request: &Request) -> Result<Reply, Failure> {
    let overwrites = query(request, "overwriteDuplicates").as_deref() == Some("true");
    // As text: a number would lose digits on its way through a float.
    let sent: BTreeMap<String, Box<RawValue>> =
        serde_json::from_slice(&request.body).map_err(|_| unusable())?;
    let campaign = campaign_of(inner, &sent)?.id;
    let members = contact::imported(
        sent.iter()
            .map(|(name, value)| (name.as_str(), value.get())),
    );
    let scope = match inner.settings.duplicates {
        DuplicateScope::Campaign => Some(campaign),
        DuplicateScope::Account => None,
    };
    let duplicate = text(&sent, "UserData")
        .filter(|key| overwrites && !key.is_empty())
        .and_then(|key| inner.contacts.find(&key, scope));
    let id = match duplicate {
        Some(id) => {
            inner.contacts.overwrite(id, campaign, members);
            id
        }
        None => inner.contacts.add(NewContact::imported(campaign, members)),
    };
    single_contact(inner, id)
}

fn campaign_of<'a>(
    inner: &'a Inner,
    sent: &BTreeMap<String, Box<RawValue>>,
) -> Result<&'a Campaign, Failure> {
    let id: Option<i64> = sent
        .get("DiallerCampaignsID")
        .and_then(|id| id.get().parse().ok());
    let name = text(sent, "DiallerCampaignsName");
    let is_meant = |campaign: &&Campaign| match id {
        Some(id) => campaign.id == id,
        None => name.as_ref() == Some(&campaign.name),
    };
    inner
        .campaigns
        .iter()
        .find(is_meant)
        .ok_or_else(no_such_campaign)
}

fn get_contact(inner: &Inner, request: &Request) -> Result<Reply, Failure> {
    single_contact(inner, id(request, "DiallerContactsID")?)
}

fn single_contact(inner: &Inner, id: i64) -> Result<Reply, Failure> {
    let contact = inner.contacts.get(id).ok_or_else(no_such_contact)?;
    Ok(records(vec![contact.to_json()]).about(id.to_string()))
}

fn list_contacts(inner: &Inner, request: &Request) -> Result<Reply, Failure> {
    let campaign = match query(request, "diallerCampaignsID") {
        Some(id) => Some(id.parse::<i64>().map_err(|_| unusable())?),
        None => None,
    };
    if let Some(id) = campaign {
        inner.campaign(id).ok_or_else(no_such_campaign)?;
    }
    let mut contacts: Vec<_> = inner
        .contacts
        .all()
        .filter(|contact| campaign.is_none_or(|id| contact.campaign_id == id))
        .collect();
    contacts.sort_by_cached_key(|contact| contact.text("Name"));
    Ok(list(contacts.into_iter().map(Contact::to_json).collect()))
}

fn read_contacts(inner: &Inner, request: &Request) -> Result<Reply, Failure> {
    let body: Value = serde_json::from_slice(&request.body).map_err(|_| unusable())?;
    let items = |name: &str| body[name].as_array().into_iter().flatten();
    let ids: BTreeSet<i64> = items("IDList").filter_map(Value::as_i64).collect();
    let keys: BTreeSet<&str> = items("UserDataList").filter_map(Value::as_str).collect();
    let has_key = |contact: &Contact| contact.user_data().is_some_and(|key| keys.contains(key));
    let contacts = inner
        .contacts
        .all()
        .filter(|contact| ids.contains(&contact.id) || has_key(contact));
    Ok(records(contacts.map(Contact::to_extended_json).collect()))
}

fn delete_by_user_data(inner: &mut Inner, request: &Request) -> Result<Reply, Failure> {
    let key = query(request, "userData").unwrap_or_default();
    let id = inner
        .contacts
        .find(&key, None)
        .ok_or_else(no_such_contact)?;
    delete(inner, id)
}

fn delete(inner: &mut Inner, id: i64) -> Result<Reply, Failure> {
    if inner.contacts.remove(id) {
        let body = Object::new().with("status", 200).finish();
        Ok(ok(body).about(id.to_string()))
    } else {
        Err(no_such_contact())
    }
}

fn list_campaigns(inner: &Inner) -> Reply {
    let mut campaigns: Vec<_> = inner.campaigns.iter().collect();
    campaigns.sort_by_key(|campaign| &campaign.name);
    list(campaigns.into_iter().map(Campaign::to_json).collect())
}

fn get_campaign(inner: &Inner, request: &Request) -> Result<Reply, Failure> {
    let id = id(request, "DiallerCampaignsID")?;
    let campaign = inner.campaign(id).ok_or_else(no_such_campaign)?;
    Ok(records(vec![campaign.to_json()]).about(id.to_string()))
}

/// The answer that names what was found.
fn records(records: Vec<String>) -> Reply {
    let count = records.len();
    ok(Object::new()
        .with_text("records", &json::array(records))
        .with("count", count)
        .with("status", 200)
        .finish())
}

/// The same with the members that are reserved for paging.
fn list(records: Vec<String>) -> Reply {
    let count = records.len();
    ok(Object::new()
        .with("filter", "")
        .with("limitStart", 0)
        .with("limitPageSize", -1)
        .with_text("records", &json::array(records))
        .with("count", count)
        .with("orderBy", "Name")
        .with("ascending", true)
        .with("status", 200)
        .finish())
}

fn ok(body: String) -> Reply {
    Reply::new(StatusCode::OK, "application/json", body)
}

fn id(request: &Request, name: &str) -> Result<i64, Failure> {
    request
        .path_parameter(name)
        .and_then(|id| id.parse().ok())
        .ok_or_else(unusable)
}

fn query(request: &Request, name: &str) -> Option<String> {
    let pairs = form_pairs(&request.query);
    pairs
        .into_iter()
        .find(|(known, _)| known == name)
        .map(|(_, value)| value)
}

fn text(sent: &BTreeMap<String, Box<RawValue>>, name: &str) -> Option<String> {
    serde_json::from_str(sent.get(name)?.get()).ok()
}

fn unusable() -> Failure {
    Failure::of(StatusCode::BAD_REQUEST)
}

fn no_such_campaign() -> Failure {
    Failure::not_found("Dialler campaign not found")
}

fn no_such_contact() -> Failure {
    Failure::not_found("Dialler contact not found")
}
