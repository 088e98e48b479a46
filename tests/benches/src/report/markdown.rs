//! The tables, as Markdown, which is also good to read on a terminal.

use clap::ValueEnum as _;
use comfy_table::{Table, presets};

use super::comparison::Comparison;
use super::figure::{Figure, Source};
use super::limits::{Limit, Verdict};
use super::number::{NONE, number};
use super::spread::Spread;
use crate::driver::{Case, left_out, name};
use crate::machine::Machine;
use crate::measurement::{Client, Mode, Workload};

const BUSY: &str = "The machine was busy when this began: other programs, or the build just before, may have disturbed the times.";
const QUICK: &str = "A quick run: everything ran, but too few calls were made to measure anything.";
const FAILED: &str = "Some runs failed: see the report.";
const NOT_COUNTED: &str = "Instructions were not counted.";

/// The whole report.
pub fn full(comparison: Comparison<'_>) -> String {
    let mut parts = vec![
        "# Benchmarks".to_owned(),
        explanation(comparison),
        notes(comparison),
    ];
    for &mode in Mode::value_variants() {
        let title = format!("## Measured, {}", name(mode));
        parts.extend(
            figures(comparison, mode, Figure::MEASURED).map(|table| title + "\n\n" + &table),
        );
    }
    let counted = figures(comparison, Mode::Sequential, Figure::COUNTED);
    parts.extend(counted.map(|table| "## Counted, sequential\n\n".to_owned() + &table));
    parts.push("## Limits\n\n".to_owned() + &limits(comparison));
    parts.push("## Left out\n\n".to_owned() + &omissions());
    let failures = &comparison.results.measured.failures;
    if !failures.is_empty() {
        parts.push("## Failures\n\n".to_owned() + &list(failures));
    }
    parts.join("\n\n") + "\n"
}

/// For a README: a row for each workload, with the ratios of our clients to the hand-written one.
pub fn summary(comparison: Comparison<'_>) -> String {
    let columns = [
        (Figure::CallsPerSecond, Mode::Way64),
        (Figure::Cpu, Mode::Sequential),
        (Figure::Instructions, Mode::Sequential),
        (Figure::Allocations, Mode::Sequential),
        (Figure::PeakResident, Mode::Sequential),
    ];
    let header = columns.map(|(figure, mode)| match mode {
        Mode::Sequential => figure.title().to_owned(),
        Mode::Way64 | Mode::Way1000 => format!("{}, {}", figure.title(), name(mode)),
    });
    let rows = Workload::value_variants().iter().map(|&workload| {
        let ratios = columns.map(|(figure, mode)| {
            let case = Case { workload, mode };
            let ratios = Spread::of(comparison.ratios(figure, case, Client::Ours));
            ratios.map_or_else(none, |ratios| decimals(figure, ratios.median))
        });
        [vec![name(workload)], ratios.to_vec()].concat()
    });
    let table = table([vec!["call".to_owned()], header.to_vec()].concat(), rows);
    let about = about(&comparison.results.machine).join(", ") + ".";
    let rounds = comparison.results.rounds;
    let about = [about].into_iter().chain(remarks(comparison));
    let about = about.collect::<Vec<_>>().join(" ");
    format!(
        "{table}\n\nRatios to a client written by hand on reqwest and serde_json, in the median of {rounds} rounds. More \
         calls/s are better, and less of everything else. {about}\n"
    )
}

fn explanation(comparison: Comparison<'_>) -> String {
    format!(
        "`ours` are our crates with everything on: retries, deadlines, spans that nobody listens to, credentials (a \
         token for tickets and the dialler) and a rate limit that never holds up (tickets). `raw` is written by hand on \
         reqwest and serde_json, with one fixed token and without time limits and retries; `hyper` is plain hyper-util \
         below both. All of them make the same calls to the same server on this machine; of intake-20000, ours takes the \
         leads as they arrive, and the others read them into one list.\n\n\
         Values are medians of {} rounds. A ratio is to `raw` in the same round: the median of the rounds, and in \
         brackets where the middle half of them lies. What is counted repeats, and has one value.",
        comparison.results.rounds
    )
}

fn notes(comparison: Comparison<'_>) -> String {
    let machine = &comparison.results.machine;
    let mut notes = vec![about(machine).join(", ")];
    if let Some(load) = machine.load {
        notes.push(format!("load average at the start: {load}"));
    }
    notes.extend(remarks(comparison));
    list(&notes)
}

/// What a reader has to know before believing the numbers.
fn remarks(comparison: Comparison<'_>) -> impl Iterator<Item = String> {
    let results = comparison.results;
    let of_other_code = comparison.instructions.and_then(|counted| {
        let machine = &results.machine;
        let is_same = counted.commit == machine.commit && counted.rustc == machine.rustc;
        let of = [&counted.commit, &counted.rustc].map(|it| it.as_deref().unwrap_or("unknown"));
        (!is_same).then(|| {
            format!(
                "Instructions were counted at commit {}, with {}.",
                of[0], of[1]
            )
        })
    });
    let failures = results.measured.failures.len();
    let remarks = [
        (results.machine.was_busy(), BUSY),
        (results.quick, QUICK),
        (comparison.instructions.is_none(), NOT_COUNTED),
        (failures > 0, FAILED),
    ];
    let remarks = remarks.into_iter().filter(|(holds, _)| *holds);
    remarks
        .map(|(_, remark)| remark.to_owned())
        .chain(of_other_code)
}

