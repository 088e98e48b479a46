//! The clients of the callers.

use std::net::SocketAddr;
use std::time::Duration;

use behaviours::calls::{Clients, Settings};
use vendor_core::{ClientBuilder, Pipeline, RetryPolicy};
use vendor_sandbox::{Sandbox, SandboxBuilder};

use crate::clock::AdjustableClock;

/// How long an idle connection is kept.
#[derive(Clone, Copy)]
pub(crate) enum Idle {
    /// Until shortly after the last call.
    Short,
    /// As long as there is a client.
    Long,
}

/// Settings for clients that know a relay only. They are on the machine's clock: a thousand calls wait at once, each for
/// a few milliseconds, and none of their limits is reached.
pub(crate) struct Own {
    relay: SocketAddr,
    idle: Duration,
    clock: AdjustableClock,
    /// Of the sandbox.
    seed: u64,
}

const NEVER: Duration = Duration::from_secs(3_600);

impl Own {
    pub(crate) fn new(relay: SocketAddr, idle: Idle, clock: AdjustableClock, seed: u64) -> Self {
        Self {
            relay,
            idle: match idle {
                Idle::Short => Duration::from_millis(200),
                Idle::Long => NEVER,
            },
            clock,
            seed,
        }
    }

    /// AIM's calls go where discovery says.
    pub(crate) fn show_the_way(&self, sandbox: &Sandbox) {
        let endpoint = self.base_url(sandbox.aim().endpoint());
        sandbox
            .aim()
            .configure(|settings| settings.endpoint = Some(endpoint));
    }
}

impl Settings for Own {
    fn base_url(&self, base_url: &str) -> String {
        let (_, rest) = base_url.split_once("://").expect("a scheme");
        let (_, path) = rest.split_once('/').expect("a path");
        format!("http://{}/{path}", self.relay)
    }

    fn client<C: From<Pipeline>>(&self, builder: ClientBuilder<C>) -> ClientBuilder<C> {
        let retry = RetryPolicy::default()
            .first_backoff(Duration::from_millis(2))
            .max_backoff(Duration::from_millis(20));
        builder
            .clock(self.clock.clone())
            .retry(retry)
            .pool_idle_timeout(self.idle)
            .connect_timeout(NEVER)
            .attempt_timeout(NEVER)
            .idle_timeout(NEVER)
            .timeout(NEVER)
    }

    /// With a seed of its own, or a sandbox would issue the token again that the one before has issued.
    fn sandbox(&self, builder: SandboxBuilder) -> SandboxBuilder {
        builder.seed(self.seed)
    }
}

/// Has the clients get tokens of the sandbox that there is now: those of an earlier one are refused.
pub(crate) async fn renew_tokens(clients: &Clients) {
    clients
        .partner
        .list_prepared_tickets()
        .await
        .expect("nothing goes wrong yet");
    clients
        .aim
        .contract_status_listing()
        .await
        .expect("nothing goes wrong yet");
}
