//! What JSON and HTTP cannot say by themselves: exact decimals, dates as written, present, null and absent.

pub mod datetime;
#[cfg(feature = "decimal")]
pub mod decimal;
mod nullable;
mod raw_json;
mod redacted;

pub use datetime::{DotnetDateTime, LocalDateTime, OffsetDateTime};
pub use nullable::{Nullable, null_as_default};
pub use raw_json::RawJson;
pub use redacted::Redacted;
