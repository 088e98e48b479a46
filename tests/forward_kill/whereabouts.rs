//! Where a life is: what it has done last, and so where a kill lands.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use vendor_sandbox::Operation;
use vendor_sandbox::dialler::IMPORT_CONTACT;
use vendor_sandbox::leadbank::FETCH_LEADS;

/// How far a call has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Phase {
    Arrived,
    /// The vendor has looked at it and has told nobody.
    Seen,
    Settled,
}

/// Where a life was when it ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Landing {
    BeforeFetch,
    DuringFetch,
    BetweenFetchAndImport,
    InLine,
    DuringImport,
    BetweenImportAndConfirmation,
    DuringConfirmation,
    AfterConfirmation,
}

impl Landing {
    pub(crate) const ALL: [(Self, &'static str); 8] = [
        (Self::BeforeFetch, "before a fetch"),
        (Self::DuringFetch, "during a fetch"),
        (
            Self::BetweenFetchAndImport,
            "between a fetch and what follows",
        ),
        (Self::InLine, "in the middle of a set-aside line"),
        (Self::DuringImport, "during an import"),
        (
            Self::BetweenImportAndConfirmation,
            "between an import and what follows",
        ),
        (Self::DuringConfirmation, "during a confirmation"),
        (Self::AfterConfirmation, "after a confirmation"),
    ];
}

/// Clones are those of the same life.
#[derive(Clone, Debug, Default)]
pub(crate) struct Whereabouts(Arc<Mutex<Option<(Operation, Phase)>>>);

impl Whereabouts {
    pub(crate) fn are(&self, event: (Operation, Phase)) {
        *self.lock() = Some(event);
    }

    pub(crate) fn landing(&self) -> Landing {
        match *self.lock() {
            None => Landing::BeforeFetch,
            Some((FETCH_LEADS, Phase::Settled)) => Landing::BetweenFetchAndImport,
            Some((FETCH_LEADS, _)) => Landing::DuringFetch,
            Some((IMPORT_CONTACT, Phase::Settled)) => Landing::BetweenImportAndConfirmation,
            Some((IMPORT_CONTACT, _)) => Landing::DuringImport,
            Some((_, Phase::Settled)) => Landing::AfterConfirmation,
            Some(_) => Landing::DuringConfirmation,
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<(Operation, Phase)>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
