//! The two meanings of a 404, which the vendor tells apart by the body: page "Return Codes".

use vendor_core::{Error, StatusCode};

use crate::failure::Failure;

/// What a 404 speaks of.
///
/// ```
/// use dialler::core::testing::ErrorBuilder;
/// use dialler::{NotFound, StatusCode};
///
/// let error = ErrorBuilder::status(StatusCode::NOT_FOUND).build();
/// assert_eq!(NotFound::of(&error), Some(NotFound::Endpoint));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotFound {
    /// There is no such contact or campaign: the answer has the documented JSON body, an `error` in words whose
    /// `status`, if there is one, is 404. The words are in `error.problem()`.
    Object,
    /// There is no such endpoint: the answer has no body, or one that is not the vendor's (a page, or the JSON of
    /// a gateway; no page of the vendor mentions them). Most likely the base URL is wrong.
    Endpoint,
}

impl NotFound {
    /// What an error says is not there; `None` for an error that is no 404. A 200 whose documented body says 404
    /// is one too.
    #[must_use]
    pub fn of(error: &Error) -> Option<Self> {
        Self::told_by(error.status()?, &Failure::read(error.body()))
    }

    pub(crate) fn told_by(answered: StatusCode, failure: &Failure) -> Option<Self> {
        const NOT_FOUND: u16 = 404;
        let status = failure.status().unwrap_or(answered.as_u16());
        if status == NOT_FOUND && failure.is_worded() {
            Some(Self::Object)
        } else if answered == NOT_FOUND {
            Some(Self::Endpoint)
        } else {
            None
        }
    }

    pub(crate) fn hint(self) -> &'static str {
        match self {
            Self::Object => "not found: there is no such contact or campaign",
            Self::Endpoint => {
                "no such endpoint: check the base URL, which ends with /rest/v1.0/ and the ClientsID"
            }
        }
    }
}
