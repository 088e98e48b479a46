//! What really happened.

use std::collections::VecDeque;
use std::fmt;
use std::mem;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use http::{Method, StatusCode};
use tokio::sync::watch;

use crate::fault::Fault;
use crate::lock::lock;
use crate::operation::Operation;
use crate::reply::Reply;
use crate::violation::Violation;

/// The header by which a test can recognise a call in the ledger. Ours: no vendor knows it, and no client sends it by
/// itself. The test sets it on the request, with the prepared-tickets client e.g. by `call.with_header(name, value)`
/// (the retries of that call then have the same id).
pub const ATTEMPT_ID: &str = "x-attempt-id";

/// Of so many calls, the latest, the ledger keeps query and bodies.
const CONTENTS_KEPT: u64 = 1_000;

/// Of each body so many bytes are kept.
pub(crate) const BODY_KEPT: usize = 64 * 1024;

/// One call that a vendor received. A request that breaks off before its end is one as well, with neither status nor
/// effect; so is one with a body of more than 16 MiB, which is answered with 413.
///
/// Headers are not kept, and neither query nor bodies of token endpoints (AIM's discovery and login are such, too) and of
/// calls with a credential in a place where none belongs: there is no secret in a ledger. Its `Debug` shows neither query
/// nor bodies, since those hold personal data.
#[derive(Clone)]
#[non_exhaustive]
pub struct Call {
    /// Counts all calls from 1, in the order in which they arrived.
    pub number: u64,
    /// The first segment of the path.
    pub vendor: &'static str,
    /// `None` for a path or method that the vendor does not document.
    pub operation: Option<Operation>,
    /// The method of the request.
    pub method: Method,
    /// The path below the vendor's prefix, without the query.
    pub path: String,
    /// When the call arrived, by the sandbox's clock.
    pub received_at: DateTime<Utc>,
    /// The status of the answer, once there is one; `None` for good if the connection was closed without one, or if
    /// the client had closed it.
    pub status: Option<StatusCode>,
    /// Whether the vendor carried the call out, as far as the state goes; what the client was told may differ.
    pub acted: bool,
    /// Whether nothing more will happen to this call, except that its answer may still be under way.
    pub settled: bool,
    /// When it was settled, by the sandbox's clock.
    pub settled_at: Option<DateTime<Utc>>,
    /// What went wrong on request.
    pub fault: Option<Fault>,
    /// What was wrong with the request by the contract.
    pub violations: Vec<Violation>,
    /// The id of what the call was about, e.g. of the ticket that it created.
    pub resource: Option<String>,
    /// The header [`ATTEMPT_ID`], if the test has set it.
    pub attempt_id: Option<String>,
    /// The path as the vendor documents it, with names for what differs from call to call.
    pub(crate) template: Option<&'static str>,
    contents: Option<Contents>,
}

#[derive(Clone, Default)]
struct Contents {
    query: String,
    request: Bytes,
    answer: Bytes,
}

impl Call {
    /// The query of the request, as sent; `None` if it is not kept (token endpoints, 1,000 later calls).
    pub fn query(&self) -> Option<&str> {
        self.contents
            .as_ref()
            .map(|contents| contents.query.as_str())
    }

    /// The first 64 KiB of the request's body; `None` if it is not kept (token endpoints, 1,000 later calls).
    pub fn request_body(&self) -> Option<&[u8]> {
        self.contents
            .as_ref()
            .map(|contents| contents.request.as_ref())
    }

    /// The first 64 KiB of the vendor's answer, before a fault touched it; `None` if it is not kept (token endpoints,
    /// 1,000 later calls).
    pub fn answer_body(&self) -> Option<&[u8]> {
        self.contents
            .as_ref()
            .map(|contents| contents.answer.as_ref())
    }
}

impl fmt::Debug for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Call")
            .field("number", &self.number)
            .field("vendor", &self.vendor)
            .field("operation", &self.operation)
            .field("method", &self.method)
            .field("path", &self.path)
            .field("received_at", &self.received_at)
            .field("status", &self.status)
            .field("acted", &self.acted)
            .field("settled", &self.settled)
            .field("fault", &self.fault)
            .field("violations", &self.violations)
            .field("resource", &self.resource)
            .field("attempt_id", &self.attempt_id)
            .finish_non_exhaustive()
    }
}

