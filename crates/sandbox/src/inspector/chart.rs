//! Small charts of numbers, with a table that says the same.

use std::collections::BTreeMap;

use maud::{Markup, html};

/// How often each of some labels occurs.
#[derive(Debug, Default)]
pub(super) struct Counts(BTreeMap<String, usize>);

/// More bars cannot be taken in at a glance.
const MOST_BARS: usize = 12;

impl Counts {
    pub(super) fn add(&mut self, label: impl Into<String>) {
        *self.0.entry(label.into()).or_default() += 1;
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = (&str, usize)> {
        self.0.iter().map(|(label, count)| (label.as_str(), *count))
    }

    /// The last labels by their order, for days.
    pub(super) fn latest(&self) -> Vec<(&str, usize)> {
        let first = self.0.len().saturating_sub(MOST_BARS);
        self.iter().skip(first).collect()
    }

    /// The labels that occur most often.
    pub(super) fn highest(&self) -> Vec<(&str, usize)> {
        let mut bars: Vec<_> = self.iter().collect();
        bars.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        bars.truncate(MOST_BARS);
        bars
    }
}

const BAR: usize = 18;
const STEP: usize = 26;
/// In percent of the width: where a bar begins, and how long the longest one is.
const BEGIN: usize = 36;
const LONGEST: usize = 52;

/// Bars that lie, one per label. The id is that of the page's part.
pub(super) fn bars(id: &str, title: &str, label: &str, bars: &[(&str, usize)]) -> Markup {
    let most = bars
        .iter()
        .map(|(_, count)| *count)
        .max()
        .unwrap_or(1)
        .max(1);
    html! {
        figure.chart {
            figcaption { (title) }
            svg role="img" aria-labelledby={ (id) "-title " (id) "-description" } width="100%" height=(STEP * bars.len()) {
                title id={ (id) "-title" } { (title) }
                desc id={ (id) "-description" } {
                    @for (index, (label, count)) in bars.iter().enumerate() {
                        @if index > 0 { ", " }
                        (label) ": " (count)
                    }
                }
                @for (index, (label, count)) in bars.iter().enumerate() {
                    @let top = STEP * index;
                    @let width = LONGEST * count / most;
                    text.label x="0" y=(top + 14) { (shortened(label)) }
                    // A count that is small beside the others is still there.
                    rect x={ (BEGIN) "%" } y=(top) width={ (width.max(1)) "%" } height=(BAR) rx="3" {}
                    text.value x={ (BEGIN + width.max(1) + 1) "%" } y=(top + 14) { (count) }
                }
            }
            details id={ (id) "-table" } {
                summary { "As a table" }
                table {
                    caption.hidden { (title) }
                    thead { tr { th scope="col" { (label) } th scope="col" { "Leads" } } }
                    tbody { @for (label, count) in bars { tr { th scope="row" { (label) } td { (count) } } } }
                }
            }
        }
    }
}

/// As much as there is room for; the description has the rest.
fn shortened(label: &str) -> String {
    const MOST: usize = 14;
    if label.chars().count() <= MOST {
        return label.to_owned();
    }
    let beginning: String = label.chars().take(MOST - 1).collect();
    format!("{beginning}\u{2026}")
}
