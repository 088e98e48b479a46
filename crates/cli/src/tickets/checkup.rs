//! What `vendor doctor` looks at.

use prepared_tickets::operations::LIST_PREPARED_TICKETS;

use super::connection::{Account, TicketsConnection};
use crate::doctor::Examination;
use crate::failure::CallFailure;

/// A token, and a list with one ticket. The vendor gives the same token again for a while: nobody else's is lost.
pub(crate) async fn check_up(examination: &mut Examination<'_>) {
    let connection = TicketsConnection::of(examination.connection().clone());
    let account = examination.account(
        |sandbox| Account::of_sandbox(sandbox.partner()),
        |settings| connection.account(settings),
    );
    let Some(account) = account else { return };
    let client = examination.client(&account.base_url, account.builder(), |error| {
        account.unusable(error)
    });
    let Some(client) = client else { return };
    let list = client.list_prepared_tickets().limit(1).await;
    examination.called(
        list.map(|_| "they gave a token, and tickets can be listed".to_owned())
            .map_err(|error| CallFailure::new(&LIST_PREPARED_TICKETS, error)),
    );
}
