//! Rows of a file, by `vendor dialler import`: all are checked first, then as many calls as are asked for are in flight
//! at any time, and what became of each row is told.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../vendor/mod.rs"]
mod vendor;

mod check;
mod csv;
mod dry_run;
mod encodings;
mod failures;
mod gate;
mod headers;
mod import;
mod journal;
mod limits;
mod pipe;
mod results;
mod resume;
mod source;
#[cfg(unix)]
mod stop;
mod summary;
