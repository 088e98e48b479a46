//! How many calls the instructions are counted of.

use crate::measurement::Workload;

/// Few are enough, since they differ by little.
#[must_use]
pub fn calls_counted(workload: Workload) -> u64 {
    match workload {
        Workload::List1000 | Workload::Leads1000 => 4,
        Workload::Leads20000 | Workload::Intake20000 => 1,
        _ => 50,
    }
}
