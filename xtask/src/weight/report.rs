//! The tables: the same for a terminal and as Markdown.

use std::error::Error;
use std::fmt;
use std::process::Command;
use std::thread::available_parallelism;
use std::time::Duration;

use comfy_table::Table;
use comfy_table::presets::ASCII_MARKDOWN;

use super::breakdown::{Seconds, beyond};
use super::build::{Build, Profile};
use super::{CHOICES, Subject};
use crate::libraries::{Choice, Vendor};
use crate::program::Author;

/// How many times the CPU seconds of the hand-written program's clean debug build ours may take.
const LIMIT: f64 = 1.15;
/// What we would like to reach.
const STRETCH: f64 = 1.05;

/// What was measured of one vendor's programs.
#[derive(Debug)]
pub(super) struct Report {
    vendor: &'static str,
    conditions: String,
    builds: Vec<(Subject, Build)>,
    /// What only our program builds.
    beyond: Vec<(String, Duration)>,
    /// All that it builds.
    whole: Duration,
}

impl Report {
    pub(super) fn new(
        vendor: &Vendor,
        rounds: u32,
        builds: Vec<(Subject, Build)>,
        ours: &Seconds,
        by_hand: &Seconds,
    ) -> Result<Self, Box<dyn Error>> {
        let compiler = Command::new("rustc").arg("--version").output()?;
        let compiler = String::from_utf8(compiler.stdout)?;
        let cores = available_parallelism()?;
        let beyond = beyond(ours, by_hand).into_iter();
        Ok(Self {
            vendor: vendor.name,
            conditions: format!(
                "{}, {cores} cores, medians, rounds: {rounds}",
                compiler.trim()
            ),
            builds,
            beyond: beyond.map(|(name, time)| (name.to_owned(), time)).collect(),
            whole: ours.values().sum(),
        })
    }

    /// The median of a figure for both authors; what could not be measured is left out.
    fn medians(
        &self,
        choice: Choice,
        profile: Profile,
        figure: impl Fn(&Build) -> Option<f64>,
    ) -> Option<[f64; 2]> {
        let [ours, by_hand] = Author::BOTH.map(|author| {
            let subject = Subject {
                choice,
                profile,
                author,
            };
            let of_subject = self.builds.iter().filter(|(other, _)| *other == subject);
            median(of_subject.filter_map(|(_, build)| figure(build)).collect())
        });
        Some([ours?, by_hand?])
    }

    fn figures(&self) -> Table {
        let mut table = table(&["build", "figure", "ours", "by hand", "ratio"]);
        for choice in CHOICES {
            for profile in Profile::BOTH {
                for (name, figure) in FIGURES {
                    if let Some([ours, by_hand]) = self.medians(choice, profile, figure) {
                        table.add_row([
                            format!("{profile}, {}", tls(choice)),
                            name.to_owned(),
                            format!("{ours:.2}"),
                            format!("{by_hand:.2}"),
                            format!("{:.3}", ours / by_hand),
                        ]);
                    }
                }
            }
        }
        table
    }

    fn packages(&self) -> Table {
        let mut table = table(&["package", "seconds"]);
        for (name, time) in &self.beyond {
            table.add_row([name.clone(), format!("{:.2}", time.as_secs_f64())]);
        }
        table
    }
}

type Figure = (&'static str, fn(&Build) -> Option<f64>);

const FIGURES: [Figure; 4] = [
    ("CPU seconds", |build| Some(build.cpu.as_secs_f64())),
    ("wall seconds", |build| Some(build.wall.as_secs_f64())),
    ("MiB", |build| Some(mebibytes(build.size))),
    ("MiB, stripped", |build| build.stripped.map(mebibytes)),
];

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "# Build weight of {}\n\n{}.\n",
            self.vendor, self.conditions
        )?;
        writeln!(f, "{}\n", self.figures())?;
        for choice in CHOICES {
            let cpu = |build: &Build| Some(build.cpu.as_secs_f64());
            if let Some([ours, by_hand]) = self.medians(choice, Profile::Debug, cpu) {
                let ratio = ours / by_hand;
                writeln!(
                    f,
                    "A clean debug build, {}, takes {ratio:.3} of the hand-written one's CPU seconds: {}.\n",
                    tls(choice),
                    verdict(ratio)
                )?;
            }
        }
        writeln!(
            f,
            "One package at a time (debug, {}), ours takes {:.1} s. Of it, what is not built by hand:\n\n{}",
            tls(Choice::DEFAULT),
            self.whole.as_secs_f64(),
            self.packages()
        )
    }
}

fn table(header: &[&str]) -> Table {
    let mut table = Table::new();
    table.load_style(ASCII_MARKDOWN).set_header(header.to_vec());
    table
}

fn tls(choice: Choice) -> &'static str {
    if choice == Choice::DEFAULT {
        "default TLS"
    } else {
        "no TLS"
    }
}

fn verdict(ratio: f64) -> String {
    let holds = |limit| {
        if ratio <= limit {
            "holds"
        } else {
            "does not hold"
        }
    };
    format!(
        "the limit of {LIMIT} {}, {STRETCH} {}",
        holds(LIMIT),
        holds(STRETCH)
    )
}

#[expect(clippy::cast_precision_loss, reason = "sizes for people to read")]
fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}

/// Of an even number of figures, the one between the two in the middle.
fn median(mut figures: Vec<f64>) -> Option<f64> {
    figures.sort_by(f64::total_cmp);
    let middle = figures.len() / 2;
    let upper = *figures.get(middle)?;
    if figures.len() % 2 == 1 {
        return Some(upper);
    }
    Some(f64::midpoint(*figures.get(middle - 1)?, upper))
}

#[cfg(test)]
mod tests {
    use super::{median, verdict};

    #[test]
    fn the_median_is_in_the_middle() {
        assert_eq!(median(vec![3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(vec![1.0, 3.0]), Some(2.0));
        assert_eq!(median(vec![]), None);
    }

    #[test]
    fn a_ratio_is_told_with_the_limits() {
        assert_eq!(verdict(1.04), "the limit of 1.15 holds, 1.05 holds");
        assert_eq!(verdict(1.10), "the limit of 1.15 holds, 1.05 does not hold");
        assert_eq!(
            verdict(1.20),
            "the limit of 1.15 does not hold, 1.05 does not hold"
        );
    }
}
