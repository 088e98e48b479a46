//! From what a contract says to Rust items.

mod enumerations;
pub(crate) mod models;
pub(crate) mod operations;
mod rules;
mod types;
mod uses;

use proc_macro2::TokenStream;

use super::contract::Contract;
pub(crate) use uses::Uses;

/// A source file in the making: its first comment, what it uses, its items in order.
#[derive(Debug)]
pub(crate) struct SourceFile {
    pub(crate) title: String,
    pub(crate) uses: Uses,
    pub(crate) items: Vec<TokenStream>,
}

/// What all emitters need.
struct Emitter<'c> {
    contract: &'c Contract,
    uses: Uses,
    /// Whether the file being written has to use the models from theirs.
    is_outside_models: bool,
}

impl<'c> Emitter<'c> {
    fn new(contract: &'c Contract, is_outside_models: bool) -> Self {
        Self {
            contract,
            uses: Uses::default(),
            is_outside_models,
        }
    }
}
