//! What acknowledgements ask for.

use crate::operations::SendAcknowledgements;

impl SendAcknowledgements {
    /// Each event is recorded by itself.
    pub(crate) fn is_bulk(&self) -> bool {
        let events = self.body.iter().map(|lead| lead.lead_events.len().max(1));
        events.sum::<usize>() > 1
    }
}
