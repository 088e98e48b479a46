//! `vendor aim mass-update`

use std::path::PathBuf;

use aim_contracts::operations::{CONTRACT_FULFILLMENT, SET_CONTRACT_SERIAL};
use aim_contracts::{
    Client, Error, ItemOutcome, ItemResult, MassUpdateError, MassUpdateItem, MassUpdateOutcome,
};
use clap::Args;
use serde::Serialize;
use vendor_core::Operation;

use super::answer::failed;
use crate::bulk::Bulk;
use crate::failure::{CallFailure, Effect, Failure, Part, is_closed};
use crate::input;
use crate::look::Look;
use crate::output::Output;
use crate::table::{self, cell};

pub(super) const EXAMPLES: &str = "\
--from-json sends one call, with an array of updates in the vendor's names: [{\"Ref\": \"W1001\", \"Serial\": \"SN-1\"},
..]. FILE has an update in each row, in JSON lines or as CSV with the columns Ref, Serial, NewStatus, DeliveryDate and
so on, and is sent in calls of --batch-size rows; in CSV, DeliveredAccessories, DeletedAccessoryIds and
AddedAccessories are lists in JSON. No two rows may have the same Ref, by which alone the answer tells them apart.

All updates are checked first, and nothing is sent if one is not valid. Some can fail while others are done: it ends
with 3 when the vendor reports an error for an update, and with 5 when an error cannot be told to belong to one of them.
A call that fails as a whole leaves all of its rows refused, not sent or in doubt.

With --json and FILE, an object for each row. With --json and --from-json:
{\"results\": [{\"ref\", \"outcome\", \"errors\"}], \"unmatched\": [{\"ref\", \"error\"}]}; the outcome is \"no_error\" (that it is
done then is inferred), \"failed\", or \"ambiguous\" when several updates share the reference of an error.

Examples:
  vendor aim mass-update updates.csv --dry-run
  vendor aim mass-update updates.csv --batch-size 10
  vendor aim mass-update --from-json updates.json
  echo '[{\"Ref\":\"W1001\",\"Serial\":\"SN-1\"}]' | vendor aim mass-update --from-json - --sandbox";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    pub(super) source: Source,

    /// Sends them by the old route, C2BSetContractSerial
    #[arg(long)]
    pub(super) old_route: bool,

    /// At most so many rows go into one call. No page says how many the vendor takes
    #[arg(
        long,
        value_name = "N",
        default_value_t = 25,
        value_parser = clap::value_parser!(u16).range(1..=1000),
        conflicts_with = "from_json",
        help_heading = "Sending the rows of a file"
    )]
    pub(super) batch_size: u16,

    #[command(flatten)]
    pub(super) bulk: Bulk,
}

/// Where the updates are from.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(super) struct Source {
    /// Updates that are sent in one call: a JSON file with a list of them, - for stdin
    #[arg(long, value_name = "FILE")]
    from_json: Option<PathBuf>,

    /// Many updates, from a file with one in each row; - for stdin
    #[arg(help_heading = "Rows of a file")]
    pub(super) file: Option<PathBuf>,
}

/// Updates to be sent.
pub(super) struct Updates {
    items: Vec<MassUpdateItem>,
    old_route: bool,
}

pub(super) fn effect() -> Effect {
    Effect::Changes(Some(look()))
}

/// The list of unfinished contracts shows serial numbers and statuses.
pub(super) fn look() -> Look {
    Look::at("vendor aim unfinished --of-all-users")
}

pub(super) fn operation(old_route: bool) -> &'static Operation {
    if old_route {
        &SET_CONTRACT_SERIAL
    } else {
        &CONTRACT_FULFILLMENT
    }
}

impl Arguments {
    pub(super) fn read(self) -> Result<Updates, Failure> {
        // One of the two is required.
        let path = self.source.from_json.unwrap_or_default();
        let items = input::list(path, |item, violations| violations.check(item))?;
        Ok(Updates {
            items,
            old_route: self.old_route,
        })
    }
}

#[derive(Debug, Serialize)]
struct Shown<'a> {
    results: Vec<ShownResult<'a>>,
    unmatched: Vec<Unmatched<'a>>,
}

#[derive(Debug, Serialize)]
struct ShownResult<'a> {
    r#ref: &'a str,
    outcome: &'static str,
    errors: &'a [String],
}

