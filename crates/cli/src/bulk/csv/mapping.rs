//! `--map HEADER=NAME`: what a column is, whose head is not known by itself.

use vendor_core::validate::Violations;

use super::headers::{key, quoted};
use crate::bulk::columns::Column;
use crate::text;

/// What is said of a column, or of several with the same head.
pub(super) struct Mapping {
    /// Their places in the file.
    pub(super) places: Vec<usize>,
    /// `None` to leave them out.
    pub(super) column: Option<&'static Column>,
}

impl Mapping {
    /// What these options say; all that is wrong with them is named.
    pub(super) fn all(
        options: &[String],
        names: &[&str],
        columns: &'static [Column],
        wrong: &mut Violations,
    ) -> Vec<Self> {
        let mut mappings: Vec<Self> = Vec::new();
        for option in options {
            let place = || format!("--map {}", quoted(option));
            let Some((header, name)) = option.rsplit_once('=') else {
                wrong.add(
                    place(),
                    "must be HEADER=NAME, or HEADER= to leave the column out",
                );
                continue;
            };
            let places = places(header.trim(), names);
            if places.is_empty() {
                wrong.add(
                    place(),
                    format!("is for a column {}, which is not there", quoted(header)),
                );
            }
            let is_taken =
                |place: &usize| mappings.iter().any(|other| other.places.contains(place));
            if places.iter().any(is_taken) {
                wrong.add(place(), "is the second one for this column");
            }
            let name = name.trim();
            let column = Column::find(columns, name);
            if column.is_none() && !name.is_empty() {
                let perhaps = nearest(name, columns)
                    .map(|near| format!("; perhaps {near}"))
                    .unwrap_or_default();
                wrong.add(
                    place(),
                    format!("names {}, which is not known here{perhaps}", quoted(name)),
                );
            }
            mappings.push(Self { places, column });
        }
        mappings
    }
}

/// Of the columns with exactly this head, or else with this head in another spelling.
fn places(header: &str, names: &[&str]) -> Vec<usize> {
    let of = |is_meant: &dyn Fn(&str) -> bool| {
        let names = names.iter().enumerate();
        let meant = names.filter(|(_, name)| is_meant(name));
        meant.map(|(place, _)| place).collect()
    };
    let exactly: Vec<usize> = of(&|name| name == header);
    if !exactly.is_empty() {
        return exactly;
    }
    let key = key(header);
    of(&|name| self::key(name) == key)
}

/// The option to type for a head that is not known.
pub(super) fn advice(header: &str, columns: &'static [Column]) -> String {
    match nearest(header, columns) {
        Some(near) => format!(
            "perhaps {}; or {} to leave it out",
            option(header, near),
            option(header, "")
        ),
        None => format!(
            "say {} for one of the names below, or {} to leave it out",
            option(header, "NAME"),
            option(header, "")
        ),
    }
}

/// As it is typed.
pub(super) fn option(header: &str, name: &str) -> String {
    let mapping = format!("{header}={name}");
    // In double quotation marks, which every shell knows, unless they would change it.
    if mapping.contains(['"', '$', '`', '\\', '!', '%']) {
        format!("--map '{}'", mapping.replace('\'', r"'\''"))
    } else {
        format!("--map \"{mapping}\"")
    }
}

/// What a name was meant to be: one that is like it, or begins with it.
fn nearest(name: &str, columns: &'static [Column]) -> Option<&'static str> {
    let name = key(name);
    let keys: Vec<(String, &Column)> = columns
        .iter()
        .flat_map(|column| column.names().map(move |known| (key(known), column)))
        .collect();
    let alike = text::nearest(&name, keys.iter().map(|(key, _)| key.as_str()));
    let is_meant = |key: &str| match alike {
        Some(alike) => key == alike,
        None => name.len() > 2 && key.starts_with(&name),
    };
    let (_, column) = keys.iter().find(|(key, _)| is_meant(key))?;
    Some(column.wire)
}
