//! What the tests of this crate share.
#![allow(dead_code)] // each test file uses a part of it

use prepared_tickets::core::ClientBuilder;
use prepared_tickets::core::testing::ManualClock;
use prepared_tickets::{Client, NewPreparedTicket, PartnerCredentials};
use vendor_sandbox::{Sandbox, partner};

/// A sandbox, and a client of it whose backoffs take no time.
pub(crate) struct House {
    pub(crate) sandbox: Sandbox,
    pub(crate) client: Client,
    pub(crate) clock: ManualClock,
}

pub(crate) async fn house() -> House {
    house_with(|builder| builder).await
}

pub(crate) async fn house_with(
    change: impl FnOnce(ClientBuilder<Client>) -> ClientBuilder<Client>,
) -> House {
    let sandbox = Sandbox::start().await.expect("a free port on loopback");
    let vendor = sandbox.partner();
    // The test's clock does not pace its calls; the sandbox's clock is real.
    vendor.configure(|settings| settings.throttle = None);
    let clock = ManualClock::new().sleeps_pass();
    let credentials = PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    let builder = Client::builder(vendor.base_url())
        .credentials(credentials)
        .no_throttle()
        .clock(clock.clone());
    let client = change(builder).build().expect("valid settings");
    House {
        sandbox,
        client,
        clock,
    }
}

pub(crate) fn ticket(reference: &str) -> NewPreparedTicket {
    NewPreparedTicket::new(
        partner::demo::CUSTOMERS[0],
        partner::demo::VEHICLE_MODELS[0],
        Some("JH4KA7630PC007649".to_owned()),
        reference,
    )
}

/// A JSON text without the white space between its tokens.
pub(crate) fn tokens(json: &str) -> String {
    let mut in_string = false;
    let mut escaped = false;
    json.chars()
        .filter(|c| {
            let keep = in_string || !c.is_whitespace();
            match c {
                _ if escaped => escaped = false,
                '\\' if in_string => escaped = true,
                '"' => in_string = !in_string,
                _ => {}
            }
            keep
        })
        .collect()
}