/// Every call in order, of all vendors. Clones are the same ledger.
///
/// Calls are kept until [`clear`](Self::clear), about 300 bytes each; their contents only for the latest 1,000. With
/// [`SandboxBuilder::calls_kept`](crate::SandboxBuilder::calls_kept) the oldest ones are forgotten, once they are settled.
#[derive(Debug, Clone)]
pub struct Ledger {
    book: Arc<Mutex<Book>>,
    /// Told of every change, so that a test can wait for one.
    changed: Arc<watch::Sender<()>>,
    observer: Arc<Mutex<Option<Observer>>>,
}

/// Shown every call whenever something becomes of it.
#[derive(Clone)]
struct Observer(Arc<dyn Fn(&Call) + Send + Sync>);

impl fmt::Debug for Observer {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Observer")
    }
}

#[derive(Debug, Default)]
struct Book {
    /// By rising number.
    calls: VecDeque<Call>,
    last_number: u64,
    /// How many calls there may be.
    kept: Option<usize>,
}

impl Book {
    fn call(&mut self, number: u64) -> Option<&mut Call> {
        let index = self
            .calls
            .binary_search_by_key(&number, |call| call.number)
            .ok()?;
        self.calls.get_mut(index)
    }

    /// Makes room for the next call.
    fn forget(&mut self) {
        let is_full = |book: &Self| book.kept.is_some_and(|kept| book.calls.len() >= kept);
        while is_full(self) {
            let Some(oldest) = self.calls.iter().position(|call| call.settled) else {
                return;
            };
            self.calls.remove(oldest);
        }
    }
}

impl Ledger {
    pub(crate) fn new(kept: Option<usize>) -> Self {
        let book = Book {
            kept,
            ..Book::default()
        };
        Self {
            book: Arc::new(Mutex::new(book)),
            changed: Arc::new(watch::Sender::new(())),
            observer: Arc::default(),
        }
    }

    /// All calls since the start, or since the ledger was cleared.
    pub fn calls(&self) -> Vec<Call> {
        lock(&self.book).calls.iter().cloned().collect()
    }

    /// The calls of one operation.
    pub fn calls_of(&self, operation: Operation) -> Vec<Call> {
        self.select(|call| call.operation == Some(operation))
    }

    /// How often the vendor carried this operation out: what a client may have done once at most, whatever it was
    /// told.
    pub fn applied(&self, operation: Operation) -> usize {
        let book = lock(&self.book);
        book.calls
            .iter()
            .filter(|call| call.operation == Some(operation) && call.acted)
            .count()
    }

    /// The calls that broke the contract in any way, tolerated or not. A correct client has none.
    pub fn violations(&self) -> Vec<Call> {
        self.select(|call| !call.violations.is_empty())
    }

    /// Forgets all calls that are settled. Numbers go on.
    pub fn clear(&self) {
        lock(&self.book).calls.retain(|call| !call.settled);
        self.changed.send_replace(());
    }

    /// Waits until a call is settled, and takes all settled ones out of the ledger. A program that runs for long reads
    /// it like this: nothing is missed, and nothing piles up. Numbers go on.
    pub async fn take_settled(&self) -> Vec<Call> {
        loop {
            self.until(|book| book.calls.iter().any(|call| call.settled))
                .await;
            let taken: Vec<_> = {
                let calls = &mut lock(&self.book).calls;
                let (settled, others) = mem::take(calls).into_iter().partition(|call| call.settled);
                *calls = others;
                Vec::from(settled)
            };
            // Another task may have been quicker.
            if !taken.is_empty() {
                return taken;
            }
        }
    }

    /// Waits until at least this many calls are in the ledger. Waits for ever if they do not come.
    pub async fn arrived(&self, calls: usize) {
        self.until(|book| book.calls.len() >= calls).await;
    }

    /// Waits until no call is in progress: each was carried out, refused or dropped. A call whose client gave up
    /// may be carried out long after. Waits for ever if a call is held and not let go.
    pub async fn settled(&self) {
        self.until(|book| book.calls.iter().all(|call| call.settled))
            .await;
    }

    /// Shows every call to this observer, in place of another one: when it has arrived and nothing is done yet, when the
    /// vendor has looked at it and nothing is answered yet, and when it is settled. The call waits until the observer
    /// returns, so that a test can stop the world at just that moment. The observer may read the ledger.
    pub fn observe(&self, observer: impl Fn(&Call) + Send + Sync + 'static) {
        *lock(&self.observer) = Some(Observer(Arc::new(observer)));
    }

