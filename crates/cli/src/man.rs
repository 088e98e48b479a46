//! `vendor man`: the help as man pages.

mod page;

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Command, CommandFactory as _};
use serde_json::json;

use self::page::page;
use crate::arguments::Arguments as Program;
use crate::failure::Failure;
use crate::output::Output;

pub(crate) const EXAMPLES: &str = "\
With --to, each command has a page of its own: vendor.1, vendor-tickets.1, vendor-tickets-list.1 and so on. The
directory is made if need be, and pages that are there already are written anew. `man` finds pages in the directory
man1 of each of its paths, which `manpath` shows.

Examples:
  vendor man > vendor.1
  vendor man --to ./man1
  vendor man --to ~/.local/share/man/man1";

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// A directory, for the pages of all commands
    #[arg(long, value_name = "DIR")]
    to: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    // Without the commands `help`, which only repeat the others.
    let mut program = Program::command().disable_help_subcommand(true);
    program.build();
    let Some(directory) = &arguments.to else {
        return output.result(&page(&program), |page| page.trim_end().to_owned());
    };
    let pages = all(&program);
    fs::create_dir_all(directory).map_err(|error| unwritable(directory, error))?;
    for command in &pages {
        let path = directory.join(file_name(command));
        fs::write(&path, page(command)).map_err(|error| unwritable(&path, error))?;
    }
    let first = directory.join(file_name(&program)).display().to_string();
    let result = json!({ "directory": directory.display().to_string(), "pages": pages.len() });
    output.result(&result, |_| {
        format!(
            "{} pages are in {}. To read the first: man -l {first}",
            pages.len(),
            directory.display()
        )
    })
}

/// A command and all below it.
fn all(command: &Command) -> Vec<&Command> {
    let below = command
        .get_subcommands()
        .filter(|below| !below.is_hide_set());
    std::iter::once(command)
        .chain(below.flat_map(all))
        .collect()
}

fn file_name(command: &Command) -> String {
    let name = command.get_display_name();
    format!("{}.1", name.unwrap_or_else(|| command.get_name()))
}

fn unwritable(path: &Path, source: std::io::Error) -> Failure {
    Failure::Unwritable {
        path: path.to_owned(),
        source,
    }
}
