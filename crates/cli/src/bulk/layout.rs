//! How the rows of a file are laid out.

use std::collections::BTreeMap;

use super::csv::Table;

#[derive(Debug)]
pub(super) enum Layout {
    /// A JSON object in the vendor's names a line.
    JsonLines,
    /// After a record that names the columns, a record a row.
    Csv(Table),
}

impl Layout {
    /// A member of a request by what the file calls it.
    pub(super) fn name_of(&self, member: &str) -> String {
        match self {
            Self::JsonLines => member.to_owned(),
            Self::Csv(table) => table.name_of(member),
        }
    }

    /// The members that are cells, and of which columns.
    pub(super) fn described(&self) -> BTreeMap<String, String> {
        match self {
            Self::JsonLines => BTreeMap::new(),
            Self::Csv(table) => table.described(),
        }
    }
}
