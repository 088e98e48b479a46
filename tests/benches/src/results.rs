//! All that was measured, as it is kept: `target/bench/results.json`.

use serde::{Deserialize, Serialize};

use crate::driver::Case;
use crate::machine::Machine;
use crate::measurement::{Client, Measurement};

/// A session of the benchmarks.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Results {
    /// Where, when and with what.
    pub machine: Machine,
    /// How often everything ran.
    pub rounds: u32,
    /// Where the order of the clients came from.
    pub seed: u64,
    /// Whether too few calls were made to measure anything.
    pub quick: bool,
    /// What came of it.
    #[serde(flatten)]
    pub measured: Measured,
}

impl Results {
    /// The name of the file, beside the report.
    pub const FILE: &str = "results.json";
}

/// What the programs have measured.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Measured {
    /// Times and memory, in rounds.
    pub runs: Vec<Run>,
    /// Allocations, once, from the program that counts them.
    pub counted: Vec<Run>,
    /// What did not run, or had calls that failed; none of its numbers are in the tables.
    pub failures: Vec<String>,
}

/// A run of a client.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Run {
    /// In which round.
    pub round: u32,
    /// What.
    #[serde(flatten)]
    pub case: Case,
    /// Whose client.
    pub client: Client,
    /// What it measured.
    pub measurement: Measurement,
}
