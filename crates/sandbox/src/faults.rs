//! Which call meets which fault.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};

use tokio::sync::watch;

use crate::fault::Fault;
use crate::lock::lock;
use crate::operation::Operation;
use crate::random::Random;

/// The faults to come, of all vendors: a queue per operation, and behind the queues a random plan if there is one.
/// Clones are the same plan.
#[derive(Debug, Clone)]
pub struct Faults {
    planned: Arc<Mutex<Planned>>,
    /// Counts the calls of `release`.
    released: Arc<watch::Sender<u64>>,
}

#[derive(Debug, Default)]
struct Planned {
    queues: HashMap<Operation, VecDeque<Fault>>,
    random: Option<FaultPlan>,
    /// How many calls of an operation the random plan has decided on.
    decided: HashMap<Operation, u64>,
}

impl Faults {
    pub(crate) fn new() -> Self {
        Self {
            planned: Arc::default(),
            released: Arc::new(watch::Sender::new(0)),
        }
    }

    /// Plans a fault for the next call of this operation that has none yet, whatever the vendor would make of it:
    /// a call that it refuses, e.g. for its token, uses up a fault as well.
    pub fn inject(&self, operation: Operation, fault: Fault) {
        self.inject_times(operation, 1, fault);
    }

    /// Plans the same fault for that many calls.
    pub fn inject_times(&self, operation: Operation, times: usize, fault: Fault) {
        let mut planned = lock(&self.planned);
        planned
            .queues
            .entry(operation)
            .or_default()
            .extend(std::iter::repeat_n(fault, times));
    }

    /// Follows a random plan from now on, for the calls whose queue is empty.
    pub fn follow(&self, plan: FaultPlan) {
        let mut planned = lock(&self.planned);
        planned.random = Some(plan);
        planned.decided.clear();
    }

    /// Forgets all queues and the random plan.
    pub fn clear(&self) {
        *lock(&self.planned) = Planned::default();
    }

    /// How many faults are still queued for this operation.
    pub fn pending(&self, operation: Operation) -> usize {
        lock(&self.planned)
            .queues
            .get(&operation)
            .map_or(0, VecDeque::len)
    }

    /// The queued faults of each operation that has some, in the order of [`Operation::all`].
    pub fn queued(&self) -> Vec<(Operation, Vec<Fault>)> {
        let planned = lock(&self.planned);
        let queue_of = |operation| {
            let queue = planned.queues.get(&operation)?;
            (!queue.is_empty()).then(|| (operation, queue.iter().cloned().collect()))
        };
        Operation::all().filter_map(queue_of).collect()
    }

    /// The random plan that is followed, if there is one.
    pub fn plan(&self) -> Option<FaultPlan> {
        lock(&self.planned).random.clone()
    }

    /// Lets every call that waits in [`Fault::ActAfterHangUp`] go on now, and be answered.
    pub fn release(&self) {
        self.released.send_modify(|count| *count += 1);
    }

    pub(crate) fn next(&self, operation: Operation) -> Option<Fault> {
        let mut planned = lock(&self.planned);
        if let Some(fault) = planned
            .queues
            .get_mut(&operation)
            .and_then(VecDeque::pop_front)
        {
            return Some(fault);
        }
        let Planned {
            random, decided, ..
        } = &mut *planned;
        let plan = random.as_ref()?;
        let nth = decided.entry(operation).or_default();
        *nth += 1;
        plan.decide(operation, *nth)
    }

    /// Changes with the next call of [`release`](Self::release).
    pub(crate) fn releases(&self) -> watch::Receiver<u64> {
        self.released.subscribe()
    }
}

/// Faults that happen by chance, and yet the same way every time: whether and how the nth call of an operation
/// fails depends on nothing but the seed, the operation and n.
#[derive(Debug, Clone)]
#[must_use]
pub struct FaultPlan {
    seed: u64,
    rate: f64,
    kinds: Vec<Fault>,
    operations: Option<Vec<Operation>>,
}

impl FaultPlan {
    /// A plan by which a call fails with a probability of `rate` (0 to 1). The kinds of faults are all that need
    /// neither a clock nor a client that gives up; all operations are concerned, those whose credentials a client
    /// cannot renew by all of them but [`Fault::ExpiredToken`].
    pub fn random(seed: u64, rate: f64) -> Self {
        let kinds = Fault::kinds().filter(|kind| {
            !matches!(
                kind,
                Fault::Delay(_)
                    | Fault::ActAfterHangUp
                    | Fault::DripBody { .. }
                    | Fault::OversizedBody { .. }
            )
        });
        Self {
            seed,
            rate,
            kinds: kinds.collect(),
            operations: None,
        }
    }

    /// Chooses among these faults only, all equally likely; one that is listed twice is twice as likely.
    /// [`Fault::ExpiredToken`] is left out of them where a client cannot renew its credentials.
    pub fn kinds(self, kinds: impl IntoIterator<Item = Fault>) -> Self {
        Self {
            kinds: kinds.into_iter().collect(),
            ..self
        }
    }

    /// Concerns these operations only.
    pub fn operations(self, operations: impl IntoIterator<Item = Operation>) -> Self {
        Self {
            operations: Some(operations.into_iter().collect()),
            ..self
        }
    }

    /// What the chance is made from.
    pub fn seed(&self) -> u64 {
        self.seed
    }

    /// How likely a call is to fail, from 0 to 1.
    pub fn rate(&self) -> f64 {
        self.rate
    }

    fn decide(&self, operation: Operation, nth: u64) -> Option<Fault> {
        if self
            .operations
            .as_ref()
            .is_some_and(|concerned| !concerned.contains(&operation))
        {
            return None;
        }
        let mut of_operation = Random::new(self.seed ^ fingerprint(operation));
        let mut random = Random::new(of_operation.next() ^ nth);
        if random.fraction() >= self.rate {
            return None;
        }
        let kinds: Vec<_> = self
            .kinds
            .iter()
            .filter(|kind| operation.can_renew() || **kind != Fault::ExpiredToken)
            .collect();
        kinds.get(random.index(kinds.len())).copied().cloned()
    }
}

/// FNV-1a of the operation's name: std's own hash may differ between versions.
fn fingerprint(operation: Operation) -> u64 {
    let name = operation
        .vendor()
        .bytes()
        .chain(*b".")
        .chain(operation.id().bytes());
    name.fold(0xCBF2_9CE4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
    })
}
