//! Rental contracts.

use std::collections::BTreeMap;

use maud::{Markup, html};

use crate::aim::Rental;

use super::super::Inspector;
use super::super::fragment::{optional, pages, table};
use super::super::paging::Paging;
use super::{Figure, figures, none};

impl Inspector {
    pub(super) fn contract_figures(&self) -> Vec<Figure> {
        let (mut statuses, locked) = self.aim.look(|contracts| {
            let mut statuses: BTreeMap<String, usize> = BTreeMap::new();
            for contract in contracts {
                *statuses
                    .entry(format!("Status {}", contract.status))
                    .or_default() += 1;
            }
            let locked = contracts
                .iter()
                .filter(|contract| contract.locked_by.is_some());
            (statuses, locked.count())
        });
        statuses.insert("Locked".to_owned(), locked);
        statuses.into_iter().collect()
    }

    pub(super) fn contracts(&self, paging: Paging) -> Markup {
        let contracts = self.aim.look(|contracts| paging.of(contracts.iter().rev()));
        let scheduled = vec![
            (
                "Scheduled returns".to_owned(),
                self.aim.scheduled_returns().len(),
            ),
            (
                "Scheduled exchanges".to_owned(),
                self.aim.scheduled_exchanges().len(),
            ),
        ];
        html! {
            p.total { "Contracts: " (contracts.total) }
            @if contracts.items.is_empty() { (none("contracts")) } @else {
                (table("Contracts", &COLUMNS, contracts.items.iter().map(row)))
            }
            (pages(paging, contracts.total, ""))
            (figures(&scheduled))
        }
    }
}

const COLUMNS: [&str; 9] = [
    "Ref",
    "AIM ref",
    "Status",
    "Locked",
    "Customer",
    "Instrument",
    "Serial",
    "Monthly",
    "Accessories",
];

fn row(contract: &Rental) -> Vec<Markup> {
    vec![
        html! { (contract.reference) },
        html! { (contract.aim_reference) },
        html! { (contract.status) @if contract.is_finished { ", finished" } },
        html! {
            @match &contract.locked_by {
                Some(user) => span.badge.fault { "by " (user) },
                None => "no",
            }
        },
        optional(contract.customer_name.as_deref()),
        optional(contract.instrument.as_deref()),
        optional(contract.serial.as_deref()),
        html! { (contract.payment) },
        html! { (contract.accessories.len()) },
    ]
}
