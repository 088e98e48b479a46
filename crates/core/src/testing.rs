//! For tests, yours and ours: a clock that is turned by hand, and errors made to measure. Feature `test-util`.

mod clock;
mod error;

pub use self::clock::ManualClock;
pub use self::error::ErrorBuilder;
