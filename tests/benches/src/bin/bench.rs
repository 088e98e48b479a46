//! Runs the benchmarks and reports them.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a command talks to a person"
)]

use std::error::Error;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use benches::driver::{Programs, Selection};
use benches::instructions::Instructions;
use benches::machine::Machine;
use benches::measurement::{Client, Mode, Workload};
use benches::report::{self, Comparison};
use benches::results::Results;
use clap::Parser;

/// Measures our clients beside a hand-written one and plain hyper-util, and reports it.
///
/// Everything is written to `bench` in the target directory: `report.md`, `report.svg`, `summary.md` and `results.json`;
/// of a quick run and of a selection to `bench/part`. Whether the limits are held is told, and never a failure.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask bench", bin_name = "cargo xtask bench")]
struct Arguments {
    /// How often to run everything.
    #[arg(long, default_value_t = 7, value_parser = clap::value_parser!(u32).range(1..))]
    rounds: u32,
    /// Only this workload; can be given several times.
    #[arg(long = "workload", value_name = "WORKLOAD")]
    workloads: Vec<Workload>,
    /// Only this mode; can be given several times.
    #[arg(long = "mode", value_name = "MODE")]
    modes: Vec<Mode>,
    /// Only this client; can be given several times.
    #[arg(long = "client", value_name = "CLIENT")]
    clients: Vec<Client>,
    /// Where the order of the clients comes from.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Whether everything runs, in seconds: two rounds of a few calls, which measure nothing.
    #[arg(long, conflicts_with = "rounds")]
    quick: bool,
    /// Runs nothing, and reports the last results again, with the instructions that were counted since.
    #[arg(long, conflicts_with_all = ["rounds", "workloads", "modes", "clients", "seed", "quick"])]
    again: bool,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = Arguments::parse();
    let directory = arguments.directory()?;
    fs::create_dir_all(&directory)?;
    let file = directory.join(Results::FILE);
    let results = if arguments.again {
        serde_json::from_reader(io::BufReader::new(File::open(&file)?))?
    } else {
        let results = measure(arguments)?;
        fs::write(&file, serde_json::to_string_pretty(&results)?)?;
        results
    };
    report(&directory, &results)?;
    let failed = !results.measured.failures.is_empty();
    Ok(ExitCode::from(u8::from(failed)))
}

impl Arguments {
    /// `bench`, beside the directory of the profile that this program lies in. A part of it, so that a quick run does
    /// not take the place of a whole one.
    fn directory(&self) -> io::Result<PathBuf> {
        let program = std::env::current_exe()?;
        let target = program.ancestors().nth(2);
        let bench = target.ok_or(io::ErrorKind::NotFound)?.join("bench");
        let is_whole = !self.quick
            && self.workloads.is_empty()
            && self.modes.is_empty()
            && self.clients.is_empty();
        Ok(if is_whole { bench } else { bench.join("part") })
    }
}

fn measure(arguments: Arguments) -> Result<Results, Box<dyn Error>> {
    let machine = Machine::here_and_now();
    let selection = Selection {
        workloads: arguments.workloads,
        modes: arguments.modes,
        clients: arguments.clients,
        rounds: if arguments.quick { 2 } else { arguments.rounds },
        seed: arguments.seed,
        quick: arguments.quick,
    };
    let programs = Programs::beside_this_one()?;
    let measured = selection.run(&programs, |line| eprintln!("{line}"))?;
    Ok(Results {
        machine,
        rounds: selection.rounds,
        seed: selection.seed,
        quick: selection.quick,
        measured,
    })
}

fn report(directory: &Path, results: &Results) -> Result<(), Box<dyn Error>> {
    let instructions = instructions(&directory.join(Instructions::FILE))?;
    let comparison = Comparison {
        results,
        instructions: instructions.as_ref(),
    };
    let full = report::full(comparison);
    fs::write(directory.join("report.md"), &full)?;
    fs::write(directory.join("summary.md"), report::summary(comparison))?;
    fs::write(directory.join("report.svg"), report::plot(comparison))?;
    println!("{full}");
    eprintln!("written to {}", directory.display());
    Ok(())
}

/// None if nobody has counted them.
fn instructions(file: &Path) -> Result<Option<Instructions>, Box<dyn Error>> {
    match fs::read_to_string(file) {
        Ok(text) => Ok(Some(serde_json::from_str(&text)?)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}
