//! A value that credentials have to fetch (a token, a session), kept for any number of callers.
//!
//! - One fetch at a time, whoever needs it. It belongs to the cache, not to the call that started it: all who
//!   wait for it drive it, and one that is cancelled or not polled holds nobody up. No task is spawned.
//! - While a value is valid nobody waits: an early renewal runs beside the calls, and its failure keeps the
//!   value.
//! - Those who wait for the same fetch share its failure, and so does who asks within a second; within half a minute
//!   if it was refused: a wrong password must not be tried by every call until the account is locked.
//! - A refusal drops the value that was refused, never a newer one.

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Wake, Waker};
use std::time::{Duration, Instant};

use crate::clock::BoxFuture;
use crate::credentials::CredentialsError;
use crate::exchange::Exchange;
use crate::origin::BaseUrl;
use crate::retry::part_of;

/// A value is no longer used this long before it expires: clocks differ, and requests travel.
const SKEW: Duration = Duration::from_secs(10);
/// After a renewal that failed or gave the same value, the next early one comes no sooner.
const RENEWAL_PAUSE: Duration = Duration::from_secs(30);
/// How long a failure is shared with callers that come later.
const SHARED_FAILURE: Duration = Duration::from_secs(1);
/// The same for a refusal: asking again would be refused again.
const SHARED_REFUSAL: Duration = Duration::from_secs(30);

/// A fetched value with single flight and early renewal, for [`Credentials`](crate::Credentials) of your own.
/// Clones share the value.
pub struct Renewable<T>(Arc<Cache<T>>);

/// What a fetch gave.
#[derive(Clone, Debug)]
pub struct Fresh<T> {
    value: T,
    /// When it was asked for, and for how long it is valid from then on.
    life: Option<(Instant, Duration)>,
}

impl<T> Fresh<T> {
    /// A value that is used until it is refused.
    pub fn new(value: T) -> Self {
        Self { value, life: None }
    }

    /// The same life with another value.
    pub(crate) fn map<U>(self, change: impl FnOnce(T) -> U) -> Fresh<U> {
        Fresh {
            value: change(self.value),
            life: self.life,
        }
    }

    /// Renews the value before it expires. Its life counts from when it was asked for (by
    /// [`Exchange::clock`]): an answer may be taken up long after it was given.
    #[must_use]
    pub fn valid_for(mut self, asked: Instant, life: Duration) -> Self {
        self.life = Some((asked, life));
        self
    }
}

/// A value to be used, for [`Authorization`](crate::credentials::Authorization).
#[non_exhaustive]
pub struct Renewed<T> {
    /// The value.
    pub value: T,
    /// Counts the values, for [`Authorization::generation`](crate::credentials::Authorization::generation).
    pub generation: u64,
    /// An early renewal, for [`Authorization::renewal`](crate::credentials::Authorization::renewal).
    pub renewal: Option<BoxFuture<'static, ()>>,
}

/// Shows no value: it is a secret.
impl<T> fmt::Debug for Renewed<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Renewed")
            .field("generation", &self.generation)
            .finish_non_exhaustive()
    }
}

impl<T: Clone + PartialEq + Send + 'static> Renewable<T> {
    /// A value for clients of any base URL.
    #[must_use]
    pub fn new() -> Self {
        Self::with_scope(Scope::AnyBaseUrl)
    }

    /// A value that comes from below the client's base URL and must not go to another one: it belongs to the
    /// first client that asks for it, and to others of the same base URL.
    #[must_use]
    pub fn of_one_base_url() -> Self {
        Self::with_scope(Scope::OneBaseUrl(Mutex::default()))
    }

    fn with_scope(scope: Scope) -> Self {
        Self(Arc::new(Cache {
            scope,
            state: Mutex::default(),
            flight: Mutex::default(),
            waiting: Arc::default(),
        }))
    }

    /// The value, fetched if there is none, by requests of the exchange that `fetch` is given. Its future belongs to
    /// the cache: it must own all that it needs.
    ///
    /// # Errors
    /// The failure of the fetch, shared by all who waited for it; or that the value belongs to another base
    /// URL.
    pub async fn get(
        &self,
        exchange: &Exchange,
        fetch: impl Fn(Exchange) -> BoxFuture<'static, Result<Fresh<T>, CredentialsError>>
        + Send
        + Sync
        + 'static,
    ) -> Result<Renewed<T>, CredentialsError> {
        self.0.scope.admit(exchange.base_url())?;
        let (kept, renewal) = match self.0.look(exchange) {
            Found::Valid(kept) => (kept, None),
            Found::RenewSoon { kept, rounds } => {
                let renewal = self.0.clone().renew_beside(exchange.clone(), rounds, fetch);
                (kept, Some(renewal))
            }
            Found::Failed(error) => return Err(error),
            Found::Nothing { rounds } => (self.0.wait(exchange, rounds, &fetch).await?, None),
        };
        Ok(Renewed {
            value: kept.value,
            generation: kept.generation,
            renewal,
        })
    }

    /// Drops the value, and a failure that is still shared: the next caller fetches anew.
    pub fn forget(&self) {
        let mut state = lock(&self.0.state);
        state.kept = None;
        state.failure = None;
    }

    /// Drops the value of this generation; one that is newer stays.
    pub fn refused(&self, generation: u64) {
        let mut state = lock(&self.0.state);
        if state
            .kept
            .as_ref()
            .is_some_and(|kept| kept.generation == generation)
        {
            state.kept = None;
        }
    }
}

