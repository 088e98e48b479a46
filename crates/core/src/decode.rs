//! Decoding JSON, with an error that says where and what was expected, and never what was found.

mod object;

use std::fmt::{self, Write as _};

use serde::de::DeserializeOwned;
use serde_path_to_error::Segment;

/// A JSON text did not decode. Holds the place and the expected type in our own words; the vendor's text,
/// which serde's message would repeat, is left out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DecodeError {
    path: String,
    line: usize,
    column: usize,
    expected: Option<String>,
    truncated: bool,
}

impl DecodeError {
    /// The path of the member that did not decode: `result[3].created_at`, or `.` for the whole text.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// The line in the text, from 1.
    #[must_use]
    pub fn line(&self) -> usize {
        self.line
    }

    /// The column in the line, in bytes, from 1.
    #[must_use]
    pub fn column(&self) -> usize {
        self.column
    }

    /// What was expected there, where serde says so.
    #[must_use]
    pub fn expected(&self) -> Option<&str> {
        self.expected.as_deref()
    }

    /// Whether the text ended too early.
    #[must_use]
    pub fn is_truncated(&self) -> bool {
        self.truncated
    }

    pub(crate) fn at_root(expected: &str) -> Self {
        Self {
            path: ".".to_owned(),
            line: 1,
            column: 1,
            expected: Some(expected.to_owned()),
            truncated: false,
        }
    }

    pub(crate) fn cut_short(path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            line: 0,
            column: 0,
            expected: None,
            truncated: true,
        }
    }

    /// The same error, of an element inside a larger document.
    pub(crate) fn inside(mut self, parent: &str) -> Self {
        self.path = match self.path.as_str() {
            "." => parent.to_owned(),
            path => format!("{parent}.{path}"),
        };
        self
    }

    fn new(path: String, error: &serde_json::Error) -> Self {
        Self {
            path,
            line: error.line(),
            column: error.column(),
            expected: expected(error),
            truncated: error.is_eof(),
        }
    }
}

/// What serde expected, which is text of a program, without what it found, which is text of the vendor.
fn expected(error: &serde_json::Error) -> Option<String> {
    let message = error.to_string();
    if let Some(rest) = message.strip_prefix("missing field `") {
        return rest
            .split_once('`')
            .map(|(field, _)| format!("a member \"{field}\""));
    }
    if !message.starts_with("invalid ") {
        return None;
    }
    let (_, expected) = message.rsplit_once(", expected ")?;
    let expected = expected
        .rsplit_once(" at line ")
        .map_or(expected, |(expected, _)| expected);
    if expected.starts_with("struct ") {
        return Some("a JSON object".to_owned());
    }
    (expected.len() <= 80).then(|| expected.to_owned())
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.truncated {
            return f.write_str("the text ends too early");
        }
        let place = if self.path == "." {
            "the document"
        } else {
            &self.path
        };
        write!(
            f,
            "{place} does not decode (line {}, column {})",
            self.line, self.column
        )?;
        self.expected
            .as_ref()
            .map_or(Ok(()), |expected| write!(f, ": expected {expected}"))
    }
}

impl std::error::Error for DecodeError {}

/// Decodes JSON, also after a byte order mark; in a [`Dialect`](crate::Dialect), for example. A list is never read as
/// a struct, although serde would take it for the members in their order.
///
/// # Errors
/// A [`DecodeError`] with the place and what was expected there, without the text.
// From the slice; only a text that fails is read again, to find the path.
pub fn decode<T: DeserializeOwned>(text: &[u8]) -> Result<T, DecodeError> {
    let text = without_bom(text);
    if text.trim_ascii_start().starts_with(b"[") && object::is_meant_by::<T>() {
        return Err(DecodeError::at_root("a JSON object"));
    }
    serde_json::from_slice(text).map_err(|error| explain::<T>(text, &error))
}

/// Some servers write it; JSON does not know it, and RFC 8259 lets us ignore it.
pub(crate) const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

pub(crate) fn without_bom(text: &[u8]) -> &[u8] {
    text.strip_prefix(BYTE_ORDER_MARK).unwrap_or(text)
}

/// The path, with `*` for a name that may be text of the vendor: in a map, any name is.
fn describe(path: &serde_path_to_error::Path) -> String {
    let mut text = String::new();
    for segment in path {
        let name = match segment {
            Segment::Seq { index } => {
                // Writing to a string cannot fail.
                let _ = write!(text, "[{index}]");
                continue;
            }
            Segment::Map { key } => key,
            Segment::Enum { variant } => variant,
            Segment::Unknown => "*",
        };
        if !text.is_empty() {
            text.push('.');
        }
        text.push_str(if is_like_a_member(name) { name } else { "*" });
    }
    if text.is_empty() {
        ".".to_owned()
    } else {
        text
    }
}

fn is_like_a_member(name: &str) -> bool {
    name.len() <= 40
        && name.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_' || c == '$')
        && name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"_-$".contains(&b))
}

#[cold]
fn explain<T: DeserializeOwned>(text: &[u8], error: &serde_json::Error) -> DecodeError {
    let mut deserializer = serde_json::Deserializer::from_slice(text);
    match serde_path_to_error::deserialize::<_, T>(&mut deserializer) {
        Err(found) => DecodeError::new(describe(found.path()), found.inner()),
        // Only what follows the value is wrong.
        Ok(_) => DecodeError::new(".".to_owned(), error),
    }
}
