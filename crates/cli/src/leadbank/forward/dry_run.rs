//! What would become of the leads, without anything being done.

use dialler::NewContact;
use leadbank::operations::FETCH_LEADS;
use leadbank::{Client, Error, Lead, RawJson};
use serde::Serialize;
use serde_json::Value;

use super::{Task, named, number};
use crate::dialler::warnings;
use crate::failure::{CallFailure, Failure};
use crate::leadbank::failed;
use crate::output::Output;

/// What would become of a lead. It has names of fields, and no value.
#[derive(Serialize)]
struct Forecast {
    lead: Option<i64>,
    /// The fields of the contact that would be imported.
    contact: Option<Vec<String>>,
    /// Why it would be set aside.
    set_aside: Option<String>,
    warnings: Vec<String>,
}

pub(super) async fn run(task: &Task, client: &Client, output: &Output) -> Result<(), Failure> {
    let mut leads = client
        .fetch_leads(task.parameter)
        .stream_as::<RawJson>()
        .await
        .map_err(fetch_failed)?;
    let mut is_empty = true;
    while let Some(json) = leads.next().await {
        is_empty = false;
        let forecast = match json.map_err(fetch_failed)?.decode::<Lead>() {
            Ok(lead) => Forecast::of(&lead, task),
            Err(error) => Forecast::set_aside(None, format!("does not decode: {error}")),
        };
        output.result(&forecast, Forecast::describe)?;
    }
    output.note(if is_empty {
        "no leads"
    } else {
        "nothing imported, set aside or confirmed: the same leads come again"
    });
    Ok(())
}

impl Forecast {
    fn of(lead: &Lead, task: &Task) -> Self {
        match task.contact(lead) {
            Ok((number, contact)) => Self {
                lead: Some(number),
                contact: Some(fields(&contact)),
                set_aside: None,
                warnings: warnings::doubts(&contact),
            },
            Err(reason) => Self::set_aside(number(lead), reason.shown),
        }
    }

    fn set_aside(lead: Option<i64>, reason: String) -> Self {
        Self {
            lead,
            contact: None,
            set_aside: Some(reason),
            warnings: Vec::new(),
        }
    }

    fn describe(&self) -> String {
        let lead = named(self.lead);
        let mut text = match (&self.contact, &self.set_aside) {
            (Some(fields), _) => format!("{lead} would be imported with {}", fields.join(", ")),
            (None, reason) => format!(
                "{lead} would be set aside: {}",
                reason.as_deref().unwrap_or_default()
            ),
        };
        for warning in &self.warnings {
            text = format!("{text}\n  warning: {warning}");
        }
        text
    }
}

fn fields(contact: &NewContact) -> Vec<String> {
    match serde_json::to_value(contact) {
        Ok(Value::Object(members)) => members.into_iter().map(|(name, _)| name).collect(),
        _ => Vec::new(),
    }
}

fn fetch_failed(error: Error) -> CallFailure {
    failed::call(&FETCH_LEADS, error).impersonal()
}
