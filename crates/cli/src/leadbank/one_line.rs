//! Leads as they were received, one a line.

use leadbank::RawJson;

/// The same JSON without line breaks between its members.
pub(super) fn one_line(lead: &RawJson) -> RawJson {
    if !lead.get().contains(['\n', '\r']) {
        return lead.clone();
    }
    // In a text of JSON none can stand, so it is JSON as before.
    let line = lead.get().replace(['\n', '\r'], " ");
    line.parse().unwrap_or_else(|_| lead.clone())
}
