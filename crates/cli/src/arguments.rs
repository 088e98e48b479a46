//! What is typed after `vendor`: one sub-command per vendor, the sandbox, and the tour.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, ColorChoice, Parser, Subcommand};
use uuid::Uuid;

use crate::{aim, completions, config, dialler, doctor, iveco, leadbank, man, sandbox, tickets};

/// The operations of the vendors, against the real APIs or an embedded sandbox.
#[derive(Debug, Parser)]
#[command(name = "vendor", version, after_help = format!("{FIRST_STEPS}\n\n{EXIT_CODES}"))]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Results as JSON on stdout, one value per line; everything else as JSON on stderr
    #[arg(long, global = true, help_heading = OUTPUT)]
    pub(crate) json: bool,

    /// No notes and warnings on stderr, only errors
    #[arg(long, short, global = true, help_heading = OUTPUT)]
    pub(crate) quiet: bool,

    /// When to show colours; `auto` asks the terminal, and the variables NO_COLOR and CLICOLOR_FORCE
    #[arg(long, value_name = "WHEN", value_enum, default_value_t, global = true, help_heading = OUTPUT)]
    pub(crate) color: ColorChoice,
}

const OUTPUT: &str = "Output";

const FIRST_STEPS: &str = "\
First steps:
  vendor tour                       every operation against an embedded sandbox: no account, no settings, no network
  vendor sandbox                    a sandbox that stays, with a page that shows what arrives
  vendor config init                writes a settings file to fill in
  vendor doctor                     checks the settings, and says what to do
  vendor dialler import --help      contacts into a campaign, one or a whole file of them

With --sandbox, nothing of a command reaches the vendor. `--help` of each command has an example.

Examples:
  vendor tickets list --sandbox
  vendor dialler import --campaign-id 538 --name Mustermann --phone-number-1 +493023125009 --sandbox
  vendor leadbank fetch --parameter 1 --json --sandbox";

const EXIT_CODES: &str = "\
Exit codes:
  0    done
  1    failed on this machine
  2    wrong usage, settings or files that cannot be used, or input that the vendor's documentation forbids; nothing was sent
  3    refused: the vendor answered that it did not do it
  4    not sent: the operation did not reach the vendor, for want of a connection or of a token
  5    unknown: the vendor may or may not have done it
  6    done, but the answer could not be read, or not be written here
  130  interrupted by Ctrl-C
  143  terminated by SIGTERM";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Walks through every operation against an embedded sandbox, with faults on the way
    #[command(after_help = "Needs no account, no settings and no network.\n\n\
                            Example:\n  vendor tour")]
    Tour,

    /// Runs a sandbox of all vendors, to send commands and programs of your own to, and to watch them in a browser
    ///
    /// Base URLs and credentials are printed on stdout, ready to paste into the shell of the client, and a line per call
    /// on stderr.
    #[command(after_help = sandbox::EXAMPLES)]
    Sandbox(Box<sandbox::Command>),

    /// Checks the settings of each vendor, and says what to do if they do not work
    #[command(after_help = doctor::EXAMPLES)]
    Doctor(Box<doctor::Arguments>),

    /// Prepared tickets of the Jifeline Partner API
    #[command(subcommand, after_help = tickets::help())]
    Tickets(Box<tickets::Command>),

    /// Leads of Datacar LeadBank
    #[command(subcommand, after_help = leadbank::help())]
    Leadbank(Box<leadbank::Command>),

    /// Contacts and campaigns of the dialler of a jtel ACD
    #[command(subcommand, after_help = dialler::help())]
    Dialler(Box<dialler::Command>),

    /// The BT controller of IVECO Assistance Non-Stop
    #[command(subcommand, after_help = iveco::help())]
    Iveco(Box<iveco::Command>),

    /// Rental contracts of AIM's active-e Contracts Service
    #[command(subcommand, after_help = aim::help())]
    Aim(Box<aim::Command>),

    /// Shows what is set, and writes a settings file to begin with
    #[command(subcommand, after_help = config::EXAMPLES)]
    Config(config::Command),

    /// Prints completions for a shell
    #[command(after_help = completions::EXAMPLES)]
    Completions(completions::Arguments),

    /// Prints the man page, or writes one for each command into a directory
    #[command(after_help = man::EXAMPLES)]
    Man(man::Arguments),
}

/// Where the calls of a command go, and on whose behalf.
#[derive(Clone, Debug, Args)]
#[command(next_help_heading = "Connection")]
pub(crate) struct Connection {
    /// Sends everything to an embedded sandbox, whose state ends with the command
    #[arg(long, conflicts_with_all = ["base_url", "config"])]
    pub(crate) sandbox: bool,

    /// The vendor's API [default: see the help of the vendor]
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,

    /// Allows http:// to other hosts than this one: everyone on the way can read along
    #[arg(long)]
    pub(crate) allow_plain_http: bool,

    /// The settings file [default: vendor/config.toml in the user's configuration directory]; the help of the
    /// vendor, such as `vendor tickets --help`, says what else can be set, and how to give credentials
    #[arg(long, value_name = "FILE")]
    pub(crate) config: Option<PathBuf>,

    /// The time limit of each call, with all of its attempts [default: 120]
    #[arg(long, value_name = "SECONDS", value_parser = seconds)]
    pub(crate) timeout: Option<Duration>,

    /// Requests a second, said by the options of a command.
    #[arg(skip)]
    pub(crate) rate: Option<f64>,
}

/// The arguments of an operation, and its connection: the one that all vendors have, or one with more flags.
#[derive(Debug, Args)]
pub(crate) struct Call<A: Args, C: Args = Connection> {
    #[command(flatten)]
    pub(crate) arguments: A,
    #[command(flatten)]
    pub(crate) connection: C,
}

/// The options of what must be said, where it was not.
pub(crate) fn unsaid(options: &[(&'static str, bool)]) -> Option<String> {
    let unsaid: Vec<_> = options
        .iter()
        .filter(|(_, said)| !said)
        .map(|(option, _)| *option)
        .collect();
    (!unsaid.is_empty()).then(|| unsaid.join(", "))
}

/// An id as the vendors have it.
pub(crate) fn id(text: &str) -> Result<Uuid, String> {
    text.parse()
        .map_err(|_| "expected a UUID, such as 497f6eca-6276-4993-bfeb-53cbbbba6f08".to_owned())
}

pub(crate) fn seconds(text: &str) -> Result<Duration, String> {
    text.parse()
        .ok()
        .and_then(|seconds| Duration::try_from_secs_f64(seconds).ok())
        .filter(|duration| !duration.is_zero())
        .ok_or_else(|| "expected a number of seconds above 0, such as 30 or 0.5".to_owned())
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    /// A command and all below it, without `help`, which clap adds.
    fn all(command: &clap::Command) -> Vec<&clap::Command> {
        let below = command
            .get_subcommands()
            .filter(|below| below.get_name() != "help");
        std::iter::once(command)
            .chain(below.flat_map(all))
            .collect()
    }

    #[test]
    fn the_help_of_every_command_has_an_example() {
        let mut program = Arguments::command();
        program.build();
        let commands = all(&program);
        assert!(commands.len() > 40, "{} commands", commands.len());
        let without: Vec<&str> = commands
            .into_iter()
            .filter(|command| {
                let below = command.get_after_help().map(ToString::to_string);
                let begins = |line: &str| matches!(line, "Example:" | "Examples:");
                !below.is_some_and(|text| text.lines().any(begins))
            })
            .filter_map(clap::Command::get_bin_name)
            .collect();
        assert!(
            without.is_empty(),
            "no `Example:` in after_help of {without:#?}"
        );
    }
}
