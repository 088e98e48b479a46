//! JSON as this vendor writes it: members in their documented order, none without a value, numbers as they came.

use chrono::{NaiveDateTime, Timelike};
use http::StatusCode;
use serde_json::Value;

use crate::json;
use crate::reply::Reply;

/// An object under construction.
pub(super) struct Object(json::Object);

impl Object {
    pub(super) fn new() -> Self {
        Self(json::Object::new())
    }

    /// Adds a member, if it has a value.
    pub(super) fn with(self, name: &str, value: impl Json) -> Self {
        match value.json() {
            Some(value) => Self(self.0.with_text(name, &value)),
            None => self,
        }
    }

    pub(super) fn into_reply(self, status: StatusCode) -> Reply {
        Reply::new(status, "application/json; charset=utf-8", self.0.finish())
    }
}

/// What a member can have for a value, as JSON; `None` if it has none.
pub(super) trait Json {
    fn json(self) -> Option<String>;
}

impl Json for Object {
    fn json(self) -> Option<String> {
        Some(self.0.finish())
    }
}

impl Json for Vec<Object> {
    fn json(self) -> Option<String> {
        Some(json::array(self.into_iter().filter_map(Json::json)))
    }
}

impl<T: Json> Json for Option<T> {
    fn json(self) -> Option<String> {
        self.and_then(Json::json)
    }
}

impl Json for &str {
    fn json(self) -> Option<String> {
        Some(Value::from(self).to_string())
    }
}

impl Json for &String {
    fn json(self) -> Option<String> {
        self.as_str().json()
    }
}

impl Json for String {
    fn json(self) -> Option<String> {
        self.as_str().json()
    }
}

impl Json for i32 {
    fn json(self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Json for i64 {
    fn json(self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Json for usize {
    fn json(self) -> Option<String> {
        Some(self.to_string())
    }
}

impl Json for bool {
    fn json(self) -> Option<String> {
        Some(self.to_string())
    }
}

/// Without an offset, with seven digits of a fraction.
impl Json for NaiveDateTime {
    fn json(self) -> Option<String> {
        let ticks = self.nanosecond() / 100;
        Some(format!(
            "\"{}.{ticks:07}\"",
            self.format("%Y-%m-%dT%H:%M:%S")
        ))
    }
}

/// The text of a number, digit by digit.
pub(super) struct Number<'a>(pub(super) &'a str);

impl Json for Number<'_> {
    fn json(self) -> Option<String> {
        Some(self.0.to_owned())
    }
}
