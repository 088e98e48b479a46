//! `vendor leadbank forward`: leads into a campaign, none lost, none twice, and none confirmed before it is safe.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

#[path = "../vendor/mod.rs"]
mod vendor;

mod confirmation;
mod dry_run;
mod failures;
mod forwarding;
mod mapping;
mod schedule;
mod set_aside;
#[cfg(unix)]
mod stop;
mod user_data;
