//! Error bodies in XML.

use quick_xml::Reader;
use quick_xml::escape::resolve_xml_entity;
use quick_xml::events::Event;
use serde_json::{Map, Value};

/// The root element.
const ROOT: &str = "Error";

/// How deep a body may be nested; those of the framework have three levels, and one more for each inner exception.
const DEPTH: usize = 32;

/// An error body in XML, as the framework would have written it in JSON. `None` when it is none.
pub(crate) fn to_json(text: &str) -> Option<String> {
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
                let is_leaf = members.is_empty();
                let value = if is_leaf { text.into() } else { members.into() };
                match open.last_mut() {
                    Some(parent) => _ = parent.members.insert(name, value),
                    None => return (name == ROOT && !is_leaf).then(|| value.to_string()),
                }
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
