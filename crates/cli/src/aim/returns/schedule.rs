//! `vendor aim returns schedule`

use std::path::PathBuf;

use aim_contracts::core::wire::LocalDateTime;
use aim_contracts::operations::SCHEDULE_RETURN;
use aim_contracts::{Client, ScheduleReturnRequest};
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
  vendor aim returns schedule --acct 4401 --sub 1 --option-id 3 --date 2026-10-15T00:00:00 --sandbox
  vendor aim returns schedule --from-json return.json";

#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    members: Members,

    /// Reads the return from a JSON file in the vendor's names, - for stdin, in place of the options above
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

    /// The option of the return
    #[arg(long, value_name = "ID")]
    option_id: Option<i64>,

    /// When it is to be returned, such as 2026-10-15T00:00:00, in the vendor's time
    #[arg(long, value_name = "TIME")]
    date: Option<LocalDateTime>,

    /// Notes
    #[arg(long)]
    notes: Option<String>,

    /// Until when automatic payments are held
    #[arg(long, value_name = "TIME")]
    hold_payments_until: Option<LocalDateTime>,

    /// The status of the return
    #[arg(long, value_name = "ID")]
    status_id: Option<i64>,
}

impl Arguments {
    pub(super) fn read(self) -> Result<ScheduleReturnRequest, Failure> {
        match self.from_json {
            Some(path) => Ok(input::one(path, |_, _| {})?),
            None => self.members.into_request(),
        }
    }
}

impl Members {
    fn into_request(self) -> Result<ScheduleReturnRequest, Failure> {
        let said = [
            ("--acct", self.acct.is_some()),
            ("--sub", self.sub.is_some()),
            ("--option-id", self.option_id.is_some()),
            ("--date", self.date.is_some()),
        ];
        let (Some(acct), Some(sub), Some(option_id), Some(date)) =
            (self.acct, self.sub, self.option_id, self.date)
        else {
            return Err(Failure::Invalid(format!(
                "a return also needs {}, or give --from-json",
                unsaid(&said).unwrap_or_default()
            )));
        };
        let mut request = ScheduleReturnRequest::new(acct, sub, option_id, date);
        request.return_notes = self.notes;
        request.auto_pay_hold_date = self.hold_payments_until;
        request.status_id = self.status_id;
        Ok(request)
    }
}

pub(super) async fn run(
    request: ScheduleReturnRequest,
    client: &Client,
    output: &Output,
) -> Result<(), Failure> {
    let answer = client
        .schedule_return(request)
        .await
        .map_err(failed(&SCHEDULE_RETURN))?;
    output.answer(&answer, |answer| {
        format!(
            "scheduled, with the reference {}",
            cell(answer.ref_number.as_ref())
        )
    })
}
