//! What `vendor doctor` looks at.

use dialler::Client;
use dialler::operations::LIST_CAMPAIGNS;

use super::connection::{self, Account};
use super::failed;
use crate::doctor::{Examination, Subject};

/// The list of campaigns, which holds nobody's data, and of it no more than the first.
pub(crate) async fn check_up(examination: &mut Examination<'_>) {
    let connection = examination.connection();
    let account = examination.account(
        |sandbox| Account::of_sandbox(sandbox.dialler()),
        |settings| connection::account(connection, settings),
    );
    let Some(account) = account else { return };
    let client = examination.client(&account.base_url, account.builder(), |error| {
        account.unusable(error)
    });
    let Some(client) = client else { return };
    let found = has_a_campaign(&client).await;
    if let Ok(false) = found {
        examination.answered();
        // An answer of another API may look the same.
        examination.warned(
            Subject::Api,
            "it lists no campaign",
            "If there are any, check the ClientsID at the end of the base URL.",
        );
    }
    let found = found.map(|_| "the token is accepted, and campaigns can be listed".to_owned());
    examination.called(found.map_err(|error| failed::campaign(&LIST_CAMPAIGNS, error)));
}

async fn has_a_campaign(client: &Client) -> Result<bool, dialler::Error> {
    let mut campaigns = client.list_campaigns().stream().await?;
    Ok(campaigns.next().await.transpose()?.is_some())
}
