//! The operations of the vendors: what a fault is planned for, and what the ledger counts by.

use std::fmt;

/// One operation of one vendor. Each vendor's module has a constant per operation
/// (such as [`partner::CREATE_PREPARED_TICKET`](crate::partner::CREATE_PREPARED_TICKET)).
///
/// Displayed as `vendor.id`.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Operation {
    vendor: &'static str,
    id: &'static str,
    is_token_endpoint: bool,
}

impl Operation {
    pub(crate) const fn new(vendor: &'static str, id: &'static str) -> Self {
        Self {
            vendor,
            id,
            is_token_endpoint: false,
        }
    }

    /// An operation that takes no token, and whose bodies carry secrets: the ledger keeps none of them.
    pub(crate) const fn token_endpoint(vendor: &'static str, id: &'static str) -> Self {
        Self {
            vendor,
            id,
            is_token_endpoint: true,
        }
    }

    /// The operation of that name, `None` if there is none: `Operation::find("partner", "createPreparedTicket")`.
    pub fn find(vendor: &str, id: &str) -> Option<Self> {
        Self::all().find(|operation| operation.vendor == vendor && operation.id == id)
    }

    /// All operations of all vendors.
    pub fn all() -> impl Iterator<Item = Self> {
        crate::partner::OPERATIONS.into_iter()
    }

    /// The vendor, which is also the first segment of its paths in the sandbox.
    pub fn vendor(self) -> &'static str {
        self.vendor
    }

    /// The contract's `operationId`; `token` for a token endpoint, which is in no contract.
    pub fn id(self) -> &'static str {
        self.id
    }

    pub(crate) fn is_token_endpoint(self) -> bool {
        self.is_token_endpoint
    }
}

impl fmt::Display for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}.{}", self.vendor, self.id)
    }
}

impl fmt::Debug for Operation {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, formatter)
    }
}
