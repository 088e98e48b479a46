//! A lead as its row in CSV has it: every member and every detail by its name, also what nobody knows here.

use std::collections::HashMap;
use std::fmt;

use leadbank::RawJson;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

/// The member that holds the details.
const CONTENTS: &str = "Contents";

/// What a cell is of. Of what is there several times in one lead, each has a number, from 1.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Source {
    pub(super) kind: Kind,
    pub(super) name: String,
    pub(super) number: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    Member,
    /// A detail, by its key.
    Content,
}

/// The cells of a lead in the vendor's order; `None` if it is no object.
pub(super) fn cells(lead: &RawJson) -> Option<Vec<(Source, String)>> {
    let Members(members) = lead.decode().ok()?;
    let mut cells = Cells::default();
    for (name, value) in members {
        // Of another shape than documented, it is a member as any other.
        let details: Option<Option<Vec<Detail>>> =
            (name == CONTENTS).then(|| value.decode().ok()).flatten();
        match details {
            Some(details) => {
                for detail in details.unwrap_or_default() {
                    let key = detail.key.unwrap_or_default();
                    cells.add(Kind::Content, key, text_of(&detail.value));
                }
            }
            None => cells.add(Kind::Member, name, text_of(&value)),
        }
    }
    Some(cells.cells)
}

#[derive(Default)]
struct Cells {
    cells: Vec<(Source, String)>,
    numbers: HashMap<(Kind, String), u32>,
}

impl Cells {
    fn add(&mut self, kind: Kind, name: String, text: String) {
        let number = self.numbers.entry((kind, name.clone())).or_default();
        *number += 1;
        let source = Source {
            kind,
            name,
            number: *number,
        };
        self.cells.push((source, text));
    }
}

/// A text without its quotes, nothing for null, and anything else as it was written: no digit is lost.
fn text_of(value: &RawJson) -> String {
    match value.decode() {
        Ok(Some(text)) => text,
        Ok(None) => String::new(),
        Err(_) => value.get().to_owned(),
    }
}

/// Its number and its type are left out.
#[derive(Deserialize)]
struct Detail {
    #[serde(rename = "Key")]
    key: Option<String>,
    #[serde(rename = "Value", default)]
    value: RawJson,
}

/// The members of an object in their order, also one that is there twice.
struct Members(Vec<(String, RawJson)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(lead: &str) -> Option<Vec<(String, u32, String)>> {
        let cells = cells(&lead.parse().unwrap())?;
        let flat = |(source, text): (Source, String)| {
            let name = match source.kind {
                Kind::Member => source.name,
                Kind::Content => format!("[{}]", source.name),
            };
            (name, source.number, text)
        };
        Some(cells.into_iter().map(flat).collect())
    }

    fn cell(name: &str, number: u32, text: &str) -> (String, u32, String) {
        (name.to_owned(), number, text.to_owned())
    }

    #[test]
    fn values_are_as_they_were_written() {
        let lead =
            r#"{"A": 1.50, "B": "x\n\"y\"", "C": null, "D": true, "E": {"F": 1e400}, "G": ""}"#;
        let expected = [
            cell("A", 1, "1.50"),
            cell("B", 1, "x\n\"y\""),
            cell("C", 1, ""),
            cell("D", 1, "true"),
            cell("E", 1, r#"{"F": 1e400}"#),
            cell("G", 1, ""),
        ];
        assert_eq!(texts(lead).unwrap(), expected);
    }

    #[test]
    fn details_are_cells_by_their_keys() {
        let lead = r#"{"Contents": [{"ID": 1, "Key": "Phone", "Value": "+49", "Type": 4}, {"Key": "Email"},
                       {"Value": "lost"}, {"Key": "Phone", "Value": 7}]}"#;
        let expected = [
            cell("[Phone]", 1, "+49"),
            cell("[Email]", 1, ""),
            cell("[]", 1, "lost"),
            cell("[Phone]", 2, "7"),
        ];
        assert_eq!(texts(lead).unwrap(), expected);
    }

    #[test]
    fn contents_of_another_shape_are_a_member() {
        let expected = [cell("Contents", 1, r#"{"Phone": 1}"#)];
        assert_eq!(texts(r#"{"Contents": {"Phone": 1}}"#).unwrap(), expected);
        assert_eq!(texts(r#"{"Contents": null}"#).unwrap(), []);
    }

    #[test]
    fn a_member_that_is_there_twice_keeps_both_values() {
        let expected = [cell("A", 1, "1"), cell("A", 2, "2")];
        assert_eq!(texts(r#"{"A": 1, "A": 2}"#).unwrap(), expected);
    }

    #[test]
    fn what_is_no_object_has_none() {
        for lead in ["7", "[]", "null", "\"lead\""] {
            assert_eq!(texts(lead), None, "{lead}");
        }
    }
}
