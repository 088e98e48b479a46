//! Compares the instructions per call with those that were recorded.
#![allow(clippy::print_stdout, reason = "a command talks to a person")]

use std::error::Error;
use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use benches::instructions::Instructions;
use benches::{baseline, summaries};
use clap::Parser;

/// Compares the instructions per call with those that were recorded.
#[derive(Debug, Parser)]
struct Arguments {
    /// Where the harness has put its summaries.
    summaries: PathBuf,
    /// The recorded counts.
    recorded: PathBuf,
    /// Records the counts in their place.
    #[arg(long)]
    record: bool,
}

fn main() -> Result<ExitCode, Box<dyn Error>> {
    let arguments = Arguments::parse();
    let counts = summaries::read(&arguments.summaries)?;
    let text = serde_json::to_string_pretty(&counts)? + "\n";
    // Beside the report, which takes them up.
    let report = arguments.summaries.with_file_name("bench");
    fs::create_dir_all(&report)?;
    fs::write(report.join(Instructions::FILE), &text)?;
    if arguments.record {
        fs::write(&arguments.recorded, &text)?;
    }
    let (comparison, is_well) = baseline::compare(&counts, &read(&arguments.recorded)?);
    println!("{comparison}");
    Ok(ExitCode::from(u8::from(!is_well)))
}

/// What was recorded; nothing if nothing was.
fn read(path: &Path) -> Result<Instructions, Box<dyn Error>> {
    if !path.exists() {
        return Ok(Instructions::default());
    }
    Ok(serde_json::from_reader(BufReader::new(File::open(path)?))?)
}
