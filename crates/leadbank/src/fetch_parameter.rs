//! The number that a fetch is asked with.

use vendor_core::Request;

/// The integer that is the whole body of [`fetch_leads`](crate::Client::fetch_leads). The vendor's page shows
/// a `1` and does not say what it means: how many leads, which partner, which service. Ask the vendor for
/// yours.
///
/// 32 bits, and always sent as JSON (inferred: the vendor's framework takes a larger number, another form, or
/// an empty body for 0, and may answer with success nevertheless).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FetchParameter(pub i32);

impl FetchParameter {
    pub(crate) fn write_to(self, request: &mut Request) {
        request.json(&self.0);
    }
}

impl From<i32> for FetchParameter {
    fn from(value: i32) -> Self {
        Self(value)
    }
}
