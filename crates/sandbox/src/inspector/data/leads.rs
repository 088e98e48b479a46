//! Leads, by what has become of them.

use maud::{Markup, html};

use crate::leadbank::{Lead, Stage};

use super::super::Inspector;
use super::super::chart::{Counts, bars};
use super::super::fragment::{optional, pages, table};
use super::super::paging::Paging;
use super::super::pairs::Pairs;
use super::{Figure, choices, none};

/// Each stage with its name in a query, and the vendor's words for it.
const STAGES: [(Stage, &str, &str); 3] = [
    (Stage::Ready, "ready", "Ready to be sent"),
    (Stage::InProgress, "in-progress", "In progress"),
    (Stage::Received, "received", "Received"),
];

/// All leads, counted.
#[derive(Default)]
struct Overview {
    stages: [usize; STAGES.len()],
    days: Counts,
    providers: Counts,
    campaigns: Counts,
}

impl Overview {
    fn add(mut self, lead: &Lead) -> Self {
        for (count, (stage, ..)) in self.stages.iter_mut().zip(STAGES) {
            *count += usize::from(lead.stage == stage);
        }
        // The day that is sent, in the vendor's own time, as a client counts it.
        let day = lead.created_at.format("%Y-%m-%d");
        self.days.add(day.to_string());
        self.providers.add(lead.provider_id.to_string());
        self.campaigns
            .add(lead.campaign_id.as_deref().unwrap_or("none"));
        self
    }

    fn total(&self) -> usize {
        self.stages.iter().sum()
    }
}

impl Inspector {
    fn overview_of_leads(&self) -> Overview {
        self.leadbank
            .look(|leads| leads.fold(Overview::default(), Overview::add))
    }

    pub(super) fn lead_figures(&self) -> Vec<Figure> {
        let overview = self.overview_of_leads();
        let stages = STAGES.iter().zip(overview.stages);
        stages
            .map(|((.., title), count)| ((*title).to_owned(), count))
            .collect()
    }

    pub(super) fn leads(&self, query: &Pairs, paging: Paging) -> Markup {
        let overview = self.overview_of_leads();
        let chosen = query.get("state");
        let stage = STAGES.iter().find(|(_, name, _)| chosen == Some(name));
        let is_wanted = |lead: &&Lead| stage.is_none_or(|(stage, ..)| lead.stage == *stage);
        let leads = self
            .leadbank
            .look(|leads| paging.of(leads.rev().filter(is_wanted)));
        let links: Vec<_> = STAGES
            .iter()
            .zip(overview.stages)
            .map(|((_, name, title), count)| ((*name).to_owned(), (*title).to_owned(), count))
            .collect();
        let name = stage.map(|(_, name, _)| *name);
        let rest = name.map_or(String::new(), |name| format!("state={name}&"));
        html! {
            (choices("state", name, overview.total(), &links))
            @if overview.total() > 0 {
                p.total { a href="#charts" { "Leads per day, provider and campaign" } }
            }
            @if leads.items.is_empty() { (none("leads like this")) } @else {
                (table("Leads", &COLUMNS, leads.items.iter().map(row)))
            }
            (pages(paging, leads.total, &rest))
            @if overview.total() > 0 { (charts(&overview)) }
        }
    }
}

const COLUMNS: [&str; 8] = [
    "Id",
    "State",
    "Name",
    "Created",
    "Provider",
    "Campaign",
    "External id",
    "Events",
];

fn row(lead: &Lead) -> Vec<Markup> {
    let stage = STAGES.iter().find(|(stage, ..)| *stage == lead.stage);
    vec![
        html! { (lead.id) },
        html! { @if let Some((_, name, title)) = stage { span class={ "badge " (name) } { (title) } } },
        optional(name(lead).as_deref()),
        html! { time datetime=(lead.created_at.to_rfc3339()) { (lead.created_at.format("%Y-%m-%d %H:%M:%S %:z")) } },
        html! { (lead.provider_id) },
        optional(lead.campaign_id.as_deref()),
        optional(lead.external_id.as_deref()),
        html! { (lead.acknowledgements.len()) },
    ]
}

/// The vendor documents no keys; these are the ones of the demonstration data.
fn name(lead: &Lead) -> Option<String> {
    let values = ["FirstName", "LastName", "CompanyName"]
        .iter()
        .filter_map(|key| {
            let content = lead.contents.iter().find(|content| content.key == *key)?;
            Some(content.value.as_str())
        });
    let name = values.collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}

fn charts(overview: &Overview) -> Markup {
    html! {
        section aria-labelledby="charts" {
            h2 #charts { "All leads, counted" }
            div.charts {
                (bars("days", "Leads per day of creation", "Day", &overview.days.latest()))
                (bars("providers", "Leads per provider", "Provider", &overview.providers.highest()))
                (bars("campaigns", "Leads per campaign", "Campaign", &overview.campaigns.highest()))
            }
        }
    }
}
