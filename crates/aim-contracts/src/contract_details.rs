//! A contract by its `Ref` alone, for its details.

use crate::models::ContractDetailsRequest;

impl From<&str> for ContractDetailsRequest {
    fn from(reference: &str) -> Self {
        Self::new(reference)
    }
}

impl From<String> for ContractDetailsRequest {
    fn from(reference: String) -> Self {
        Self::new(reference)
    }
}
