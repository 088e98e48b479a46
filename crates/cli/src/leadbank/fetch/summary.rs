//! How many leads there are of each day, provider and campaign: nothing of people.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use leadbank::Lead;
use serde::{Serialize, Serializer};

use super::named;

#[derive(Serialize)]
pub(super) struct Summary {
    /// By the day of their `CreateDate`, as it was sent.
    pub(super) days: Groups,
    pub(super) providers: Groups,
    pub(super) campaigns: Groups,
    /// What is no lead as documented, and is in none of them.
    pub(super) unreadable: u64,
}

impl Summary {
    pub(super) fn new() -> Self {
        Self {
            days: Groups::in_order(Order::Text),
            providers: Groups::in_order(Order::Size),
            campaigns: Groups::in_order(Order::Size),
            unreadable: 0,
        }
    }

    pub(super) fn add(&mut self, lead: Option<&Lead>) {
        let Some(lead) = lead else {
            self.unreadable += 1;
            return;
        };
        let date = lead.create_date.map(|date| date.to_string());
        let day = date.and_then(|date| Some(date.get(..DAY)?.to_owned()));
        self.days.add(day);
        let provider = named(lead.id_provider, lead.name_provider.as_deref());
        self.providers.add(provider);
        let campaign = named(lead.id_campaign.as_deref(), lead.name_campaign.as_deref());
        self.campaigns.add(campaign);
    }
}

/// `2024-10-15`
const DAY: usize = 10;

/// Leads by a text that they have in common, if they have one.
pub(super) struct Groups {
    pub(super) order: Order,
    leads: BTreeMap<Option<String>, u64>,
    /// Of groups that no memory is kept for.
    others: u64,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Order {
    Text,
    /// The largest first.
    Size,
}

/// Those that have this in common.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(super) struct Group<'a> {
    pub(super) value: Option<&'a str>,
    pub(super) leads: u64,
    /// Whether it is what was left of several groups.
    pub(super) others: bool,
}

/// Far more than anybody reads.
const MOST: usize = 10_000;

impl Groups {
    fn in_order(order: Order) -> Self {
        Self {
            order,
            leads: BTreeMap::new(),
            others: 0,
        }
    }

    fn add(&mut self, value: Option<String>) {
        if let Some(leads) = self.leads.get_mut(&value) {
            *leads += 1;
        } else if self.leads.len() < MOST {
            self.leads.insert(value, 1);
        } else {
            self.others += 1;
        }
    }

    /// Those that have nothing in common come last among the texts, and what was left at the end.
    pub(super) fn in_their_order(&self) -> Vec<Group<'_>> {
        let known = self.leads.iter().map(|(value, leads)| Group {
            value: value.as_deref(),
            leads: *leads,
            others: false,
        });
        let mut groups: Vec<_> = known.collect();
        match self.order {
            Order::Text => groups.sort_by_key(|group| group.value.is_none()),
            Order::Size => groups.sort_by_key(|group| Reverse(group.leads)),
        }
        groups.extend((self.others > 0).then_some(Group {
            value: None,
            leads: self.others,
            others: true,
        }));
        groups
    }
}

impl Serialize for Groups {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.in_their_order())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn groups_of(order: Order, values: &[Option<&str>]) -> Groups {
        let mut groups = Groups::in_order(order);
        for value in values {
            groups.add(value.map(str::to_owned));
        }
        groups
    }

    fn flat(groups: &Groups) -> Vec<(Option<&str>, u64)> {
        let groups = groups.in_their_order().into_iter();
        groups.map(|group| (group.value, group.leads)).collect()
    }

    const VALUES: [Option<&str>; 6] = [Some("b"), None, Some("a"), Some("c"), None, Some("c")];

    #[test]
    fn days_are_in_their_order_and_what_has_none_is_the_last() {
        let groups = groups_of(Order::Text, &VALUES);
        let expected = [(Some("a"), 1), (Some("b"), 1), (Some("c"), 2), (None, 2)];
        assert_eq!(flat(&groups), expected);
    }

    #[test]
    fn the_others_are_by_their_size_and_then_by_their_texts() {
        let groups = groups_of(Order::Size, &VALUES);
        let expected = [(None, 2), (Some("c"), 2), (Some("a"), 1), (Some("b"), 1)];
        assert_eq!(flat(&groups), expected);
    }

    #[test]
    fn memory_is_kept_for_so_many_only() {
        let mut groups = Groups::in_order(Order::Size);
        for number in 0..=MOST {
            groups.add(Some(number.to_string()));
        }
        groups.add(Some("0".to_owned()));
        let groups = groups.in_their_order();
        assert_eq!(groups.len(), MOST + 1);
        assert_eq!((groups[0].value, groups[0].leads), (Some("0"), 2));
        assert!(groups[MOST].others);
    }

    #[test]
    fn a_lead_counts_on_the_day_that_its_date_was_sent_with() {
        let mut summary = Summary::new();
        for date in ["2024-10-15T00:30:00+02:00", "2024-10-15T23:59:59.9"] {
            let lead = format!("{{\"CreateDate\": \"{date}\", \"IDprovider\": 2}}");
            summary.add(Some(&serde_json::from_str(&lead).unwrap()));
        }
        summary.add(None);
        assert_eq!(flat(&summary.days), [(Some("2024-10-15"), 2)]);
        assert_eq!(flat(&summary.providers), [(Some("2"), 2)]);
        assert_eq!(flat(&summary.campaigns), [(None, 2)]);
        assert_eq!(summary.unreadable, 1);
    }
}