/// What is known of the machine.
fn about(machine: &Machine) -> Vec<String> {
    [
        machine.processor.clone(),
        machine.cores.map(|cores| format!("{cores} cores")),
        machine.system.clone(),
        machine.rustc.clone(),
        machine
            .commit
            .as_ref()
            .map(|commit| format!("commit {commit}")),
        Some(machine.date.to_string()),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// A row for each workload and client that has any of the figures; none if there is no such row.
fn figures(comparison: Comparison<'_>, mode: Mode, figures: [Figure; 4]) -> Option<String> {
    let mut header = vec!["call".to_owned(), "client".to_owned()];
    for figure in figures {
        header.push(figure.column().to_owned());
        header.extend(figure.has_ratio().then(|| "to raw".to_owned()));
    }
    let mut rows = Vec::new();
    for &workload in Workload::value_variants() {
        let case = Case { workload, mode };
        for &client in Client::value_variants() {
            let median = |figure| comparison.median(figure, case, client);
            if figures.into_iter().all(|figure| median(figure).is_none()) {
                continue;
            }
            let mut row = vec![name(workload), name(client)];
            for figure in figures {
                row.push(median(figure).map_or_else(none, number));
                row.extend(
                    figure
                        .has_ratio()
                        .then(|| to_raw(comparison, figure, case, client)),
                );
            }
            rows.push(row);
        }
    }
    (!rows.is_empty()).then(|| table(header, rows))
}

/// The ratio, if there can be one; that of `raw` to itself says nothing.
fn to_raw(comparison: Comparison<'_>, figure: Figure, case: Case, client: Client) -> String {
    if client == Client::Raw {
        return String::new();
    }
    let ratios = Spread::of(comparison.ratios(figure, case, client));
    ratios.map_or_else(none, |ratios| {
        let median = decimals(figure, ratios.median);
        match figure.source() {
            Source::Runs => format!("{median} ({:.2}..{:.2})", ratios.lower, ratios.upper),
            Source::Counted | Source::Instructions => median,
        }
    })
}

fn limits(comparison: Comparison<'_>) -> String {
    let header = ["figure", "call", "to raw", "limit", "stretch", "verdict"];
    let rows = Limit::all().into_iter().map(|limit| {
        let Limit {
            figure,
            case,
            limit: bound,
            stretch,
        } = limit;
        let measured = limit.measured(comparison);
        let verdict = match limit.verdict(measured) {
            Verdict::StretchMet => "stretch met",
            Verdict::Met => "met",
            Verdict::Missed => "MISSED",
            Verdict::NotMeasured => "not measured",
        };
        let direction = if figure.is_better_if_more() {
            "at least"
        } else {
            "at most"
        };
        vec![
            figure.title().to_owned(),
            case.to_string(),
            measured.map_or_else(none, |ratio| format!("{ratio:.3}")),
            format!("{direction} {bound:.2}"),
            format!("{stretch:.2}"),
            verdict.to_owned(),
        ]
    });
    table(header.map(str::to_owned).to_vec(), rows)
}

fn omissions() -> String {
    let cases: Vec<String> = left_out()
        .map(|(case, reason)| format!("{case}: {reason}"))
        .collect();
    list(&cases)
}

fn list(lines: &[String]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| format!("- {line}")).collect();
    lines.join("\n")
}

/// What repeats has a third decimal that says something.
fn decimals(figure: Figure, ratio: f64) -> String {
    match figure.source() {
        Source::Runs => format!("{ratio:.2}"),
        Source::Counted | Source::Instructions => format!("{ratio:.3}"),
    }
}

fn none() -> String {
    NONE.to_owned()
}

fn table(header: Vec<String>, rows: impl IntoIterator<Item = Vec<String>>) -> String {
    let mut table = Table::new();
    table
        .load_style(presets::ASCII_MARKDOWN)
        .set_header(header)
        .add_rows(rows);
    table.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::made_up;
    use crate::results::Results;

    fn without_instructions(results: &Results) -> Comparison<'_> {
        Comparison {
            results,
            instructions: None,
        }
    }

    #[test]
    fn the_report_has_all_figures_with_their_ratios_and_the_limits() {
        let (results, instructions) = (made_up::results(), made_up::instructions());
        insta::assert_snapshot!(full(Comparison {
            results: &results,
            instructions: Some(&instructions),
        }));
    }

    #[test]
    fn the_summary_has_a_row_for_each_workload() {
        let (results, instructions) = (made_up::results(), made_up::instructions());
        insta::assert_snapshot!(summary(Comparison {
            results: &results,
            instructions: Some(&instructions),
        }));
    }

    #[test]
    fn what_makes_the_numbers_doubtful_is_said() {
        let mut results = made_up::results();
        let calm = full(without_instructions(&results));
        assert!(!calm.contains(BUSY) && !calm.contains(QUICK), "{calm}");
        assert!(calm.contains(NOT_COUNTED), "{calm}");

        results.quick = true;
        results.machine.load = Some(1.5);
        let doubtful = full(without_instructions(&results));
        assert!(
            doubtful.contains(BUSY) && doubtful.contains(QUICK),
            "{doubtful}"
        );
    }

    #[test]
    fn what_failed_is_told() {
        let mut results = made_up::results();
        let failure = "round 1, get-ticket 64-way, ours: 3 calls failed".to_owned();
        results.measured.failures.push(failure.clone());
        assert!(full(without_instructions(&results)).contains(&failure));
    }
}
