//! What one run of a client program measures, as it prints it: one line of JSON.

use clap::ValueEnum;
use serde::{Deserialize, Serialize};

/// Whose client makes the calls.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Client {
    /// Our crates, with everything on: retries, credentials, deadlines, spans without a subscriber.
    Ours,
    /// Written by hand on reqwest and serde_json: the floor.
    Raw,
    /// Plain hyper-util and serde_json: what is below reqwest.
    Hyper,
}

/// A call, named after what it does.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Workload {
    /// Gets one ticket.
    GetTicket,
    /// Gets one ticket that is not there: a problem+json of 404, decoded.
    Problem,
    /// Creates a ticket.
    CreateTicket,
    /// Lists 25 tickets.
    #[value(name = "list-25")]
    #[serde(rename = "list-25")]
    List25,
    /// Lists 1,000 tickets.
    #[value(name = "list-1000")]
    #[serde(rename = "list-1000")]
    List1000,
    /// Fetches one lead.
    #[value(name = "leads-1")]
    #[serde(rename = "leads-1")]
    Leads1,
    /// Fetches 1,000 leads.
    #[value(name = "leads-1000")]
    #[serde(rename = "leads-1000")]
    Leads1000,
    /// Fetches 20,000 leads.
    #[value(name = "leads-20000")]
    #[serde(rename = "leads-20000")]
    Leads20000,
    /// Takes 20,000 leads in and confirms them; ours one by one as they arrive, the others by one list.
    #[value(name = "intake-20000")]
    #[serde(rename = "intake-20000")]
    Intake20000,
    /// Imports a contact into a campaign of the dialler.
    ImportContact,
}

/// How many calls are on their way at once.
#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Mode {
    /// One after the other, on a current-thread runtime.
    Sequential,
    /// 64 at a time, on a multi-thread runtime.
    #[value(name = "64-way")]
    #[serde(rename = "64-way")]
    Way64,
    /// 1,000 at a time, on a multi-thread runtime.
    #[value(name = "1000-way")]
    #[serde(rename = "1000-way")]
    Way1000,
}

/// What a client program measured of its own process, after a warm-up.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Measurement {
    /// Calls that were measured.
    pub calls: u64,
    /// Calls that failed; more than none makes the whole run invalid.
    pub failed: u64,
    /// How long they took, in seconds.
    pub seconds: f64,
    /// Processor time of this process in them, user and system, in seconds.
    pub cpu_seconds: f64,
    /// The most memory that was resident since the process started, in bytes (Linux only).
    pub peak_resident: Option<u64>,
    /// The memory that was resident after the warm-up, in bytes (Linux only).
    pub resident_before: Option<u64>,
    /// The memory that was resident at the end, in bytes (Linux only).
    pub resident_after: Option<u64>,
    /// What the heap saw; only from the program that counts, whose times mean nothing.
    pub heap: Option<Heap>,
}

/// Allocations of the measured calls.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
pub struct Heap {
    /// How many.
    pub allocations: u64,
    /// How many bytes in all.
    pub bytes: u64,
    /// The most bytes that were live at once, above those that were live before the measured calls.
    pub peak: u64,
}
