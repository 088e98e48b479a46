//! The number of a lead, as far as there is one.

use std::collections::BTreeMap;

use vendor_core::wire::RawJson;

use crate::models::Lead;

impl Lead {
    /// The lead's number. 0 is none (inferred): .NET writes it for a number that was never set.
    pub(super) fn number(&self) -> Option<i64> {
        self.id_lead_bank.filter(|number| *number != 0)
    }
}

/// The number of a lead that does not decode, where that member does.
pub(super) fn of_unreadable(json: &RawJson) -> Option<i64> {
    let members: BTreeMap<String, RawJson> = json.decode().ok()?;
    let mut members = members.into_iter();
    members.find_map(|member| {
        let alone = serde_json::to_vec(&BTreeMap::from([member])).ok()?;
        vendor_core::decode::<Lead>(&alone).ok()?.number()
    })
}
