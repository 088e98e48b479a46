//! `vendor leadbank forward`: leads into a campaign of the dialler, none lost and none twice.

mod contacts;
mod dry_run;
mod interval;
mod mapping;
mod pass;
mod reason;
mod schedule;
mod set_aside;
mod summary;
mod user_data;

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::builder::NonEmptyStringValueParser;
use clap::{ArgGroup, Args};
use dialler::{CampaignKey, NewContact};
use leadbank::{Confirmation, Lead};

use self::mapping::Mapping;
use self::pass::Forwarder;
use self::reason::Reason;
pub(crate) use self::set_aside::SetAsideError;
use self::set_aside::SetAsideFile;
use self::user_data::Prefix;
use super::connection;
use crate::arguments::{Call, Connection, unsaid};
use crate::dialler::second_client;
use crate::failure::{Effect, Failure};
use crate::input;
use crate::interrupt::{Stop, unless_interrupted};
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
Each lead is imported with the user data leadbank:ID, over a contact that has it already: so it may come again, and
is one contact nevertheless. One that gives no contact, for want of a phone number for example, goes to the file of
--set-aside, as JSON on a line of its own, with its reason. Only what is in the campaign or on the disk is confirmed;
whatever ends the command, a power cut too, everything else comes again. That file holds personal data; nothing
that is printed does.

LeadBank gives the same leads to whoever asks: run one of these per account. Where the vendor lets you choose, leave
the confirmation to the numbers of the leads: one of the fetch as a whole that is carried out late, after a crash or
a timeout, most likely concerns the leads that were fetched since, too.

--every goes on after what may pass by itself. What only a person can change ends it: settings, credentials that are
refused, a campaign or an address that is not there, a file that cannot be written. The first Ctrl-C or SIGTERM
finishes the lead in hand and confirms what is safe; a second one ends it at once, and nothing is lost then either.

With --json, an object for each pass: leads, imported, set_aside, set_aside_before, unknown, left, confirmed,
unconfirmed; with --dry-run one for each lead: lead, contact, set_aside, warnings.

The settings of both vendors are needed: those of vendor leadbank --help and of vendor dialler --help.

Examples:
  vendor leadbank forward --dry-run --parameter 1 --campaign-id 538 --sandbox
  vendor leadbank forward --print-mapping > mapping.toml
  vendor leadbank forward --every 30s --parameter 1 --campaign-id 538 --mapping mapping.toml --set-aside leads.jsonl";

#[derive(Debug, Args)]
#[allow(clippy::struct_excessive_bools)] // each is a flag of its own
#[command(group = ArgGroup::new("mode").required(true).args(["once", "every", "dry_run", "print_mapping"]))]
#[command(group = ArgGroup::new("confirmation").args(["confirm_integer", "confirm_none", "confirm_json"]))]
pub(crate) struct Arguments {
    /// One pass: fetches, imports, confirms
    #[arg(long)]
    once: bool,

    /// One pass after the other, with this wait between them: 30s, 5m or 1h for example
    #[arg(long, value_name = "TIME", value_parser = interval::parse)]
    every: Option<Duration>,

    /// Shows what would become of each lead by itself; imports, sets aside and confirms nothing
    #[arg(long)]
    dry_run: bool,

    /// Prints the mapping that holds without --mapping, for a start of your own
    #[arg(long)]
    print_mapping: bool,

    /// The integer that a fetch is asked with. What it means is not documented: ask the vendor for yours
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    parameter: Option<i32>,

    /// The campaign of the contacts, by its id
    #[arg(long, value_name = "ID", conflicts_with = "campaign_name")]
    campaign_id: Option<i64>,

    /// The campaign of the contacts, by its name
    #[arg(long, value_name = "NAME", value_parser = NonEmptyStringValueParser::new())]
    campaign_name: Option<String>,

    /// The file for leads that give no contact, needed with --once and --every. It is made if it is not there, for
    /// nobody else to read, and used by one process at a time
    #[arg(long, value_name = "FILE")]
    set_aside: Option<PathBuf>,

    /// Which lead content goes to which field of the contact, in TOML; - for stdin
    #[arg(long, value_name = "FILE")]
    mapping: Option<PathBuf>,

    /// What stands before a lead's number in the user data of its contact, at most 44 characters. Another one makes
    /// other contacts
    #[arg(long, value_name = "TEXT", default_value = "leadbank:", value_parser = Prefix::parse)]
    prefix: Prefix,

    /// Confirms the fetch as a whole by a bare number, in place of the leads by a list of their numbers
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    confirm_integer: Option<i32>,

    /// Confirms the fetch as a whole without a body
    #[arg(long)]
    confirm_none: bool,

    /// Confirms the fetch as a whole by JSON of your own, from a file
    #[arg(long, value_name = "FILE")]
    confirm_json: Option<PathBuf>,

