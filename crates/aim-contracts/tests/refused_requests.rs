//! Requests without a target are refused before they are sent, with every violation named and no value.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use aim_contracts::{ContractFilter, Delivery, Error, ErrorKind, Fulfillment};
use support::idle_client;

/// The members that a refused request is refused for.
fn fields<T>(outcome: Result<T, Error>) -> Vec<String> {
    let error = outcome.err().expect("it has no target");
    assert_eq!(
        (error.delivery(), error.kind()),
        (Delivery::NotSent, ErrorKind::InvalidRequest)
    );
    error
        .violations()
        .iter()
        .map(|violation| violation.field().to_owned())
        .collect()
}

#[tokio::test]
async fn a_fulfillment_without_ref() {
    let client = idle_client();
    let call = client.contract_fulfillment(Fulfillment::new("").notes("for Ann"));
    assert_eq!(fields(call.clone().await), ["Ref"]);
    assert_eq!(fields(call.by_old_route().await), ["Ref"]);
}

#[tokio::test]
async fn a_mass_update_names_every_item_without_ref() {
    let items = ["", "R-1", ""].map(aim_contracts::MassUpdateItem::new);
    let outcome = idle_client().mass_update(items).await;
    assert_eq!(
        fields(outcome),
        ["MassUpdateItems[0].Ref", "MassUpdateItems[2].Ref"]
    );
    let outcome = idle_client().mass_update([]).by_old_route().await;
    assert_eq!(fields(outcome), ["MassUpdateItems"]);
}

#[tokio::test]
async fn other_requests_without_a_target() {
    let client = idle_client();
    assert_eq!(fields(client.contract_details("").await), ["Ref"]);
    assert_eq!(
        fields(client.set_contract_customer("", 4711).await),
        ["WebRef"]
    );
    assert_eq!(
        fields(client.put_scheduled_returns([]).await),
        ["Contracts"]
    );
    let of_no_serial = ContractFilter::new().serial_number("");
    assert_eq!(
        fields(client.contract_full_details(of_no_serial).await),
        ["SerialNumber"]
    );
}
