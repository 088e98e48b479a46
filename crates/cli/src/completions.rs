//! `vendor completions`: what a shell offers when Tab is pressed.

use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

use crate::arguments::Arguments as Program;
use crate::failure::Failure;
use crate::output::Output;

pub(crate) const EXAMPLES: &str = "\
Write them once where your shell looks for them (mkdir -p makes the directory), and open a new shell:
  bash        vendor completions bash > ~/.local/share/bash-completion/completions/vendor
  zsh         vendor completions zsh > DIRECTORY/_vendor, a directory of $fpath, before compinit runs
  fish        vendor completions fish > ~/.config/fish/completions/vendor.fish
  powershell  vendor completions powershell >> $PROFILE
  elvish      vendor completions elvish >> ~/.config/elvish/rc.elv

Examples:
  vendor completions bash > vendor.bash
  vendor completions fish";

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    shell: Shell,
}

pub(crate) fn run(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    let mut script = Vec::new();
    generate(
        arguments.shell,
        &mut Program::command(),
        "vendor",
        &mut script,
    );
    let script = String::from_utf8_lossy(&script);
    output.result(&script, |script| script.trim_end().to_owned())
}
