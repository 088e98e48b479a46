//! The tour of AIM: an endpoint is discovered, and contracts are fulfilled, locked and given back.

use aim_contracts::operations::{
    CONTRACT_DEFAULT_LISTING, CONTRACT_DETAILS, CONTRACT_FULFILLMENT, CONTRACT_FULL_DETAILS,
    CONTRACT_STATUS_LISTING, PUT_SCHEDULED_RETURNS, SCHEDULE_EXCHANGE, SCHEDULE_RETURN,
    SCHEDULED_EXCHANGES, SCHEDULED_RETURNS, SET_CONTRACT_CUSTOMER, SET_CONTRACT_SERIAL,
    TOGGLE_CONTRACT_LOCK, UNFINISHED_CONTRACTS,
};
use aim_contracts::{
    AimCredentials, Client, ContractId, ContractSelection, Fulfillment, LocalDateTime, LockMode,
    LockTarget, MassUpdateItem, MassUpdateOutcome, ScheduleExchangeRequest, ScheduleReturnRequest,
};
use vendor_core::chrono::{DateTime, TimeDelta};
use vendor_core::{BuildError, Error, Response, StatusCode};
use vendor_sandbox::aim::{self, demo};
use vendor_sandbox::{Fault, Sandbox};

use super::expectation::Expectation;
use super::guide::{Guide, Walked};
use super::proof::{Once, in_body};
use super::stopwatch::Stopwatch;
use crate::failure::Failure;

/// What could add something twice.
pub(super) const ONCE: &[Once] = &[
    Once {
        operation: aim::CONTRACT_FULFILLMENT,
        thing: |call| in_body(call, "/Serial"),
    },
    Once {
        operation: aim::CONTRACT_FULFILLMENT,
        thing: |call| in_body(call, "/MassUpdateItems/0/Serial"),
    },
    Once {
        operation: aim::SET_CONTRACT_SERIAL,
        thing: |call| in_body(call, "/Serial"),
    },
    Once {
        operation: aim::SCHEDULE_RETURN,
        thing: |call| in_body(call, "/ReturnDate"),
    },
    Once {
        operation: aim::SCHEDULE_EXCHANGE,
        thing: |call| in_body(call, "/NewSku"),
    },
];

const UNAVAILABLE: Fault = Fault::Refuse {
    status: StatusCode::SERVICE_UNAVAILABLE,
    retry_after: None,
};

const TOO_MANY_REQUESTS: Fault = Fault::Refuse {
    status: StatusCode::TOO_MANY_REQUESTS,
    retry_after: None,
};

/// Walks through all operations, and gives the rows of the report.
pub(super) async fn walk(sandbox: &Sandbox) -> Walked {
    let mut guide = Guide::new(sandbox, "aim", &[aim::GET_END_POINT, aim::LOGIN]);
    let end = async {
        let client = client(sandbox, &guide.stopwatch)?;
        listings(&mut guide, &client).await?;
        fulfilments(&mut guide, &client, sandbox).await?;
        locks(&mut guide, &client, sandbox).await?;
        returns(&mut guide, &client).await?;
        exchanges(&mut guide, &client).await?;
        readings_with_faults(&mut guide, &client, sandbox).await?;
        changes_with_faults(&mut guide, &client).await
    }
    .await;
    guide.walked(end)
}

fn client(sandbox: &Sandbox, stopwatch: &Stopwatch) -> Result<Client, BuildError> {
    let vendor = sandbox.aim();
    let credentials = AimCredentials::new(vendor.api_key(), vendor.app_id())
        .login(vendor.user_name(), vendor.password());
    Client::builder(vendor.base_url())
        .credentials(stopwatch.on(credentials))
        .build()
}

