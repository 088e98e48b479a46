//! When a life ends.

use behaviours::crash::{Goal, Moments};
use vendor_sandbox::dialler::IMPORT_CONTACT;
use vendor_sandbox::leadbank::{FETCH_LEADS, VALIDATE_LEADS};

pub(crate) const MOMENTS: Moments = Moments {
    goals: &[
        Goal {
            operation: FETCH_LEADS,
            weight: 2,
            most: 2,
        },
        Goal {
            operation: IMPORT_CONTACT,
            weight: 5,
            most: 4,
        },
        Goal {
            operation: VALIDATE_LEADS,
            weight: 3,
            most: 2,
        },
    ],
    growth: 19,
};
