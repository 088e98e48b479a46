//! Errors and response messages in XML.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use serde_json::{Map, Value};

/// The name of an error.
pub(crate) const ERROR: &str = "Error";
const RESPONSE_MESSAGE: &str = "HttpResponseMessage";

/// How deep a body may be nested; those of the framework have three levels, and one more for each inner exception.
const DEPTH: usize = 32;

/// A body in XML, as the framework would have written it in JSON.
pub(crate) struct Object {
    /// What the root is called.
    pub(crate) name: String,
    pub(crate) json: String,
}

/// Reads a body that is an error or a response message.
pub(crate) fn read(text: &str) -> Option<Object> {
    let mut reader = Reader::from_str(text);
    reader.config_mut().expand_empty_elements = true;
    let mut open: Vec<Element> = Vec::new();
    loop {
        let event = reader.read_event().ok()?;
        if let Event::Start(start) = &event {
            if open.len() == DEPTH {
                return None;
            }
            open.push(Element::new(start.local_name().into_inner()));
            continue;
        }
        // Before the root stand a declaration and white space.
        let Some(innermost) = open.last_mut() else {
            if event == Event::Eof {
                return None;
            }
            continue;
        };
        match event {
            Event::Text(text) => innermost.text.push_str(&text.xml10_content()),
            Event::CData(text) => innermost.text.push_str(&text.xml10_content()),
            Event::GeneralRef(reference) => match reference.resolve_char_ref().ok()? {
                Some(c) => innermost.text.push(c),
                None => innermost.text.push_str(resolve_xml_entity(&reference)?),
            },
            Event::End(_) => {
                let Element {
                    name,
                    text,
                    members,
                } = open.pop()?;
                let Some(parent) = open.last_mut() else {
                    let json = Value::from(members).to_string();
                    let is_known = [ERROR, RESPONSE_MESSAGE].contains(&name.as_str());
                    return is_known.then_some(Object { name, json });
                };
                let is_leaf = members.is_empty();
                let value = if is_leaf { text.into() } else { members.into() };
                parent.members.insert(name, value);
            }
            Event::Eof => return None,
            _ => {}
        }
    }
}

/// An element whose end was not read yet.
struct Element {
    name: String,
    text: String,
    members: Map<String, Value>,
}

impl Element {
    fn new(name: &str) -> Self {
        Self {
            name: name.to_owned(),
            text: String::new(),
            members: Map::new(),
        }
    }
}
