//! What `vendor doctor` looks at.

use aim_contracts::operations::{CONTRACT_STATUS_LISTING, GET_END_POINT, LOGIN};
use aim_contracts::{Client, Delivery, Error, ErrorKind};

use super::advice;
use super::answer::failed;
use super::connection::{Account, AimConnection, Place};
use crate::doctor::{Examination, Subject};
use crate::failure::{CallFailure, call_below};

/// Discovery, and the list of statuses, which holds nobody's data. A login only if it is asked for: no page says what it
/// does to other sessions of the user.
pub(crate) async fn check_up(examination: &mut Examination<'_>, logs_in: bool) {
    let connection = AimConnection::of(examination.connection().clone());
    let account = examination.account(
        |sandbox| Account::of_sandbox(sandbox.aim()),
        |settings| connection.account(settings, AimConnection::place),
    );
    let Some(mut account) = account else { return };
    let login = match &account.login {
        None => Login::None,
        Some(_) if logs_in => Login::Made,
        Some(_) => Login::LeftOut,
    };
    if login == Login::LeftOut {
        account.login = None;
    }
    let client = examination.client(account.base_url(), account.builder(), |error| {
        account.unusable(error)
    });
    let Some(client) = client else { return };
    let endpoint = match account.at {
        Place::Endpoint(_) => None,
        Place::Discovery(_) => match discover(examination, &client).await {
            Some(endpoint) => Some(endpoint),
            None => return,
        },
    };
    let read = client.contract_status_listing().await;
    let read = read.map(drop).map_err(failed(&CONTRACT_STATUS_LISTING));
    at_endpoint(examination, endpoint.as_deref(), login, read);
}

/// Whether the read was made after a login.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Login {
    /// No user is set.
    None,
    Made,
    LeftOut,
}

/// The endpoint that discovery names, if it does.
async fn discover(examination: &mut Examination<'_>, client: &Client) -> Option<String> {
    match client.get_end_point().await {
        Ok(answer) => {
            examination.called(Ok("discovery accepts api_key and app_id".to_owned()));
            let endpoint = answer.into_inner().new_endpoint_domain;
            Some(endpoint.unwrap_or_else(|| "the endpoint".to_owned()))
        }
        Err(error) => {
            // A success that does not decode may hold a token.
            let failure = failed(&GET_END_POINT)(error.without_body());
            if is_about_the_caller(&failure.error) {
                let failure = failure.advice(Some(advice::CHECK_KEY));
                examination.call_failed(Subject::Credentials, failure);
            } else {
                examination.called(Err(failure));
            }
            None
        }
    }
}

/// What the read says of the endpoint, and of the login.
fn at_endpoint(
    examination: &mut Examination<'_>,
    discovered: Option<&str>,
    login: Login,
    read: Result<(), CallFailure>,
) {
    let is_elsewhere = |failure: &CallFailure| !is_about_the_caller(&failure.error);
    match (read, discovered) {
        (Err(failure), Some(_)) if is_elsewhere(&failure) => {
            examination.call_failed(Subject::Endpoint, failure);
        }
        (Err(failure), None) if is_elsewhere(&failure) => examination.called(Err(failure)),
        (read, _) => {
            examination.answered();
            examination.ok(
                Subject::Endpoint,
                match discovered {
                    Some(endpoint) => format!("{endpoint} is allowed, and answers"),
                    None => "it answers, without discovery".to_owned(),
                },
            );
            examination.ok(Subject::Api, "it answers");
            of_caller(examination, login, read);
        }
    }
}

/// What the endpoint makes of the caller.
fn of_caller(examination: &mut Examination<'_>, login: Login, read: Result<(), CallFailure>) {
    if read.is_ok() {
        examination.ok(Subject::Credentials, "api_key and app_id are accepted");
    }
    match (login, read) {
        // Without a login, a refusal says nothing.
        (Login::LeftOut, _) => examination.skipped(Subject::Login, LEFT_OUT),
        (Login::None | Login::Made, Err(failure)) => {
            examination.call_failed(Subject::Login, failure);
        }
        (Login::None, Ok(())) => examination.skipped(Subject::Login, NO_USER),
        (Login::Made, Ok(())) => examination.ok(Subject::Login, "it was made, and accepted"),
    }
}

const LEFT_OUT: &str = "--login makes one; no page says what becomes of the user's other sessions";

const NO_USER: &str = "no user is set: most operations need one";

/// Whether it says that the caller is not known, or may not do this; at the login, or afterwards.
fn is_about_the_caller(error: &Error) -> bool {
    let login = call_below(error).filter(|below| below.operation() == LOGIN.id());
    let refused = login.unwrap_or(error);
    let status = refused.status().map(|status| status.as_u16());
    match (refused.delivery(), refused.kind()) {
        (Delivery::Refused, ErrorKind::Answer) => true,
        (Delivery::Refused, _) => matches!(status, Some(400 | 401 | 403)),
        _ => false,
    }
}
