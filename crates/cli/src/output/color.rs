//! Whether to show colours: as `--color` says, else as the terminal and the environment have it.

use std::env;
use std::ffi::OsStr;

use clap::{ColorChoice, ValueEnum as _};

/// Holds for both streams, from now on. `auto` asks each stream whether it is a terminal, and `NO_COLOR`, `CLICOLOR`,
/// `CLICOLOR_FORCE` and `TERM`.
pub(crate) fn choose(color: ColorChoice) {
    match color {
        ColorChoice::Auto => anstream::ColorChoice::Auto,
        ColorChoice::Always => anstream::ColorChoice::Always,
        ColorChoice::Never => anstream::ColorChoice::Never,
    }
    .write_global();
}

/// What looks like the option, where the arguments did not parse, or were not parsed to the end.
pub(super) fn said() -> ColorChoice {
    let arguments: Vec<_> = env::args_os().collect();
    let values = arguments.iter().enumerate().filter_map(|(at, argument)| {
        match argument.to_str()?.strip_prefix("--color")? {
            "" => arguments.get(at + 1).map(|value| &**value),
            value => value.strip_prefix('=').map(OsStr::new),
        }
    });
    values
        .filter_map(|value| ColorChoice::from_str(value.to_str()?, false).ok())
        .next_back()
        .unwrap_or_default()
}
