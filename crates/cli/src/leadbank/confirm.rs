//! `vendor leadbank confirm`

use std::path::PathBuf;

use clap::Args;
use leadbank::operations::{FETCH_LEADS, VALIDATE_LEADS};
use leadbank::{Client, Validation, ValidationReceipt};
use serde::Serialize;

use super::failed;
use crate::failure::{Effect, Failure};
use crate::input;
use crate::look::Look;
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
No page shows what a confirmation is sent with: choose the form that the vendor has agreed with you. Where nothing
was agreed, begin with --ids: it names what it confirms, so that no lead is confirmed which you have never seen,
and running it again does no harm. The other forms confirm everything that is in progress, most likely, also what
was handed out in between, and are never repeated when their outcome is unknown.

Nor does any page show the answer: what came is printed. With --json: {\"outcome\", \"status\", \"receipt\", \"body\"};
the status is that of HTTP, the receipt is null if the answer has none, and the body is text.

Examples:
  vendor leadbank confirm --ids 48101,48102
  vendor leadbank confirm --from-json confirmation.json";

/// One of the forms of a confirmation.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Arguments {
    /// The leads to be confirmed, sent as a list of their IDLeadBank
    #[arg(long, value_name = "ID,ID,..", value_delimiter = ',')]
    ids: Vec<i64>,

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
    pub(super) fn read(self) -> Result<Validation, Failure> {
        Ok(match self {
            Self {
                from_json: Some(path),
                ..
            } => Validation::Json(input::json(path)?),
            Self {
                integer: Some(integer),
                ..
            } => Validation::Integer(integer),
            Self { none: true, .. } => Validation::None,
            Self { ids, .. } => Validation::Leads(ids),
        })
    }
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
