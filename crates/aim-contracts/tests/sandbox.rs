//! What the client says, against what really happened at the stand-in for the vendor.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

use aim_contracts::core::testing::ManualClock;
use aim_contracts::{
    Accessory, AimCredentials, Client, ContractFilter, ContractId, ContractSelection, Decimal,
    Delivery, Fulfillment, ItemOutcome, LocalDateTime, LockMode, LockTarget, MassUpdateItem,
    RawJson, ScheduleExchangeRequest, ScheduleReturnRequest,
};
use vendor_sandbox::aim::demo::{ACCOUNTS, CONTRACTS, SUBS};
use vendor_sandbox::{Fault, Sandbox, aim};

const OPEN: &str = CONTRACTS[0];
const LOCKED: &str = CONTRACTS[2];

struct House {
    sandbox: Sandbox,
    client: Client,
}

async fn house() -> House {
    let sandbox = Sandbox::start().await.expect("a free port on loopback");
    let vendor = sandbox.aim();
    let credentials = AimCredentials::new(vendor.api_key(), vendor.app_id())
        .login(vendor.user_name(), vendor.password());
    let client = Client::builder(vendor.base_url())
        .credentials(credentials)
        .clock(ManualClock::new().sleeps_pass())
        .build()
        .expect("valid settings");
    House { sandbox, client }
}

impl House {
    fn rental(&self, reference: &str) -> aim::Rental {
        self.sandbox
            .aim()
            .contract(reference)
            .expect("it is demonstration data")
    }

    fn assert_contract_was_kept(&self) {
        let violations = self.sandbox.ledger().violations();
        assert!(violations.is_empty(), "{violations:?}");
    }
}

fn date(text: &str) -> LocalDateTime {
    text.parse().expect("a date")
}

#[tokio::test]
async fn every_operation_keeps_to_the_contract() {
    let house = house().await;
    let client = &house.client;
    let day = date("2025-09-01T00:00:00");
    let (acct, sub) = (ACCOUNTS[1], SUBS[1]);

    client.get_end_point().await.expect("discovery");
    let unfinished = client.unfinished_contracts().await.expect("a list");
    assert!(!unfinished.unfinished_contracts.is_empty());
    let statuses = client.contract_status_listing().await.expect("a list");
    assert!(!statuses.contract_statuses.is_empty());
    let defaults = client.contract_default_listing().await.expect("a list");
    assert!(!defaults.contract_defaults.is_empty());
    let details = client.contract_details(OPEN).await.expect("a contract");
    assert!(details.current_balance.is_some());
    let mut contracts = client
        .contract_full_details(ContractFilter::new().record_count(2))
        .items();
    let mut count = 0;
    while let Some(contract) = contracts.next().await {
        let contract: RawJson = contract.expect("a contract");
        assert!(contract.get().starts_with('{'));
        count += 1;
    }
    assert_eq!(count, CONTRACTS.len());
    let one = ContractSelection::WebRef(OPEN.to_owned());
    let full = client.contract_full_details(one).await.expect("one");
    assert_eq!(full.contracts.len(), 1);

    client
        .contract_fulfillment(
            Fulfillment::new(OPEN)
                .serial("SN-1")
                .delivery_date(day)
                .added_accessories([Accessory::new()
                    .description("Bow")
                    .price("19.90".parse::<Decimal>().expect("a decimal"))]),
        )
        .await
        .expect("it is fulfilled");
    client
        .contract_fulfillment(Fulfillment::new(OPEN).notes("Ring twice"))
        .by_old_route()
        .await
        .expect("it is fulfilled");
    client
        .set_contract_customer(OPEN, ACCOUNTS[3])
        .await
        .expect("it is set");
    client
        .toggle_contract_lock(LockMode::Unlock, LOCKED)
        .await
        .expect("it is unlocked");

    client
        .schedule_return(ScheduleReturnRequest::new(acct, sub, 1, day))
        .await
        .expect("it is scheduled");
    let returns = client.scheduled_returns().await.expect("a list");
    assert_eq!(returns.contracts.len(), 1);
    client
        .put_scheduled_returns([ContractId::new(acct, sub)])
        .await
        .expect("they are put");
    client
        .schedule_exchange(ScheduleExchangeRequest::new(acct, sub, 501, day, day))
        .await
        .expect("it is scheduled");
    let exchanges = client.scheduled_exchanges().await.expect("a list");
    assert_eq!(exchanges.scheduled_exchanges.len(), 1);
    house.assert_contract_was_kept();
}

#[tokio::test]
async fn a_fulfillment_changes_what_it_names_and_nothing_else() {
    let house = house().await;
    let before = house.rental(OPEN);
    house
        .client
        .contract_fulfillment(Fulfillment::new(OPEN).serial("SN-1"))
        .await
        .expect("it is fulfilled");
    let after = house.rental(OPEN);
    assert_eq!(after.serial.as_deref(), Some("SN-1"));
    assert_eq!(
        (after.status, after.notes, after.accessories),
        (before.status, before.notes, before.accessories)
    );
}

#[tokio::test]
async fn a_locked_contract_is_refused_with_the_vendors_words() {
    let house = house().await;
    let error = house
        .client
        .contract_fulfillment(Fulfillment::new(LOCKED).serial("SN-1"))
        .await
        .expect_err("it is locked");
    assert_eq!(
        (error.delivery(), error.code()),
        (Delivery::Refused, Some("Locked"))
    );
    assert_eq!(house.rental(LOCKED).serial, None);
    house
        .client
        .contract_fulfillment(Fulfillment::new(LOCKED).serial("SN-1").unlock(true))
        .await
        .expect("it is unlocked, too");
}

