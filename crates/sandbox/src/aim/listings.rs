//! Statuses and defaults of contracts.

use crate::reply::Reply;

use super::demo;
use super::object::Object;
use super::state::Inner;

pub(super) fn statuses(inner: &Inner) -> Reply {
    let statuses: Vec<_> = demo::STATUSES.into_iter().map(described).collect();
    inner.done(Object::new().with("ContractStatuses", statuses))
}

pub(super) fn defaults(inner: &Inner) -> Reply {
    let defaults: Vec<_> = demo::DEFAULTS
        .into_iter()
        .map(|default| {
            described(default)
                .with("RdfType", "R")
                .with("FullType", "Rental")
        })
        .collect();
    inner.done(Object::new().with("ContractDefaults", defaults))
}

fn described((id, description, on_the_web): (i64, &str, &str)) -> Object {
    Object::new()
        .with("Id", id)
        .with("Description", description)
        .with("WebDescription", on_the_web)
}
