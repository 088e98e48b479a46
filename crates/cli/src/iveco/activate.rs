//! `vendor iveco activate`

use std::path::PathBuf;

use clap::{Args, ValueEnum};
use iveco_bt::operations::WORKSHOP_ACTIVATION;
use iveco_bt::{Activation, Client, Format, OffsetDateTime, Receipt};
use serde::Serialize;

use super::call_outcome;
use crate::failure::{CallFailure, Failure};
use crate::input::{self, Options};
use crate::output::Output;
use crate::table::{self, cell};

pub(super) const EXAMPLES: &str = "\
--reason-code is needed, or --from-json with a body in the vendor's names. A call with an unknown outcome is never
repeated: it could report the activation twice, and no operation of the vendor can look for it.

The codes of --source, --reason-code and of a call's outcome are not documented: ask the vendor for yours.

With --json, the answer as it came: {\"status\", \"reason\", \"media_type\", \"body\"}; what a body means is not
documented either.

Examples:
  vendor iveco activate --dossier-number D-2026-17 --reason-code 4 \\
    --call telephone=+390110071111,attempt=1,at=2026-03-06T15:40:00Z,outcome=2 \\
    --call telephone=+390110071111,attempt=2,at=2026-03-06T15:43:32Z,outcome=3
  vendor iveco activate --from-json activation.json --format xml";

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

    /// How the activation is written: as application/json, text/json, application/xml or text/xml
    #[arg(long, value_enum, default_value = "json")]
    format: BodyFormat,
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
    pub(super) fn read(self) -> Result<Report, Failure> {
        Ok(Report {
            activation: match self.from_json {
                Some(path) => input::one(path, |_, _| {})?,
                None => self.members.activation()?,
            },
            format: self.format.into(),
        })
    }
}

impl Members {
    fn activation(self) -> Result<Activation, Failure> {
        let mut options = Options::default();
        if self.reason_code.is_none() {
            options.wrong("--reason-code", "is missing (or --from-json)");
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
    let answer = Answer {
        status: receipt.status().as_u16(),
        reason: receipt.reason(),
        media_type: receipt
            .headers()
            .get("content-type")
            .and_then(|value| value.to_str().ok()),
        body: &receipt.text(),
    };
    output.result(&answer, Answer::to_text)
}

impl Answer<'_> {
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
