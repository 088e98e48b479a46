//! What a pass has done, in numbers.

use serde::Serialize;

/// For machines in the order of its members here.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Summary {
    /// How many leads came, each once.
    pub(super) leads: usize,
    /// Contacts that are in the campaign.
    pub(super) imported: usize,
    /// Leads that were put into the file.
    pub(super) set_aside: usize,
    /// Leads that an earlier pass had put there.
    pub(super) set_aside_before: usize,
    /// Leads that may or may not be in the campaign.
    pub(super) unknown: usize,
    /// Leads that were not looked at any more.
    pub(super) left: usize,
    /// Leads that do not come again.
    pub(super) confirmed: usize,
    /// Leads that come again, unless a confirmation that failed was carried out nevertheless.
    pub(super) unconfirmed: usize,
}

impl Summary {
    /// One line for a person.
    pub(super) fn describe(&self) -> String {
        if self.leads == 0 {
            return "no leads".to_owned();
        }
        let leads = match self.leads {
            1 => "1 lead".to_owned(),
            leads => format!("{leads} leads"),
        };
        let parts = [
            (self.imported, "imported"),
            (self.set_aside, "set aside"),
            (self.set_aside_before, "set aside before"),
            (self.unknown, "of unknown outcome"),
            (self.left, "left"),
        ];
        let parts: Vec<_> = parts
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, what)| format!("{count} {what}"))
            .collect();
        let confirmed = match (self.confirmed, self.unconfirmed) {
            (_, 0) => "all confirmed".to_owned(),
            (0, _) => "none confirmed: they come again".to_owned(),
            (confirmed, unconfirmed) => {
                format!("{confirmed} confirmed, {unconfirmed} come again")
            }
        };
        format!("{leads}: {}; {confirmed}", parts.join(", "))
    }
}
