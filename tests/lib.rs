#![doc = include_str!("../README.md")]
//!
//! # Behaviours
//! What the checks of this package share. The README above is here for its examples, which run as doctests.

pub mod answers;
pub mod calls;
pub mod crash;
pub mod decoders;
pub mod effort;
pub mod guide;
pub mod program;
pub mod scripted;
pub mod workspace;
