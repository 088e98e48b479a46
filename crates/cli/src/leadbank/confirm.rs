//! `vendor leadbank confirm`

mod saved;

use std::path::{Path, PathBuf};

use clap::Args;
use leadbank::operations::{FETCH_LEADS, VALIDATE_LEADS};
use leadbank::{Client, Validation, ValidationReceipt};
use serde::Serialize;

use super::failed;
use super::format::Format;
use crate::failure::{Effect, Failure};
use crate::input;
use crate::look::Look;
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
No page shows what a confirmation is sent with: choose the form that the vendor has agreed with you. Where nothing
was agreed, begin with --ids, or with --from and a file of vendor leadbank fetch --to: they name what they confirm, so
that no lead is confirmed which you have never seen, and running it again does no harm. The other forms confirm
everything that is in progress, most likely, also what was handed out in between, and are never repeated when their
outcome is unknown.

Nor does any page show the answer: what came is printed. With --json: {\"outcome\", \"status\", \"receipt\", \"body\"};
the status is that of HTTP, the receipt is null if the answer has none, and the body is text.

Examples:
  vendor leadbank confirm --ids 48101,48102
  vendor leadbank confirm --from leads.jsonl
  vendor leadbank confirm --from-json confirmation.json";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    form: Form,

    /// What the file of --from is written in [default: what the end of its name says]
    #[arg(
        long,
        value_enum,
        requires = "from",
        conflicts_with_all = ["ids", "integer", "none", "from_json"]
    )]
    format: Option<Format>,
}

/// One of the forms of a confirmation.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Form {
    /// The leads to be confirmed, sent as a list of their IDLeadBank
    #[arg(long, value_name = "ID,ID,..", value_delimiter = ',')]
    ids: Vec<i64>,

    /// The leads in a file that fetch --to has saved, sent as a list in the same way
    #[arg(long, value_name = "FILE")]
    from: Option<PathBuf>,

    /// Sends a bare number, as a fetch does
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    integer: Option<i32>,

    /// Sends no body at all
    #[arg(long)]
    none: bool,

    /// Sends JSON of your own, from a file, - for stdin
    #[arg(long, value_name = "FILE")]
    from_json: Option<PathBuf>,
}

impl Arguments {
    pub(super) fn read(self, output: &Output) -> Result<Validation, Failure> {
        Ok(match self.form {
            Form {
                from_json: Some(path),
                ..
            } => Validation::Json(input::json(path)?),
            Form {
                from: Some(path), ..
            } => Validation::Leads(saved(path, self.format, output)?),
            Form {
                integer: Some(integer),
                ..
            } => Validation::Integer(integer),
            Form { none: true, .. } => Validation::None,
            Form { ids, .. } => Validation::Leads(ids),
        })
    }
}

/// The numbers of saved leads.
fn saved(path: PathBuf, format: Option<Format>, output: &Output) -> Result<Vec<i64>, Failure> {
    if path == Path::new("-") {
        return Err(Failure::Invalid(
            "--from takes a file, in which the leads are safe: stdin is none".to_owned(),
        ));
    }
    let format = format.map_or_else(|| Format::of(&path), Ok)?;
    let shown = path.display().to_string();
    let saved = saved::read(path, format)?;
    if saved.numbers.is_empty() {
        return Err(Failure::Invalid(format!(
            "no lead in {shown} has a number (IDLeadBank): there is nothing to confirm"
        )));
    }
    match saved.unnumbered {
        0 => {}
        1 => output.note(&format!(
            "warning: 1 of the leads in {shown} has no number (IDLeadBank): it is not confirmed, and comes again"
        )),
        leads => output.note(&format!(
            "warning: {leads} of the leads in {shown} have no number (IDLeadBank): they are not confirmed, and come again"
        )),
    }
    output.note(&match saved.numbers.len() {
        1 => format!("1 lead of {shown} is to be confirmed"),
        leads => format!("{leads} leads of {shown} are to be confirmed"),
    });
    Ok(saved.numbers)
}

/// What is confirmed does not come again.
pub(super) fn effect() -> Effect {
    Effect::Changes(Some(Look::at("vendor leadbank fetch --parameter NUMBER")))
}

/// What came back, in the order of its members here.
#[derive(Debug, Serialize)]
struct Outcome<'a> {
    outcome: &'static str,
    status: u16,
    receipt: Option<&'a leadbank::Receipt>,
    /// `None` where it is no text.
    body: Option<&'a str>,
}

impl<'a> Outcome<'a> {
    fn of(receipt: &'a ValidationReceipt) -> Self {
        Self {
            outcome: "accepted",
            status: receipt.response().status().as_u16(),
            receipt: receipt.receipt(),
            body: receipt.text(),
        }
    }

    fn describe(&self) -> String {
        let text = format!("accepted with status {}", self.status);
        match self.body {
            Some("") => text,
            Some(body) => format!("{text}: {body}"),
            None => format!("{text}, with an answer that is no text"),
        }
    }
}

/// A sandbox has just been started, and nothing is in progress: there would be nothing to confirm.
pub(super) async fn hand_out(client: &Client, output: &Output) -> Result<(), Failure> {
    output.note("sandbox: its leads are fetched first, so that there is something to confirm");
    client
        .fetch_leads(1)
        .await
        .map_err(|error| failed::call(&FETCH_LEADS, error))?;
    Ok(())
}

pub(super) async fn run(
    validation: Validation,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let receipt = client
        .validate_leads(validation)
        .await
        .map_err(|error| failed::call(&VALIDATE_LEADS, error))?;
    if receipt
        .receipt()
        .and_then(|receipt| receipt.status)
        .is_none()
    {
        output.note(
            "the answer has no Status, and no page says whether it should: vendor leadbank fetch shows which leads \
             are still there",
        );
    }
    output.result(&Outcome::of(&receipt), Outcome::describe)
}
