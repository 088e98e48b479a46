//! Our clients, a hand-written one on reqwest and serde_json, and plain hyper-util below both: the same calls
//! against the same server, which runs in a process of its own.

pub mod answers;
pub mod baseline;
pub mod clients;
pub mod counting;
pub mod driver;
pub mod instructions;
pub mod machine;
pub mod measurement;
pub mod open_files;
pub mod program;
pub mod report;
pub mod results;
pub mod server;
pub mod summaries;