#[derive(Debug, Serialize)]
struct Unmatched<'a> {
    r#ref: Option<&'a str>,
    error: Option<&'a str>,
}

impl Updates {
    pub(super) async fn run(self, client: &Client, output: &Output) -> Result<(), Failure> {
        let outcome = send(client, self.items, self.old_route).await?;
        let shown = output.result(&Shown::of(&outcome), Shown::to_table);
        let Some(part) = part_done(&outcome) else {
            return shown;
        };
        // What failed must be known, although nobody could read it from the result.
        let note = match &shown {
            Err(Failure::Output(error)) if !is_closed(error) => Some(format!(
                "The result cannot be written ({error}), so here it is:\n{}",
                Shown::of(&outcome).to_table()
            )),
            _ => None,
        };
        match outcome.into_result() {
            Ok(_) => shown,
            Err(partial) => Err(Failure::Partial {
                message: partial.to_string(),
                part,
                note,
                look: None,
            }),
        }
    }
}

/// The call does not hold the client.
pub(super) fn send(
    client: &Client,
    items: Vec<MassUpdateItem>,
    old_route: bool,
) -> impl Future<Output = Result<MassUpdateOutcome, CallFailure>> + Send + use<> {
    let mut call = client.mass_update(items);
    if old_route {
        call = call.by_old_route();
    }
    async move {
        call.await
            .map_err(|error| with_errors_of_items(failed(operation(old_route)), error))
    }
}

/// An error of the whole answer, and what it says of single contracts.
fn with_errors_of_items(failed: impl Fn(Error) -> CallFailure, error: Error) -> CallFailure {
    let errors = MassUpdateError::in_body_of(&error);
    let failure = failed(error);
    if errors.is_empty() {
        return failure;
    }
    let header = ["REF", "ERROR"];
    let rows = errors.iter().map(|error| {
        [
            cell(error.reference.as_ref()),
            cell(error.error_message.as_ref()),
        ]
    });
    failure.note(format!(
        "The answer names these contracts:\n{}",
        table::with_header(header, rows)
    ))
}

/// Which part of the updates was done, if not all of them.
fn part_done(outcome: &MassUpdateOutcome) -> Option<Part> {
    let is_failed = |result: &&ItemResult| matches!(result.outcome, ItemOutcome::Failed(_));
    let failed = outcome.results().iter().filter(is_failed).count();
    let done = outcome.without_error().count();
    let is_clear = outcome.unmatched().is_empty() && failed + done == outcome.results().len();
    match (is_clear, failed, done) {
        (false, ..) => Some(Part::Unclear),
        (true, 0, _) => None,
        (true, _, 0) => Some(Part::None),
        (true, ..) => Some(Part::Some),
    }
}

impl<'a> Shown<'a> {
    fn of(outcome: &'a MassUpdateOutcome) -> Self {
        let results = outcome.results().iter().map(|result| {
            let (outcome, errors): (_, &[String]) = match &result.outcome {
                ItemOutcome::NoError => ("no_error", &[]),
                ItemOutcome::Failed(errors) => ("failed", errors),
                ItemOutcome::Ambiguous(errors) => ("ambiguous", errors),
                _ => ("unknown", &[]),
            };
            ShownResult {
                r#ref: &result.reference,
                outcome,
                errors,
            }
        });
        Self {
            results: results.collect(),
            unmatched: outcome.unmatched().iter().map(Unmatched::of).collect(),
        }
    }

    fn to_table(&self) -> String {
        let header = ["REF", "OUTCOME", "ERRORS"];
        let results = self.results.iter().map(|result| {
            [
                cell(Some(result.r#ref)),
                result.outcome.replace('_', " "),
                cell((!result.errors.is_empty()).then(|| result.errors.join("; "))),
            ]
        });
        let unmatched = self.unmatched.iter().map(|error| {
            [
                cell(error.r#ref),
                "belongs to none".to_owned(),
                cell(error.error),
            ]
        });
        table::with_header(header, results.chain(unmatched))
    }
}

impl<'a> Unmatched<'a> {
    fn of(error: &'a MassUpdateError) -> Self {
        Self {
            r#ref: error.reference.as_deref(),
            error: error.error_message.as_deref(),
        }
    }
}
