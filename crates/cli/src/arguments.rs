//! What is typed after `vendor`: one sub-command per vendor, and the tour.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand};
use uuid::Uuid;

use crate::{aim, dialler, iveco, leadbank, tickets};

/// The operations of the vendors, against the real APIs or an embedded sandbox.
#[derive(Debug, Parser)]
#[command(name = "vendor", version, after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// Results as JSON on stdout, one value per line; everything else as JSON on stderr
    #[arg(long, global = true, help_heading = OUTPUT)]
    pub(crate) json: bool,

    /// No notes and warnings on stderr, only errors
    #[arg(long, short, global = true, help_heading = OUTPUT)]
    pub(crate) quiet: bool,
}

const OUTPUT: &str = "Output";

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

    /// Prepared tickets of the Jifeline Partner API
    #[command(subcommand, after_help = tickets::settings_help())]
    Tickets(Box<tickets::Command>),

    /// Leads of Datacar LeadBank
    #[command(subcommand, after_help = leadbank::settings_help())]
    Leadbank(Box<leadbank::Command>),

    /// Contacts and campaigns of the dialler of a jtel ACD
    #[command(subcommand, after_help = dialler::settings_help())]
    Dialler(Box<dialler::Command>),

    /// The BT controller of IVECO Assistance Non-Stop
    #[command(subcommand, after_help = iveco::settings_help())]
    Iveco(Box<iveco::Command>),

    /// Rental contracts of AIM's active-e Contracts Service
    #[command(subcommand, after_help = aim::settings_help())]
    Aim(Box<aim::Command>),
}

/// Where the calls of a command go, and on whose behalf.
#[derive(Debug, Args)]
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
