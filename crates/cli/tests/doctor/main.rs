//! `vendor doctor`: what is wrong is found, told apart, and nothing is changed at a vendor.

// Whatever goes wrong here fails the test that called it.
#![allow(clippy::unwrap_used, clippy::panic)]

#[path = "../vendor/mod.rs"]
mod vendor;

mod answers;
mod checks;
mod clock;
mod no_effect;
mod sandbox;
mod settings;
mod stub;