/// Discovery and login come before the first of them.
async fn listings(guide: &mut Guide<'_>, client: &Client) -> Result<(), Failure> {
    let [reference, ..] = demo::CONTRACTS;
    let expected = Expectation::done(&CONTRACT_STATUS_LISTING, StatusCode::OK);
    guide
        .step(expected, client.contract_status_listing())
        .await?;
    let expected = Expectation::done(&CONTRACT_DEFAULT_LISTING, StatusCode::OK);
    guide
        .step(expected, client.contract_default_listing())
        .await?;

    let expected = Expectation::done(&UNFINISHED_CONTRACTS, StatusCode::OK);
    let unfinished = guide.step(expected, client.unfinished_contracts()).await?;
    let is_there = unfinished
        .unfinished_contracts
        .iter()
        .any(|contract| contract.reference.as_deref() == Some(reference));
    guide.check(is_there, "a contract that is not finished is missing");

    let expected = Expectation::done(&CONTRACT_DETAILS, StatusCode::OK);
    guide
        .step(expected, client.contract_details(reference))
        .await?;
    let expected = Expectation::refused(&CONTRACT_DETAILS, StatusCode::OK);
    guide
        .failing_step(expected, client.contract_details("TOUR"))
        .await;

    let expected = Expectation::done(&CONTRACT_FULL_DETAILS, StatusCode::OK);
    let details = client.contract_full_details(by_web_ref(reference));
    let details = guide.step(expected, details).await?;
    guide.check(
        details.contracts.len() == 1,
        "it is not exactly one contract",
    );
    Ok(())
}

async fn fulfilments(
    guide: &mut Guide<'_>,
    client: &Client,
    sandbox: &Sandbox,
) -> Result<(), Failure> {
    let [first, second, ..] = demo::CONTRACTS;
    let serial_of = |reference| sandbox.aim().contract(reference)?.serial;

    let expected = Expectation::done(&CONTRACT_FULFILLMENT, StatusCode::OK);
    let fulfilment = Fulfillment::new(first).serial("TOUR-1");
    guide
        .step(expected, client.contract_fulfillment(fulfilment))
        .await?;
    let is_set = serial_of(first).as_deref() == Some("TOUR-1");
    guide.check(is_set, "the serial number was not set");

    let expected = Expectation::done(&SET_CONTRACT_SERIAL, StatusCode::OK);
    let fulfilment = Fulfillment::new(first).serial("TOUR-2");
    let by_old_route = client.contract_fulfillment(fulfilment).by_old_route();
    guide.step(expected, by_old_route).await?;

    // One of the two does not exist: the other one is done nevertheless.
    let expected = Expectation::done(&CONTRACT_FULFILLMENT, StatusCode::OK).ending("partial");
    let items = [
        MassUpdateItem::new(second).serial("TOUR-3"),
        MassUpdateItem::new("TOUR").serial("TOUR-4"),
    ];
    let partial = |outcome: &MassUpdateOutcome| (!outcome.is_free_of_errors()).then_some("partial");
    let outcome = guide
        .step_ending(expected, mass_update(client, items), partial)
        .await?;
    let failed: Vec<_> = outcome
        .with_error()
        .map(|result| &result.reference)
        .collect();
    guide.check(failed == ["TOUR"], "it does not name the one that failed");
    let is_set = serial_of(second).as_deref() == Some("TOUR-3");
    guide.check(is_set, "the other one was not updated");

    let expected = Expectation::done(&SET_CONTRACT_CUSTOMER, StatusCode::OK);
    let [_, _, other_customer, ..] = demo::ACCOUNTS;
    let [.., last] = demo::CONTRACTS;
    let customer = client.set_contract_customer(last, other_customer);
    guide.step(expected, customer).await?;
    Ok(())
}

async fn locks(guide: &mut Guide<'_>, client: &Client, sandbox: &Sandbox) -> Result<(), Failure> {
    let [first, second, ..] = demo::CONTRACTS;
    let lock = |target: LockTarget| client.toggle_contract_lock(LockMode::Lock, target);
    let expected = Expectation::done(&TOGGLE_CONTRACT_LOCK, StatusCode::OK);
    guide.step(expected, lock(first.into())).await?;
    // Of one contract the vendor makes an error of what is so already, of several it does not.
    let expected = Expectation::refused(&TOGGLE_CONTRACT_LOCK, StatusCode::OK);
    guide.failing_step(expected, lock(first.into())).await;
    let expected = Expectation::done(&TOGGLE_CONTRACT_LOCK, StatusCode::OK);
    guide.step(expected, lock([first, second].into())).await?;

    let unlock = |target: LockTarget| client.toggle_contract_lock(LockMode::Unlock, target);
    let expected = Expectation::done(&TOGGLE_CONTRACT_LOCK, StatusCode::OK);
    guide.step(expected, unlock([first, second].into())).await?;
    let is_unlocked = |reference| {
        let contract = sandbox.aim().contract(reference);
        contract.is_some_and(|contract| contract.locked_by.is_none())
    };
    guide.check(
        is_unlocked(first) && is_unlocked(second),
        "they are still locked",
    );
    Ok(())
}

