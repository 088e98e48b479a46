//! The elements of an array in a streamed answer.

use std::fmt;

use http::StatusCode;
use serde::de::{Deserialize, DeserializeOwned, Deserializer, MapAccess, Visitor};
use vendor_core::wire::RawJson;
use vendor_core::{Call, ClientBuilder, DecodeError, Element, Elements, Error, ErrorKind};
use vendor_core::{Idempotency, Method, Operation, Pipeline, Request, decode};

use super::{choice, samples};
use crate::scripted::{BASE_URL, Reply, Scripted, settled};

static LIST: Operation = Operation::new("list", Method::GET, "/things", Idempotency::Safe);

/// The name of the array whose elements are read.
pub const MEMBER: &str = "Leads";

/// What a stream gave.
#[derive(Debug)]
pub struct Streamed {
    /// The elements.
    pub elements: Vec<RawJson>,
    /// What stood around them, or how it broke off.
    pub end: Result<RawJson, Error>,
}

pub(super) fn check(bytes: &[u8]) {
    let (choice, document) = choice(bytes);
    let stream = |size| stream(Reply::in_pieces(StatusCode::OK, document, size));
    let whole = stream(document.len().max(1));
    let pieces = stream(choice % 16 + 1);
    let text = String::from_utf8_lossy(document);
    // Also before a mistake.
    assert_eq!(
        texts_of(&whole.elements),
        texts_of(&pieces.elements),
        "{text}"
    );
    assert_eq!(
        records(document, document.len().max(1)),
        records(document, 1),
        "{text}"
    );
    let expected = match elements_of(document) {
        Expected::Elements(expected) => expected,
        Expected::Error => {
            assert!(whole.end.is_err(), "it ended well: {text}");
            assert!(pieces.end.is_err(), "it ended well in pieces: {text}");
            return;
        }
        Expected::Anything => return,
    };
    for streamed in [whole, pieces] {
        assert_eq!(texts_of(&streamed.elements), texts_of(&expected), "{text}");
        let envelope = streamed
            .end
            .unwrap_or_else(|error| panic!("{error}: {text}"));
        let around = members(envelope.get().as_bytes()).expect("an object");
        let document = members(document).expect("an object");
        for ((name, value), (same_name, all)) in around.iter().zip(&document) {
            assert_eq!(name, same_name, "{text}");
            let is_array = name == MEMBER && all.get().starts_with('[');
            let left = if is_array { "[]" } else { all.get() };
            assert_eq!(value.get(), left, "{text}");
        }
        assert_eq!(around.len(), document.len(), "{text}");
    }
}

/// Reads an answer to its end.
#[must_use]
pub fn stream(reply: Reply) -> Streamed {
    let mut elements = Vec::new();
    let mut stream = match open(reply) {
        Ok(stream) => stream,
        Err(error) => {
            return Streamed {
                elements,
                end: Err(error),
            };
        }
    };
    loop {
        match settled(Elements::next(&mut stream)) {
            Some(Ok(element)) => elements.push(element),
            Some(Err(error)) => {
                return Streamed {
                    elements,
                    end: Err(error),
                };
            }
            None => {
                let envelope = stream.envelope().expect("it has ended well").clone();
                return Streamed {
                    elements,
                    end: Ok(envelope),
                };
            }
        }
    }
}

fn open<T: DeserializeOwned + Send + 'static>(reply: Reply) -> Result<Elements<T>, Error> {
    let vendor = Scripted::new([reply]);
    let builder = ClientBuilder::new("check/1", BASE_URL).element_cap(1 << 30);
    let client: Pipeline = vendor.client(builder);
    settled(Call::new(client).elements(Request::new(&LIST), MEMBER))
}

/// A type that reads some of an element, and does not mind the rest.
#[derive(Debug, PartialEq, serde::Deserialize)]
struct Record {
    a: Option<Box<Record>>,
    id: Option<i64>,
    x: Option<String>,
}

/// What a type finds, element by element, and how that ended: its texts are cut out where they come byte by byte, and
/// otherwise found while they are decoded.
fn records(document: &[u8], size: usize) -> (Vec<Element<Record>>, Option<Why>) {
    let mut elements = Vec::new();
    let mut stream = match open(Reply::in_pieces(StatusCode::OK, document, size)) {
        Ok(stream) => stream,
        Err(error) => return (elements, Some(told(&error))),
    };
    loop {
        match settled(stream.next_with_json()) {
            Some(Ok(element)) => elements.push(element),
            Some(Err(error)) => return (elements, Some(told(&error))),
            None => return (elements, None),
        }
    }
}

/// What an error says, wherever the pieces end.
type Why = (ErrorKind, Option<DecodeError>);

fn told(error: &Error) -> Why {
    (error.kind(), error.decode_error().cloned())
}

/// What serde_json makes of the whole.
enum Expected {
    Elements(Vec<RawJson>),
    /// It is no JSON, or no object with one such array.
    Error,
    /// The member is there twice, or a name is no Unicode: nobody knows what is meant.
    Anything,
}

fn elements_of(document: &[u8]) -> Expected {
    if decode::<RawJson>(document).is_err() {
        return Expected::Error;
    }
    let Some(members) = members(document) else {
        let text = String::from_utf8_lossy(document);
        let is_object = text
            .trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n'])
            .starts_with('{');
        return if is_object {
            Expected::Anything
        } else {
            Expected::Error
        };
    };
    let mut found = members.iter().filter(|(name, _)| name == MEMBER);
    let elements = found
        .next()
        .map(|(_, value)| value.decode::<Option<Vec<RawJson>>>());
    match (elements, found.next()) {
        (_, Some(_)) => Expected::Anything,
        (None, None) => Expected::Elements(Vec::new()),
        (Some(Ok(elements)), None) => Expected::Elements(elements.unwrap_or_default()),
        (Some(Err(_)), None) => Expected::Error,
    }
}

fn texts_of(elements: &[RawJson]) -> Vec<&str> {
    elements.iter().map(RawJson::get).collect()
}

/// The members of an object in their order, also those that are there twice; `None` for anything else.
#[must_use]
pub fn members(text: &[u8]) -> Option<Vec<(String, RawJson)>> {
    decode(text).ok().map(|Members(members)| members)
}

/// An object as it stands in a text.
#[derive(Debug)]
pub struct Members(pub Vec<(String, RawJson)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;

        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }

        deserializer.deserialize_map(InOrder)
    }
}

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let mut documents = super::texts([
        r#" {"Status":1, "Le\u0061ds" : [ {"a":"]}\"{"}, [1,[2]] ,"x", 12 ,null], "Message":"Leads" } "#,
        r#"{"x":{"Leads":[1]},"y":["Leads",[2]],"Leads":null}"#,
        r#"{"Leads":[],"Leads":[1]}"#,
        "\u{feff}{\"Leads\":[true,\"\\\\\",{}]}",
        r#"{"Status":0}"#,
        r#"{"Leads":[1,]}"#,
        r#"{"Leads":[{"id":1},{"id":2,"y":[{"x":"}"}]},{"a":{"id":"3"}},{"x":null,"x":""}]}"#,
        r#"{"Leads":[{"id":1},{"id":2,},{"id":3}]}"#,
    ]);
    documents.extend(samples());
    documents
}
