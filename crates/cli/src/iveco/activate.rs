//! `vendor iveco activate`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use iveco_bt::operations::WORKSHOP_ACTIVATION;
use iveco_bt::{Activation, Client, Format, OffsetDateTime, Receipt};
use serde::Serialize;
use vendor_core::wire::RawJson;

use super::call_outcome;
use crate::bulk::Bulk;
use crate::failure::{CallFailure, Failure};
use crate::input::{self, Options};
use crate::output::Output;
use crate::table::{self, cell};

pub(super) const EXAMPLES: &str = "\
--reason-code is needed, or --from-json with a body in the vendor's names. A call with an unknown outcome is never
repeated: it could report the activation twice, and no operation of the vendor can look for it.

--from FILE reports an activation for each row. In JSON lines each row is as in --from-json; in a CSV file the columns
are DossierNumber, AccountId, outlet code, ReasonCode, Source, contacted, decided and Calloutcomes, whose cells hold a
list in JSON: [{\"Telephone\": \"+390110071111\", \"OutcomeOfTheCall\": 3}]. All rows are checked before the first is
sent. A row in doubt is never sent again unless --retry-unknown says so: ask the vendor what it has.

The codes of --source, --reason-code and of a call's outcome are not documented: ask the vendor for yours.

With --json, the answer as it came: {\"status\", \"reason\", \"media_type\", \"body\"}; what a body means is not
documented either. With --json and --from, an object for each row.

Examples:
  vendor iveco activate --dossier-number D-2026-17 --reason-code 4 \\
    --call telephone=+390110071111,attempt=1,at=2026-03-06T15:40:00Z,outcome=2 \\
    --call telephone=+390110071111,attempt=2,at=2026-03-06T15:43:32Z,outcome=3
  vendor iveco activate --from-json activation.json --format xml
  vendor iveco activate --from activations.jsonl --dry-run
  vendor iveco activate --from activations.jsonl --concurrency 4";

/// What options must be.
pub(super) const NUMBER: &str = "a whole number of 32 bits";
pub(super) const TIME: &str = "a date and time with an offset, as 2026-03-06T15:43:32+01:00";

/// All values are texts here, so that everything that is wrong with them can be said at once.
#[derive(Debug, Args)]
pub(crate) struct Arguments {
    #[command(flatten)]
    members: Members,

    /// Reads the activation from a JSON file, - for stdin, in place of the options above
    #[arg(long, value_name = "FILE")]
    from_json: Option<PathBuf>,

    /// How an activation is sent: as application/json, text/json, application/xml or text/xml
    #[arg(long, value_enum, default_value = "json")]
    format: BodyFormat,

    /// Many activations, from a file with one in each row; - for stdin
    #[arg(
        id = "file",
        long = "from",
        value_name = "FILE",
        conflicts_with_all = [
            "from_json", "source", "dossier_number", "account_id", "outlet_code", "reason_code", "contacted", "decided",
            "call"
        ],
        help_heading = "Rows of a file"
    )]
    pub(super) from: Option<PathBuf>,

    #[command(flatten)]
    pub(super) bulk: Bulk,
}

#[derive(Debug, Args)]
struct Members {
    /// Where the activation comes from, a code
    #[arg(
        long,
        value_name = "CODE",
        allow_hyphen_values = true,
        conflicts_with = "from_json"
    )]
    source: Option<String>,

    /// The number of the breakdown dossier
    #[arg(long, value_name = "NUMBER", conflicts_with = "from_json")]
    dossier_number: Option<String>,

    /// The id of the account
    #[arg(long, value_name = "ID", conflicts_with = "from_json")]
    account_id: Option<String>,

    /// The code of the workshop's outlet
    #[arg(long, value_name = "CODE", conflicts_with = "from_json")]
    outlet_code: Option<String>,

    /// Why, a code
    #[arg(
        long,
        value_name = "CODE",
        allow_hyphen_values = true,
        conflicts_with = "from_json"
    )]
    reason_code: Option<String>,

    /// When the workshop was contacted, such as 2026-03-06T15:43:32+01:00
    #[arg(long, value_name = "TIME", conflicts_with = "from_json")]
    contacted: Option<String>,

    /// When the workshop accepted or refused
    #[arg(long, value_name = "TIME", conflicts_with = "from_json")]
    decided: Option<String>,

    /// A call to the workshop; once for each call. Only the outcome, a code, is needed
    #[arg(
        long,
        value_name = "telephone=TEXT,attempt=TEXT,at=TIME,outcome=CODE",
        conflicts_with = "from_json"
    )]
    call: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum BodyFormat {
    Json,
    TextJson,
    Xml,
    TextXml,
}

