//! The heads of a CSV file's columns, and which member of a request each of them is.

use std::collections::{BTreeSet, HashMap};

use vendor_core::validate::Violations;

use super::mapping::{Mapping, advice, option};
use super::table::Header;
use crate::bulk::columns::Column;
use crate::output;

/// Says of each head what it is; or all that is wrong with them and with the mappings.
pub(in crate::bulk) fn resolve(
    names: &[&str],
    mappings: &[String],
    columns: &'static [Column],
) -> Result<Vec<Header>, Violations> {
    let mut wrong = Violations::new();
    if names
        .first()
        .is_some_and(|name| name.starts_with(['{', '[']))
    {
        wrong.add("", JSON);
        return Err(wrong);
    }
    let mappings = Mapping::all(mappings, names, columns, &mut wrong);
    let mut headers = Vec::with_capacity(names.len());
    let mut unknown = BTreeSet::new();
    for (place, name) in names.iter().enumerate() {
        let mapping = mappings
            .iter()
            .find(|mapping| mapping.places.contains(&place));
        let column = match mapping {
            Some(mapping) => mapping.column,
            None => Column::find(columns, name),
        };
        let is_unknown = mapping.is_none() && column.is_none() && !name.is_empty();
        if is_unknown && unknown.insert(*name) {
            let rule = format!("is not known here: {}", advice(name, columns));
            wrong.add(quoted(name), rule);
        }
        let name = output::line(name);
        headers.push(Header { name, column });
    }
    if headers.iter().all(|header| header.column.is_none())
        && names.iter().any(|name| is_value(name))
    {
        // What is in a row must not be shown.
        wrong = Violations::new();
        wrong.add("", NO_HEADERS);
        return Err(wrong);
    }
    name_repeated(&headers, &mut wrong);
    if !unknown.is_empty() {
        let known: Vec<_> = columns.iter().map(|column| column.wire).collect();
        wrong.add("", format!("Known here are {}", known.join(", ")));
    }
    if wrong.as_slice().is_empty() {
        Ok(headers)
    } else {
        Err(wrong)
    }
}

const JSON: &str = "begins as JSON does, and not with the names of columns: if it is JSON lines, say --rows-format jsonl";

const NO_HEADERS: &str = "has no name of a column in its first line, and that looks like a row: put a line with the \
                          names of the columns before it";

/// Two columns for one member: nobody knows which counts.
fn name_repeated(headers: &[Header], wrong: &mut Violations) {
    let mut first: HashMap<&str, (usize, &str)> = HashMap::new();
    for (header, number) in headers.iter().zip(1..) {
        let Some(column) = header.column else {
            continue;
        };
        let Some((other, name)) = first.insert(column.wire, (number, &header.name)) else {
            continue;
        };
        let way = if *name == header.name {
            "give one of them another name in the file".to_owned()
        } else {
            format!(
                "leave one of them out, by {} for example",
                option(&header.name, "")
            )
        };
        wrong.add(
            format!("columns {other} and {number}"),
            format!("are both {}: {way}", column.wire),
        );
    }
}

/// Whether nobody would name a column like that.
fn is_value(name: &str) -> bool {
    name.contains('@') || name.bytes().filter(u8::is_ascii_digit).count() > 4
}

/// Case, white space, `-` and `_` do not count.
pub(in crate::bulk) fn key(name: &str) -> String {
    name.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '-' | '_'))
        .flat_map(char::to_lowercase)
        .collect()
}

/// In one line, in quotation marks.
pub(in crate::bulk) fn quoted(name: &str) -> String {
    format!("\"{}\"", output::line(name))
}
