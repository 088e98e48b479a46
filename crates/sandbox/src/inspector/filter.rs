//! Which calls are listed.

use maud::{Markup, html};

use crate::ledger::Call;
use crate::operation::Operation;

use super::fragment;
use super::layout::Tab;
use super::pairs::Pairs;
use super::section::Section;

/// What the form above the list asks for. What is not known asks for nothing.
#[derive(Debug, Default)]
pub(super) struct Filter {
    vendor: Option<&'static str>,
    operation: Option<Operation>,
    kind: Kind,
    /// Calls before this one, for the pages behind the first.
    before: Option<u64>,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Kind {
    #[default]
    All,
    Failed,
    Violations,
    Faults,
}

impl Kind {
    const ALL: [(Self, &'static str, &'static str); 4] = [
        (Self::All, "all", "All calls"),
        (Self::Failed, "failed", "Failures"),
        (Self::Violations, "violations", "Contract violations"),
        (Self::Faults, "faults", "Faults"),
    ];

    fn find(name: &str) -> Option<Self> {
        let known = Self::ALL.iter().find(|(_, known, _)| *known == name);
        known.map(|(kind, ..)| *kind)
    }

    fn name(self) -> &'static str {
        Self::ALL
            .iter()
            .find(|(kind, ..)| *kind == self)
            .map_or("all", |(_, name, _)| name)
    }
}

impl Filter {
    pub(super) fn read(query: &Pairs) -> Self {
        Self {
            vendor: query
                .get("vendor")
                .and_then(|name| vendors().find(|vendor| *vendor == name)),
            operation: query.get("operation").and_then(fragment::operation_named),
            kind: query.get("show").and_then(Kind::find).unwrap_or_default(),
            before: query.get("before").and_then(|number| number.parse().ok()),
        }
    }

    pub(super) fn is_on_first_page(&self) -> bool {
        self.before.is_none()
    }

    /// Whether there may be calls that it leaves out.
    pub(super) fn is_narrow(&self) -> bool {
        self.vendor.is_some() || self.operation.is_some() || self.kind != Kind::All
    }

    pub(super) fn wants(&self, call: &Call) -> bool {
        self.vendor.is_none_or(|vendor| vendor == call.vendor)
            && self
                .operation
                .is_none_or(|operation| call.operation == Some(operation))
            && self.before.is_none_or(|before| call.number < before)
            && match self.kind {
                Kind::All => true,
                Kind::Failed => has_failed(call),
                Kind::Violations => !call.violations.is_empty(),
                Kind::Faults => call.fault.is_some(),
            }
    }

    /// The query of the page with the calls before this one, or of the first page.
    pub(super) fn query(&self, before: Option<u64>) -> String {
        let members = [
            self.vendor.map(|vendor| format!("vendor={vendor}")),
            self.operation
                .map(|operation| format!("operation={operation}")),
            (self.kind != Kind::All).then(|| format!("show={}", self.kind.name())),
            before.map(|number| format!("before={number}")),
        ];
        let members: Vec<_> = members.into_iter().flatten().collect();
        format!("?{}", members.join("&"))
    }

    pub(super) fn form(&self) -> Markup {
        html! {
            form.filter method="get" action=(Tab::Calls.path()) role="search" aria-label="Filter" {
                div.field {
                    label for="vendor" { "Vendor" }
                    select #vendor name="vendor" {
                        option value="" { "All vendors" }
                        @for vendor in vendors() {
                            option value=(vendor) selected[self.vendor == Some(vendor)] { (title(vendor)) }
                        }
                    }
                }
                div.field {
                    label for="operation" { "Operation" }
                    select #operation name="operation" {
                        option value="" { "All operations" }
                        (fragment::operation_options(self.operation))
                    }
                }
                div.field {
                    label for="show" { "Show" }
                    select #show name="show" {
                        @for (kind, name, text) in Kind::ALL {
                            option value=(name) selected[self.kind == kind] { (text) }
                        }
                    }
                }
                button type="submit" { "Filter" }
                @if self.is_narrow() { a.plain href=(Tab::Calls.path()) { "Show all" } }
            }
        }
    }
}

/// All that there are: one that has no data to show is called, too.
fn vendors() -> impl Iterator<Item = &'static str> {
    let mut vendors: Vec<_> = Operation::all().map(Operation::vendor).collect();
    vendors.dedup();
    vendors.into_iter()
}

fn title(vendor: &'static str) -> &'static str {
    Section::find(vendor).map_or(vendor, Section::title)
}

/// Whether the client was told an error, or nothing.
fn has_failed(call: &Call) -> bool {
    match call.status {
        Some(status) => status.is_client_error() || status.is_server_error(),
        None => call.settled,
    }
}
