//! A thousand callers at once, who share one client of each vendor.

use std::future::poll_fn;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::task::Poll;

use behaviours::calls::{self, Clients, Inputs, Prepared, Route, Subject};
use fastrand::Rng;
use tokio::sync::Barrier;
use tokio::task::JoinSet;
use vendor_core::error::Attempt;
use vendor_core::retry::GaveUp;
use vendor_core::{Delivery, Error, ErrorKind};
use vendor_sandbox::Sandbox;

pub(crate) const CALLERS: usize = 1_000;

/// One call in so many is dropped on its way.
const DROPPED: u32 = 8;
/// One stream in so many is left after a few elements.
const LEFT: u32 = 3;

/// What a round of calls is made from.
pub(crate) struct Round {
    pub(crate) seed: u64,
    pub(crate) calls: u64,
    pub(crate) sandbox: Sandbox,
    pub(crate) clients: Clients,
}

/// A call, and what its caller was told.
pub(crate) struct Made {
    pub(crate) id: String,
    pub(crate) subject: &'static Subject,
    pub(crate) told: Told,
}

#[derive(Debug)]
pub(crate) enum Told {
    /// It went well, after so many attempts.
    Answered {
        attempts: u32,
    },
    Failed(Box<Failure>),
    /// The caller did not wait for it.
    Dropped,
}

/// What matters of an error: the error itself would keep what was read.
#[derive(Debug)]
pub(crate) struct Failure {
    pub(crate) delivery: Delivery,
    pub(crate) kind: ErrorKind,
    pub(crate) history: Vec<Attempt>,
    pub(crate) gave_up: Option<GaveUp>,
    /// Of the request for credentials, where that is what failed.
    pub(crate) cause: Option<Box<Failure>>,
}

impl Failure {
    fn of(error: &Error) -> Self {
        let cause = std::error::Error::source(error).and_then(|cause| cause.downcast_ref());
        Self {
            delivery: error.delivery(),
            kind: error.kind(),
            history: error.history().to_vec(),
            gave_up: error.gave_up(),
            cause: cause.map(|cause| Box::new(Self::of(cause))),
        }
    }
}

/// How many callers wait for an answer.
#[derive(Default)]
struct Waiting {
    now: AtomicUsize,
    at_most: AtomicUsize,
}

/// Makes all calls of a round; and tells how many were under way at once.
pub(crate) async fn make(round: Round) -> (Vec<Made>, usize, Sandbox) {
    let round = Arc::new(round);
    let (next, waiting) = (Arc::new(AtomicU64::new(0)), Arc::new(Waiting::default()));
    let start = Arc::new(Barrier::new(CALLERS));
    let mut callers = JoinSet::new();
    for _ in 0..CALLERS {
        let (round, next) = (Arc::clone(&round), Arc::clone(&next));
        let (start, waiting) = (Arc::clone(&start), Arc::clone(&waiting));
        callers.spawn(async move {
            let mut made = Vec::new();
            start.wait().await;
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= round.calls {
                    return made;
                }
                made.push(round.call(number, &waiting).await);
            }
        });
    }
    let mut made = Vec::new();
    while let Some(by_one) = callers.join_next().await {
        made.extend(by_one.expect("no caller panics"));
    }
    let round = Arc::into_inner(round).expect("the callers are gone");
    (made, waiting.at_most.load(Ordering::Relaxed), round.sandbox)
}

impl Round {
    /// A call that depends on nothing but the seed and its number.
    async fn call(&self, number: u64, waiting: &Waiting) -> Made {
        let mut random =
            Rng::with_seed(self.seed ^ (number + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let subjects: Vec<_> = calls::table()
            .filter(|it| it.route == Route::Method)
            .collect();
        let subject = subjects[random.usize(0..subjects.len())];
        let mut inputs = Inputs::seeded(random.u64(..));
        if random.u32(0..LEFT) == 0 {
            inputs = inputs.elements_at_most(random.usize(0..3));
        }
        let id = format!("call-{number}");
        let Prepared { answer, .. } =
            subject.prepare(&self.sandbox, &self.clients, &id, &mut inputs);
        let patience = (random.u32(0..DROPPED) == 0).then(|| random.u32(1..16));

        let now = waiting.now.fetch_add(1, Ordering::Relaxed) + 1;
        waiting.at_most.fetch_max(now, Ordering::Relaxed);
        let told = match unless_dropped(answer, patience).await {
            Some(Ok(answered)) => Told::Answered {
                attempts: answered.attempts,
            },
            Some(Err(error)) => Told::Failed(Box::new(Failure::of(&error))),
            None => Told::Dropped,
        };
        waiting.now.fetch_sub(1, Ordering::Relaxed);
        Made { id, subject, told }
    }
}

/// Waits for a future, or drops it when it was asked so many times and is not done.
async fn unless_dropped<T>(
    mut future: impl Future<Output = T> + Unpin,
    patience: Option<u32>,
) -> Option<T> {
    let mut asked = 0;
    poll_fn(|context| {
        asked += 1;
        match std::pin::Pin::new(&mut future).poll(context) {
            Poll::Ready(value) => Poll::Ready(Some(value)),
            Poll::Pending if Some(asked) == patience => Poll::Ready(None),
            Poll::Pending => Poll::Pending,
        }
    })
    .await
}

/// Waits until no more than so many tasks of a runtime are alive.
pub(crate) async fn tasks_end(runtime: &tokio::runtime::Handle, but: usize) {
    while runtime.metrics().num_alive_tasks() > but {
        tokio::task::yield_now().await;
    }
}
