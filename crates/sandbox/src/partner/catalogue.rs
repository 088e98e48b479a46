//! What tickets refer to.

use std::collections::{HashMap, HashSet};

use uuid::Uuid;

use super::demo;

#[derive(Debug)]
pub(super) struct Catalogue {
    customers: HashSet<Uuid>,
    /// Whether a vehicle model is enabled, by its id.
    vehicle_models: HashMap<i64, bool>,
}

impl Catalogue {
    pub(super) fn demonstration() -> Self {
        let mut vehicle_models: HashMap<_, _> = demo::VEHICLE_MODELS.map(|id| (id, true)).into();
        vehicle_models.insert(demo::DISABLED_VEHICLE_MODEL, false);
        Self {
            customers: demo::CUSTOMERS.into(),
            vehicle_models,
        }
    }

    pub(super) fn add_customer(&mut self, id: Uuid) {
        self.customers.insert(id);
    }

    pub(super) fn add_vehicle_model(&mut self, id: i64, enabled: bool) {
        self.vehicle_models.insert(id, enabled);
    }

    pub(super) fn has_customer(&self, id: Uuid) -> bool {
        self.customers.contains(&id)
    }

    pub(super) fn has_enabled_vehicle_model(&self, id: i64) -> bool {
        self.vehicle_models.get(&id).is_some_and(|enabled| *enabled)
    }
}
