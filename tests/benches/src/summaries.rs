//! What the harness has counted, as it writes it: a file for each benchmark.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use clap::ValueEnum as _;
use serde::Deserialize;

use crate::counting::calls_counted;
use crate::instructions::Instructions;
use crate::machine::Machine;
use crate::measurement::{Client, Workload};

/// The counts cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SummaryError {
    /// A file or a directory cannot be read.
    #[error("{0} cannot be read: {1}")]
    Read(PathBuf, io::Error),
    /// A file is no summary.
    #[error("{0} is no summary of a benchmark: {1}")]
    NoSummary(PathBuf, serde_json::Error),
    /// A file is of a benchmark that nobody knows.
    #[error("{0} is of a benchmark that is not one of ours")]
    Unknown(PathBuf),
}

#[derive(Deserialize)]
struct Summary {
    function_name: String,
    id: String,
    profiles: Vec<Profile>,
}

#[derive(Deserialize)]
struct Profile {
    data: Data,
}

#[derive(Deserialize)]
struct Data {
    total: Total,
}

#[derive(Deserialize)]
struct Total {
    metrics: Metrics,
}

#[derive(Deserialize)]
struct Metrics {
    /// Instructions read.
    #[serde(rename = "Ir")]
    instructions: Metric,
}

#[derive(Deserialize)]
struct Metric {
    values: Values,
}

#[derive(Deserialize)]
struct Values {
    new: u64,
}

impl Summary {
    /// Which benchmark it is of, and the instructions of a call.
    fn per_call(&self) -> Option<(Workload, Client, u64)> {
        let client = Client::from_str(&self.function_name, false).ok()?;
        let position: usize = self.id.strip_prefix("workload_")?.parse().ok()?;
        let workload = *Workload::value_variants().get(position)?;
        let counted = self
            .profiles
            .first()?
            .data
            .total
            .metrics
            .instructions
            .values
            .new;
        Some((workload, client, counted / calls_counted(workload)))
    }
}

/// Reads all summaries below a directory.
///
/// # Errors
/// [`SummaryError`] for the first file that cannot be read.
pub fn read(directory: &Path) -> Result<Instructions, SummaryError> {
    let mut counts: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for path in files(directory)? {
        let failed = |error| SummaryError::Read(path.clone(), error);
        let file = File::open(&path).map_err(failed)?;
        let summary: Summary = serde_json::from_reader(BufReader::new(file))
            .map_err(|error| SummaryError::NoSummary(path.clone(), error))?;
        let (workload, client, instructions) =
            summary.per_call().ok_or(SummaryError::Unknown(path))?;
        counts
            .entry(workload)
            .or_default()
            .insert(client, instructions);
    }
    let machine = Machine::here_and_now();
    Ok(Instructions {
        commit: machine.commit,
        rustc: machine.rustc,
        per_call: counts,
    })
}

fn files(directory: &Path) -> Result<Vec<PathBuf>, SummaryError> {
    let failed = |error| SummaryError::Read(directory.to_owned(), error);
    let mut found = Vec::new();
    for entry in fs::read_dir(directory).map_err(failed)? {
        let path = entry.map_err(failed)?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if path.file_name().is_some_and(|name| name == "summary.json") {
            found.push(path);
        }
    }
    Ok(found)
}
