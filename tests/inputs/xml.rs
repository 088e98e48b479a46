//! What `iveco-bt` writes and reads in XML.

use behaviours::scripted::{BASE_URL, Reply, Scripted, settled};
use http::StatusCode;
use iveco_bt::core::{Problem, Request};
use iveco_bt::operations::WORKSHOP_ACTIVATION;
use iveco_bt::{Client, Format};
use serde_json::{Value, json};

use crate::chance::Chance;
use crate::group::Group;
use crate::requests::{activation, data_contract};

#[test]
fn xml() {
    let client = Scripted::new([]).client(Client::builder(BASE_URL));
    let mut xml = Group::new("XML");
    xml.holds_on_one_in(
        2,
        "the server gets every value, or the client refuses a character",
        |chance| {
            let activation = activation(chance);
            let call = client.workshop_activation(activation.clone());
            let mut request = call.with_format(Format::Xml).to_request();
            let in_json = serde_json::to_value(&activation);
            let Ok(values) = in_json else {
                assert!(
                    !request.violations().as_slice().is_empty(),
                    "a date that nobody can read"
                );
                return;
            };
            let is_refused = !request.violations().as_slice().is_empty();
            assert_eq!(is_refused, !is_xml(&values), "{values}");
            if !is_refused {
                let text = std::str::from_utf8(request.body_bytes()).expect("UTF-8");
                assert_eq!(data_contract::read(text), values, "{text}");
            }
        },
    );
    xml.holds("an error says in XML what it says in JSON", |chance| {
        let error = error(chance);
        let of_xml = problem(format!(
            "{}<Error>{}</Error>",
            prologue(chance),
            elements(chance, &error)
        ));
        assert_eq!(of_xml, problem(error.to_string()), "{error}");
    });
}

fn problem(body: String) -> Option<Problem> {
    let reply = Reply::in_chunks(StatusCode::BAD_REQUEST, vec![body.into()]);
    let client = Scripted::new([reply]).client(Client::builder(BASE_URL));
    let request = Request::new(&WORKSHOP_ACTIVATION);
    let error = settled(client.pipeline().send(request, |_| Ok(())));
    error.expect_err("a 400 is an error").problem().cloned()
}

/// An error as the vendor's framework has it, with texts that XML can hold.
fn error(chance: &mut Chance) -> Value {
    let mut error = json!({});
    for name in [
        "Message",
        "MessageDetail",
        "ExceptionMessage",
        "ExceptionType",
        "StackTrace",
    ] {
        if let Some(text) = chance.maybe(Chance::text) {
            let text: String = text.chars().filter(|c| is_char(*c)).collect();
            error[name] = text.into();
        }
    }
    error
}

fn prologue(chance: &mut Chance) -> &'static str {
    chance.pick(&[
        "",
        "\u{feff}",
        "<?xml version=\"1.0\"?>",
        "<?xml version='1.0' encoding='utf-8'?>\r\n",
        "<!-- <Error> -->",
    ])
}

fn elements(chance: &mut Chance, members: &Value) -> String {
    let members = members.as_object().expect("an object");
    let element = |(name, value): (&String, &Value)| {
        let text = value.as_str().expect("a text");
        format!("<{name}>{}</{name}>", written(chance, text))
    };
    members.iter().map(element).collect()
}

/// A text, in one of the ways in which XML can write a character.
fn written(chance: &mut Chance, text: &str) -> String {
    let reference = |chance: &mut Chance, c: char| match chance.below(2) {
        0 => format!("&#{};", u32::from(c)),
        _ => format!("&#x{:X};", u32::from(c)),
    };
    let character = |c: char| match c {
        '&' => chance.pick(&["&amp;", "&#38;", "<![CDATA[&]]>"]).to_owned(),
        '<' => chance.pick(&["&lt;", "<![CDATA[<]]>"]).to_owned(),
        '>' => "&gt;".to_owned(),
        // A reader of XML makes a line feed of these.
        '\r' | '\u{85}' | '\u{2028}' => reference(chance, c),
        c if chance.one_in(4) => reference(chance, c),
        c => c.to_string(),
    };
    text.chars().map(character).collect()
}

/// Whether all texts can be written in XML.
fn is_xml(value: &Value) -> bool {
    match value {
        Value::String(text) => text.chars().all(is_char),
        Value::Array(items) => items.iter().all(is_xml),
        Value::Object(members) => members.values().all(is_xml),
        _ => true,
    }
}

/// `Char` of XML 1.0.
fn is_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}
