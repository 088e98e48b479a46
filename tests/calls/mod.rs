//! Every operation of every vendor as something to call: against a sandbox, with random valid input, and with a way to
//! see afterwards how often the vendor has done it.
//!
//! ```
//! use behaviours::calls::{self, Inputs, World};
//!
//! # #[tokio::main(flavor = "current_thread")]
//! # async fn main() {
//! let world = World::start().await;
//! let mut inputs = Inputs::seeded(7);
//! for subject in calls::table() {
//!     let call = subject.prepare(&world.sandbox, &world.clients, "some-id", &mut inputs);
//!     call.answer.await.expect("nothing goes wrong here");
//!     world.sandbox.ledger().settled().await;
//!     if let Some(applied) = call.applied {
//!         assert_eq!(applied(), 1, "{subject}");
//!     }
//! }
//! # }
//! ```

#![allow(clippy::expect_used)] // a check fails loudly

mod aim;
mod answered;
mod clients;
mod dialler;
mod inputs;
mod iveco;
mod leadbank;
pub mod marks;
mod partner;
mod world;

use std::fmt;
use std::pin::Pin;

use prepared_tickets::core::{Error, HeaderName, HeaderValue, Idempotency};
use vendor_sandbox::{ATTEMPT_ID, Operation, Sandbox};

pub use self::answered::Answered;
pub use self::clients::{Clients, Settings};
pub use self::inputs::Inputs;
pub use self::world::World;

/// All subjects of all vendors.
pub fn table() -> impl Iterator<Item = &'static Subject> {
    partner::SUBJECTS
        .iter()
        .chain(&iveco::SUBJECTS)
        .chain(&aim::SUBJECTS)
        .chain(&leadbank::SUBJECTS)
        .chain(&dialler::SUBJECTS)
}

/// One way to call one operation.
pub struct Subject {
    /// The operation, as faults are planned for it and as the ledger counts it.
    pub operation: Operation,
    /// What tells it from the other ways to call the operation; empty if there is one way only.
    pub variant: &'static str,
    /// Whether this request may be repeated, by what the vendor documents and we inferred. Of an operation that
    /// [`Route::Credentials`] reaches: whether asking for credentials may be.
    pub idempotency: Idempotency,
    /// How the operation is reached.
    pub route: Route,
    /// How its answer is read.
    pub reading: Reading,
    /// Several things are asked for at once, of which some may be done and others not.
    pub is_bulk: bool,
    make: fn(&mut Making<'_>) -> Prepared,
}

/// How an operation is reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Route {
    /// By a method of the client.
    Method,
    /// By the credentials, for a call of another operation that needs them.
    Credentials,
}

/// How an answer is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reading {
    /// As a whole, and decoded.
    Whole,
    /// Element by element.
    Streamed,
    /// As that of a deletion: "not found" after an attempt of unknown outcome is success.
    Deletion,
    /// Of an answer that says nothing but that it is done.
    Empty,
    /// As it comes: no page describes it.
    Undescribed,
}

impl Subject {
    /// Makes the vendor's side ready, and a call with random valid input. The call carries the id in the header
    /// [`ATTEMPT_ID`], by which the ledger knows its attempts; the requests of credentials do not carry it.
    ///
    /// # Panics
    /// If a header cannot carry the id.
    #[must_use]
    pub fn prepare(
        &self,
        sandbox: &Sandbox,
        clients: &Clients,
        id: &str,
        inputs: &mut Inputs,
    ) -> Prepared {
        (self.make)(&mut Making {
            sandbox,
            clients,
            inputs,
            id: HeaderValue::from_str(id).expect("an id that a header can carry"),
        })
    }

    const fn new(
        operation: Operation,
        idempotency: Idempotency,
        make: fn(&mut Making<'_>) -> Prepared,
    ) -> Self {
        Self {
            operation,
            variant: "",
            idempotency,
            route: Route::Method,
            reading: Reading::Whole,
            is_bulk: false,
            make,
        }
    }

    const fn variant(self, variant: &'static str) -> Self {
        Self { variant, ..self }
    }

    const fn read(self, reading: Reading) -> Self {
        Self { reading, ..self }
    }

    const fn bulk(self) -> Self {
        Self {
            is_bulk: true,
            ..self
        }
    }

    const fn for_credentials(self) -> Self {
        Self {
            route: Route::Credentials,
            ..self
        }
    }
}

/// As `vendor.operation (variant)`.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.operation)?;
        if self.variant.is_empty() {
            return Ok(());
        }
        write!(f, " ({})", self.variant)
    }
}

impl fmt::Debug for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// A call that is ready to be sent.
pub struct Prepared {
    /// Sends it when it is first polled. It owns what it needs: it can be spawned, and dropped at any point.
    pub answer: Pin<Box<dyn Future<Output = Result<Answered, Error>> + Send>>,
    /// How often it was done, by the state that the vendor is in. `None` for a read, and for credentials.
    pub applied: Option<Box<dyn Fn() -> usize + Send>>,
}

impl Prepared {
    /// A call that changes nothing.
    fn read(answer: impl Future<Output = Result<Answered, Error>> + Send + 'static) -> Self {
        Self {
            answer: Box::pin(answer),
            applied: None,
        }
    }

    /// A call that changes something.
    fn write(
        answer: impl Future<Output = Result<Answered, Error>> + Send + 'static,
        applied: impl Fn() -> usize + Send + 'static,
    ) -> Self {
        Self {
            answer: Box::pin(answer),
            applied: Some(Box::new(applied)),
        }
    }
}

impl fmt::Debug for Prepared {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prepared")
    }
}

/// What a call is made from.
struct Making<'a> {
    sandbox: &'a Sandbox,
    clients: &'a Clients,
    inputs: &'a mut Inputs,
    id: HeaderValue,
}

const ID: HeaderName = HeaderName::from_static(ATTEMPT_ID);