#[tokio::test]
async fn a_lost_answer_is_unknown_and_the_accessory_is_added_once() {
    let house = house().await;
    let before = house.rental(OPEN).accessories.len();
    for operation in [aim::CONTRACT_FULFILLMENT, aim::SET_CONTRACT_SERIAL] {
        house
            .sandbox
            .faults()
            .inject(operation, Fault::DropAfterActing);
    }
    let added = Fulfillment::new(OPEN).added_accessories([Accessory::new().description("Bow")]);
    let error = house
        .client
        .contract_fulfillment(added.clone())
        .await
        .expect_err("the answer is lost");
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(house.rental(OPEN).accessories.len(), before + 1);
    let error = house
        .client
        .contract_fulfillment(added)
        .by_old_route()
        .await
        .expect_err("the answer is lost");
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(house.rental(OPEN).accessories.len(), before + 2);
}

#[tokio::test]
async fn a_mass_update_tells_what_was_done_and_what_was_not() {
    let house = house().await;
    let items = [OPEN, LOCKED, "nobody's"]
        .map(|reference| MassUpdateItem::new(reference).new_status("Ready"));
    let outcome = house
        .client
        .mass_update(items)
        .await
        .expect("it is answered");
    let done: Vec<bool> = outcome
        .results()
        .iter()
        .map(|result| result.outcome == ItemOutcome::NoError)
        .collect();
    assert_eq!(done, [true, false, false]);
    assert_eq!(outcome.unmatched(), []);
    assert_eq!(house.rental(OPEN).status, "Ready");
    assert_ne!(house.rental(LOCKED).status, "Ready");
    assert!(outcome.into_result().is_err());
    house.assert_contract_was_kept();
}

#[tokio::test]
async fn a_mass_update_that_says_error_as_a_whole_is_unknown() {
    let house = house().await;
    house
        .sandbox
        .aim()
        .configure(|settings| settings.partial_failure_is_an_error = true);
    let items = [OPEN, LOCKED].map(|reference| MassUpdateItem::new(reference).new_status("Ready"));
    let error = house
        .client
        .mass_update(items)
        .await
        .expect_err("the Status says so");
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(house.rental(OPEN).status, "Ready", "it was done in part");
    let failed = aim_contracts::MassUpdateError::in_body_of(&error);
    assert_eq!(failed.len(), 1);
    assert_eq!(failed[0].reference.as_deref(), Some(LOCKED));
}

#[tokio::test]
async fn the_lock_of_one_that_is_locked_is_an_error_and_of_a_list_it_is_not() {
    let house = house().await;
    let error = house
        .client
        .toggle_contract_lock(LockMode::Lock, LOCKED)
        .await
        .expect_err("it is locked already");
    assert_eq!(error.delivery(), Delivery::Refused);
    house
        .client
        .toggle_contract_lock(LockMode::Lock, [LOCKED, OPEN])
        .await
        .expect("no error for the one that is locked already");
    assert!(house.rental(OPEN).locked_by.is_some());
}

#[tokio::test]
async fn a_lost_answer_to_a_lock_is_repeated_for_a_list_only() {
    for (contracts, delivery) in [
        (LockTarget::One(OPEN.to_owned()), Some(Delivery::Unknown)),
        (LockTarget::Several(vec![OPEN.to_owned()]), None),
    ] {
        let house = house().await;
        house
            .sandbox
            .faults()
            .inject(aim::TOGGLE_CONTRACT_LOCK, Fault::DropAfterActing);
        let outcome = house
            .client
            .toggle_contract_lock(LockMode::Lock, contracts)
            .await;
        assert_eq!(outcome.err().map(|error| error.delivery()), delivery);
        assert!(house.rental(OPEN).locked_by.is_some());
    }
}

#[tokio::test]
async fn tokens_that_became_worthless_are_renewed() {
    let house = house().await;
    let listing = || house.client.contract_status_listing();
    listing().await.expect("with the first tokens");
    house.sandbox.aim().revoke_tokens();
    listing().await.expect("with a new Token");
    house.sandbox.aim().revoke_oauth_tokens();
    let answer = listing().await.expect("with a new OAuthToken");
    assert_eq!(answer.attempts(), 2);
    assert_eq!(house.sandbox.ledger().calls_of(aim::LOGIN).len(), 3);
}

#[tokio::test]
async fn a_wrong_password_is_refused_before_the_call_is_sent() {
    let house = house().await;
    let vendor = house.sandbox.aim();
    let credentials =
        AimCredentials::new(vendor.api_key(), vendor.app_id()).login(vendor.user_name(), "wrong");
    let client = Client::builder(vendor.base_url())
        .credentials(credentials)
        .build()
        .expect("valid settings");
    let error = client
        .contract_fulfillment(Fulfillment::new(OPEN).serial("SN-1"))
        .await
        .expect_err("nobody is logged in");
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(house.rental(OPEN).serial, None);
}

#[tokio::test]
async fn an_endpoint_that_is_known_needs_no_discovery() {
    let house = house().await;
    let vendor = house.sandbox.aim();
    let credentials = AimCredentials::new(vendor.api_key(), vendor.app_id())
        .without_discovery()
        .oauth_token(vendor.issue_oauth_token())
        .token(vendor.issue_token());
    let client = Client::builder(vendor.endpoint())
        .credentials(credentials)
        .build()
        .expect("valid settings");
    client.contract_status_listing().await.expect("a list");
    assert_eq!(house.sandbox.ledger().calls_of(aim::GET_END_POINT).len(), 0);
}
