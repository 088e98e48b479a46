//! Clients work unchanged against somebody else's mock server, which only knows the contract.
//!
//! `cargo xtask mock-server` installs one (Prism, from npm), starts it and runs this. It needs Node.js, so it is
//! ignored elsewhere.
#![allow(clippy::expect_used)] // a test fails loudly

use prepared_tickets::core::{HeaderName, HeaderValue, StaticCredentials, StatusCode};
use prepared_tickets::{
    Client, Deletion, Delivery, NewPreparedTicket, PreparedTicketUpdate, VinFilter,
};
use uuid::Uuid;

fn client() -> Client {
    let url =
        std::env::var("MOCK_SERVER").expect("MOCK_SERVER names the base URL of the mock server");
    Client::builder(url)
        .credentials(StaticCredentials::bearer("any"))
        .build()
        .expect("valid settings")
}

/// The identifier that the mock server makes up.
const ID: Uuid = Uuid::from_u128(0x497f_6eca_6276_4993_bfeb_53cb_bbba_6f08);

#[tokio::test]
#[ignore = "needs a mock server: cargo xtask mock-server"]
async fn all_operations_of_prepared_tickets() {
    let client = client();
    let list = client
        .list_prepared_tickets()
        .limit(1000)
        .ticket_number(7_179_072)
        .vin("JH4KA7630PC007649")
        .await
        .expect("the list is answered");
    assert_eq!(list.result.first().and_then(|ticket| ticket.id), Some(ID));

    let ticket = NewPreparedTicket::new(ID, 7, None, "ERP-4711").voucher_code("WQ4MM3");
    let created = client
        .create_prepared_ticket(ticket)
        .await
        .expect("it is created");
    assert_eq!(
        (created.status(), created.id),
        (StatusCode::CREATED, Some(ID))
    );

    let read = client.get_prepared_ticket(ID).await.expect("it is read");
    assert_eq!(read.id, Some(ID));

    let update = PreparedTicketUpdate::new(7, None, None, "");
    client
        .update_prepared_ticket(ID, update)
        .await
        .expect("it is updated");

    let deleted = client
        .delete_prepared_ticket(ID)
        .await
        .expect("it is deleted");
    assert_eq!(*deleted, Deletion::Deleted);
}

#[tokio::test]
#[ignore = "needs a mock server: cargo xtask mock-server"]
async fn the_filter_for_tickets_without_a_vin() {
    client()
        .list_prepared_tickets()
        .vin(VinFilter::Without)
        .await
        .expect("it is answered");
}

#[tokio::test]
#[ignore = "needs a mock server: cargo xtask mock-server"]
async fn a_problem_of_the_contract() {
    let wanted = (
        HeaderName::from_static("prefer"),
        HeaderValue::from_static("code=404"),
    );
    let call = client()
        .get_prepared_ticket(ID)
        .with_header(wanted.0, wanted.1);
    let error = call
        .await
        .expect_err("the mock server was asked for an error");
    assert!(error.is_not_found());
    assert_eq!(error.delivery(), Delivery::Refused);
    assert!(
        error
            .problem()
            .and_then(|problem| problem.violations())
            .is_some()
    );
}
