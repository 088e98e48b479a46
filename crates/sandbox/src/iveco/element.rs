//! XML as a tree, which is all that the reading of a data contract needs.

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{NamespaceResolver, ResolveResult};

const INSTANCE_NAMESPACE: &str = "http://www.w3.org/2001/XMLSchema-instance";

/// As deep as ASP.NET Web API reads unless told otherwise.
const DEEPEST: usize = 256;

#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: String,
    /// Empty if there is none.
    pub(super) namespace: String,
    /// `i:nil="true"`
    pub(super) is_nil: bool,
    /// The text of the element itself, all pieces together.
    pub(super) text: String,
    pub(super) children: Vec<Element>,
}

/// Why a text cannot be read as XML, in words without anything of the text.
#[derive(Debug)]
pub(super) struct NotXml(pub(super) &'static str);

impl Element {
    /// Reads the root and what is in it; what comes behind it is not looked at, as a serializer does.
    pub(super) fn parse(body: &[u8]) -> Result<Self, NotXml> {
        let mut reader = NsReader::from_str(text_of(body)?);
        let mut open: Vec<Self> = Vec::new();
        loop {
            let event = reader
                .read_event()
                .map_err(|_| NotXml("it is not well-formed"))?;
            let closed = match event {
                Event::Start(tag) => {
                    open.push(Self::begin(&tag, reader.resolver())?);
                    if open.len() > DEEPEST {
                        return Err(NotXml("it is nested too deeply"));
                    }
                    None
                }
                Event::Empty(tag) => Some(Self::begin(&tag, reader.resolver())?),
                Event::End(_) => open.pop(),
                Event::Text(piece) => {
                    add_text(&mut open, &piece.xml10_content())?;
                    None
                }
                Event::CData(piece) => {
                    add_text(&mut open, &piece.xml10_content())?;
                    None
                }
                Event::GeneralRef(reference) => {
                    let character = match reference.resolve_char_ref() {
                        Ok(Some(character)) => character,
                        Ok(None) => predefined(&reference)
                            .ok_or(NotXml("it refers to an unknown entity"))?,
                        Err(_) => return Err(NotXml("it has a reference to no character")),
                    };
                    add_text(&mut open, character.encode_utf8(&mut [0; 4]))?;
                    None
                }
                Event::DocType(_) => return Err(NotXml("it has a DTD")),
                Event::Comment(_) | Event::Decl(_) | Event::PI(_) => None,
                Event::Eof => return Err(NotXml("it ends too early")),
            };
            if let Some(element) = closed {
                match open.last_mut() {
                    Some(parent) => parent.children.push(element),
                    None => return Ok(element),
                }
            }
        }
    }

    fn begin(tag: &BytesStart<'_>, namespaces: &NamespaceResolver) -> Result<Self, NotXml> {
        let (namespace, name) = namespaces.resolve_element(tag.name());
        let mut element = Self {
            name: name.into_inner().to_owned(),
            namespace: namespace_name(&namespace)?.to_owned(),
            is_nil: false,
            text: String::new(),
            children: Vec::new(),
        };
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|_| NotXml("it is not well-formed"))?;
            let (namespace, name) = namespaces.resolve_attribute(attribute.key);
            if name.into_inner() == "nil" && namespace_name(&namespace)? == INSTANCE_NAMESPACE {
                element.is_nil = matches!(attribute.value.trim(), "true" | "1");
            }
        }
        Ok(element)
    }
}

fn namespace_name<'a>(namespace: &ResolveResult<'a>) -> Result<&'a str, NotXml> {
    match namespace {
        ResolveResult::Bound(name) => Ok(name.0),
        ResolveResult::Unbound => Ok(""),
        ResolveResult::Unknown(_) => Err(NotXml("it has a prefix without a namespace")),
    }
}

fn add_text(open: &mut [Element], piece: &str) -> Result<(), NotXml> {
    if !piece.chars().all(is_xml_character) {
        return Err(NotXml("it has a character that XML cannot hold"));
    }
    match open.last_mut() {
        Some(element) => element.text.push_str(piece),
        None if piece.trim().is_empty() => {}
        None => return Err(NotXml("it has text before its root")),
    }
    Ok(())
}

fn is_xml_character(character: char) -> bool {
    matches!(character, '\t' | '\n' | '\r' | '\u{20}'..='\u{FFFD}' | '\u{1_0000}'..)
}

fn predefined(name: &str) -> Option<char> {
    match name {
        "lt" => Some('<'),
        "gt" => Some('>'),
        "amp" => Some('&'),
        "apos" => Some('\''),
        "quot" => Some('"'),
        _ => None,
    }
}

/// A body as text: UTF-8, with or without its mark.
fn text_of(body: &[u8]) -> Result<&str, NotXml> {
    let text = str::from_utf8(body).map_err(|_| NotXml("it is not UTF-8"))?;
    Ok(text.strip_prefix('\u{FEFF}').unwrap_or(text))
}
