//! `vendor aim exchanges schedule`

use std::path::PathBuf;

use aim_contracts::core::wire::LocalDateTime;
use aim_contracts::operations::SCHEDULE_EXCHANGE;
use aim_contracts::{Client, FormInput, ScheduleExchangeRequest};
use clap::Args;

use crate::aim::answer::failed;
use crate::arguments::unsaid;
use crate::failure::Failure;
use crate::input;
use crate::output::Output;
use crate::table::cell;

pub(super) const EXAMPLES: &str = "\
Nothing says that a second one replaces the first: a call with an unknown outcome is never repeated.

With --json, the answer as the vendor sent it.

Examples:
  vendor aim exchanges schedule --acct 4401 --sub 1 --item-id 17 --posting-date 2026-10-01T00:00:00 \\
    --date 2026-10-15T00:00:00 --new-sku VN-44 --sandbox
  vendor aim exchanges schedule --from-json exchange.json";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    members: Members,

    /// Reads the exchange from a JSON file in the vendor's names, - for stdin, in place of the options above
    #[arg(long, value_name = "FILE", conflicts_with = "members")]
    from_json: Option<PathBuf>,
}

#[derive(Debug, Args)]
#[group(id = "members", multiple = true)]
struct Members {
    /// The account
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    acct: Option<i32>,

    /// The contract of the account
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    sub: Option<i32>,

    /// What is exchanged
    #[arg(long, value_name = "ID")]
    item_id: Option<i64>,

    /// When it is posted, such as 2026-10-01T00:00:00, in the vendor's time
    #[arg(long, value_name = "TIME")]
    posting_date: Option<LocalDateTime>,

    /// When it is to be exchanged
    #[arg(long, value_name = "TIME")]
    date: Option<LocalDateTime>,

    /// The SKU of the new item
    #[arg(long, value_name = "SKU")]
    new_sku: Option<String>,

    /// The option of the exchange
    #[arg(long, value_name = "ID")]
    option_id: Option<i64>,

    /// The status of the exchange
    #[arg(long, value_name = "ID")]
    status_id: Option<i64>,

    /// Notes
    #[arg(long)]
    notes: Option<String>,

    /// Whether it was processed
    #[arg(long, value_name = "BOOL")]
    processed: Option<bool>,

    /// A further field; once for each
    #[arg(long, value_name = "KEY=VALUE", value_parser = field)]
    field: Vec<FormInput>,
}

fn field(text: &str) -> Result<FormInput, String> {
    text.split_once('=')
        .map(|(key, value)| FormInput::new(key, value))
        .ok_or_else(|| "expected KEY=VALUE".to_owned())
}

impl Arguments {
    pub(super) fn read(self) -> Result<ScheduleExchangeRequest, Failure> {
        match self.from_json {
            Some(path) => Ok(input::one(path, |_, _| {})?),
            None => self.members.into_request(),
        }
    }
}

impl Members {
    fn into_request(self) -> Result<ScheduleExchangeRequest, Failure> {
        let said = [
            ("--acct", self.acct.is_some()),
            ("--sub", self.sub.is_some()),
            ("--item-id", self.item_id.is_some()),
            ("--posting-date", self.posting_date.is_some()),
            ("--date", self.date.is_some()),
        ];
        let (Some(acct), Some(sub), Some(item_id), Some(posting_date), Some(date)) = (
            self.acct,
            self.sub,
            self.item_id,
            self.posting_date,
            self.date,
        ) else {
            return Err(Failure::Invalid(format!(
                "an exchange also needs {}, or give --from-json",
                unsaid(&said).unwrap_or_default()
            )));
        };
        let mut request = ScheduleExchangeRequest::new(acct, sub, item_id, posting_date, date);
        request.new_sku = self.new_sku;
        request.option_id = self.option_id;
        request.status_id = self.status_id;
        request.exchange_notes = self.notes;
        request.processed = self.processed;
        request.form_input_list = Some(self.field).filter(|fields| !fields.is_empty());
        Ok(request)
    }
}

pub(super) async fn run(
    request: ScheduleExchangeRequest,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let answer = client
        .schedule_exchange(request)
        .await
        .map_err(failed(&SCHEDULE_EXCHANGE))?;
    output.answer(&answer, |answer| {
        format!("scheduled, with the id {}", cell(answer.exchange_id))
    })
}
