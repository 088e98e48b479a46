//! However the network cuts an answer, the elements that are read out of it and its errors are the same.
//!
//! Byte by byte, every element is cut out before it is decoded; in larger pieces its end is found while it is decoded.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};

use bytes::Bytes;
use serde::Deserialize;
use serde::de::{DeserializeOwned, Deserializer, IgnoredAny};
use support::{Piece, Script, Step, call, clock, read};
use vendor_core::wire::RawJson;
use vendor_core::{BoxFuture, DecodeError, Element, Elements, Error, ErrorKind, RetryPolicy};

/// As large as an element may be here.
const CAP: usize = 64;

#[derive(Clone, Debug, Deserialize, PartialEq)]
struct Lead {
    id: u32,
    name: Option<String>,
    from: Option<Box<Lead>>,
}

/// What a stream gave.
#[derive(Debug, PartialEq)]
struct Told<E> {
    elements: Vec<E>,
    error: Option<(ErrorKind, Option<DecodeError>)>,
    /// The element that does not decode.
    culprit: Option<Bytes>,
    envelope: Option<RawJson>,
}

impl<E> Told<E> {
    fn path(&self) -> Option<&str> {
        let (_, error) = self.error.as_ref()?;
        error.as_ref().map(DecodeError::path)
    }
}

impl Told<Lead> {
    fn ids(&self) -> Vec<u32> {
        self.elements.iter().map(|lead| lead.id).collect()
    }
}

/// How the next element is asked for.
type Ask<T, E> = for<'a> fn(&'a mut Elements<T>) -> BoxFuture<'a, Option<Result<E, Error>>>;

fn next<T: DeserializeOwned + Send + 'static>(
    elements: &mut Elements<T>,
) -> BoxFuture<'_, Option<Result<T, Error>>> {
    Box::pin(elements.next())
}

fn next_with_json<T: DeserializeOwned + Send + 'static>(
    elements: &mut Elements<T>,
) -> BoxFuture<'_, Option<Result<Element<T>, Error>>> {
    Box::pin(elements.next_with_json())
}

async fn stream<T: DeserializeOwned + Send + 'static, E>(
    pieces: Vec<Bytes>,
    cap: usize,
    ask: Ask<T, E>,
) -> Told<E> {
    let pieces = pieces.into_iter().map(Piece::Bytes).collect();
    let script = Script::new(&clock(), [Step::pieces(pieces)]);
    let opened = call(&script.client())
        .with_retry(RetryPolicy::never())
        .with_element_cap(cap)
        .elements::<T>(read(), "leads")
        .await;
    let mut told = Told {
        elements: Vec::new(),
        error: None,
        culprit: None,
        envelope: None,
    };
    let error = match opened {
        Err(error) => Some(error),
        Ok(mut elements) => loop {
            match ask(&mut elements).await {
                Some(Ok(element)) => told.elements.push(element),
                Some(Err(error)) => break Some(error),
                None => {
                    told.envelope = elements.envelope().cloned();
                    break None;
                }
            }
        },
    };
    if let Some(error) = error {
        told.error = Some((error.kind(), error.decode_error().cloned()));
        let is_of_element = error.json_path().is_some_and(|path| path.contains('['));
        told.culprit = is_of_element.then(|| error.body().clone());
    }
    told
}

/// Reads the document cut into pieces of every size and into two at every place.
async fn in_pieces<T, E>(document: &[u8], ask: Ask<T, E>) -> Told<E>
where
    T: DeserializeOwned + Send + 'static,
    E: PartialEq + std::fmt::Debug,
{
    let document = Bytes::copy_from_slice(document);
    let in_size = |size: usize| {
        let starts = (0..document.len()).step_by(size);
        let piece = |start| document.slice(start..document.len().min(start + size));
        starts.map(piece).collect::<Vec<_>>()
    };
    let in_two = |end| vec![document.slice(..end), document.slice(end..)];
    let byte_by_byte = stream(in_size(1), CAP, ask).await;
    let text = String::from_utf8_lossy(&document);
    for size in 1..=document.len() {
        let told = stream(in_size(size), CAP, ask).await;
        assert_eq!(told, byte_by_byte, "in pieces of {size}: {text}");
        let told = stream(in_two(size), CAP, ask).await;
        assert_eq!(told, byte_by_byte, "cut after {size}: {text}");
    }
    byte_by_byte
}

/// The leads, and the same with their texts.
async fn leads(document: impl AsRef<[u8]>) -> (Told<Lead>, Told<Element<Lead>>) {
    let document = document.as_ref();
    (
        in_pieces(document, next).await,
        in_pieces(document, next_with_json).await,
    )
}

