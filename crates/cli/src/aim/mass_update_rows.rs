//! `vendor aim mass-update FILE`

use std::path::PathBuf;

use aim_contracts::{
    Error, ErrorKind, ItemOutcome, ItemResult, MassUpdateError, MassUpdateItem, MassUpdateOutcome,
};
use vendor_core::Operation;

use super::connection::AimConnection;
use super::mass_update;
use super::update_columns;
use crate::arguments::Call;
use crate::bulk::{Done, Job, RowOutcome, Sending, Verdict};
use crate::failure::Failure;
use crate::look::Look;
use crate::output::Output;

/// Updates of rows, several of which go into one call.
struct UpdateJob {
    old_route: bool,
    rows_per_call: usize,
}

impl Job for UpdateJob {
    type Row = MassUpdateItem;

    fn vendor(&self) -> &'static str {
        "aim"
    }

    fn operation(&self) -> &'static Operation {
        mass_update::operation(self.old_route)
    }

    fn options(&self) -> Vec<(&'static str, String)> {
        let old_route = self.old_route.then(|| ("--old-route", true.to_string()));
        old_route.into_iter().collect()
    }

    fn may_repeat(&self, _: &MassUpdateItem) -> bool {
        false
    }

    /// It shows serial numbers and statuses, of all contracts that are not finished.
    fn look(&self, _: &MassUpdateItem) -> Option<Look> {
        Some(mass_update::look())
    }

    fn rows_per_call(&self) -> usize {
        self.rows_per_call
    }
}

pub(super) async fn run(
    path: PathBuf,
    call: Call<mass_update::Arguments, AimConnection>,
    output: &Output,
) -> Result<(), Failure> {
    let old_route = call.arguments.old_route;
    let job = UpdateJob {
        old_route,
        rows_per_call: call.arguments.batch_size.into(),
    };
    let updates = Sending::check(call.arguments.bulk, path, update_columns::rows_as(), output)?;
    let mut connection = call.connection;
    if updates.is_dry_run() {
        return updates.dry_run(&job, connection.target(), output);
    }
    connection.limit_rate(updates.rate());
    let client = connection.open(output).await?;
    let target = connection.target()?;
    let update = |items: Vec<MassUpdateItem>| {
        let references: Vec<_> = items.iter().map(|item| item.reference.clone()).collect();
        let call = mass_update::send(&client, items, old_route);
        async move {
            match call.await {
                Ok(outcome) => Ok(outcomes(&outcome)),
                Err(failure) => outcomes_despite(&failure.error, &references).ok_or(failure),
            }
        }
    };
    updates.send(&job, &target, update, output).await
}

/// What the answer says of each update. As long as errors belong to none of them, those without one may have failed.
fn outcomes(outcome: &MassUpdateOutcome) -> Vec<RowOutcome> {
    let is_clear = outcome.unmatched().is_empty();
    let of_row = |result: &ItemResult| match &result.outcome {
        ItemOutcome::NoError if is_clear => RowOutcome::Done(Done {
            id: None,
            answer: None,
        }),
        ItemOutcome::NoError => {
            unknown("the answer has an error that belongs to none of the updates")
        }
        ItemOutcome::Failed(words) => refused(words.clone()),
        _ => unknown("the answer has an error that may be of this update, or of another one"),
    };
    outcome.results().iter().map(of_row).collect()
}

/// What an answer says of each update which says, too, that the call has failed: it may name those that did. Nobody
/// knows whether the others were done then. `None` if it names none, or is no such answer.
fn outcomes_despite(error: &Error, references: &[String]) -> Option<Vec<RowOutcome>> {
    if error.kind() != ErrorKind::Answer {
        return None;
    }
    let errors = MassUpdateError::in_body_of(error);
    let words_of = |reference: &String| -> Vec<String> {
        let own = errors
            .iter()
            .filter(|error| error.reference.as_ref() == Some(reference));
        own.map(|error| error.error_message.clone().unwrap_or_default())
            .collect()
    };
    let words: Vec<_> = references.iter().map(words_of).collect();
    if words.iter().all(Vec::is_empty) {
        return None;
    }
    let of_row = |words: Vec<String>| {
        if words.is_empty() {
            unknown("the answer says that the call has failed, and nothing of this update")
        } else {
            refused(words)
        }
    };
    Some(words.into_iter().map(of_row).collect())
}

fn refused(words: Vec<String>) -> RowOutcome {
    RowOutcome::Refused(Verdict {
        message: "the answer has an error for its Ref",
        words,
    })
}

fn unknown(message: &'static str) -> RowOutcome {
    RowOutcome::Unknown(Verdict {
        message,
        words: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use aim_contracts::models::ContractFulfillmentResponse;
    use vendor_core::Response;

    use super::*;

    /// What became of C1, C2 and so on, by an answer with these errors.
    fn told(references: &[&str], errors: &str) -> Vec<&'static str> {
        let answer = format!("{{\"MassUpdateErrors\": [{errors}]}}");
        let answer: ContractFulfillmentResponse = serde_json::from_str(&answer).unwrap();
        let sent = references.iter().map(|reference| (*reference).to_owned());
        let outcome = MassUpdateOutcome::new(sent, Response::from_value(answer));
        let word = |row: &RowOutcome| match row {
            RowOutcome::Done(_) => "done",
            RowOutcome::Refused(_) => "refused",
            RowOutcome::Unknown(_) => "unknown",
        };
        outcomes(&outcome).iter().map(word).collect()
    }

    #[test]
    fn what_has_no_error_is_done() {
        assert_eq!(told(&["C1", "C2"], ""), ["done", "done"]);
    }

    #[test]
    fn what_has_an_error_of_its_own_is_refused() {
        let errors = r#"{"Ref": "C2", "ErrorMessage": "locked"}"#;
        assert_eq!(told(&["C1", "C2"], errors), ["done", "refused"]);
    }

    #[test]
    fn an_error_of_none_of_them_may_be_of_any() {
        let errors = r#"{"Ref": "C9"}, {"Ref": "C2"}"#;
        assert_eq!(told(&["C1", "C2"], errors), ["unknown", "refused"]);
    }

    #[test]
    fn an_error_of_several_may_be_of_either() {
        let told = told(&["C1", "C1", "C2"], r#"{"Ref": "C1"}"#);
        assert_eq!(told, ["unknown", "unknown", "done"]);
    }
}
