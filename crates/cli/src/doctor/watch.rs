//! What every answer tells beside what its call is about: which server it is of, and that server's time.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use vendor_core::chrono::TimeDelta;
use vendor_core::transport::{TransportError, TransportRequest, TransportResponse};
use vendor_core::{BoxFuture, Clock as _, Operation, SystemClock, Transport};

use super::clock_skew;

/// The answers of a vendor; clones share them.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch(Arc<Mutex<Vec<Seen>>>);

/// An answer, and nothing of what it says.
#[derive(Clone, Debug)]
struct Seen {
    operation: &'static str,
    /// Host and port.
    server: String,
    has_tls: bool,
    /// How far this machine's clock is ahead of the server's.
    ahead: Option<TimeDelta>,
}

impl Watch {
    /// Looks on while a transport does its work.
    pub(super) fn over(self, transport: Arc<dyn Transport>) -> impl Transport {
        Watched {
            transport,
            watch: self,
        }
    }

    /// The servers that have answered, in the order of their first answers, and how they were reached.
    pub(super) fn servers(&self) -> Vec<String> {
        let mut servers = Vec::new();
        for seen in self.seen().iter() {
            let way = if seen.has_tls {
                "over TLS"
            } else {
                "without TLS"
            };
            let server = format!("{} answers {way}", seen.server);
            if !servers.contains(&server) {
                servers.push(server);
            }
        }
        servers
    }

    pub(super) fn has_answer_to(&self, operation: &Operation) -> bool {
        let id = operation.id();
        self.seen().iter().any(|seen| seen.operation == id)
    }

    /// The server whose time is furthest from this machine's, and how far this machine is ahead of it.
    pub(super) fn furthest_clock(&self) -> Option<(String, TimeDelta)> {
        let clocks = |seen: &Seen| Some((seen.server.clone(), seen.ahead?));
        let seen = self.seen();
        seen.iter()
            .filter_map(clocks)
            .max_by_key(|(_, ahead)| ahead.abs())
    }

    /// What was seen before a panic is as true as before.
    fn seen(&self) -> MutexGuard<'_, Vec<Seen>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[derive(Debug)]
struct Watched {
    transport: Arc<dyn Transport>,
    watch: Watch,
}

impl Transport for Watched {
    fn send(
        &self,
        request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        let operation = request.operation.id();
        let host = request.url.host_str().unwrap_or_default();
        let port = request.url.port_or_known_default().unwrap_or_default();
        let server = format!("{host}:{port}");
        let has_tls = request.url.scheme() == "https";
        let answer = self.transport.send(request);
        Box::pin(async move {
            let answer = answer.await?;
            self.watch.seen().push(Seen {
                operation,
                server,
                has_tls,
                ahead: clock_skew::ahead(&answer.headers, SystemClock.utc()),
            });
            Ok(answer)
        })
    }
}
