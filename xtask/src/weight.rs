//! `cargo xtask weight`: what a vendor crate costs to build, beside a hand-written program that makes the same call.
//!
//! The CPU seconds of clean builds and the sizes of the programs. Times are reported and never a failure: they depend
//! on the machine. The crates are counted by CI (`tree`).

mod breakdown;
mod build;
mod report;

use std::error::Error;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;
use clap::builder::PossibleValuesParser;

use self::build::{Build, Builder, Profile};
use self::report::Report;
use crate::libraries::{Choice, VENDORS, Vendor};
use crate::program::{self, Author};

/// Measures what a vendor crate costs to build, beside a hand-written program that makes the same call.
///
/// Clean debug and release builds, with the default TLS and without TLS, one after the other: it takes a while. Let the
/// machine be quiet. The tables are kept in target/weight, as Markdown.
#[derive(Debug, Args)]
pub(crate) struct Weight {
    /// The vendor crate; all of them, one after the other, without it.
    #[arg(value_parser = PossibleValuesParser::new(VENDORS.iter().map(|vendor| vendor.name)))]
    vendor: Option<String>,
    /// How often each program is built; the medians are shown.
    #[arg(long, default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Only builds of this profile.
    #[arg(long)]
    profile: Option<Profile>,
}

/// With TLS and without.
const CHOICES: [Choice; 2] = [Choice::DEFAULT, Choice::NO_FEATURES];

/// What is built.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Subject {
    choice: Choice,
    profile: Profile,
    author: Author,
}

impl Weight {
    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, Box<dyn Error>> {
        let wanted = |vendor: &&Vendor| {
            let one = self.vendor.as_deref();
            one.is_none_or(|name| name == vendor.name)
        };
        for vendor in VENDORS.iter().filter(wanted) {
            if !program::is_written(root, vendor) {
                println!(
                    "{}: skipped, nobody has written its programs (xtask/src/program)",
                    vendor.name
                );
                continue;
            }
            let directory = root.join("target/weight").join(vendor.name);
            let report = self.measure(root, &directory, vendor)?.to_string();
            println!("{report}");
            fs::write(directory.with_extension("md"), report)?;
        }
        Ok(ExitCode::SUCCESS)
    }

    fn measure(
        &self,
        root: &Path,
        directory: &Path,
        vendor: &Vendor,
    ) -> Result<Report, Box<dyn Error>> {
        let builder = Builder::new(directory.join("target"));
        for choice in CHOICES {
            for author in Author::BOTH {
                let program = place(directory, choice, author);
                program::write(root, &program, vendor, choice, author)?;
                builder.fetch(&program)?;
            }
        }
        let mut builds: Vec<(Subject, Build)> = Vec::new();
        for round in 0..self.rounds {
            let wanted = |subject: &Subject| self.profile.is_none_or(|one| one == subject.profile);
            for subject in subjects(round).into_iter().filter(wanted) {
                let program = place(directory, subject.choice, subject.author);
                let build = builder.build(&program, subject.profile)?;
                println!("{} {subject}: {build}", vendor.name);
                builds.push((subject, build));
            }
        }
        let [ours, by_hand] = Author::BOTH.map(|author| {
            let program = place(directory, Choice::DEFAULT, author);
            builder.seconds_per_crate(&program)
        });
        builder.clean()?;
        Report::new(vendor, self.rounds, builds, &ours?, &by_hand?)
    }
}

/// All that is built in a round. Which of two programs is the first changes with each round, so that neither has the
/// warmer machine.
fn subjects(round: u32) -> Vec<Subject> {
    let mut authors = Author::BOTH;
    if round % 2 == 1 {
        authors.reverse();
    }
    let mut subjects = Vec::new();
    for choice in CHOICES {
        for profile in Profile::BOTH {
            subjects.extend(authors.map(|author| Subject {
                choice,
                profile,
                author,
            }));
        }
    }
    subjects
}

fn place(directory: &Path, choice: Choice, author: Author) -> PathBuf {
    directory.join(format!("{}-{author}", choice.name))
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "[{}] {} {}", self.choice.name, self.profile, self.author)
    }
}

#[cfg(test)]
mod tests {
    use super::subjects;

    #[test]
    fn a_program_is_built_right_beside_the_one_that_it_is_compared_with() {
        for pair in subjects(0).chunks(2) {
            assert_eq!(
                (pair[0].choice, pair[0].profile),
                (pair[1].choice, pair[1].profile)
            );
            assert_ne!(pair[0].author, pair[1].author);
        }
    }

    #[test]
    fn every_other_round_begins_with_the_other_program() {
        assert_ne!(subjects(0)[0].author, subjects(1)[0].author);
        assert_eq!(subjects(0), subjects(2));
    }
}
