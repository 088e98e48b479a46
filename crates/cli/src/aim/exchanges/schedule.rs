//! `vendor aim exchanges schedule`

use std::path::PathBuf;

use aim_contracts::core::wire::LocalDateTime;
use aim_contracts::operations::SCHEDULE_EXCHANGE;
use aim_contracts::{Client, FormInput, ScheduleExchangeRequest};
use clap::Args;

use crate::aim::answer::failed;
use crate::failure::Failure;
use crate::input;
use crate::output::Output;
use crate::table::{self, cell};

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
    members: Option<Members>,

    /// Reads the exchange from a JSON file in the vendor's names, - for stdin, in place of the options above
    #[arg(
        long,
        visible_alias = "file",
        value_name = "FILE",
        required_unless_present = "Members",
        conflicts_with = "Members"
    )]
    from_json: Option<PathBuf>,
}

#[derive(Debug, Args)]
struct Members {
    /// The account
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    acct: i32,

    /// The contract of the account
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true)]
    sub: i32,

    /// What is exchanged
    #[arg(long, value_name = "ID")]
    item_id: i64,

    /// When it is posted, such as 2026-10-01T00:00:00, in the vendor's time
    #[arg(long, value_name = "TIME")]
    posting_date: LocalDateTime,

    /// When it is to be exchanged
    #[arg(long, value_name = "TIME")]
    date: LocalDateTime,

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
        match (self.members, self.from_json) {
            (Some(members), _) => Ok(members.into_request()),
            (None, Some(path)) => Ok(input::one(path, |_, _| {})?),
            (None, None) => Err(Failure::Invalid(
                "an exchange is needed, or --from-json".to_owned(),
            )),
        }
    }
}

impl Members {
    fn into_request(self) -> ScheduleExchangeRequest {
        let mut request = ScheduleExchangeRequest::new(
            self.acct,
            self.sub,
            self.item_id,
            self.posting_date,
            self.date,
        );
        request.new_sku = self.new_sku;
        request.option_id = self.option_id;
        request.status_id = self.status_id;
        request.exchange_notes = self.notes;
        request.processed = self.processed;
        request.form_input_list = Some(self.field).filter(|fields| !fields.is_empty());
        request
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
        table::of_rows([["scheduled, id".to_owned(), cell(answer.exchange_id)]])
    })
}
