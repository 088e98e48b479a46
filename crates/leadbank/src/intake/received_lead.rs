//! A lead as an intake hands it over.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use vendor_core::DecodeError;
use vendor_core::wire::RawJson;

use crate::models::Lead;

/// A lead, and the JSON that it came in: members that no page shows are there. A clone costs nothing.
#[derive(Clone, PartialEq)]
pub struct ReceivedLead(Arc<Received>);

#[derive(PartialEq)]
struct Received {
    lead: Lead,
    json: RawJson,
}

impl ReceivedLead {
    pub(super) fn new(lead: Lead, json: RawJson) -> Self {
        Self(Arc::new(Received { lead, json }))
    }

    /// A lead out of JSON: one that was kept, or one for tests of a handler.
    ///
    /// # Errors
    /// [`DecodeError`] when the JSON is no lead.
    pub fn from_json(json: RawJson) -> Result<Self, DecodeError> {
        Ok(Self::new(json.decode()?, json))
    }

    /// The lead; this derefs to it too.
    #[must_use]
    pub fn lead(&self) -> &Lead {
        &self.0.lead
    }

    /// The lead as it came. It holds personal data.
    #[must_use]
    pub fn json(&self) -> &RawJson {
        &self.0.json
    }
}

impl Deref for ReceivedLead {
    type Target = Lead;

    fn deref(&self) -> &Lead {
        self.lead()
    }
}

/// Shows the lead as its own `Debug` does, without personal data.
impl fmt::Debug for ReceivedLead {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("ReceivedLead").field(self.lead()).finish()
    }
}
