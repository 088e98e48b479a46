//! Workshop activations.

use maud::{Markup, html};

use crate::iveco::Activation;

use super::super::Inspector;
use super::super::fragment::{optional, pages, table};
use super::super::paging::Paging;
use super::{Figure, none};

impl Inspector {
    pub(super) fn activation_figures(&self) -> Vec<Figure> {
        vec![(
            "Activations".to_owned(),
            self.iveco.look(<[Activation]>::len),
        )]
    }

    pub(super) fn activations(&self, paging: Paging) -> Markup {
        let activations = self
            .iveco
            .look(|activations| paging.of(activations.iter().rev()));
        html! {
            p.total { "Activations: " (activations.total) }
            @if activations.items.is_empty() { (none("activations")) } @else {
                (table("Activations", &COLUMNS, activations.items.iter().map(row)))
            }
            (pages(paging, activations.total, ""))
        }
    }
}

const COLUMNS: [&str; 7] = [
    "No.",
    "Dossier",
    "Account",
    "Outlet",
    "Source",
    "Reason",
    "Calls to the workshop",
];

fn row(activation: &Activation) -> Vec<Markup> {
    vec![
        html! { (activation.number) },
        optional(activation.dossier_number.as_deref()),
        optional(activation.account_id.as_deref()),
        optional(activation.dmd_outlet_code.as_deref()),
        optional(
            activation
                .source
                .map(|source| source.to_string())
                .as_deref(),
        ),
        html! { (activation.reason_code) },
        html! { (activation.call_outcomes.len()) },
    ]
}
