//! The inspector of the sandbox in a real browser, with the real `vendor` beside it: what a person sees who runs the two.
//!
//! `cargo xtask ci browser` runs it. It needs Chromium and ChromeDriver, so it is ignored elsewhere.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

mod accessibility;
mod appearance;
mod browser;
mod calls;
mod data;
mod driver;
mod keyboard;
mod other_sites;
mod sandbox;
mod scripts;
mod stage;
mod webdriver;
