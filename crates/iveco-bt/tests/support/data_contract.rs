//! Reads XML as .NET's DataContractSerializer does: forward only, each member at most once and in ordinal
//! alphabetical order. What stands elsewhere is skipped without an error. It shares nothing with the code that
//! writes, and has the names from the page.

use quick_xml::NsReader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use quick_xml::name::ResolveResult;
use serde_json::{Map, Value};

const NAMESPACE: &str =
    "http://schemas.datacontract.org/2004/07/Reply.Iveco.ANS.ICSSRestAPI.Logic.Requests";

const ACTIVATION: &[(&str, Kind)] = &[
    ("AcceptanceRefusalDatetime", Kind::Text),
    ("AccountId", Kind::Text),
    ("Calloutcomes", Kind::List),
    ("ContactDatetime", Kind::Text),
    ("DMDOutletCode", Kind::Text),
    ("DossierNumber", Kind::Text),
    ("ReasonCode", Kind::Integer),
    ("Source", Kind::Integer),
];

const CALL_OUTCOME: &[(&str, Kind)] = &[
    ("OutcomeOfTheCall", Kind::Integer),
    ("Telephone", Kind::Text),
    ("Tentative", Kind::Text),
    ("UTCTimestamp", Kind::Text),
];

#[derive(Clone, Copy)]
enum Kind {
    Text,
    Integer,
    List,
}

/// What the serializer gets out of an activation, in the form of its JSON.
pub(crate) fn read(xml: &str) -> Value {
    let mut reader = Reader(NsReader::from_str(xml));
    reader.0.config_mut().expand_empty_elements = true;
    let root = reader.next_child().expect("there is a root");
    assert_eq!(root, "WorkshopActivationBTRequest");
    reader.members(ACTIVATION)
}

struct Reader<'x>(NsReader<&'x [u8]>);

impl Reader<'_> {
    /// The name of the next element at this level; `None` at its end.
    fn next_child(&mut self) -> Option<String> {
        loop {
            let (namespace, event) = self.0.read_resolved_event().expect("it is well-formed");
            match event {
                Event::Start(start) => {
                    let bound = matches!(namespace, ResolveResult::Bound(found) if found.into_inner() == NAMESPACE);
                    assert!(bound, "every element is in the namespace");
                    let nil = start
                        .attributes()
                        .any(|found| found.is_ok_and(|found| found.key.as_ref().ends_with("nil")));
                    assert!(!nil, "nothing is nil");
                    return Some(start.local_name().into_inner().to_owned());
                }
                Event::End(_) => return None,
                Event::Eof => panic!("the text ends too early"),
                _ => {}
            }
        }
    }

    fn members(&mut self, members: &[(&str, Kind)]) -> Value {
        let mut read = Map::new();
        let mut ahead = members;
        while let Some(name) = self.next_child() {
            let Some(position) = ahead.iter().position(|(member, _)| *member == name) else {
                self.text();
                continue;
            };
            let value = match ahead[position].1 {
                Kind::Text => self.text().into(),
                Kind::Integer => self.text().parse::<i32>().expect("an integer").into(),
                Kind::List => self.list(),
            };
            read.insert(name, value);
            ahead = &ahead[position + 1..];
        }
        Value::Object(read)
    }

    fn list(&mut self) -> Value {
        let mut items = Vec::new();
        while let Some(name) = self.next_child() {
            assert_eq!(name, "CalloutComes");
            items.push(self.members(CALL_OUTCOME));
        }
        Value::Array(items)
    }

    /// The text up to the end of the element; that of elements inside is skipped.
    fn text(&mut self) -> String {
        let mut text = String::new();
        let mut depth = 0;
        loop {
            match self.0.read_event().expect("it is well-formed") {
                Event::Start(_) => depth += 1,
                Event::End(_) if depth == 0 => return text,
                Event::End(_) => depth -= 1,
                Event::Text(found) if depth == 0 => text.push_str(&found.xml10_content()),
                Event::GeneralRef(found) if depth == 0 => {
                    match found.resolve_char_ref().expect("a character") {
                        Some(c) => text.push(c),
                        None => text.push_str(resolve_xml_entity(&found).expect("an entity")),
                    }
                }
                Event::Eof => panic!("the text ends too early"),
                _ => {}
            }
        }
    }
}