impl<T: Clone + PartialEq + Send + 'static> Default for Renewable<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T> Clone for Renewable<T> {
    fn clone(&self) -> Self {
        Self(Arc::clone(&self.0))
    }
}

/// Shows no value: it is a secret.
impl<T> fmt::Debug for Renewable<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Renewable")
    }
}

struct Cache<T> {
    scope: Scope,
    state: Mutex<State<T>>,
    flight: Mutex<Flight<T>>,
    waiting: Arc<Waiting>,
}

/// Whose clients the value is for.
enum Scope {
    AnyBaseUrl,
    /// That of the first client.
    OneBaseUrl(Mutex<Option<BaseUrl>>),
}

impl Scope {
    fn admit(&self, base: &BaseUrl) -> Result<(), CredentialsError> {
        match self {
            Self::OneBaseUrl(first) if lock(first).get_or_insert_with(|| base.clone()) != base => {
                Err(CredentialsError::new(OfAnotherBaseUrl))
            }
            _ => Ok(()),
        }
    }
}

/// Credentials that belong to one base URL were given to clients of two.
#[derive(Debug)]
struct OfAnotherBaseUrl;

impl fmt::Display for OfAnotherBaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "these credentials are in use for another base URL; make new ones for this client",
        )
    }
}

impl std::error::Error for OfAnotherBaseUrl {}

struct State<T> {
    kept: Option<Kept<T>>,
    /// Counts the values: the generation of the current one.
    generation: u64,
    /// Counts the fetches that ended, well or not.
    rounds: u64,
    /// The last failure, and until when it is shared.
    failure: Option<(Instant, CredentialsError)>,
}

impl<T> Default for State<T> {
    fn default() -> Self {
        Self {
            kept: None,
            generation: 0,
            rounds: 0,
            failure: None,
        }
    }
}

#[derive(Clone)]
struct Kept<T> {
    value: T,
    generation: u64,
    /// When an early renewal may start, and when the value must not be used any more. `None` when it has no
    /// life time: then it is used until it is refused.
    life: Option<(Instant, Instant)>,
}

impl<T> Kept<T> {
    fn postpone_renewal(&mut self, now: Instant) {
        if let Some((renew, _)) = &mut self.life {
            *renew = (*renew).max(now + RENEWAL_PAUSE);
        }
    }
}

/// A fetch: it owns nothing of the cache, which owns it while it is under way.
type Fetching<T> = BoxFuture<'static, Result<Fresh<T>, CredentialsError>>;

/// The fetch under way, if there is one, and how many callers wait for it. Whoever polls it drives it.
struct Flight<T> {
    fetching: Option<Fetching<T>>,
    callers: usize,
    /// When the last of its callers left it, and the runtime that its timers and sockets belong to.
    left: Option<Instant>,
    runtime: Option<tokio::runtime::Id>,
}

impl<T> Default for Flight<T> {
    fn default() -> Self {
        Self {
            fetching: None,
            callers: 0,
            left: None,
            runtime: None,
        }
    }
}

/// The tasks to be woken when the fetch gets on.
#[derive(Default)]
struct Waiting(Mutex<Vec<Waker>>);

impl Waiting {
    fn add(&self, task: &Waker) {
        let mut tasks = lock(&self.0);
        if !tasks.iter().any(|waiting| waiting.will_wake(task)) {
            tasks.push(task.clone());
        }
    }
}

impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        let tasks = std::mem::take(&mut *lock(&self.0));
        tasks.into_iter().for_each(Waker::wake);
    }
}

/// What the cache has for a caller, and how many fetches had ended by then.
enum Found<T> {
    Valid(Kept<T>),
    RenewSoon { kept: Kept<T>, rounds: u64 },
    Failed(CredentialsError),
    Nothing { rounds: u64 },
}

/// Somebody who waits for the fetch, until it is dropped.
struct Caller<'a, T> {
    cache: &'a Cache<T>,
    exchange: &'a Exchange,
}

