//! What a client says of a call, against what the vendor did.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

mod judge;
mod liars;
mod many;
mod plan;
mod play;
mod promise;
mod single;
mod stage;
mod subjects;
mod table;
mod tally;
mod trouble;
