//! What `vendor doctor` looks at.

use leadbank::Client;
use leadbank::operations::FETCH_LEADS;
use vendor_core::{Idempotency, Method, Operation};

use super::connection::Account;
use super::fetch::failed;
use crate::doctor::Examination;

/// Where a fetch is, and no fetch.
static PROBE: Operation = Operation::new(
    "GET /api/leads",
    Method::GET,
    FETCH_LEADS.path(),
    Idempotency::Safe,
);

const UNPROVEN: &str =
    "only a fetch of leads shows whether they are accepted: --parameter NUMBER makes one";

/// The only read gives people's data, and needs an integer that is not documented: it is tried if that is given.
pub(crate) async fn check_up(examination: &mut Examination<'_>, parameter: Option<i32>) {
    let connection = examination.connection();
    let account = examination.account(
        |sandbox| Account::of_sandbox(sandbox.leadbank()),
        |settings| Account::of_settings(connection, settings),
    );
    let Some(account) = account else { return };
    match parameter {
        Some(parameter) => fetch(examination, &account, parameter).await,
        None => {
            examination
                .probe(&account.base_url, &account.access, &PROBE, UNPROVEN)
                .await;
        }
    }
}

async fn fetch(examination: &mut Examination<'_>, account: &Account, parameter: i32) {
    let client = examination.client(&account.base_url, account.builder(), |error| {
        account.unusable(error)
    });
    let Some(client) = client else { return };
    let counted = count(&client, parameter).await;
    examination.called(counted.map_err(failed));
}

/// How many leads there are, and nothing else of them.
async fn count(client: &Client, parameter: i32) -> Result<String, leadbank::Error> {
    let mut leads = client.fetch_leads(parameter).stream().await?;
    let mut count = 0_u64;
    while leads.next().await.transpose()?.is_some() {
        count += 1;
    }
    Ok(format!(
        "leads can be fetched: {count}, none of them confirmed, so that they come again"
    ))
}
