//! That a table of columns has what the vendor's type takes, and nothing else.

use std::collections::BTreeSet;
use std::fmt;

use serde::de::{self, DeserializeOwned, Deserializer, Visitor};
use serde::{Serialize, forward_to_deserialize_any};

use super::columns::{Column, Kind};
use crate::input::{self, RowMistakes};

/// The table has each member of the type, and each column takes what its kind of cells becomes.
pub(crate) fn assert_columns_are_those_of<T: DeserializeOwned + Serialize>(columns: &[Column]) {
    let names: BTreeSet<_> = columns.iter().map(|column| column.wire).collect();
    assert_eq!(names.len(), columns.len(), "a column is there twice");
    assert_eq!(names, members::<T>().into_iter().collect());
    for column in columns {
        let is_right = values(column.kind)
            .iter()
            .any(|value| takes::<T>(column.wire, value));
        assert!(is_right, "{} is not of its kind", column.wire);
        let null = takes::<T>(column.wire, "null");
        assert!(
            null || !column.is_null_if_empty,
            "{} cannot be null",
            column.wire
        );
    }
}

fn values(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Text => &[
            "\"x\"",
            "\"2000-01-01T00:00:00\"",
            "\"2000-01-01T00:00:00Z\"",
            "\"00000000-0000-0000-0000-000000000000\"",
        ],
        Kind::Digits => &["\"x\""],
        Kind::Integer => &["1"],
        Kind::Decimal => &["1.5"],
        Kind::Boolean => &["true"],
        Kind::Json => &["[]", "{}"],
    }
}

/// Whether nothing is wrong with this member, whatever is with others.
fn takes<T: DeserializeOwned + Serialize>(member: &str, value: &str) -> bool {
    let row = format!("{{\"{member}\":{value}}}");
    match input::row::<T>(&row, |_, _| {}) {
        Err(RowMistakes::Members(found)) => found.iter().all(|found| {
            let field = found.field();
            field != member && !field.starts_with(&format!("{member}."))
        }),
        outcome => outcome.is_ok(),
    }
}

/// What a derived `Deserialize` asks for.
fn members<T: DeserializeOwned>() -> Vec<&'static str> {
    let Members(members) = T::deserialize(Asked).err().unwrap();
    members
}

struct Asked;

#[derive(Debug)]
struct Members(Vec<&'static str>);

impl<'de> Deserializer<'de> for Asked {
    type Error = Members;

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        members: &'static [&'static str],
        _: V,
    ) -> Result<V::Value, Members> {
        Err(Members(members.to_vec()))
    }

    fn deserialize_any<V: Visitor<'de>>(self, _: V) -> Result<V::Value, Members> {
        Err(Members(Vec::new()))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option unit unit_struct
        newtype_struct seq tuple tuple_struct map enum identifier ignored_any
    }
}

impl de::Error for Members {
    fn custom<T: fmt::Display>(_: T) -> Self {
        Self(Vec::new())
    }
}

impl de::StdError for Members {}

impl fmt::Display for Members {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("only asked")
    }
}
