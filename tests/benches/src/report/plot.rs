//! The ratios as a plot: a panel for each figure, a line for each workload, a dot for each round.

mod panel;
mod scale;
mod shapes;

use clap::ValueEnum as _;
use svg::Document;
use svg::node::element::{Group, Rectangle, Style, Title};

use self::panel::{Panel, SERIES};
use self::shapes::{bar, place, text};
use super::comparison::Comparison;
use super::figure::Figure;
use crate::driver::name;
use crate::measurement::{Mode, Workload};

/// What is shown, from left to right and from the top down.
#[rustfmt::skip]
const PANELS: [[(Figure, Mode); 4]; 3] = [
    [
        (Figure::CallsPerSecond, Mode::Sequential),
        (Figure::CallsPerSecond, Mode::Way64),
        (Figure::CallsPerSecond, Mode::Way1000),
        (Figure::Instructions,   Mode::Sequential),
    ],
    [
        (Figure::Cpu,            Mode::Sequential),
        (Figure::Cpu,            Mode::Way64),
        (Figure::Cpu,            Mode::Way1000),
        (Figure::Allocations,    Mode::Sequential),
    ],
    [
        (Figure::PeakResident,   Mode::Sequential),
        (Figure::PeakResident,   Mode::Way64),
        (Figure::PeakResident,   Mode::Way1000),
        (Figure::PeakHeap,       Mode::Sequential),
    ],
];

const TITLE: &str = "Our clients beside one that is written by hand on reqwest";

/// Left of each row: the names of the workloads.
const NAMES: f64 = 124.0;
/// Above all rows: the title and the legend.
const HEAD: f64 = 84.0;
/// Between two panels, and around them.
const GAP: f64 = 16.0;

/// The plot, as SVG.
pub fn plot(comparison: Comparison<'_>) -> String {
    let mut page = Group::new();
    let mut top = HEAD;
    let mut right = 0.0;
    for row in PANELS {
        page = page.add(place(names(), GAP, top));
        let mut left = NAMES;
        for (figure, mode) in row {
            let panel = Panel::new(comparison, figure, mode);
            page = page.add(place(panel.draw(), left, top));
            left += Panel::WIDTH + GAP;
        }
        right = left;
        top += panel::height() + GAP;
    }
    let background = Rectangle::new()
        .set("class", "page")
        .set("width", right)
        .set("height", top);
    Document::new()
        .set("viewBox", (0, 0, right, top))
        .set("width", right)
        .set("height", top)
        .set("role", "img")
        .add(Title::new(TITLE))
        .add(Style::new(include_str!("plot/style.css")))
        .add(background)
        .add(place(heading(comparison), GAP, 0.0))
        .add(page)
        .to_string()
}

fn heading(comparison: Comparison<'_>) -> Group {
    let machine = &comparison.results.machine;
    let processor = machine.processor.as_deref().unwrap_or("unknown processor");
    let what = format!(
        "Ratios: 1 is the client written by hand. Dots are the {} rounds, bars and numbers their medians. {processor}, {}.",
        comparison.results.rounds, machine.date
    );
    let mut heading = Group::new()
        .add(text("title", 0.0, 28.0, TITLE))
        .add(text("quiet", 0.0, 48.0, &what));
    let mut left = 5.0;
    for series in SERIES {
        heading = heading.add(bar(series.class, left, 64.0)).add(text(
            "",
            left + 10.0,
            68.0,
            series.name,
        ));
        left += 100.0;
    }
    heading
}

fn names() -> Group {
    Workload::value_variants()
        .iter()
        .enumerate()
        .fold(Group::new(), |names, (line, workload)| {
            names.add(text("", 0.0, panel::middle(line) + 4.0, &name(*workload)))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::made_up;

    #[test]
    fn every_round_has_a_dot_and_every_median_a_number() {
        let results = made_up::results();
        let plot = plot(Comparison {
            results: &results,
            instructions: None,
        });
        let bars = |class: &str| plot.matches(&format!("<rect class=\"{class}\"")).count();
        let (figures, cases, rounds, in_legend) = (3, 3, 3, 1);
        // Ours alone is also counted: in two of the cases, once, and two of these figures have a panel.
        let counted = 2 * 2;
        assert_eq!(bars("ours"), figures * cases + counted + in_legend);
        assert_eq!(bars("hyper"), figures * cases + in_legend);
        let dots = plot.matches("<circle class=\"round\"").count();
        assert_eq!(dots, 2 * figures * cases * rounds + counted);
    }

    #[test]
    fn a_figure_that_was_not_measured_is_called_so() {
        let results = made_up::results();
        let plot = plot(Comparison {
            results: &results,
            instructions: None,
        });
        // The instructions, and three figures at 1000-way.
        assert_eq!(plot.matches("not measured").count(), 4);
    }
}
