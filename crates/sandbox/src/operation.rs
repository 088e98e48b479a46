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
    can_renew: bool,
}

impl Operation {
    pub(crate) const fn new(vendor: &'static str, id: &'static str) -> Self {
        Self {
            vendor,
            id,
            is_token_endpoint: false,
            can_renew: true,
        }
    }

    /// An operation without credentials, or with credentials that a client cannot renew by itself.
    pub(crate) const fn without_renewal(vendor: &'static str, id: &'static str) -> Self {
        Self {
            can_renew: false,
            ..Self::new(vendor, id)
        }
    }

    /// An operation that takes no token, and whose query and bodies carry secrets: the ledger keeps none of them.
    pub(crate) const fn token_endpoint(vendor: &'static str, id: &'static str) -> Self {
        Self {
            is_token_endpoint: true,
            ..Self::without_renewal(vendor, id)
        }
    }

    /// The operation of that name, `None` if there is none: `Operation::find("partner", "createPreparedTicket")`.
    pub fn find(vendor: &str, id: &str) -> Option<Self> {
        Self::all().find(|operation| operation.vendor == vendor && operation.id == id)
    }

    /// All operations of all vendors.
    pub fn all() -> impl Iterator<Item = Self> {
        let partner = crate::partner::OPERATIONS.into_iter();
        partner
            .chain(crate::iveco::OPERATIONS)
            .chain(crate::aim::OPERATIONS)
            .chain(crate::leadbank::OPERATIONS)
            .chain(crate::dialler::OPERATIONS)
    }

    /// The vendor, which is also the first segment of its paths in the sandbox.
    pub fn vendor(self) -> &'static str {
        self.vendor
    }

    /// The contract's `operationId`; `token` for the token endpoint of the Partner API, which is in no contract.
    pub fn id(self) -> &'static str {
        self.id
    }

    pub(crate) fn is_token_endpoint(self) -> bool {
        self.is_token_endpoint
    }

    /// Whether a client whose credentials are refused can get new ones.
    pub(crate) fn can_renew(self) -> bool {
        self.can_renew
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
