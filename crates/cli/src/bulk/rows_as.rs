//! What the rows of a command's file are.

use std::borrow::Cow;
use std::fmt::Write as _;

use serde_json::{Map, Value};
use vendor_core::validate::Violations;

use super::columns::Column;

/// How a row becomes a request, and what can be wrong with it.
pub(crate) struct RowsAs<T> {
    /// What a file with columns may have.
    pub(crate) columns: &'static [Column],
    /// What the options of the command give to the rows that do not have it.
    pub(crate) defaults: Vec<RowDefault>,
    /// The vendor's.
    pub(crate) rules: fn(&T, &mut Violations),
    /// What is doubtful about a row, in words that follow its name. It is sent nevertheless.
    pub(crate) doubts: fn(&T) -> Vec<String>,
    /// What no two rows should have in common.
    pub(crate) identity: Option<Identity<T>>,
}

/// A member that a row gets.
#[derive(Debug)]
pub(crate) struct RowDefault {
    /// In the vendor's name.
    pub(crate) member: &'static str,
    pub(crate) value: Value,
    /// Only a row that has none of these members gets it, itself among them.
    pub(crate) unless: &'static [&'static str],
}

impl RowDefault {
    /// A text that is no object stays as it is: what is wrong with it is said later.
    pub(super) fn add_to<'a>(text: Cow<'a, str>, defaults: &[Self]) -> Cow<'a, str> {
        if defaults.is_empty() {
            return text;
        }
        let members: Result<Map<String, Value>, _> = serde_json::from_str(&text);
        let Ok(members) = members else {
            return text;
        };
        let mut added = String::new();
        for default in defaults {
            if !default
                .unless
                .iter()
                .any(|name| members.contains_key(*name))
            {
                let separator = if added.is_empty() && members.is_empty() {
                    ""
                } else {
                    ","
                };
                let name = Value::from(default.member);
                // Writing to a text cannot fail.
                let _ = write!(added, "{separator}{name}:{}", default.value);
            }
        }
        match text.trim_end().strip_suffix('}') {
            Some(object) => Cow::Owned(format!("{object}{added}}}")),
            None => text,
        }
    }
}

/// By what two rows are about the same thing.
pub(crate) struct Identity<T> {
    /// In the vendor's name.
    pub(crate) member: &'static str,
    /// A row without a value is like no other.
    pub(crate) of: fn(&T) -> Option<Cow<'_, str>>,
    pub(crate) repeated: Repeated,
}

/// What it means if a later row has the same.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Repeated {
    /// Nothing is sent.
    Wrong,
    /// It is pointed out with what will happen, in a sentence of its own.
    Doubtful(&'static str),
}