impl From<BodyFormat> for Format {
    fn from(format: BodyFormat) -> Self {
        match format {
            BodyFormat::Json => Self::Json,
            BodyFormat::TextJson => Self::TextJson,
            BodyFormat::Xml => Self::Xml,
            BodyFormat::TextXml => Self::TextXml,
        }
    }
}

/// An activation to be reported.
pub(super) struct Report {
    activation: Activation,
    format: Format,
}

impl Arguments {
    pub(super) fn format(&self) -> Format {
        self.format.into()
    }

    pub(super) fn read(self) -> Result<Report, Failure> {
        let format = self.format();
        let activation = match self.from_json {
            Some(path) => input::one(path, |_, _| {})?,
            None => self.members.activation()?,
        };
        Ok(Report { activation, format })
    }
}

impl Members {
    fn activation(self) -> Result<Activation, Failure> {
        let mut options = Options::default();
        if self.reason_code.is_none() {
            options.wrong("--reason-code", "is missing (or --from-json, or --from)");
        }
        let reason_code = options.value("--reason-code", self.reason_code.as_deref(), NUMBER);
        let mut activation = Activation::new(reason_code.unwrap_or_default());
        activation.source = options.value("--source", self.source.as_deref(), NUMBER);
        let mut time = |option, text: Option<String>| -> Option<OffsetDateTime> {
            options.value(option, text.as_deref(), TIME)
        };
        activation.contact_datetime = time("--contacted", self.contacted);
        activation.acceptance_refusal_datetime = time("--decided", self.decided);
        activation.dossier_number = self.dossier_number;
        activation.account_id = self.account_id;
        activation.dmd_outlet_code = self.outlet_code;
        let calls: Vec<_> = (1..)
            .zip(&self.call)
            .filter_map(|(position, text)| call_outcome::read(position, text, &mut options))
            .collect();
        activation.call_outcomes = Some(calls).filter(|calls| !calls.is_empty());
        options.check()?;
        Ok(activation)
    }
}

/// An answer as it came.
#[derive(Debug, Serialize)]
struct Answer<'a> {
    status: u16,
    reason: Option<&'a str>,
    media_type: Option<&'a str>,
    body: &'a str,
}

impl Report {
    pub(super) async fn run(self, client: &Client, output: &Output) -> Result<(), Failure> {
        let receipt = client
            .workshop_activation(self.activation)
            .with_format(self.format)
            .await
            .map_err(|error| CallFailure::new(&WORKSHOP_ACTIVATION, error))?;
        show(&receipt, output)
    }
}

fn show(receipt: &Receipt, output: &Output) -> Result<(), Failure> {
    let body = receipt.text();
    output.result(&Answer::of(receipt, &body), Answer::to_text)
}

/// The answer in JSON.
pub(super) fn answer(receipt: &Receipt) -> Option<RawJson> {
    let body = receipt.text();
    let answer = serde_json::to_string(&Answer::of(receipt, &body)).ok()?;
    answer.parse().ok()
}

impl<'a> Answer<'a> {
    fn of(receipt: &'a Receipt, body: &'a str) -> Self {
        Self {
            status: receipt.status().as_u16(),
            reason: receipt.reason(),
            media_type: receipt
                .headers()
                .get("content-type")
                .and_then(|value| value.to_str().ok()),
            body,
        }
    }

    /// The body may have several lines.
    fn to_text(&self) -> String {
        let rows = [
            ["status".to_owned(), self.status.to_string()],
            ["reason".to_owned(), cell(self.reason)],
            ["media type".to_owned(), cell(self.media_type)],
        ];
        let head = table::of_rows(rows);
        match self.body {
            "" => format!("{head}\n\n(no body)"),
            body => format!("{head}\n\n{body}"),
        }
    }
}
