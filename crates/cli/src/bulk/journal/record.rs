//! A line of a journal after the first: what has happened to a row.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use vendor_core::Delivery;

use super::key::Key;

/// How far a row has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    /// It may be on its way. If nothing follows, its outcome is unknown.
    Started,
    Done,
    Refused,
    #[serde(rename = "not sent")]
    NotSent,
    Unknown,
}

impl State {
    /// As it is written.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Done => "done",
            Self::Refused => "refused",
            Self::NotSent => "not sent",
            Self::Unknown => "unknown",
        }
    }
}

impl From<Delivery> for State {
    fn from(delivery: Delivery) -> Self {
        match delivery {
            Delivery::NotSent => Self::NotSent,
            Delivery::Refused => Self::Refused,
            Delivery::Unknown => Self::Unknown,
            Delivery::Done => Self::Done,
        }
    }
}

/// What every such line begins with.
pub(super) const BEGINNING: &[u8] = b"{\"line\":";

/// The members of the line, in this order. The last line of a key counts.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Record<'a> {
    /// Where the row stood in the file, for people.
    pub(crate) line: u64,
    pub(crate) key: Key,
    pub(crate) state: State,
    /// In UTC.
    pub(crate) at: Cow<'a, str>,
    /// What the vendor calls what was made of the row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) id: Option<Cow<'a, str>>,
    /// In our words only.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) message: Option<Cow<'a, str>>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bulk::journal::key::Keys;

    #[test]
    fn is_one_line_of_json_with_what_there_is_to_say() {
        let record = Record {
            line: 7,
            key: Keys::default().next(b"1"),
            state: State::NotSent,
            at: "2024-10-15T09:00:00Z".into(),
            id: None,
            message: Some("no\nconnection".into()),
        };
        let line = serde_json::to_string(&record).unwrap();
        let key = record.key;
        let expected = format!(
            r#"{{"line":7,"key":"{key}","state":"not sent","at":"2024-10-15T09:00:00Z","message":"no\nconnection"}}"#
        );
        assert_eq!(line, expected);
        let read: Record<'_> = serde_json::from_str(&line).unwrap();
        assert_eq!(
            (read.line, read.key, read.state),
            (7, record.key, State::NotSent)
        );
        assert_eq!(read.message.as_deref(), Some("no\nconnection"));
    }

    #[test]
    fn is_nothing_else() {
        let key = Keys::default().next(b"1");
        for text in [
            "{}".to_owned(),
            format!(r#"{{"line":1,"key":"{key}","state":"gone","at":""}}"#),
            format!(r#"{{"line":1,"key":"{key}","state":"done","at":"","more":1}}"#),
            format!(r#"{{"line":-1,"key":"{key}","state":"done","at":""}}"#),
            r#"{"line":1,"key":"12","state":"done","at":""}"#.to_owned(),
        ] {
            assert!(serde_json::from_str::<Record<'_>>(&text).is_err(), "{text}");
        }
    }
}
