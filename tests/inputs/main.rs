//! What is read and what is written holds for any input: properties of everything that parses or encodes, every
//! model against its schema, every request against its contract, and the decoders on bytes of anybody.
//!
//! All chance comes from one seed; a property that fails is shrunk to the smallest case that still fails, and says how
//! to try it again.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

mod answers;
mod chance;
mod contract;
mod dates;
mod decimals;
mod decoders;
mod group;
mod json;
mod large;
mod problems;
mod requests;
mod streams;
mod urls;
mod values;
mod vendors;
mod waits;
mod xml;
