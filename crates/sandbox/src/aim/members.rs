//! The members of a body, with numbers as they were written.

use std::collections::HashMap;

use chrono::{Datelike, NaiveDateTime};
use serde_json::Value;
use serde_json::value::RawValue;

use crate::request::Request;

/// A member that the web framework cannot read, or a body that is no object. The contract finds nearly all of them
/// first; `1.0` for an integer it lets pass.
#[derive(Debug)]
pub(super) struct Unreadable;

/// `null` is as good as absent.
#[derive(Debug, Default)]
pub(super) struct Members(HashMap<String, Box<RawValue>>);

impl Members {
    /// An empty body is an empty object.
    pub(super) fn of(request: &Request) -> Result<Self, Unreadable> {
        if request.body.is_empty() {
            return Ok(Self::default());
        }
        serde_json::from_slice(&request.body)
            .map(Self)
            .map_err(|_| Unreadable)
    }

    fn raw(&self, name: &str) -> Option<&RawValue> {
        self.0
            .get(name)
            .map(Box::as_ref)
            .filter(|value| value.get() != "null")
    }

    /// The member, if `take` can take it.
    fn read<T>(
        &self,
        name: &str,
        take: impl FnOnce(Value) -> Option<T>,
    ) -> Result<Option<T>, Unreadable> {
        let Some(raw) = self.raw(name) else {
            return Ok(None);
        };
        let value = serde_json::from_str(raw.get()).map_err(|_| Unreadable)?;
        take(value).map(Some).ok_or(Unreadable)
    }

    pub(super) fn text(&self, name: &str) -> Result<Option<String>, Unreadable> {
        self.read(name, text)
    }

    pub(super) fn int(&self, name: &str) -> Result<Option<i32>, Unreadable> {
        self.read(name, |value| value.as_i64()?.try_into().ok())
    }

    pub(super) fn long(&self, name: &str) -> Result<Option<i64>, Unreadable> {
        self.read(name, |value| value.as_i64())
    }

    pub(super) fn flag(&self, name: &str) -> Result<Option<bool>, Unreadable> {
        self.read(name, |value| value.as_bool())
    }

    pub(super) fn date(&self, name: &str) -> Result<Option<NaiveDateTime>, Unreadable> {
        self.read(name, |value| value.as_str()?.parse().ok())
    }

    /// A date that cannot be null: the smallest one stands for none.
    pub(super) fn date_or_smallest(&self, name: &str) -> Result<Option<NaiveDateTime>, Unreadable> {
        let date = self.date(name)?;
        Ok(date.filter(|date| date.year() > 1))
    }

    /// The text of a number.
    pub(super) fn number(&self, name: &str) -> Option<String> {
        self.raw(name).map(|value| value.get().to_owned())
    }

    pub(super) fn longs(&self, name: &str) -> Result<Vec<i64>, Unreadable> {
        let longs = self.read(name, |value| {
            let items = value.as_array()?;
            items.iter().map(Value::as_i64).collect()
        })?;
        Ok(longs.unwrap_or_default())
    }

    pub(super) fn texts(&self, name: &str) -> Result<Option<Vec<String>>, Unreadable> {
        self.read(name, |value| match value {
            Value::Array(items) => items.into_iter().map(text).collect(),
            _ => None,
        })
    }

    /// A list of objects, `None` if it is not there.
    pub(super) fn objects(&self, name: &str) -> Result<Option<Vec<Self>>, Unreadable> {
        let Some(raw) = self.raw(name) else {
            return Ok(None);
        };
        let items: Vec<HashMap<_, _>> = serde_json::from_str(raw.get()).map_err(|_| Unreadable)?;
        Ok(Some(items.into_iter().map(Self).collect()))
    }
}

fn text(value: Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text),
        _ => None,
    }
}
