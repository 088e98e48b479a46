//! Whatever goes wrong, the last lines on the terminal say what to do next, and so does `advice` with `--json`.
//!
//! The program is driven into its failures, and all that it then says stands in the snapshots beside this file: they are
//! for people to read and to judge. What the operating system says is Linux's.
#![cfg(target_os = "linux")]
// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../vendor/mod.rs"]
mod vendor;

mod calls;
mod input;
mod machine;
mod settings;
mod told;
mod usage;
