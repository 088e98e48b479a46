//! A sandbox, clients of it, and the clocks of both.

use std::time::Duration;

use prepared_tickets::core::testing;
use vendor_sandbox::{ManualClock, Sandbox};

use super::clients::{self, Clients, Settings};

/// A sandbox with the five clients. Nothing is in it but what calls put there; it is cheap enough to have one for each
/// call. The clocks of vendors and clients are turned by hand, except that the waits which a client means (a backoff, a
/// `Retry-After`) pass by themselves, on its own clock.
#[derive(Debug)]
pub struct World {
    /// The vendors.
    pub sandbox: Sandbox,
    /// The clients.
    pub clients: Clients,
    /// The vendors' time.
    pub vendors_clock: ManualClock,
    /// The clients' time.
    pub clients_clock: testing::ManualClock,
}

impl World {
    /// A world without settings of one's own.
    pub async fn start() -> Self {
        Self::with(&()).await
    }

    /// A world with other settings.
    ///
    /// # Panics
    /// If the settings are not valid, or no port is free.
    pub async fn with(settings: &impl Settings) -> Self {
        let clients_clock = testing::ManualClock::new().sleeps_pass();
        Self::on(ManualClock::new(), clients_clock, settings).await
    }

    /// A world on clocks that its settings know, too.
    ///
    /// # Panics
    /// If the settings are not valid, or no port is free.
    pub async fn on(
        vendors_clock: ManualClock,
        clients_clock: testing::ManualClock,
        settings: &impl Settings,
    ) -> Self {
        let builder = Sandbox::builder().clock(vendors_clock.clone());
        let sandbox = settings
            .sandbox(builder)
            .start()
            .await
            .expect("a free port on loopback");
        clients::make_ready(&sandbox);
        Self {
            clients: Clients::new(&sandbox, &clients_clock, settings),
            sandbox,
            vendors_clock,
            clients_clock,
        }
    }

    /// Turns both clocks.
    pub fn turn(&self, by: Duration) {
        self.vendors_clock.advance(by);
        self.clients_clock.advance(by);
    }
}
