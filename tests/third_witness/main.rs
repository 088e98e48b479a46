//! A third witness, against a mistake in a contract itself: client and sandbox both follow `openapi.yaml`, so
//! neither would notice a wrong name in it. The lists here were read off the vendors' given pages by hand. Each
//! name must be in the contract, each name that the contract marks as documented must be in a list, and the
//! vendor's samples must validate against the contract.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

mod aim;
mod contract;
mod dialler;
mod iveco;
mod leadbank;
mod page;
mod partner;
