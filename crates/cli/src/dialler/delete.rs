//! `vendor dialler delete`

use clap::Args;
use dialler::operations::{DELETE_CONTACT, DELETE_CONTACT_BY_USER_DATA};
use dialler::{Client, Deletion};
use serde_json::json;

use super::failed;
use crate::failure::{Effect, Failure};
use crate::look::Look;
use crate::output::Output;

pub(super) const EXAMPLES: &str = "\
If several contacts have the same user data, the vendor deletes one of them, and which one cannot be known: prefer
the id. For the same reason a deletion by user data is never repeated when its outcome is unknown.

With --json: {\"id\", \"outcome\"} or {\"user_data\", \"outcome\"}. The outcome is \"deleted\"; or \"gone\", when the
answer of one attempt was lost and the next one found no such contact.

Examples:
  vendor dialler delete 215387 --sandbox
  vendor dialler delete --user-data CON6174 --sandbox";

/// Which contact.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(crate) struct Arguments {
    /// The id of the contact
    id: Option<i64>,

    /// The user data of the contact, in place of its id
    #[arg(long, value_name = "TEXT")]
    user_data: Option<String>,
}

impl Arguments {
    /// What was deleted is not found any more.
    pub(super) fn effect(&self) -> Effect {
        Effect::Changes(match self {
            Self {
                user_data: Some(text),
                ..
            } => Some(Look::of(
                "vendor dialler batch --user-data=",
                "TEXT",
                text.clone(),
            )),
            Self { id, .. } => id.map(|id| Look::of("vendor dialler get ", "ID", id.to_string())),
        })
    }

    pub(super) async fn run(&self, client: &Client, output: &Output) -> Result<(), Failure> {
        // The parser has seen to it that there is one of the two.
        if let Some(id) = self.id {
            by_id(id, client, output).await?;
        }
        if let Some(user_data) = &self.user_data {
            by_user_data(user_data, client, output).await?;
        }
        Ok(())
    }
}

async fn by_id(id: i64, client: &Client, output: &Output) -> Result<(), Failure> {
    let deletion = client
        .delete_contact(id)
        .await
        .map_err(|error| failed::call(&DELETE_CONTACT, error))?;
    let outcome = match deletion.value() {
        Deletion::Gone => "gone",
        _ => "deleted",
    };
    output.result(&json!({ "id": id, "outcome": outcome }), |_| {
        format!("{outcome} {id}")
    })
}

async fn by_user_data(user_data: &str, client: &Client, output: &Output) -> Result<(), Failure> {
    output.note(
        "warning: if several contacts have this user data, the vendor deletes one of them, and which one cannot be \
         known",
    );
    client
        .delete_contact_by_user_data(user_data)
        .await
        .map_err(|error| failed::call(&DELETE_CONTACT_BY_USER_DATA, error))?;
    let outcome = "deleted";
    output.result(
        &json!({ "user_data": user_data, "outcome": outcome }),
        |_| format!("{outcome} {user_data}"),
    )
}
