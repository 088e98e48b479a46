//! Gate: the docs as docs.rs builds them, with all features; whatever is public is documented.

use super::{Context, features};
use crate::cargo;
use crate::stage;

pub(super) fn check(context: &Context) -> stage::Result {
    let mut doc = cargo::command(&context.root, &["doc", "--quiet", "--no-deps"]);
    doc.args(context.selection());
    doc.env("RUSTDOCFLAGS", "-D warnings -D missing_docs");
    let outcome = features::all(&mut doc);
    Ok(outcome.and(cargo::watch(&mut doc)?))
}
