//! The parameters of a query.

use std::str::FromStr;

use chrono::NaiveDateTime;

use crate::request::form_pairs;

use super::members::Unreadable;

/// Names count without regard to case; what is empty counts as not there.
#[derive(Debug)]
pub(super) struct Query(Vec<(String, String)>);

impl Query {
    pub(super) fn of(query: &str) -> Self {
        Self(form_pairs(query))
    }

    pub(super) fn text(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.text(name).is_some()
    }

    fn parsed<T: FromStr>(&self, name: &str) -> Result<Option<T>, Unreadable> {
        self.text(name)
            .map(|value| value.parse().map_err(|_| Unreadable))
            .transpose()
    }

    pub(super) fn int(&self, name: &str) -> Result<Option<i32>, Unreadable> {
        self.parsed(name)
    }

    pub(super) fn long(&self, name: &str) -> Result<Option<i64>, Unreadable> {
        self.parsed(name)
    }

    /// How many to skip or to take: what is negative is none.
    pub(super) fn count(&self, name: &str) -> Result<Option<usize>, Unreadable> {
        let count = self.long(name)?;
        Ok(count.map(|count| usize::try_from(count).unwrap_or(0)))
    }

    pub(super) fn flag(&self, name: &str) -> Result<bool, Unreadable> {
        Ok(self.parsed(name)?.unwrap_or(false))
    }

    pub(super) fn date(&self, name: &str) -> Result<Option<NaiveDateTime>, Unreadable> {
        self.parsed(name)
    }
}
