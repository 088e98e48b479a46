//! Which contracts full details are wanted of. The page forbids to send a reference beside anything else.

use std::fmt;

use vendor_core::Call;
use vendor_core::wire::{LocalDateTime, Redacted};

use crate::operations::ContractFullDetails;

/// Which contracts full details are wanted of: one by a reference, or those that match a filter.
#[derive(Clone, PartialEq)]
pub enum ContractSelection {
    /// The contract with this reference number in AIM.
    AimRef(String),
    /// The contract with this reference on the web.
    WebRef(String),
    /// The contracts that match a filter.
    Matching(ContractFilter),
}

/// A filter of contracts. What is not set does not restrict; how several restrictions go together is not
/// documented.
#[derive(Clone, Default, PartialEq)]
pub struct ContractFilter {
    acct: Option<i32>,
    acct_sub: Option<i32>,
    changed_date: Option<LocalDateTime>,
    serial_number: Option<String>,
    start_offset: Option<i64>,
    record_count: Option<i64>,
}

impl ContractFilter {
    /// All contracts.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Only contracts of this account.
    #[must_use]
    pub fn acct(mut self, acct: i32) -> Self {
        self.acct = Some(acct);
        self
    }

    /// Only this contract of the account (`Sub`).
    #[must_use]
    pub fn acct_sub(mut self, acct_sub: i32) -> Self {
        self.acct_sub = Some(acct_sub);
        self
    }

    /// Only contracts that have been changed since (inferred from the name). Whether the date itself is
    /// included, and its time zone, are not documented.
    #[must_use]
    pub fn changed_date(mut self, changed_date: impl Into<LocalDateTime>) -> Self {
        self.changed_date = Some(changed_date.into());
        self
    }

    /// Only contracts with this serial number; an empty one is refused, since it may mean all.
    #[must_use]
    pub fn serial_number(mut self, serial_number: impl Into<String>) -> Self {
        self.serial_number = Some(serial_number.into());
        self
    }

    /// How many contracts to skip (inferred from the name; the page does not say whether the first one is 0
    /// or 1).
    #[must_use]
    pub fn start_offset(mut self, start_offset: i64) -> Self {
        self.start_offset = Some(start_offset);
        self
    }

    /// At most this many contracts in an answer (inferred from the name); by default as many as the vendor
    /// gives.
    #[must_use]
    pub fn record_count(mut self, record_count: i64) -> Self {
        self.record_count = Some(record_count);
        self
    }
}

impl From<ContractFilter> for ContractSelection {
    fn from(filter: ContractFilter) -> Self {
        Self::Matching(filter)
    }
}

impl ContractFullDetails {
    pub(crate) fn of(call: Call, contracts: ContractSelection) -> Self {
        let mut details = Self::new(call);
        match contracts {
            ContractSelection::AimRef(reference) => details.aim_ref = Some(reference),
            ContractSelection::WebRef(reference) => details.web_ref = Some(reference),
            ContractSelection::Matching(filter) => {
                details.acct = filter.acct;
                details.acct_sub = filter.acct_sub;
                details.changed_date = filter.changed_date;
                details.serial_number = filter.serial_number;
                details.start_offset = filter.start_offset;
                details.record_count = filter.record_count;
            }
        }
        details
    }
}

/// Never shows the references.
impl fmt::Debug for ContractSelection {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::AimRef(_) => f.write_str("AimRef([redacted])"),
            Self::WebRef(_) => f.write_str("WebRef([redacted])"),
            Self::Matching(filter) => f.debug_tuple("Matching").field(filter).finish(),
        }
    }
}

/// Never shows the account, its contract and the serial number.
impl fmt::Debug for ContractFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ContractFilter")
            .field("acct", &Redacted)
            .field("acct_sub", &Redacted)
            .field("changed_date", &self.changed_date)
            .field("serial_number", &Redacted)
            .field("start_offset", &self.start_offset)
            .field("record_count", &self.record_count)
            .finish()
    }
}