async fn returns(guide: &mut Guide<'_>, client: &Client) -> Result<(), Failure> {
    let expected = Expectation::done(&SCHEDULE_RETURN, StatusCode::OK);
    let scheduled = client.schedule_return(return_of(0));
    guide.step(expected, scheduled).await?;
    let expected = Expectation::done(&SCHEDULED_RETURNS, StatusCode::OK);
    let list = guide.step(expected, client.scheduled_returns()).await?;
    guide.check(list.contracts.len() == 1, "it is not exactly one return");
    let expected = Expectation::done(&PUT_SCHEDULED_RETURNS, StatusCode::OK);
    let put = client.put_scheduled_returns([contract(0)]);
    guide.step(expected, put).await?;
    Ok(())
}

async fn exchanges(guide: &mut Guide<'_>, client: &Client) -> Result<(), Failure> {
    let expected = Expectation::done(&SCHEDULE_EXCHANGE, StatusCode::OK);
    let scheduled = client.schedule_exchange(exchange("TOUR-1"));
    guide.step(expected, scheduled).await?;
    let expected = Expectation::done(&SCHEDULED_EXCHANGES, StatusCode::OK);
    let list = guide.step(expected, client.scheduled_exchanges()).await?;
    let is_one = list.scheduled_exchanges.len() == 1;
    guide.check(is_one, "it is not exactly one exchange");
    Ok(())
}

/// Readings may be repeated.
async fn readings_with_faults(
    guide: &mut Guide<'_>,
    client: &Client,
    sandbox: &Sandbox,
) -> Result<(), Failure> {
    let [reference, ..] = demo::CONTRACTS;
    // A token that expired: discovery and login are made again, and get over a fault of their own.
    sandbox.faults().inject(aim::GET_END_POINT, UNAVAILABLE);
    sandbox.faults().inject(aim::LOGIN, UNAVAILABLE);
    let expected =
        Expectation::done(&UNFINISHED_CONTRACTS, StatusCode::OK).after(Fault::ExpiredToken);
    guide.step(expected, client.unfinished_contracts()).await?;

    let expected = Expectation::done(&CONTRACT_STATUS_LISTING, StatusCode::OK).after(UNAVAILABLE);
    guide
        .step(expected, client.contract_status_listing())
        .await?;
    let expected = Expectation::done(&CONTRACT_DEFAULT_LISTING, StatusCode::OK)
        .after(Fault::CutBody)
        .applied(2);
    guide
        .step(expected, client.contract_default_listing())
        .await?;
    let expected =
        Expectation::done(&CONTRACT_DETAILS, StatusCode::OK).after(Fault::HtmlPage { acts: false });
    guide
        .step(expected, client.contract_details(reference))
        .await?;
    let expected = Expectation::done(&CONTRACT_FULL_DETAILS, StatusCode::OK)
        .after(Fault::DropAfterActing)
        .applied(2);
    let details = client.contract_full_details(by_web_ref(reference));
    guide.step(expected, details).await?;
    let expected = Expectation::done(&SCHEDULED_RETURNS, StatusCode::OK).after(UNAVAILABLE);
    guide.step(expected, client.scheduled_returns()).await?;
    // What decodes is taken, whatever it calls itself.
    let expected = Expectation::done(&SCHEDULED_EXCHANGES, StatusCode::OK)
        .after(Fault::WrongContentType)
        .attempts(1);
    guide.step(expected, client.scheduled_exchanges()).await?;
    Ok(())
}

