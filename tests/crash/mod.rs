//! What the crash checks share: the program is started, watched through the sandbox's ledger, and ended from outside at
//! any moment.
#![allow(clippy::expect_used, clippy::panic)] // a check that cannot look on fails loudly

mod faults;
mod landings;
mod life;
mod lines;
mod moment;
mod phase;
mod replay;
mod vendors;

pub use self::faults::{faults, refused};
pub use self::landings::Landings;
pub use self::life::{End, Killed, Life, Way};
pub use self::lines::Lines;
pub use self::moment::{Goal, Kill, Moments};
pub use self::phase::{Event, Phase, Watch, Whereabouts};
pub use self::replay::Replay;
pub use self::vendors::Vendors;
