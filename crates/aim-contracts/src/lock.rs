//! Which contracts a lock is set or taken off.

use std::fmt;

use vendor_core::{Call, Idempotency, Request};

use crate::models::{LockMode, ToggleContractLockRequest};
use crate::operations::ToggleContractLock;

/// The contracts to be locked or unlocked, by their references on the web. The vendor treats one and several
/// differently.
#[derive(Clone, PartialEq, Eq)]
pub enum LockTarget {
    /// One contract. If it is in the wanted state already, an error comes back: so a call of unknown outcome is
    /// not repeated, since the error of the second would hide the success of the first.
    One(String),
    /// Several contracts, at least one. Those that are in the wanted state already make no error: so a call
    /// of unknown outcome is repeated (inferred). A list of one is the safer way to lock one. An error of more
    /// than one leaves open which of them were done.
    Several(Vec<String>),
}

impl From<&str> for LockTarget {
    fn from(web_ref: &str) -> Self {
        Self::One(web_ref.to_owned())
    }
}

impl From<String> for LockTarget {
    fn from(web_ref: String) -> Self {
        Self::One(web_ref)
    }
}

impl From<Vec<String>> for LockTarget {
    fn from(web_refs: Vec<String>) -> Self {
        Self::Several(web_refs)
    }
}

impl<const N: usize> From<[&str; N]> for LockTarget {
    fn from(web_refs: [&str; N]) -> Self {
        Self::Several(web_refs.map(str::to_owned).into())
    }
}

/// Never shows the references.
impl fmt::Debug for LockTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::One(_) => f.write_str("One([redacted])"),
            Self::Several(web_refs) => write!(f, "Several({} contracts)", web_refs.len()),
        }
    }
}

/// The body of a call that locks or unlocks.
#[derive(Clone, Debug)]
pub(crate) struct LockBody(ToggleContractLockRequest);

impl LockBody {
    fn new(mode: LockMode, contracts: LockTarget) -> Self {
        let mut body = ToggleContractLockRequest::from_required(mode);
        match contracts {
            LockTarget::One(web_ref) => body.web_ref = Some(web_ref),
            LockTarget::Several(web_refs) => body.web_refs = Some(web_refs),
        }
        Self(body)
    }

    pub(crate) fn write_to(&self, request: &mut Request) {
        request.violations().check(&self.0);
        for (position, web_ref) in self.several().iter().enumerate() {
            let field = format!("WebRefs[{position}]");
            request.violations().characters(&field, web_ref, 1..);
        }
        request.json(&self.0);
    }

    fn several(&self) -> &[String] {
        self.0.web_refs.as_deref().unwrap_or_default()
    }
}

impl ToggleContractLock {
    pub(crate) fn of(call: Call, mode: LockMode, contracts: LockTarget) -> Self {
        Self::new(call, LockBody::new(mode, contracts))
    }

    pub(crate) fn idempotency(&self) -> Idempotency {
        if self.body.0.web_refs.is_some() {
            Idempotency::Idempotent
        } else {
            Idempotency::NotIdempotent
        }
    }

    pub(crate) fn is_bulk(&self) -> bool {
        self.body.several().len() > 1
    }
}
