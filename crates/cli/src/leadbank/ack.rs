//! `vendor leadbank ack`

use std::path::PathBuf;

use clap::Args;
use leadbank::core::wire::OffsetDateTime;
use leadbank::operations::SEND_ACKNOWLEDGEMENTS;
use leadbank::{Acknowledgement, Client, LeadEvent, Receipt};

use super::failed;
use crate::arguments::unsaid;
use crate::failure::Failure;
use crate::input;
use crate::output::Output;
use crate::table::cell;

pub(super) const EXAMPLES: &str = "\
Either one event by options, or --from-json with a list as the vendor documents it:
  [{\"IDLeadBank\": 48101, \"LeadEvents\": [{\"IDstatus\": 2, \"IDreason\": 7, \"DateAction\": \"2024-10-15T09:00:00+02:00\"}]}]
The numbers of statuses and reasons are not documented: ask the vendor for them. A call with an unknown outcome is
never repeated: the events could be recorded twice.

With --json, the vendor's answer.

Examples:
  vendor leadbank ack --lead 48101 --status 2 --date 2024-10-15T09:00:00+02:00
  vendor leadbank ack --from-json events.json";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    /// The lead, by its IDLeadBank
    #[arg(long, value_name = "ID")]
    lead: Option<i64>,

    /// What became of it, as a number of the vendor's
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    status: Option<i64>,

    /// Why, as a number of the vendor's
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    reason: Option<i64>,

    /// When, such as 2024-10-15T09:00:00+02:00
    #[arg(long, value_name = "TIME")]
    date: Option<OffsetDateTime>,

    /// Reads events from a JSON file, - for stdin, in place of the options above
    #[arg(long, value_name = "FILE", conflicts_with_all = ["lead", "status", "reason", "date"])]
    from_json: Option<PathBuf>,
}

impl Arguments {
    pub(super) fn read(self) -> Result<Vec<Acknowledgement>, Failure> {
        if let Some(path) = self.from_json {
            return Ok(input::list(path, |_, _| {})?);
        }
        let said = [
            ("--lead", self.lead.is_some()),
            ("--status", self.status.is_some()),
            ("--date", self.date.is_some()),
        ];
        let (Some(lead), Some(status), Some(date)) = (self.lead, self.status, self.date) else {
            return Err(Failure::Invalid(format!(
                "an event also needs {}, or give --from-json",
                unsaid(&said).unwrap_or_default()
            )));
        };
        let mut event = LeadEvent::new(status, date);
        event.id_reason = self.reason;
        Ok(vec![Acknowledgement::new(lead, [event])])
    }
}

pub(super) async fn run(
    acknowledgements: Vec<Acknowledgement>,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let answer = client
        .send_acknowledgements(acknowledgements)
        .await
        .map_err(|error| failed::call(&SEND_ACKNOWLEDGEMENTS, error))?;
    output.answer(&answer, describe)
}

fn describe(receipt: &Receipt) -> String {
    let status = cell(receipt.status);
    match &receipt.message {
        Some(message) => format!("accepted with Status {status}: {message}"),
        None => format!("accepted with Status {status}"),
    }
}
