//! The columns of leads in CSV, which are known only when the last lead has come.

use std::collections::{HashMap, HashSet};

use super::details::{Kind, Source};

/// The members of a lead that are documented, which have a column although no lead has come.
const MEMBERS: [&str; 12] = [
    "IDLeadBank",
    "IDprovider",
    "NameProvider",
    "IDService",
    "NameService",
    "State",
    "IDCampaign",
    "NameCampaign",
    "BandDealerID",
    "ExternalLeadID",
    "QualificationDate",
    "CreateDate",
];

/// More than a spreadsheet takes. A wrong answer would otherwise fill the memory.
const MOST: usize = 16_384;

/// In the order in which they have appeared.
#[derive(Debug)]
pub(super) struct Columns {
    sources: Vec<Source>,
    positions: HashMap<Source, usize>,
}

impl Columns {
    pub(super) fn new() -> Self {
        let mut columns = Self {
            sources: Vec::new(),
            positions: HashMap::new(),
        };
        for name in MEMBERS {
            columns.position_of(Source {
                kind: Kind::Member,
                name: name.to_owned(),
                number: 1,
            });
        }
        columns
    }

    /// The column of this source, which is a new one the first time; `None` if there are too many.
    pub(super) fn position_of(&mut self, source: Source) -> Option<usize> {
        if let Some(position) = self.positions.get(&source) {
            return Some(*position);
        }
        let position = self.sources.len();
        if position == MOST {
            return None;
        }
        self.sources.push(source.clone());
        self.positions.insert(source, position);
        Some(position)
    }

    /// Their order in the file: first the members, then the details.
    pub(super) fn order(&self) -> Vec<usize> {
        let of = |kind| (0..self.sources.len()).filter(move |at| self.sources[*at].kind == kind);
        of(Kind::Member).chain(of(Kind::Content)).collect()
    }

    /// Their names in that order, no two of which are the same.
    pub(super) fn headers(&self) -> Vec<String> {
        let sources = self.order().into_iter().map(|at| &self.sources[at]);
        let mut taken = HashSet::new();
        sources
            .map(|source| {
                let base = match source.kind {
                    Kind::Content if source.name.is_empty() => "(no key)".to_owned(),
                    Kind::Content if self.has_member(&source.name) => {
                        format!("Contents.{}", source.name)
                    }
                    _ => source.name.clone(),
                };
                let numbers = source.number..;
                let names = numbers.map(|number| match number {
                    1 => base.clone(),
                    number => format!("{base} ({number})"),
                });
                let mut free = names.filter(|name| taken.insert(name.clone()));
                free.next().unwrap_or_default()
            })
            .collect()
    }

    fn has_member(&self, name: &str) -> bool {
        self.positions.contains_key(&Source {
            kind: Kind::Member,
            name: name.to_owned(),
            number: 1,
        })
    }
}

#[cfg(test)]
mod tests {
    use leadbank::Lead;

    use super::*;

    fn columns_of(sources: &[(Kind, &str, u32)]) -> Columns {
        let mut columns = Columns::new();
        for (kind, name, number) in sources {
            columns.position_of(Source {
                kind: *kind,
                name: (*name).to_owned(),
                number: *number,
            });
        }
        columns
    }

    fn new_headers(sources: &[(Kind, &str, u32)]) -> Vec<String> {
        columns_of(sources).headers().split_off(MEMBERS.len())
    }

    #[test]
    fn begin_with_the_documented_members() {
        assert_eq!(columns_of(&[]).headers(), MEMBERS);
        // All of them but the contents are there, and no other: what is unknown is not kept by decoding.
        let members = MEMBERS.map(|name| match name {
            "IDLeadBank" | "IDprovider" | "IDService" | "State" => format!("\"{name}\":1"),
            "QualificationDate" | "CreateDate" => format!("\"{name}\":\"2024-10-15T05:29:19\""),
            _ => format!("\"{name}\":\"x\""),
        });
        let lead = format!("{{{},\"Contents\":[]}}", members.join(","));
        let decoded: Lead = serde_json::from_str(&lead).unwrap();
        assert_eq!(serde_json::to_string(&decoded).unwrap(), lead);
        assert_eq!(
            format!("{decoded:?}").matches(": ").count(),
            MEMBERS.len() + 1
        );
    }

    #[test]
    fn of_details_stand_behind_those_of_members() {
        let sources = [(Kind::Content, "Phone", 1), (Kind::Member, "New", 1)];
        assert_eq!(new_headers(&sources), ["New", "Phone"]);
    }

    #[test]
    fn of_a_key_that_is_there_twice_are_two() {
        let sources = [(Kind::Content, "Phone", 1), (Kind::Content, "Phone", 2)];
        assert_eq!(new_headers(&sources), ["Phone", "Phone (2)"]);
    }

    #[test]
    fn of_a_key_that_is_named_as_a_member_say_so() {
        let sources = [(Kind::Content, "State", 1), (Kind::Content, "State", 2)];
        assert_eq!(
            new_headers(&sources),
            ["Contents.State", "Contents.State (2)"]
        );
    }

    #[test]
    fn never_have_the_same_name() {
        let sources = [
            (Kind::Content, "A (2)", 1),
            (Kind::Content, "A", 1),
            (Kind::Content, "A", 2),
            (Kind::Content, "", 1),
            (Kind::Content, "(no key)", 1),
            (Kind::Content, "Contents.State", 1),
            (Kind::Content, "State", 1),
        ];
        assert_eq!(
            new_headers(&sources),
            [
                "A (2)",
                "A",
                "A (3)",
                "(no key)",
                "(no key) (2)",
                "Contents.State",
                "Contents.State (2)"
            ]
        );
    }

    #[test]
    fn are_not_without_number() {
        let mut columns = Columns::new();
        let mut keys = (0..MOST).map(|key| Source {
            kind: Kind::Content,
            name: key.to_string(),
            number: 1,
        });
        assert!(keys.any(|key| columns.position_of(key).is_none()));
    }
}
