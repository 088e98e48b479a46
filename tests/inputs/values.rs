//! What JSON cannot say by itself: kept texts, null against absent, values that nobody has listed, media types.

use aim_contracts::LockMode;
use behaviours::decoders::DECODERS;
use serde::{Deserialize, Serialize};
use vendor_core::wire::{Nullable, RawJson};

use crate::group::Group;
use crate::json;

#[derive(Deserialize, Serialize, PartialEq, Debug)]
struct Member {
    #[serde(default, skip_serializing_if = "Nullable::is_absent")]
    it: Nullable<String>,
}

#[test]
fn values() {
    let mut values = Group::new("values");
    values.holds(
        "JSON that no page describes is kept to the letter",
        |chance| {
            let text = json::any(chance);
            let (before, after) = (json::blanks(chance), json::blanks(chance));
            let raw: RawJson = format!("{before}{text}{after}")
                .parse()
                .expect("it is JSON");
            assert_eq!(raw.get(), text);
            let inside: Vec<RawJson> =
                serde_json::from_str(&format!("[{before}{text}{after}]")).expect("it is JSON");
            assert_eq!(inside, [raw]);
            assert_eq!(
                serde_json::to_string(&inside).expect("JSON"),
                format!("[{text}]")
            );
        },
    );
    values.holds("what is no JSON is not kept", |chance| {
        let text = chance.text();
        let is_json = serde_json::from_str::<serde::de::IgnoredAny>(&text).is_ok();
        // A byte order mark is let pass in front.
        let is_json = is_json || text.starts_with('\u{feff}');
        assert!(is_json || text.parse::<RawJson>().is_err(), "{text:?}");
    });
    values.holds("null, absent and empty stay what they are", |chance| {
        let text = chance.text();
        let members = [
            (r"{}".to_owned(), Nullable::Absent),
            (r#"{"it":null}"#.to_owned(), Nullable::Null),
            (r#"{"it":""}"#.to_owned(), Nullable::Value(String::new())),
            (
                serde_json::json!({ "it": text }).to_string(),
                Nullable::Value(text),
            ),
        ];
        let (json, it) = chance.pick(&members);
        let read: Member = serde_json::from_str(&json).expect("a member");
        assert_eq!(read, Member { it });
        assert_eq!(serde_json::to_string(&read).expect("JSON"), json);
    });
    values.holds(
        "a value that the contract does not list survives",
        |chance| {
            let value = if chance.one_in(4) {
                chance.pick(&["LOCK", "UNLOCK", "lock", ""]).to_owned()
            } else {
                chance.text()
            };
            let read: LockMode = serde_json::from_value(value.clone().into()).expect("any text");
            assert_eq!(read, LockMode::from(value.as_str()));
            assert_eq!(read.as_str(), value);
            assert_eq!(read == LockMode::Lock, value == "LOCK");
            assert_eq!(serde_json::to_value(&read).expect("a text"), value);
        },
    );
    let content_type = DECODERS
        .iter()
        .find(|decoder| decoder.name == "content-type");
    let content_type = content_type.expect("there is one").check;
    values.holds(
        "a media type is the same in any case and with any parameters",
        |chance| {
            let essence = chance.pick(&[
                "application/json",
                "text/json",
                "text/html",
                "application/xhtml+xml",
                "application/problem+json",
            ]);
            let cased: String = essence
                .chars()
                .map(|c| {
                    if chance.flip() {
                        c.to_ascii_uppercase()
                    } else {
                        c
                    }
                })
                .collect();
            let parameters = chance.list(2, |chance| {
                chance.pick(&["; charset=utf-8", ";q=0.5", " ;x=\"application/json\"", ";"])
            });
            content_type(format!("{cased}{}", parameters.concat()).as_bytes());
        },
    );
}
