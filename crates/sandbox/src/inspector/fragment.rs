//! Small pieces that several pages have.

use chrono::{DateTime, SecondsFormat, Utc};
use maud::{Markup, html};

use crate::ledger::Call;
use crate::operation::Operation;

use super::paging::Paging;

pub(super) fn time(time: DateTime<Utc>) -> Markup {
    html! {
        time datetime=(time.to_rfc3339_opts(SecondsFormat::Millis, true)) { (time.format("%H:%M:%S%.3f")) }
    }
}

pub(super) fn date_and_time(time: DateTime<Utc>) -> Markup {
    html! {
        time datetime=(time.to_rfc3339_opts(SecondsFormat::Millis, true)) { (time.format("%Y-%m-%d %H:%M:%S%.3f")) }
    }
}

/// What is there, or a dash and a word for those who hear the page.
pub(super) fn optional(text: Option<&str>) -> Markup {
    html! {
        @match text {
            Some(text) => (text),
            None => span.none { "\u{2013}" span.hidden { "none" } },
        }
    }
}

/// The status of a call's answer. The colour says no more than the number.
pub(super) fn status(call: &Call) -> Markup {
    html! {
        @match call.status {
            Some(status) => span class={ "badge s" (status.as_u16() / 100) } { (status.as_u16()) },
            None if call.settled => span.badge.s5 { "no answer" },
            None => span.badge.busy { "in progress" },
        }
    }
}

/// A path, which may be broken behind each of its segments.
pub(super) fn path(path: &str) -> Markup {
    html! {
        span.path { @for segment in path.split_inclusive('/') { (segment) wbr; } }
    }
}

/// All operations to choose from, under their vendors.
pub(super) fn operation_options(chosen: Option<Operation>) -> Markup {
    let operations: Vec<_> = Operation::all().collect();
    html! {
        @for of_vendor in operations.chunk_by(|one, next| one.vendor() == next.vendor()) {
            optgroup label=[of_vendor.first().map(|first| first.vendor())] {
                @for operation in of_vendor {
                    option value=(operation) selected[chosen == Some(*operation)] { (operation.id()) }
                }
            }
        }
    }
}

/// `createPreparedTicket` with its vendor, from `partner.createPreparedTicket`.
pub(super) fn operation_named(name: &str) -> Option<Operation> {
    let (vendor, id) = name.split_once('.')?;
    Operation::find(vendor, id)
}

/// A table that can be scrolled by itself where it is wider than the window. The first cell of a row names it.
pub(super) fn table(
    caption: &str,
    columns: &[&str],
    rows: impl IntoIterator<Item = Vec<Markup>>,
) -> Markup {
    html! {
        div.scroll role="region" aria-label=(caption) tabindex="0" {
            table {
                caption.hidden { (caption) }
                thead { tr { @for column in columns { th scope="col" { (column) } } } }
                tbody {
                    @for row in rows {
                        tr {
                            @for (index, cell) in row.iter().enumerate() {
                                @if index == 0 { th scope="row" { (cell) } } @else { td { (cell) } }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Links to the pages beside this one. The query is that of the page but for its number, and empty or with `&` at its end.
pub(super) fn pages(paging: Paging, total: usize, query: &str) -> Markup {
    let link = |number: usize| format!("?{query}page={number}");
    html! {
        @if paging.number > 1 || paging.has_more(total) {
            nav.pages aria-label="Pages" {
                @if paging.number > 1 {
                    a href=(link(paging.number - 1)) rel="prev" { "Newer" }
                }
                span { "Page " (paging.number) }
                @if paging.has_more(total) {
                    a href=(link(paging.number + 1)) rel="next" { "Older" }
                }
            }
        }
    }
}
