//! JSON as text: members stay in the order in which they are written, and numbers as they were read.

use serde_json::Value;

/// An object under construction.
pub(crate) struct Object(String);

impl Object {
    pub(crate) fn new() -> Self {
        Self("{".to_owned())
    }

    pub(crate) fn with(self, name: &str, value: impl Into<Value>) -> Self {
        self.with_text(name, &value.into().to_string())
    }

    /// A member whose value is JSON already.
    pub(crate) fn with_text(mut self, name: &str, json: &str) -> Self {
        if self.0.len() > 1 {
            self.0.push(',');
        }
        self.0.push_str(&Value::from(name).to_string());
        self.0.push(':');
        self.0.push_str(json);
        self
    }

    pub(crate) fn finish(mut self) -> String {
        self.0.push('}');
        self.0
    }
}

/// An array of items that are JSON already.
pub(crate) fn array(items: impl IntoIterator<Item = String>) -> String {
    let mut text = "[".to_owned();
    for item in items {
        if text.len() > 1 {
            text.push(',');
        }
        text.push_str(&item);
    }
    text.push(']');
    text
}
