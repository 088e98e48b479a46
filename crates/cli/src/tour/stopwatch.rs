//! How long credentials take: the token request is none of the client's own calls, and has no answer there.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use vendor_core::credentials::{Authorization, CredentialsError, InvalidCredentials};
use vendor_core::origin::Schemes;
use vendor_core::{BoxFuture, Credentials, Exchange, Operation};

/// Adds up the time that credentials take. Clones are the same watch.
#[derive(Clone, Debug, Default)]
pub(super) struct Stopwatch(Arc<Mutex<Duration>>);

impl Stopwatch {
    /// Credentials whose time is taken.
    pub(super) fn on<C: Credentials>(&self, credentials: C) -> Timed<C> {
        Timed {
            credentials,
            watch: self.clone(),
        }
    }

    /// The time since the last reset; starts again from zero.
    pub(super) fn reset(&self) -> Duration {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn add(&self, duration: Duration) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) += duration;
    }
}

/// Credentials with a watch on them.
#[derive(Debug)]
pub(super) struct Timed<C> {
    credentials: C,
    watch: Stopwatch,
}

impl<C: Credentials> Credentials for Timed<C> {
    fn authorize<'a>(
        &'a self,
        operation: &'static Operation,
        exchange: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
        Box::pin(async move {
            let started = exchange.clock().now();
            let authorization = self.credentials.authorize(operation, exchange).await;
            self.watch.add(exchange.clock().now() - started);
            authorization
        })
    }

    fn check(&self, client: Schemes) -> Result<(), InvalidCredentials> {
        self.credentials.check(client)
    }

    fn refused(&self, refused: &Authorization) -> bool {
        self.credentials.refused(refused)
    }
}
