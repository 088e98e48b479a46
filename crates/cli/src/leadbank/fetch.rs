//! `vendor leadbank fetch`

mod charts;
mod columns;
mod csv_file;
mod details;
mod lead_file;
mod save;
mod summary;

use std::path::{Path, PathBuf};

use clap::Args;
use leadbank::operations::FETCH_LEADS;
use leadbank::{Client, Error, ErrorKind, Lead};

pub(crate) use self::lead_file::LeadFileError;
use self::save::Saving;
use super::failed;
use super::format::Format;
use crate::failure::{CallFailure, Effect, Failure};
use crate::interrupt::unless_interrupted;
use crate::listing::{self, Columns};
use crate::new_file::Place;
use crate::output::Output;
use crate::table::cell;

pub(super) const EXAMPLES: &str = "\
Until they are confirmed, the same leads come again, to everybody who fetches. Their details, with names and phone
numbers, are not for a terminal: they are in the file of --to, or with --json on stdout, each lead as an object on a
line of its own, printed as it arrives. Only if the command ends with 0 has the answer ended well, and do the leads
count.

--to makes the file when the answer has ended well, for nobody else to read, and not at all otherwise; then
vendor leadbank confirm --from FILE confirms these leads and no others.
  .jsonl, .ndjson  each lead on a line, as the vendor wrote it
  .csv             a row for each lead: its members, and then a column for each key of its contents. A key that is
                   there twice in one lead has a second column, as \"Comment (2)\", and one that has the name of a
                   member is \"Contents.State\". An empty cell is an empty value, null, or none. Values are as they
                   were sent, and spreadsheets take those that begin with = + - @ for formulas or numbers: have the
                   columns read as text

--summary counts the leads in place of showing them: by the day of their CreateDate, by provider, by campaign. With
--json, an object.

Examples:
  vendor leadbank fetch --parameter 1 --sandbox
  vendor leadbank fetch --parameter 1 --to leads.jsonl
  vendor leadbank fetch --parameter 1 --to leads.csv --summary
  vendor leadbank fetch --parameter 1 --json > leads.jsonl";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The integer that a fetch is asked with. What it means is not documented: ask the vendor for yours
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    parameter: i32,

    /// Saves the leads in a file: all of them, or none
    #[arg(long, value_name = "FILE")]
    to: Option<PathBuf>,

    /// What the file is written in [default: what the end of its name says]
    #[arg(long, value_enum, requires = "to")]
    format: Option<Format>,

    /// Replaces the file, if there is one
    #[arg(long, requires = "to")]
    overwrite: bool,

    /// Counts the leads by day, provider and campaign, and shows that
    #[arg(long)]
    summary: bool,
}

/// How the leads are asked for, and what is done with them.
pub(super) struct Fetch {
    parameter: i32,
    with: With,
}

enum With {
    Shown,
    Saved(Saving),
}

impl Arguments {
    pub(super) fn read(self) -> Result<Fetch, Failure> {
        let file = self
            .to
            .map(|path| file(path, self.format, self.overwrite))
            .transpose()?;
        let with = if file.is_none() && !self.summary {
            With::Shown
        } else {
            With::Saved(Saving {
                file,
                is_summed_up: self.summary,
            })
        };
        Ok(Fetch {
            parameter: self.parameter,
            with,
        })
    }
}

fn file(
    path: PathBuf,
    format: Option<Format>,
    overwrite: bool,
) -> Result<(Place, Format), Failure> {
    if path == Path::new("-") {
        return Err(Failure::Invalid(
            "--to takes the name of a file: for stdout leave it out, and say --json".to_owned(),
        ));
    }
    let format = format.map_or_else(|| Format::of(&path), Ok)?;
    let place = Place::find(path, overwrite).map_err(LeadFileError::from)?;
    Ok((place, format))
}

impl Fetch {
    /// It only reads, whatever its file.
    pub(super) async fn run_unless_interrupted(
        self,
        client: &Client,
        output: &Output,
    ) -> Result<(), Failure> {
        let unsaved = self.unsaved();
        let done = unless_interrupted(Effect::Reads, self.run(client, output)).await;
        done.map_err(|failure| match (failure, unsaved) {
            (Failure::Call(call), Some(note)) => call.note(note).into(),
            (Failure::Interrupted { way, effect, .. }, note) => {
                Failure::Interrupted { way, effect, note }
            }
            (failure, _) => failure,
        })
    }

    /// What is true until the last lead is there.
    fn unsaved(&self) -> Option<String> {
        match &self.with {
            With::Saved(Saving {
                file: Some((place, _)),
                ..
            }) => Some(format!("Nothing was saved in {}.", place.path().display())),
            _ => None,
        }
    }

    async fn run(self, client: &Client, output: &Output) -> Result<(), Failure> {
        match self.with {
            With::Shown => show(self.parameter, client, output).await,
            With::Saved(saving) => saving.run(self.parameter, client, output).await,
        }
    }
}

/// What a person decides by. The details of a lead are not for a terminal.
const COLUMNS: Columns<Lead, 8> = Columns {
    header: [
        "ID",
        "PROVIDER",
        "SERVICE",
        "CAMPAIGN",
        "DEALER",
        "CREATED",
        "QUALIFIED",
        "CONTENTS",
    ],
    widths: [8, 20, 20, 20, 10, 33, 33, 0],
    cells,
};

fn cells(lead: &Lead) -> [String; 8] {
    [
        cell(lead.id_lead_bank),
        cell(named(lead.id_provider, lead.name_provider.as_deref())),
        cell(named(lead.id_service, lead.name_service.as_deref())),
        cell(named(
            lead.id_campaign.as_deref(),
            lead.name_campaign.as_deref(),
        )),
        cell(lead.band_dealer_id.as_ref()),
        cell(lead.create_date),
        cell(lead.qualification_date),
        lead.contents.len().to_string(),
    ]
}

/// An id, with its name where there is one.
fn named(id: Option<impl ToString>, name: Option<&str>) -> Option<String> {
    match (id, name) {
        (Some(id), Some(name)) => Some(format!("{} {name}", id.to_string())),
        (Some(id), None) => Some(id.to_string()),
        (None, Some(name)) => Some(format!("- {name}")),
        (None, None) => None,
    }
}

async fn show(parameter: i32, client: &Client, output: &Output) -> Result<(), Failure> {
    let call = client.fetch_leads(parameter);
    let leads = if output.is_json() {
        let leads = call.stream_as().await.map_err(failed)?;
        listing::as_lines(leads, output, failed).await?
    } else {
        let leads = call.stream().await.map_err(failed)?;
        listing::as_table(leads, &COLUMNS, output, failed).await?
    };
    output.note(&match leads {
        0 => "no leads".to_owned(),
        1 => format!("1 lead, {UNCONFIRMED}"),
        leads => format!("{leads} leads, {UNCONFIRMED}"),
    });
    Ok(())
}

const UNCONFIRMED: &str = "nothing confirmed: the next fetch gives the same. Once they are stored safely: \
                           vendor leadbank confirm --ids ID,ID,.. (or have --to FILE store them)";

/// An answer that was a success holds names and phone numbers, which are for `--json` only.
pub(super) fn failed(error: Error) -> CallFailure {
    let error = match error.kind() {
        ErrorKind::Status => error,
        _ => error.without_body(),
    };
    failed::call(&FETCH_LEADS, error)
}
