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
    /// There is no such contact or campaign: the answer has a JSON body, with the vendor's words in
    /// `error.problem()`.
    Object,
    /// There is no such endpoint: the answer has no body, or one that is no JSON object (a proxy's page, which
    /// no page of the vendor mentions). Most likely the base URL is wrong.
    Endpoint,
}

impl NotFound {
    /// What an error says is not there; `None` for an error that is no 404.
    #[must_use]
    pub fn of(error: &Error) -> Option<Self> {
        let failure = Failure::read(error.body());
        // A 200 whose body says 404 is an error too.
        let is_found = error.status() != Some(StatusCode::NOT_FOUND)
            && failure.as_ref().and_then(Failure::error_status) != Some(StatusCode::NOT_FOUND);
        (!is_found).then(|| Self::told_by(failure.is_some()))
    }

    pub(crate) fn told_by(has_json_body: bool) -> Self {
        if has_json_body {
            Self::Object
        } else {
            Self::Endpoint
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
