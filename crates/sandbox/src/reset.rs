//! Back to the start.

use std::sync::Arc;

use crate::exchange::Exchange;
use crate::faults::Faults;
use crate::ledger::Ledger;
use crate::vendor::Vendor;

/// Whatever calls leave behind.
#[derive(Clone)]
pub(crate) struct Reset {
    vendors: Vec<Arc<dyn Vendor>>,
    faults: Faults,
    ledger: Ledger,
}

impl Reset {
    pub(crate) fn of(exchange: &Exchange) -> Self {
        Self {
            vendors: exchange.vendors.clone(),
            faults: exchange.faults.clone(),
            ledger: exchange.ledger.clone(),
        }
    }

    pub(crate) fn run(&self) {
        for vendor in &self.vendors {
            vendor.reset();
        }
        self.faults.clear();
        self.ledger.clear();
    }
}