/// Of the changes, only those are repeated that leave the same state, or that the vendor has not made.
async fn changes_with_faults(guide: &mut Guide<'_>, client: &Client) -> Result<(), Failure> {
    let [first, second, .., last] = demo::CONTRACTS;
    let expected = Expectation::unknown(&CONTRACT_FULFILLMENT, Fault::DropAfterActing);
    let fulfilment = client.contract_fulfillment(Fulfillment::new(first).serial("TOUR-5"));
    guide.failing_step(expected, fulfilment).await;
    let expected = Expectation::unknown(&SET_CONTRACT_SERIAL, Fault::DropAfterActing);
    let fulfilment = client.contract_fulfillment(Fulfillment::new(first).serial("TOUR-6"));
    guide
        .failing_step(expected, fulfilment.by_old_route())
        .await;
    let expected = Expectation::unknown(&CONTRACT_FULFILLMENT, Fault::DropAfterActing);
    let items = [MassUpdateItem::new(second).serial("TOUR-7")];
    guide
        .failing_step(expected, mass_update(client, items))
        .await;

    let expected = Expectation::unknown(&TOGGLE_CONTRACT_LOCK, Fault::DropAfterActing);
    let lock_one = client.toggle_contract_lock(LockMode::Lock, first);
    guide.failing_step(expected, lock_one).await;
    let twice = |expected: Expectation| expected.after(Fault::DropAfterActing).applied(2);
    let expected = twice(Expectation::done(&TOGGLE_CONTRACT_LOCK, StatusCode::OK));
    let lock_several = client.toggle_contract_lock(LockMode::Lock, [first, second]);
    guide.step(expected, lock_several).await?;
    let expected = twice(Expectation::done(&SET_CONTRACT_CUSTOMER, StatusCode::OK));
    let [.., account] = demo::ACCOUNTS;
    let customer = client.set_contract_customer(last, account);
    guide.step(expected, customer).await?;

    let expected = Expectation::unknown(&SCHEDULE_RETURN, Fault::DropAfterActing);
    let scheduled = client.schedule_return(return_of(1));
    guide.failing_step(expected, scheduled).await;
    let expected =
        Expectation::done(&PUT_SCHEDULED_RETURNS, StatusCode::OK).after(Fault::ExpiredToken);
    let put = client.put_scheduled_returns([contract(1)]);
    guide.step(expected, put).await?;
    let expected = Expectation::done(&SCHEDULE_EXCHANGE, StatusCode::OK).after(TOO_MANY_REQUESTS);
    let scheduled = client.schedule_exchange(exchange("TOUR-2"));
    guide.step(expected, scheduled).await?;
    Ok(())
}

/// The outcome of a mass update beside the answer that it is from.
async fn mass_update(
    client: &Client,
    items: impl Into<Vec<MassUpdateItem>>,
) -> Result<Response<MassUpdateOutcome>, Error> {
    let outcome = client.mass_update(items).await?;
    Ok(outcome.response().clone().map(|_| outcome))
}

fn by_web_ref(reference: &str) -> ContractSelection {
    ContractSelection::WebRef(reference.to_owned())
}

fn contract(position: usize) -> ContractId {
    ContractId::new(demo::ACCOUNTS[position], demo::SUBS[position])
}

/// Of each contract another date.
fn return_of(position: usize) -> ScheduleReturnRequest {
    let ContractId { acct, acct_sub, .. } = contract(position);
    ScheduleReturnRequest::new(acct, acct_sub, 3, day(position))
}

fn exchange(new_sku: &str) -> ScheduleExchangeRequest {
    let ContractId { acct, acct_sub, .. } = contract(0);
    ScheduleExchangeRequest::new(acct, acct_sub, 17, day(0), day(1)).new_sku(new_sku)
}

/// Days from 1 October 2026 on.
fn day(position: usize) -> LocalDateTime {
    let first = DateTime::UNIX_EPOCH + TimeDelta::days(20_727);
    let later = TimeDelta::days(i64::try_from(position).unwrap_or_default());
    LocalDateTime::from((first + later).naive_utc())
}