    fn tell(&self, number: u64) {
        self.changed.send_replace(());
        let observer = lock(&self.observer).clone();
        if let Some(Observer(observe)) = observer {
            // Another variable, so that the lock is not held any more.
            let call = lock(&self.book).call(number).cloned();
            if let Some(call) = call {
                observe(&call);
            }
        }
    }

    /// Enters a call and gives it its number.
    pub(crate) fn enter(&self, arrival: Arrival, request_body: &Bytes) -> u64 {
        let mut book = lock(&self.book);
        book.last_number += 1;
        let number = book.last_number;
        let is_secret = arrival.operation.is_some_and(Operation::is_token_endpoint)
            || arrival.violations.iter().any(Violation::shows_a_secret);
        let contents = (!is_secret).then(|| Contents {
            query: arrival.query,
            request: beginning(request_body),
            answer: Bytes::new(),
        });
        book.forget();
        book.calls.push_back(Call {
            number,
            vendor: arrival.vendor,
            operation: arrival.operation,
            method: arrival.method,
            path: arrival.path,
            received_at: arrival.received_at,
            status: None,
            acted: false,
            settled: false,
            settled_at: None,
            fault: arrival.fault,
            violations: arrival.violations,
            resource: None,
            attempt_id: arrival.attempt_id,
            template: arrival.template,
            contents,
        });
        if let Some(oldest) = number
            .checked_sub(CONTENTS_KEPT)
            .and_then(|oldest| book.call(oldest))
        {
            oldest.contents = None;
        }
        drop(book);
        self.tell(number);
        number
    }

    /// Notes what the vendor did, at the moment when it did it.
    pub(crate) fn note(&self, number: u64, reply: &Reply) {
        if let Some(call) = lock(&self.book).call(number) {
            call.acted = reply.acted;
            call.resource.clone_from(&reply.resource);
            if let Some(contents) = &mut call.contents {
                contents.answer = beginning(&reply.body);
            }
        }
        self.tell(number);
    }

    /// Notes what the client is told, if anything.
    pub(crate) fn settle(&self, number: u64, status: Option<StatusCode>, at: DateTime<Utc>) {
        if let Some(call) = lock(&self.book).call(number) {
            call.status = status;
            call.settled = true;
            call.settled_at = Some(at);
        }
        self.tell(number);
    }

    /// Looks at the calls where they are, by rising number: a page shows few of many.
    #[cfg(feature = "inspector")]
    pub(crate) fn look<R>(
        &self,
        look: impl FnOnce(&mut dyn DoubleEndedIterator<Item = &Call>) -> R,
    ) -> R {
        look(&mut lock(&self.book).calls.iter())
    }

    /// The number of the latest call, 0 before the first one.
    #[cfg(feature = "inspector")]
    pub(crate) fn last_number(&self) -> u64 {
        lock(&self.book).last_number
    }

    /// Told whenever a call comes or something becomes of one.
    #[cfg(feature = "inspector")]
    pub(crate) fn changes(&self) -> watch::Receiver<()> {
        self.changed.subscribe()
    }

    fn select(&self, wanted: impl Fn(&Call) -> bool) -> Vec<Call> {
        lock(&self.book)
            .calls
            .iter()
            .filter(|call| wanted(call))
            .cloned()
            .collect()
    }

    async fn until(&self, reached: impl Fn(&Book) -> bool) {
        let mut changed = self.changed.subscribe();
        // An error would mean that the sender is gone, and `self` holds it.
        let _ = changed.wait_for(|()| reached(&lock(&self.book))).await;
    }
}

/// What is known of a call when it arrives.
pub(crate) struct Arrival {
    pub(crate) vendor: &'static str,
    pub(crate) operation: Option<Operation>,
    pub(crate) template: Option<&'static str>,
    pub(crate) method: Method,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) received_at: DateTime<Utc>,
    pub(crate) fault: Option<Fault>,
    pub(crate) violations: Vec<Violation>,
    pub(crate) attempt_id: Option<String>,
}

fn beginning(body: &Bytes) -> Bytes {
    if body.len() <= BODY_KEPT {
        body.clone()
    } else {
        // A slice would keep the whole body in memory.
        Bytes::copy_from_slice(&body[..BODY_KEPT])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_beginning_of_a_long_body_does_not_keep_the_rest_in_memory() {
        let body = Bytes::from(vec![7; 2 * BODY_KEPT]);
        let kept = beginning(&body);
        assert!(body.is_unique());
        assert_eq!(kept, body[..BODY_KEPT]);
    }
}