impl<T> Drop for Caller<'_, T> {
    fn drop(&mut self) {
        let mut flight = lock(&self.cache.flight);
        flight.callers -= 1;
        if flight.callers == 0 {
            flight.left = Some(self.exchange.clock().now());
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<T: Clone + PartialEq + Send + 'static> Cache<T> {
    fn look(&self, exchange: &Exchange) -> Found<T> {
        let now = exchange.clock().now();
        let state = lock(&self.state);
        let rounds = state.rounds;
        if let Some(kept) = &state.kept {
            let kept = kept.clone();
            match kept.life {
                Some((_, expires)) if now >= expires => {}
                Some((renew, _)) if now >= renew => return Found::RenewSoon { kept, rounds },
                _ => return Found::Valid(kept),
            }
        }
        match &state.failure {
            Some((until, error)) if now < *until => Found::Failed(error.clone()),
            _ => Found::Nothing { rounds },
        }
    }

    /// Drives the fetch under way, or a new one, to its end. `rounds` is what the caller saw before: if more
    /// have ended since, their outcome is the caller's too.
    async fn wait(
        &self,
        exchange: &Exchange,
        rounds: u64,
        fetch: &(impl Fn(Exchange) -> Fetching<T> + Sync),
    ) -> Result<Kept<T>, CredentialsError> {
        let all = Waker::from(self.waiting.clone());
        let _caller = self.join(exchange);
        std::future::poll_fn(|context| {
            self.waiting.add(context.waker());
            let mut flight = lock(&self.flight);
            if let Some(outcome) = self.outcome_since(rounds) {
                return Poll::Ready(outcome);
            }
            // Taken out while it is polled: if it panics, the next caller starts another one.
            let fetching = flight.fetching.take();
            let mut fetching = fetching.unwrap_or_else(|| fetch(exchange.clone()));
            let outcome = match fetching.as_mut().poll(&mut Context::from_waker(&all)) {
                Poll::Ready(outcome) => outcome,
                Poll::Pending => {
                    flight.fetching = Some(fetching);
                    return Poll::Pending;
                }
            };
            let outcome = self.store(outcome, exchange);
            all.wake_by_ref();
            Poll::Ready(outcome)
        })
        .await
    }

    /// Counts a caller in. A fetch that all have left is dropped when it was so long ago that it would only
    /// find that its time is over, or when it belongs to another runtime, which may have ended.
    fn join<'a>(&'a self, exchange: &'a Exchange) -> Caller<'a, T> {
        let mut flight = lock(&self.flight);
        let now = exchange.clock().now();
        let runtime = tokio::runtime::Handle::try_current()
            .ok()
            .map(|handle| handle.id());
        if let Some(left) = flight.left.take() {
            let age = now.saturating_duration_since(left);
            if age >= exchange.attempt_timeout() || flight.runtime != runtime {
                flight.fetching = None;
            }
        }
        if flight.fetching.is_none() {
            flight.runtime = runtime;
        }
        flight.callers += 1;
        Caller {
            cache: self,
            exchange,
        }
    }

    /// What the fetches gave that have ended since the caller looked; `None` when none has, or when its value
    /// was refused meanwhile.
    fn outcome_since(&self, rounds: u64) -> Option<Result<Kept<T>, CredentialsError>> {
        let state = lock(&self.state);
        if state.rounds == rounds {
            return None;
        }
        match (&state.failure, &state.kept) {
            (Some((_, error)), _) => Some(Err(error.clone())),
            (None, Some(kept)) => Some(Ok(kept.clone())),
            (None, None) => None,
        }
    }

    /// Drives a renewal while a call is under way. A failure keeps the value that is still valid.
    fn renew_beside(
        self: Arc<Self>,
        exchange: Exchange,
        rounds: u64,
        fetch: impl Fn(Exchange) -> Fetching<T> + Send + Sync + 'static,
    ) -> BoxFuture<'static, ()> {
        Box::pin(async move {
            let _ = self.wait(&exchange, rounds, &fetch).await;
        })
    }

    fn store(
        &self,
        outcome: Result<Fresh<T>, CredentialsError>,
        exchange: &Exchange,
    ) -> Result<Kept<T>, CredentialsError> {
        let now = exchange.clock().now();
        let mut state = lock(&self.state);
        state.rounds += 1;
        match outcome {
            Ok(fresh) => {
                let same = state
                    .kept
                    .as_ref()
                    .is_some_and(|kept| kept.value == fresh.value);
                if !same {
                    state.generation += 1;
                }
                let mut kept = Kept {
                    value: fresh.value,
                    generation: state.generation,
                    life: fresh
                        .life
                        .map(|(asked, life)| life_from(asked, life, exchange.clock().random())),
                };
                if same {
                    kept.postpone_renewal(now);
                }
                state.failure = None;
                state.kept = Some(kept.clone());
                Ok(kept)
            }
            Err(error) => {
                match &mut state.kept {
                    Some(kept) if kept.life.is_some_and(|(_, expires)| now < expires) => {
                        kept.postpone_renewal(now);
                    }
                    _ => state.kept = None,
                }
                let shared = if error.is_refusal() {
                    SHARED_REFUSAL
                } else {
                    SHARED_FAILURE
                };
                state.failure = Some((now + shared, error.clone()));
                Err(error)
            }
        }
    }
}

/// When an early renewal may start and when the value ends: renewal in the last fifth of its life (at most
/// five minutes before its end), at a random point of the first half of that window.
fn life_from(asked: Instant, life: Duration, random: f64) -> (Instant, Instant) {
    let life = life.saturating_sub(SKEW);
    let window = (life / 5).min(Duration::from_secs(300));
    let renew = life.saturating_sub(window) + part_of(window / 2, random);
    (asked + renew, asked + life)
}
