//! A vendor that answers only when it is told to: calls wait at the gate until the test lets them go, one by one.

// Not every test that closes it opens it.
#![allow(dead_code)]

use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::time::Duration;

use tokio::sync::oneshot;
use vendor_sandbox::chrono::{DateTime, Utc};
use vendor_sandbox::{Clock, Fault, FaultPlan, Sandbox, Sleep};

/// A clock of the sandbox on which every sleep lasts until it is ended by hand. Clones are the same gate.
#[derive(Clone, Debug, Default)]
pub(crate) struct Gate {
    waiting: Arc<(Mutex<Waiting>, Condvar)>,
}

#[derive(Debug, Default)]
struct Waiting {
    /// In the order in which they came.
    calls: Vec<oneshot::Sender<()>>,
    /// The most that ever waited at the same time.
    most: usize,
}

/// Whoever waits for longer waits for something that does not come.
const PATIENCE: Duration = Duration::from_secs(60);

impl Gate {
    /// Has every call of the sandbox, which has this as its clock, wait here.
    pub(crate) fn close(sandbox: &Sandbox) {
        let wait = Fault::Delay(Duration::from_secs(1));
        sandbox
            .faults()
            .follow(FaultPlan::random(0, 1.0).kinds([wait]));
    }

    /// Waits until so many calls wait, and no more.
    #[track_caller]
    pub(crate) fn until_waiting(&self, calls: usize) {
        let (waiting, changed) = &*self.waiting;
        let is_less = |waiting: &mut Waiting| waiting.calls.len() < calls;
        let (waiting, _) = changed
            .wait_timeout_while(waiting.lock().unwrap(), PATIENCE, is_less)
            .unwrap();
        assert_eq!(waiting.calls.len(), calls, "calls in flight");
    }

    /// Lets a call be answered: that one of those which wait, in the order in which they came.
    pub(crate) fn let_go(&self, place: usize) {
        let call = self.lock().calls.remove(place);
        // Its client may have hung up.
        let _ = call.send(());
    }

    /// Lets all go, those that are still to come too.
    pub(crate) fn open(&self, sandbox: &Sandbox) {
        sandbox.faults().clear();
        self.lock().calls.clear();
    }

    pub(crate) fn most(&self) -> usize {
        self.lock().most
    }

    fn lock(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.0.lock().unwrap()
    }
}

impl Clock for Gate {
    fn now(&self) -> Duration {
        Duration::ZERO
    }

    fn utc(&self) -> DateTime<Utc> {
        DateTime::UNIX_EPOCH
    }

    fn sleep(&self, _: Duration) -> Sleep {
        let (call, let_go) = oneshot::channel();
        let mut waiting = self.lock();
        waiting.calls.push(call);
        waiting.most = waiting.most.max(waiting.calls.len());
        self.waiting.1.notify_all();
        Box::pin(async move {
            // An error would mean that nobody is left to let it go.
            let _ = let_go.await;
        })
    }
}
