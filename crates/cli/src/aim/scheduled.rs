//! Which scheduled returns or exchanges are wanted.

use aim_contracts::core::wire::LocalDateTime;
use clap::Args;

/// What both lists can be restricted by.
#[derive(Debug, Args)]
pub(crate) struct Filter {
    /// Only those from this time on, such as 2026-10-15T00:00:00, in the vendor's time
    #[arg(long, value_name = "TIME")]
    pub(super) from: Option<LocalDateTime>,

    /// Only those up to this time
    #[arg(long, value_name = "TIME")]
    pub(super) to: Option<LocalDateTime>,

    /// Only those of this school district
    #[arg(long, value_name = "ID")]
    pub(super) district_id: Option<i64>,

    /// Only those of this school
    #[arg(long, value_name = "ID")]
    pub(super) school_id: Option<i64>,

    /// Only those of this location
    #[arg(long, value_name = "ID")]
    pub(super) location_id: Option<i64>,

    /// Only those in this status
    #[arg(long, value_name = "ID")]
    pub(super) status_id: Option<i64>,

    /// Only those with this option
    #[arg(long, value_name = "ID")]
    pub(super) option_id: Option<i64>,

    /// The network name of a user, as it seems; not documented
    #[arg(long, value_name = "ID")]
    pub(super) lan_id: Option<String>,
}
