//! What is done with the rows of a file.

use serde::Serialize;
use serde::de::DeserializeOwned;
use vendor_core::wire::RawJson;
use vendor_core::{Operation, Response};

use crate::failure::CallFailure;
use crate::look::Look;

/// Describes it. There is no client in it: what would be done is known without one.
pub(crate) trait Job {
    /// The request that a row is, or its part of one.
    type Row: DeserializeOwned + Serialize + Clone + Send + 'static;

    /// As the commands name it.
    fn vendor(&self) -> &'static str;

    fn operation(&self) -> &'static Operation;

    /// Options that change what is done with a row, and their values.
    fn options(&self) -> Vec<(&'static str, String)>;

    /// Whether a row of unknown outcome may be sent again without a look.
    fn may_repeat(&self, row: &Self::Row) -> bool;

    /// The command that shows whether a row was done.
    fn look(&self, row: &Self::Row) -> Option<Look>;

    /// At most so many rows go into one call.
    fn rows_per_call(&self) -> usize {
        1
    }
}

/// What a call has come to: an outcome for each of its rows, in their order, or a failure that holds for all of them.
pub(crate) type CallOutcome = Result<Vec<RowOutcome>, CallFailure>;

/// What the answer to a call says of one of its rows.
#[derive(Debug)]
pub(crate) enum RowOutcome {
    Done(Done),
    Refused(Verdict),
    Unknown(Verdict),
}

/// A row that is done.
#[derive(Debug)]
pub(crate) struct Done {
    /// What the vendor calls it.
    pub(crate) id: Option<String>,
    /// As it came.
    pub(crate) answer: Option<RawJson>,
}

impl Done {
    pub(crate) fn of<A>(answer: &Response<A>, id: Option<String>) -> Self {
        Self {
            id,
            // A body that was decoded as JSON is JSON.
            answer: vendor_core::decode(answer.body()).ok(),
        }
    }
}

/// Why a row is not done, or may not be.
#[derive(Debug)]
pub(crate) struct Verdict {
    /// In our words, which may be kept.
    pub(crate) message: &'static str,
    /// The vendor's, for whoever sits at the terminal.
    pub(crate) words: Vec<String>,
}
