//! `vendor dialler get`

use clap::Args;
use dialler::Client;
use dialler::operations::GET_CONTACT;

use super::{failed, shown};
use crate::failure::Failure;
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
With --json, the vendor's answer as it came, with the contact as the only one of its records.

Example:
  vendor dialler get 215387 --sandbox";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The id of the contact
    id: i64,
}

pub(super) async fn run(
    arguments: &Arguments,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let records = client
        .get_contact(arguments.id)
        .await
        .map_err(|error| failed::call(&GET_CONTACT, error))?;
    output.answer(&records, |records| {
        records.contact().map(shown::contact).unwrap_or_default()
    })
}
