//! Putting contracts to the scheduled returns: one, or several.

use crate::operations::PutScheduledReturns;

impl PutScheduledReturns {
    pub(crate) fn is_bulk(&self) -> bool {
        self.body.contracts.len() > 1
    }
}
