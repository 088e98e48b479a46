//! What a life does, as its calls tell it.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use vendor_sandbox::{Call, Operation};

/// How far a call has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Phase {
    /// The vendor has not looked at it.
    Arrived,
    /// The vendor has looked at it and has told nobody.
    Seen,
    /// Nothing more happens to it, except that its answer may be under way.
    Settled,
}

/// A call of an operation has come so far.
pub type Event = (Operation, Phase);

/// What a life has done last. Clones are those of the same life.
#[derive(Clone, Debug, Default)]
pub struct Whereabouts(Arc<Mutex<Option<Event>>>);

impl Whereabouts {
    /// Nothing, as long as it has not made a call.
    #[must_use]
    pub fn last(&self) -> Option<Event> {
        *self.lock()
    }

    fn are(&self, event: Event) {
        *self.lock() = Some(event);
    }

    fn lock(&self) -> MutexGuard<'_, Option<Event>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Follows one life after the other.
#[derive(Debug, Default)]
pub struct Watch {
    /// The latest call, which tells its first sight from the others.
    number: u64,
    whereabouts: Whereabouts,
}

impl Watch {
    /// Watches another life from now on.
    pub fn follow(&mut self, whereabouts: Whereabouts) {
        self.whereabouts = whereabouts;
    }

    /// Notes what happens to a call, of one that the vendor documents.
    pub fn see(&mut self, call: &Call) -> Option<Event> {
        let operation = call.operation?;
        let phase = if call.number > self.number {
            self.number = call.number;
            Phase::Arrived
        } else if call.settled {
            Phase::Settled
        } else {
            Phase::Seen
        };
        let event = (operation, phase);
        self.whereabouts.are(event);
        Some(event)
    }
}
