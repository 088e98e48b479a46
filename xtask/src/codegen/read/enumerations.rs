//! Enums: always with a name, always open.

use std::collections::BTreeMap;

use super::schemas::WIDTHS;
use crate::codegen::contract::{Enumeration, Variant};
use crate::codegen::names;
use crate::codegen::problem::Fault;
use crate::codegen::spot::{Members, Spot};

pub(super) fn text_enumeration<'a>(
    members: &mut Members<'a>,
    spot: &Spot<'a>,
) -> Option<Enumeration> {
    let name_of = |value: &String| Some(names::type_case(value));
    enumeration(members, spot, Spot::text, name_of).map(Enumeration::Texts)
}

pub(super) fn integer_enumeration<'a>(
    members: &mut Members<'a>,
    spot: &Spot<'a>,
) -> Option<Enumeration> {
    let width = members
        .need("format")
        .and_then(|found| found.choice(WIDTHS));
    let values = enumeration(members, spot, Spot::integer, |_| None)?;
    Some(Enumeration::Integers(width?, values))
}

/// An enum without a name would have no type.
pub(super) fn refuse_enumeration(members: &mut Members<'_>) {
    if let Some(spot) = members.take("enum") {
        spot.report(Fault::Rule(
            "an enum needs a name: move it to components/schemas",
        ));
        members.take("x-open-enum");
        members.take("x-enum-descriptions");
        members.take("x-enum-names");
    }
}

fn enumeration<'a, T: Clone + PartialEq + ToString>(
    members: &mut Members<'a>,
    spot: &Spot<'a>,
    read: impl Fn(&Spot<'a>) -> Option<T>,
    name_of: impl Fn(&T) -> Option<String>,
) -> Option<Vec<Variant<T>>> {
    if !members.flag("x-open-enum") {
        spot.report(Fault::Rule(
            "an enum needs x-open-enum: true, for a vendor may add values",
        ));
    }
    let mut descriptions = texts_by_value(members, "x-enum-descriptions");
    let mut given_names = texts_by_value(members, "x-enum-names");
    let mut variants: Vec<Variant<T>> = Vec::new();
    for item in members.need("enum")?.items() {
        let Some(value) = read(&item) else { continue };
        let text = value.to_string();
        if variants.iter().any(|variant| variant.value == value) {
            item.report(Fault::DeclaredTwice(text.clone()));
        }
        let given = given_names.remove(&text).map(|(name, _)| name);
        let rust = given.or_else(|| name_of(&value)).unwrap_or_default();
        if !names::is_type_name(&rust) || rust == "Unknown" {
            item.report(Fault::Rule(
                "the value needs a name of its own: add it to x-enum-names",
            ));
        } else if variants.iter().any(|variant| variant.rust == rust) {
            item.report(Fault::DeclaredTwice(rust.clone()));
        }
        let description = descriptions
            .remove(&text)
            .map(|(text, _)| text.trim().to_owned());
        variants.push(Variant {
            value,
            rust,
            description,
        });
    }
    for (value, (_, spot)) in descriptions.into_iter().chain(given_names) {
        spot.report(Fault::Undeclared(value));
    }
    Some(variants)
}

fn texts_by_value<'a>(
    members: &mut Members<'a>,
    key: &'static str,
) -> BTreeMap<String, (String, Spot<'a>)> {
    let entries = members.entries(key).into_iter();
    entries
        .filter_map(|(value, spot)| Some((value, (spot.text()?, spot))))
        .collect()
}
