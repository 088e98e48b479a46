//! Rows of a file in the commands of each vendor: what a row is there, when it is done, and what is never sent twice.
//! What all of them have in common is tested with `vendor dialler import` (tests/bulk).

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../vendor/mod.rs"]
mod vendor;

mod activations;
mod options;
mod tickets;
mod updates;

use serde_json::Value;

use crate::vendor::Ran;

/// What became of each row with `--json`, by the lines.
fn deliveries(ran: &Ran) -> Vec<(u64, String)> {
    let row = |row: Value| {
        let delivery = row["delivery"].as_str().unwrap().to_owned();
        (row["line"].as_u64().unwrap(), delivery)
    };
    let mut rows: Vec<_> = ran.json_lines().into_iter().map(row).collect();
    rows.sort_unstable();
    rows
}

fn all(deliveries: &[(u64, &str)]) -> Vec<(u64, String)> {
    let owned = |(line, delivery): &(u64, &str)| (*line, (*delivery).to_owned());
    deliveries.iter().map(owned).collect()
}
