//! Where a life was when it was killed.

use behaviours::crash::{Event, Phase};
use vendor_sandbox::dialler::IMPORT_CONTACT;
use vendor_sandbox::leadbank::FETCH_LEADS;

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

    /// After what it had done last.
    pub(crate) fn after(last: Option<Event>) -> Self {
        match last {
            None => Self::BeforeFetch,
            Some((FETCH_LEADS, Phase::Settled)) => Self::BetweenFetchAndImport,
            Some((FETCH_LEADS, _)) => Self::DuringFetch,
            Some((IMPORT_CONTACT, Phase::Settled)) => Self::BetweenImportAndConfirmation,
            Some((IMPORT_CONTACT, _)) => Self::DuringImport,
            Some((_, Phase::Settled)) => Self::AfterConfirmation,
            Some(_) => Self::DuringConfirmation,
        }
    }
}
