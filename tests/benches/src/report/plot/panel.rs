//! One figure in one mode.

use clap::ValueEnum as _;
use svg::node::element::{Group, Rectangle};

use super::scale::Scale;
use super::shapes::{bar, circle, line, text};
use crate::driver::{Case, name};
use crate::measurement::{Client, Mode, Workload};
use crate::report::comparison::Comparison;
use crate::report::figure::{Figure, Source};
use crate::report::spread::Spread;

/// A client that is compared with the hand-written one.
pub(super) struct Series {
    client: Client,
    pub(super) name: &'static str,
    /// Its colour, in the style sheet.
    pub(super) class: &'static str,
    /// How far above or below the middle of a line, so that the two do not hide each other.
    offset: f64,
}

pub(super) const SERIES: [Series; 2] = [
    Series {
        client: Client::Ours,
        name: "our crates",
        class: "ours",
        offset: -6.5,
    },
    Series {
        client: Client::Hyper,
        name: "plain hyper-util",
        class: "hyper",
        offset: 6.5,
    },
];

/// The title, and whether more or less is better.
const HEAD: f64 = 36.0;
/// A workload.
const LINE: f64 = 30.0;
/// What is written on the axis.
const FOOT: f64 = 20.0;
/// The medians, as numbers, on the right.
const NUMBERS: f64 = 40.0;

/// Where a line is.
pub(super) fn middle(index: usize) -> f64 {
    let lines = u32::try_from(index).unwrap_or(u32::MAX);
    HEAD + LINE * (f64::from(lines) + 0.5)
}

pub(super) fn height() -> f64 {
    bottom() + FOOT
}

fn bottom() -> f64 {
    middle(Workload::value_variants().len()) - LINE / 2.0
}

pub(super) struct Panel<'a> {
    comparison: Comparison<'a>,
    figure: Figure,
    mode: Mode,
    scale: Scale,
}

impl<'a> Panel<'a> {
    pub(super) const WIDTH: f64 = 230.0;

    pub(super) fn new(comparison: Comparison<'a>, figure: Figure, mode: Mode) -> Self {
        let modes = Mode::value_variants().iter();
        // The same axis for all modes of a figure, so that they can be compared.
        let ratios = modes.flat_map(|&mode| ratios(comparison, figure, mode));
        let scale = Scale::new(ratios, Self::WIDTH - NUMBERS);
        Self {
            comparison,
            figure,
            mode,
            scale,
        }
    }

    pub(super) fn draw(&self) -> Group {
        let title = match self.figure.source() {
            Source::Runs => format!("{}, {}", self.figure.title(), name(self.mode)),
            Source::Counted | Source::Instructions => self.figure.title().to_owned(),
        };
        let is_empty = ratios(self.comparison, self.figure, self.mode).is_empty();
        let remark = match (is_empty, self.figure.is_better_if_more()) {
            (true, _) => "not measured",
            (false, true) => "more is better",
            (false, false) => "less is better",
        };
        let background = Rectangle::new()
            .set("class", "panel")
            .set("y", HEAD)
            .set("width", Self::WIDTH - NUMBERS)
            .set("height", bottom() - HEAD);
        let panel = Group::new()
            .add(text("heading", 0.0, 12.0, &title))
            .add(text("quiet", 0.0, 28.0, remark))
            .add(background);
        let workloads = Workload::value_variants().iter().enumerate();
        workloads.fold(self.axis(panel), |panel, (index, &workload)| {
            let end = middle(index) + LINE / 2.0;
            let separator = line("separator", (0.0, end), (Self::WIDTH - NUMBERS, end));
            self.line(panel, middle(index), workload).add(separator)
        })
    }

    fn axis(&self, panel: Group) -> Group {
        let ticks = self.scale.ticks().into_iter();
        ticks.fold(panel, |panel, tick| {
            let x = self.scale.x(tick);
            let is_floor = (tick - 1.0).abs() < 1e-9;
            let class = if is_floor { "floor" } else { "tick" };
            // Written with as many digits as it needs.
            let label = format!("{}", (tick * 1000.0).round() / 1000.0);
            panel.add(line(class, (x, HEAD), (x, bottom()))).add(text(
                class,
                x,
                bottom() + 14.0,
                &label,
            ))
        })
    }

    fn line(&self, panel: Group, middle: f64, workload: Workload) -> Group {
        let case = Case {
            workload,
            mode: self.mode,
        };
        SERIES.into_iter().fold(panel, |panel, series| {
            let y = middle + series.offset;
            let ratios = self.comparison.ratios(self.figure, case, series.client);
            let Some(spread) = Spread::of(ratios.iter().copied()) else {
                return panel;
            };
            let dots = ratios.iter().fold(Group::new(), |dots, &ratio| {
                dots.add(circle("round", self.scale.x(ratio), y, 2.2))
            });
            let (median, class) = (spread.median, series.class);
            let number = text(
                class,
                Panel::WIDTH - NUMBERS + 6.0,
                y + 3.5,
                &format!("{median:.2}"),
            );
            panel
                .add(dots.set("class", class))
                .add(bar(class, self.scale.x(median), y))
                .add(number)
        })
    }
}

/// Of all workloads and series.
fn ratios(comparison: Comparison<'_>, figure: Figure, mode: Mode) -> Vec<f64> {
    let workloads = Workload::value_variants().iter();
    let cases = workloads.map(|&workload| Case { workload, mode });
    cases
        .flat_map(|case| SERIES.map(|series| comparison.ratios(figure, case, series.client)))
        .flatten()
        .collect()
}
