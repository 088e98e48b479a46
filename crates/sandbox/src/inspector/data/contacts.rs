//! Contacts, by campaign.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::dialler::Contact;

use super::super::Inspector;
use super::super::fragment::{optional, pages, table};
use super::super::paging::Paging;
use super::super::pairs::Pairs;
use super::{Figure, choices, none};

impl Inspector {
    /// Each campaign with its title and the number of its contacts, also those that have none, and those that no
    /// campaign is known for.
    fn campaigns(&self) -> BTreeMap<i64, (String, usize)> {
        let mut campaigns: BTreeMap<_, _> = self
            .dialler
            .campaigns()
            .into_iter()
            .map(|campaign| {
                (
                    campaign.id,
                    (format!("{} {}", campaign.id, campaign.name), 0),
                )
            })
            .collect();
        self.dialler.look(|contacts| {
            for contact in contacts {
                let id = contact.campaign_id;
                let (_, count) = campaigns.entry(id).or_insert_with(|| (id.to_string(), 0));
                *count += 1;
            }
        });
        campaigns
    }

    pub(super) fn contact_figures(&self) -> Vec<Figure> {
        let campaigns = self.campaigns().into_values();
        campaigns
            .map(|(title, count)| (format!("Contacts of {title}"), count))
            .collect()
    }

    pub(super) fn contacts(&self, query: &Pairs, paging: Paging) -> Markup {
        let chosen: Option<i64> = query.get("campaign").and_then(|id| id.parse().ok());
        let is_wanted = |contact: &&Contact| chosen.is_none_or(|id| contact.campaign_id == id);
        let contacts = self
            .dialler
            .look(|contacts| paging.of(contacts.rev().filter(is_wanted)));
        let links: Vec<_> = self
            .campaigns()
            .into_iter()
            .map(|(id, (title, count))| (id.to_string(), title, count))
            .collect();
        let all = links.iter().map(|(.., count)| count).sum();
        let chosen = chosen.map(|id| id.to_string());
        let rest = chosen
            .as_ref()
            .map_or(String::new(), |id| format!("campaign={id}&"));
        html! {
            (choices("campaign", chosen.as_deref(), all, &links))
            @if contacts.items.is_empty() { (none("contacts like this")) } @else {
                (table("Contacts", &COLUMNS, contacts.items.iter().map(row)))
            }
            (pages(paging, contacts.total, &rest))
        }
    }
}

const COLUMNS: [&str; 7] = [
    "Id",
    "Campaign",
    "User data",
    "Name",
    "Phone",
    "Called",
    "Result",
];

fn row(contact: &Contact) -> Vec<Markup> {
    let names = [contact.text("FirstName"), contact.text("Name")];
    let names: Vec<_> = names.into_iter().flatten().collect();
    let result = contact.result.as_ref().map(|result| result.name.as_str());
    vec![
        html! { (contact.id) },
        html! { (contact.campaign_id) },
        optional(contact.user_data()),
        html! { (names.join(" ")) },
        optional(contact.text("PhoneNumber1").as_deref()),
        html! { (contact.calls) },
        optional(result),
    ]
}
