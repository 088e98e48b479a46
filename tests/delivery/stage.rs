//! What the clients of a call are built on: a transport that sees to it that each attempt meets its trouble, and a clock
//! that jumps.

use std::cell::OnceCell;
use std::collections::VecDeque;
use std::fmt;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, mpsc};
use std::time::{Duration, Instant};

use behaviours::calls;
use prepared_tickets::core::clock::{BoxFuture, Clock};
use prepared_tickets::core::testing;
use prepared_tickets::core::transport::{
    Transport, TransportError, TransportRequest, TransportResponse,
};
use prepared_tickets::core::{ClientBuilder, Pipeline, RetryPolicy};
use vendor_sandbox::chrono::{DateTime, Utc};
use vendor_sandbox::{ATTEMPT_ID, Faults, ManualClock, Operation, aim, partner};

use crate::plan::{Jump, Plan};
use crate::trouble::{BODY_CAP, Trouble};

/// What is to happen to the call that is on, and what has happened.
#[derive(Clone)]
pub(crate) struct Stage {
    script: Arc<Mutex<Script>>,
    pub(crate) vendors_clock: ManualClock,
    pub(crate) clients_clock: testing::ManualClock,
    /// Where nobody listens.
    nobody: SocketAddr,
    call_timeout: Option<Duration>,
    quirk: Quirk,
}

/// What makes clients that the check must not let pass.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Quirk {
    None,
    /// They have one attempt only.
    NeverRetries,
    /// Their transport sends again what broke, whatever it was.
    RepeatsByItself,
}

#[derive(Default)]
struct Script {
    faults: Option<Faults>,
    operation: Option<Operation>,
    troubles: VecDeque<Trouble>,
    /// Of the requests of credentials: of all of them, or of those of one operation.
    of_credentials: VecDeque<Trouble>,
    only: Option<Operation>,
    jumps: VecDeque<Option<Jump>>,
    met: Met,
}

/// What the attempts of a call have met, in their order.
#[derive(Clone, Debug, Default)]
pub(crate) struct Met {
    /// Those of the call itself.
    pub(crate) by_call: Vec<Trouble>,
    /// Those of requests of credentials that were on the script.
    pub(crate) by_credentials: Vec<Trouble>,
    /// How many requests have no answer yet, not even the head of one.
    pub(crate) waiting: usize,
}

impl Stage {
    pub(crate) fn new(nobody: SocketAddr, call_timeout: Option<Duration>, quirk: Quirk) -> Self {
        Self {
            script: Arc::default(),
            vendors_clock: ManualClock::new(),
            clients_clock: testing::ManualClock::new().sleeps_pass(),
            nobody,
            call_timeout,
            quirk,
        }
    }

    /// From now on, requests meet what the plan has for them.
    pub(crate) fn begin(&self, plan: &Plan, faults: &Faults) {
        *self.script() = Script {
            faults: Some(faults.clone()),
            operation: Some(plan.subject.operation),
            troubles: plan.troubles.iter().copied().collect(),
            of_credentials: plan.of_credentials.iter().copied().collect(),
            only: plan
                .is_about_credentials()
                .then_some(plan.subject.operation),
            jumps: plan.jumps.iter().copied().collect(),
            met: Met::default(),
        };
    }

    pub(crate) fn met(&self) -> Met {
        self.script().met.clone()
    }

    pub(crate) fn jump(&self, jump: Jump) {
        if jump != Jump::Clients {
            self.vendors_clock.advance(Jump::LENGTH);
        }
        if jump != Jump::Vendors {
            self.clients_clock.advance(Jump::LENGTH);
        }
    }