#[tokio::test]
async fn elements_and_their_texts_come_as_they_were_written() {
    let first = r#"{"id":1,"name":"]}\"{["}"#;
    let second = r#"{ "x" : [ {} , "\\" ] , "id":2,"from":{"id":3}  }"#;
    let document = format!("\u{feff} {{\"leads\": [ {first} , {second}\n, {first}], \"n\":0}} ");
    let (typed, with_json) = leads(&document).await;
    assert_eq!(typed.ids(), [1, 2, 1]);
    assert_eq!(typed.envelope.unwrap().get(), r#"{"leads": [], "n":0}"#);
    for (element, (text, lead)) in with_json
        .elements
        .iter()
        .zip([first, second, first].iter().zip(&typed.elements))
    {
        assert_eq!(element.json.get(), *text);
        assert_eq!(element.value.as_ref(), Ok(lead));
    }
    assert_eq!(with_json.elements.len(), 3);
    assert!(with_json.error.is_none());
}

#[tokio::test]
async fn an_element_that_does_not_decode_ends_a_stream_of_values_only() {
    for (culprit, path) in [
        (r#"{"id":"two"}"#, "leads[1].id"),
        (r#"{"name":"no id"}"#, "leads[1]"),
        (r#"{"id":2,"from":{"id":-1}}"#, "leads[1].from.id"),
        (r#"{"id":2,"id":3}"#, "leads[1]"),
        ("{}", "leads[1]"),
        ("[2,null,null]", "leads[1]"),
        ("2", "leads[1]"),
        (r#""two""#, "leads[1]"),
        ("null", "leads[1]"),
    ] {
        let document = format!(r#"{{"leads":[{{"id":1}},{culprit},{{"id":3}}]}}"#);
        let (typed, with_json) = leads(&document).await;
        assert_eq!(typed.ids(), [1], "{culprit}");
        assert_eq!(typed.path(), Some(path), "{culprit}");
        assert_eq!(typed.culprit.unwrap(), culprit);
        assert!(with_json.error.is_none(), "{culprit}");
        let [first, second, third] = &with_json.elements[..] else {
            panic!("{culprit}: {with_json:?}");
        };
        assert!(first.value.is_ok() && third.value.is_ok());
        assert_eq!(second.json.get(), culprit);
        let alone = second.json.decode::<Lead>();
        assert!(alone.is_err());
        assert_eq!(second.value, alone, "its path begins in the element");
    }
}

#[tokio::test]
async fn an_element_that_is_no_json_ends_every_stream() {
    for culprit in [
        r#"{"id":2,}"#,
        r#"{"id" 2}"#,
        r#"{"id":2]"#,
        r#"{"id":02}"#,
        r#"{"id":2,"x":[1,]}"#,
        r#"{"id":2,"x":"\q"}"#,
        "{\"id\":2,\"x\":\"\n\"}",
        r#"{"id":2,"x":tru}"#,
        r#"{"id":2 "x":1}"#,
        r"{1}",
        "oops",
    ] {
        let document = format!(r#"{{"leads":[{{"id":1}},{culprit},{{"id":3}}]}}"#);
        let (typed, with_json) = leads(&document).await;
        assert_eq!(typed.ids(), [1], "{culprit}");
        assert_eq!(typed.culprit.as_deref(), Some(culprit.as_bytes()));
        assert_eq!(with_json.elements.len(), 1, "{culprit}");
        assert_eq!(with_json.path(), Some("leads[1]"), "{culprit}");
        assert_eq!(with_json.culprit.as_deref(), Some(culprit.as_bytes()));
    }
}

#[tokio::test]
async fn what_follows_an_element_is_looked_at_after_it() {
    for rest in [
        "x",
        "{\"id\":3}]}",
        "}",
        ":1]}",
        "\"\"]}",
        ",]}",
        ",}",
        "]",
        "]}x",
        "",
        ",",
    ] {
        let document = format!(r#"{{"leads":[{{"id":1}},{{"id":2}}{rest}"#);
        let (typed, with_json) = leads(&document).await;
        assert_eq!(typed.ids(), [1, 2], "{rest}");
        assert_eq!(typed.error.unwrap().0, ErrorKind::Decode, "{rest}");
        assert_eq!(with_json.elements.len(), 2, "{rest}");
        assert_eq!(with_json.error.unwrap().0, ErrorKind::Decode, "{rest}");
    }
}

#[tokio::test]
async fn a_text_that_is_no_unicode_ends_a_stream_of_texts_also_where_the_type_does_not_read_it() {
    let document = b"{\"leads\":[{\"id\":1},{\"id\":2,\"x\":\"\xff\"},{\"id\":3}]}";
    let (typed, with_json) = leads(document).await;
    assert_eq!(typed.ids(), [1, 2, 3]);
    assert_eq!(with_json.elements.len(), 1);
    assert_eq!(with_json.path(), Some("leads[1]"));

    let document = b"{\"leads\":[{\"id\":1},{\"id\":2,\"name\":\"\xff\"},{\"id\":3}]}";
    let (typed, with_json) = leads(document).await;
    assert_eq!(typed.ids(), [1]);
    assert_eq!(with_json.elements.len(), 1);

    let (typed, with_json) = leads(r#"{"leads":[{"id":1},{"id":2,"x":"\ud800"},{"id":3}]}"#).await;
    assert_eq!(typed.ids(), [1, 2, 3]);
    assert_eq!(with_json.elements.len(), 3, "an escape is text");
}

#[tokio::test]
async fn the_cap_of_an_element_holds_to_the_byte() {
    let of_length = |length: usize| {
        let around = r#"{"id":2,"x":""}"#.len();
        format!(r#"{{"id":2,"x":"{}"}}"#, "x".repeat(length - around))
    };
    let document = |length| {
        let element = of_length(length);
        format!(r#"{{"leads":[{{"id":1}},{element},{{"id":3}}]}}"#)
    };
    let (typed, with_json) = leads(document(CAP)).await;
    assert_eq!(typed.ids(), [1, 2, 3]);
    assert_eq!(with_json.elements[1].json.get().len(), CAP);

    let (typed, with_json) = leads(document(CAP + 1)).await;
    assert_eq!(typed.ids(), [1]);
    assert_eq!(typed.error, Some((ErrorKind::TooLarge, None)));
    assert_eq!(with_json.elements.len(), 1);
    assert_eq!(with_json.error, Some((ErrorKind::TooLarge, None)));
}

/// A lead, told by how deep it is nested.
#[derive(Debug, Deserialize, PartialEq)]
struct Deep {
    a: Option<Box<Deep>>,
}

#[tokio::test]
async fn how_deep_an_element_may_be_nested_depends_on_the_element_alone() {
    let deep = |depth: usize| format!("{}{{}}{}", "{\"a\":".repeat(depth), "}".repeat(depth));
    for (depth, is_read) in [(10, true), (126, true), (127, false), (130, false)] {
        let document = format!(r#"{{"leads":[{{}},{},{{}}]}}"#, deep(depth));
        let document = Bytes::from(document);
        let drops = (0..document.len()).map(|at| document.slice(at..=at));
        for pieces in [vec![document.clone()], drops.collect()] {
            let told = stream(pieces, 1000, next_with_json::<Deep>).await;
            let values = told.elements.iter().map(|element| element.value.is_ok());
            let values: Vec<bool> = values.collect();
            assert_eq!(values, [true, is_read, true], "{depth}");
        }
    }
}

static TRIES: AtomicUsize = AtomicUsize::new(0);

/// An element that counts how often it is decoded.
#[derive(Debug)]
struct Counted;

impl<'de> Deserialize<'de> for Counted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        TRIES.fetch_add(1, Ordering::Relaxed);
        IgnoredAny::deserialize(deserializer).map(|_| Self)
    }
}

#[tokio::test]
async fn an_element_that_comes_byte_by_byte_is_decoded_when_it_begins_and_when_it_is_whole() {
    let element = format!(r#"{{"x":"{}"}}"#, "x".repeat(50));
    let document = Bytes::from(format!(r#"{{"leads":[{{}},{element},{element}]}}"#));
    let drops = (0..document.len()).map(|at| document.slice(at..=at));
    let told = stream(drops.collect(), CAP, next::<Counted>).await;
    assert_eq!(told.elements.len(), 3);
    assert_eq!(TRIES.load(Ordering::Relaxed), 1 + 2 + 2);
}

/// It looks at nothing of what it is decoded from.
#[derive(Debug, PartialEq)]
struct Careless;

impl<'de> Deserialize<'de> for Careless {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Ok(Self)
    }
}

#[tokio::test]
async fn an_element_that_is_not_read_to_its_end_does_not_decode() {
    let told = in_pieces(br#"{"leads":[{"id":1},{"id":2}]}"#, next::<Careless>).await;
    assert!(told.elements.is_empty());
    assert_eq!(told.path(), Some("leads[0]"));
}