    /// The dialler's API, as --base-url is LeadBank's
    #[arg(
        long,
        value_name = "URL",
        conflicts_with = "sandbox",
        help_heading = "Connection"
    )]
    dialler_base_url: Option<String>,
}

/// What is asked for, checked.
struct Task {
    mode: Mode,
    parameter: i32,
    campaign: CampaignKey,
    prefix: Prefix,
    mapping: Mapping,
    confirmation: Confirmation,
    dialler_base_url: Option<String>,
}

enum Mode {
    DryRun,
    Forward {
        set_aside: PathBuf,
        /// The wait between two passes, if there is to be more than one.
        every: Option<Duration>,
    },
}

pub(super) async fn run(call: Call<Arguments>, output: &Output) -> Result<(), Failure> {
    if call.arguments.print_mapping {
        return output.result(mapping::DEFAULT, |text| text.trim_end().to_owned());
    }
    let task = call.arguments.read()?;
    match task.mode {
        Mode::DryRun => {
            let leads = connection::open(&call.connection, output).await?;
            let work = dry_run::run(&task, &leads, output);
            unless_interrupted(Effect::Reads, work).await
        }
        Mode::Forward {
            ref set_aside,
            every,
        } => {
            let sandbox = call.connection.start_sandbox(output).await?;
            let leads = connection::client(&call.connection, sandbox.as_ref(), output)?;
            let connection = Connection {
                base_url: task.dialler_base_url.clone(),
                ..call.connection
            };
            let contacts = second_client(&connection, sandbox.as_ref(), output)?;
            let file = open(set_aside, output)?;
            let told = output.clone();
            let stop = Stop::listen(move |way| told.note(&format!("{way}: {STOPPING}"))).await;
            let forwarder = Forwarder {
                leads,
                contacts,
                task,
                file,
                stop,
                output,
            };
            schedule::run(forwarder, every).await
        }
    }
}

impl Arguments {
    /// Names everything that is missing at once.
    fn read(self) -> Result<Task, Failure> {
        let by_name = self.campaign_name.map(CampaignKey::Name);
        let campaign = self.campaign_id.map(CampaignKey::Id).or(by_name);
        let mode = if self.dry_run {
            Some(Mode::DryRun)
        } else {
            let every = self.every;
            self.set_aside
                .map(|set_aside| Mode::Forward { set_aside, every })
        };
        let said = [
            ("--parameter", self.parameter.is_some()),
            ("--campaign-id or --campaign-name", campaign.is_some()),
            ("--set-aside", mode.is_some()),
        ];
        let (Some(parameter), Some(campaign), Some(mode)) = (self.parameter, campaign, mode) else {
            return Err(Failure::Invalid(format!(
                "forwarding also needs {}",
                unsaid(&said).unwrap_or_default()
            )));
        };
        let confirmation = match (self.confirm_integer, self.confirm_json) {
            (Some(integer), _) => Confirmation::Integer(integer),
            (None, Some(path)) => Confirmation::Json(input::json(path)?),
            (None, None) if self.confirm_none => Confirmation::NoBody,
            (None, None) => Confirmation::Leads,
        };
        Ok(Task {
            mode,
            parameter,
            campaign,
            prefix: self.prefix,
            mapping: Mapping::read(self.mapping)?,
            confirmation,
            dialler_base_url: self.dialler_base_url,
        })
    }
}

impl Task {
    /// The contact of a lead, and its number; or why there is none.
    fn contact(&self, lead: &Lead) -> Result<(i64, NewContact), Reason> {
        let number = number(lead).ok_or("no number, by which it could be found again")?;
        let user_data = self.prefix.user_data(number);
        let contact = self.mapping.contact(lead, &self.campaign, user_data)?;
        Ok((number, contact))
    }
}

const STOPPING: &str =
    "the lead in hand is finished, and what is safe is confirmed; a second signal ends it at once";

fn open(path: &Path, output: &Output) -> Result<SetAsideFile, SetAsideError> {
    let (file, found) = SetAsideFile::open(path)?;
    let path = path.display();
    if found.others_can_read {
        let warning = format!(
            "warning: {path} holds personal data, and other users can read it; chmod 600 {path}"
        );
        output.note(&warning);
    }
    if let Some(bytes) = found.torn {
        let repaired = format!(
            "{path} ended in the middle of a line: those {bytes} bytes are cut off, and their lead comes again"
        );
        output.note(&repaired);
    }
    Ok(file)
}

/// The lead's number. 0 is none: .NET writes it for a number that was never set.
fn number(lead: &Lead) -> Option<i64> {
    lead.id_lead_bank.filter(|number| *number != 0)
}

/// A lead in words that may be shown.
fn named(number: Option<i64>) -> String {
    match number {
        Some(number) => format!("lead {number}"),
        None => "a lead without a number".to_owned(),
    }
}