    fn script(&self) -> MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Has the request meet what is next for it.
    fn meet(&self, request: &mut TransportRequest) {
        let now = self.clients_clock.utc();
        let mut script = self.script();
        script.met.waiting += 1;
        let is_the_call = request.headers.contains_key(ATTEMPT_ID);
        let operation = if is_the_call {
            script.operation
        } else {
            of_credentials(request.operation.id())
        };
        let Some(operation) = operation else { return };
        let trouble = if is_the_call {
            let trouble = script.troubles.pop_front().unwrap_or(Trouble::None);
            script.met.by_call.push(trouble);
            trouble
        } else {
            if script.only.is_some_and(|only| only != operation) {
                return;
            }
            let trouble = script.of_credentials.pop_front().unwrap_or(Trouble::None);
            script.met.by_credentials.push(trouble);
            trouble
        };
        if trouble == Trouble::NobodyListens {
            request
                .url
                .set_port(Some(self.nobody.port()))
                .expect("a port");
        }
        if let (Some(faults), Some(fault)) = (&script.faults, trouble.fault(now)) {
            faults.inject(operation, fault);
        }
    }
}

/// The sandbox's name of a request that credentials make.
fn of_credentials(operation: &str) -> Option<Operation> {
    match operation {
        "oauth2Token" => Some(partner::TOKEN),
        "getEndPoint" => Some(aim::GET_END_POINT),
        "login" => Some(aim::LOGIN),
        _ => None,
    }
}

impl calls::Settings for Stage {
    fn client<C: From<Pipeline>>(&self, builder: ClientBuilder<C>) -> ClientBuilder<C> {
        let stage = self.clone();
        let builder = builder
            .clock(self.clone())
            .body_cap(BODY_CAP)
            .transport(StagedTransport {
                inner: real_transport(),
                stage,
            });
        let builder = match self.call_timeout {
            Some(timeout) => builder.timeout(timeout),
            None => builder,
        };
        match self.quirk {
            Quirk::NeverRetries => builder.retry(RetryPolicy::never()),
            _ => builder,
        }
    }
}

thread_local! {
    /// Setting TLS up takes far longer than a call of this check: it is done once for all clients of a runtime.
    static REAL: OnceCell<Arc<dyn Transport>> = const { OnceCell::new() };
}

/// The clients' own transport.
fn real_transport() -> Arc<dyn Transport> {
    let build = || {
        let (sender, receiver) = mpsc::channel();
        prepared_tickets::Client::builder("http://127.0.0.1")
            .wrap_transport(move |inner| {
                sender.send(inner.clone()).expect("somebody waits for it");
                Handed(inner)
            })
            .build()
            .expect("valid settings");
        receiver.recv().expect("it was built")
    };
    REAL.with(|real| Arc::clone(real.get_or_init(build)))
}

/// A transport as it is.
#[derive(Debug)]
struct Handed(Arc<dyn Transport>);

impl Transport for Handed {
    fn send(
        &self,
        request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        self.0.send(request)
    }
}

struct StagedTransport {
    inner: Arc<dyn Transport>,
    stage: Stage,
}

impl fmt::Debug for StagedTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StagedTransport")
    }
}

impl Transport for StagedTransport {
    fn send(
        &self,
        mut request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        self.stage.meet(&mut request);
        let waiting = Waiting(self.stage.clone());
        Box::pin(async move {
            let again = (self.stage.quirk == Quirk::RepeatsByItself).then(|| request.clone());
            let answer = match (self.inner.send(request).await, again) {
                (Err(_), Some(again)) => self.inner.send(again).await,
                (answer, _) => answer,
            };
            drop(waiting);
            answer
        })
    }
}

/// A request without an answer, also of a client that gives up.
struct Waiting(Stage);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.script().met.waiting -= 1;
    }
}

/// The clients' clock, which jumps while they wait for their next attempt.
impl Clock for Stage {
    fn now(&self) -> Instant {
        self.clients_clock.now()
    }

    fn utc(&self) -> DateTime<Utc> {
        self.clients_clock.utc()
    }

    fn sleep(&self, duration: Duration) -> BoxFuture<'static, ()> {
        let jump = self.script().jumps.pop_front().flatten();
        if let Some(jump) = jump {
            self.jump(jump);
        }
        self.clients_clock.sleep(duration)
    }

    fn limit(&self, duration: Duration) -> BoxFuture<'static, ()> {
        self.clients_clock.limit(duration)
    }

    fn random(&self) -> f64 {
        self.clients_clock.random()
    }
}

impl fmt::Debug for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Stage")
    }
}
