//! A test that turns time turns two clocks: the vendors' and the client's. They are not the same, as in the world.
#![allow(clippy::expect_used)] // a test fails loudly

use std::time::Duration;

use prepared_tickets::core::testing;
use prepared_tickets::{Client, PartnerCredentials};
use vendor_sandbox::{ManualClock, Sandbox, partner};

#[tokio::test]
async fn a_token_is_over_when_both_clocks_say_so() {
    let (vendors, clients) = (ManualClock::new(), testing::ManualClock::new());
    let sandbox = Sandbox::builder()
        .clock(vendors.clone())
        .start()
        .await
        .expect("a free port on loopback");
    let vendor = sandbox.partner();
    let credentials = PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    let client = Client::builder(vendor.base_url())
        .credentials(credentials)
        .clock(clients.clone())
        .build()
        .expect("valid settings");

    client
        .list_prepared_tickets()
        .await
        .expect("it is answered");
    let an_hour = Duration::from_secs(60 * 60);
    vendors.advance(an_hour);
    clients.advance(an_hour);
    client
        .list_prepared_tickets()
        .await
        .expect("it is answered");
    assert_eq!(sandbox.ledger().applied(partner::TOKEN), 2);
}
