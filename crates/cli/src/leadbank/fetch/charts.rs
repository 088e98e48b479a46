//! The summary for people: bars of texts.

use std::io::{self, IsTerminal as _};
use std::{env, mem};

use super::summary::{Group, Groups, Order, Summary};
use crate::output;
use crate::table;

/// So many bars are shown of each kind. What is left is a number.
const BARS: usize = 15;

/// The longest bar, in characters.
const LONGEST: u64 = 40;

/// More of a name is not shown.
const NAME: usize = 40;

/// What bars are made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Bars {
    /// Of eighths of a character.
    Blocks,
    Ascii,
}

impl Bars {
    /// Blocks where they will be seen, and not a file or another program.
    pub(super) fn of_stdout() -> Self {
        // In the order in which they count.
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
            .into_iter()
            .filter_map(|name| env::var(name).ok())
            .find(|value| !value.is_empty())
            .unwrap_or_default()
            .to_ascii_uppercase();
        if io::stdout().is_terminal() && (locale.contains("UTF-8") || locale.contains("UTF8")) {
            Self::Blocks
        } else {
            Self::Ascii
        }
    }

    /// Of none that is counted is nothing seen, however small it is.
    fn bar(self, leads: u64, most: u64) -> String {
        let eighths =
            (u128::from(leads) * u128::from(LONGEST) * 8).div_ceil(u128::from(most.max(1)));
        let eighths = usize::try_from(eighths).unwrap_or_default();
        match self {
            Self::Blocks => {
                let part = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
                format!("{}{part}", "█".repeat(eighths / 8))
            }
            Self::Ascii => "#".repeat(eighths.div_ceil(8)),
        }
    }
}

/// Three charts below each other.
pub(super) fn text(summary: &Summary, bars: Bars) -> String {
    let charts = [
        ("LEADS PER DAY", &summary.days),
        ("LEADS PER PROVIDER", &summary.providers),
        ("LEADS PER CAMPAIGN", &summary.campaigns),
    ];
    let charts = charts.map(|(title, groups)| format!("{title}\n{}\n", chart(groups, bars)));
    let mut text = charts.join("\n");
    if summary.unreadable > 0 {
        text = format!(
            "{text}\nnot as documented, and in no chart: {}\n",
            summary.unreadable
        );
    }
    text
}

fn chart(groups: &Groups, bars: Bars) -> String {
    let mut groups_left = groups.in_their_order();
    let rest = take_rest(&mut groups_left, groups.order);
    let longest = groups_left.iter().map(|group| group.leads).max();
    let longest = longest.unwrap_or_default();
    let mut rows: Vec<_> = groups_left
        .iter()
        .map(|group| (name(group), group.leads, bars.bar(group.leads, longest)))
        .collect();
    // As a group it would be none of those that can be compared.
    match (rest, groups.order) {
        (0, _) => {}
        (rest, Order::Text) => rows.insert(0, ("earlier".to_owned(), rest, String::new())),
        (rest, Order::Size) => rows.push(("others".to_owned(), rest, String::new())),
    }
    let width = rows
        .iter()
        .map(|(_, leads, _)| leads.to_string().len())
        .max();
    let width = width.unwrap_or_default();
    table::of_rows(rows.into_iter().map(|(name, leads, bar)| {
        let count = format!("{leads:>width$}");
        [name, count, bar]
    }))
}

/// Leaves the latest days, or the largest groups. Tells how many leads are in the others.
fn take_rest(groups: &mut Vec<Group<'_>>, order: Order) -> u64 {
    let surplus = groups.len().saturating_sub(BARS);
    let rest = match order {
        Order::Text => {
            let latest = groups.split_off(surplus);
            mem::replace(groups, latest)
        }
        Order::Size => groups.split_off(groups.len() - surplus),
    };
    rest.iter().map(|group| group.leads).sum()
}

fn name(group: &Group<'_>) -> String {
    match (group.others, group.value) {
        (true, _) => "others".to_owned(),
        (false, None) => "(none)".to_owned(),
        (false, Some(name)) => match name.char_indices().nth(NAME) {
            Some((end, _)) => output::line(&format!("{}..", &name[..end])),
            None => output::line(name),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bar_is_as_long_as_its_part_of_the_longest() {
        assert_eq!(Bars::Ascii.bar(8, 8).len(), 40);
        assert_eq!(Bars::Ascii.bar(4, 8).len(), 20);
        assert_eq!(Bars::Blocks.bar(4, 8), "█".repeat(20));
        assert_eq!(Bars::Blocks.bar(3, 64), "█▉");
    }

    #[test]
    fn what_is_there_is_seen() {
        assert_eq!(Bars::Ascii.bar(1, 1_000_000), "#");
        assert_eq!(Bars::Blocks.bar(1, u64::MAX), "▏");
        assert_eq!(Bars::Blocks.bar(0, 0), "");
    }
}
