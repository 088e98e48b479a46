//! What `vendor doctor` looks at.

use iveco_bt::operations::WORKSHOP_ACTIVATION;
use vendor_core::{Idempotency, Method, Operation};

use super::connection::Account;
use crate::doctor::Examination;

/// Where an activation is, and no activation.
static PROBE: Operation = Operation::new(
    "GET /ANS73/btcontroller/workshopactivationbt",
    Method::GET,
    WORKSHOP_ACTIVATION.path(),
    Idempotency::Safe,
);

const UNPROVEN: &str = "the vendor has no read that would show whether they are accepted";

/// Its only operation changes something: whether it is there is all that can be known.
pub(crate) async fn check_up(examination: &mut Examination<'_>) {
    let connection = examination.connection();
    let account = examination.account(
        |sandbox| Account::of_sandbox(sandbox.iveco()),
        |settings| Account::of_settings(connection, settings),
    );
    let Some(account) = account else { return };
    examination
        .probe(&account.base_url, &account.access, &PROBE, UNPROVEN)
        .await;
}
