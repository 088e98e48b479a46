//! A YAML file as a tree that remembers where everything stands.
//!
//! It is built from parser events, not from a YAML library's own tree, so that every duplicate key is found
//! and every key keeps its place.

use saphyr_parser::{Event, Parser, ScalarStyle, Span, StrInput};

use super::problem::{Fault, Log, Place};

/// A value and its place.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) kind: Kind,
}

#[derive(Debug)]
pub(crate) enum Kind {
    Scalar(Scalar),
    Sequence(Vec<Node>),
    Mapping(Vec<(Key, Node)>),
}

/// A text, and whether it was written without quotes.
#[derive(Debug)]
pub(crate) struct Scalar {
    pub(crate) text: String,
    pub(crate) plain: bool,
}

impl Scalar {
    /// Whether YAML reads this as something other than a text: null, a boolean or a number.
    pub(crate) fn is_typed(&self) -> bool {
        self.plain
            && (matches!(&*self.text, "" | "~" | "null" | "Null" | "NULL")
                || matches!(&*self.text.to_ascii_lowercase(), "true" | "false")
                || self
                    .text
                    .parse::<f64>()
                    .is_ok_and(|_| !self.text.starts_with(char::is_alphabetic)))
    }
}

/// A key of a mapping and its place.
#[derive(Debug)]
pub(crate) struct Key {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) text: String,
}

/// One step deeper in a JSON pointer.
pub(crate) fn step(pointer: &str, name: &str) -> String {
    format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// Reads a file of one document. `None` when it is not YAML at all.
pub(crate) fn load(text: &str, log: &Log) -> Option<Node> {
    let mut loader = Loader {
        parser: Parser::new_from_str(text),
        log,
    };
    let mut document = None;
    loop {
        let (event, span) = loader.next()?;
        match event {
            Event::StreamEnd => {
                if document.is_none() {
                    loader.report(span, "#", Fault::Rule("the file is empty"));
                }
                return document;
            }
            Event::Nothing | Event::StreamStart | Event::DocumentStart(_) | Event::DocumentEnd => {}
            first => {
                let node = loader.node(first, span, "#")?;
                if document.is_some() {
                    loader.report(span, "#", Fault::YamlFeature("several documents"));
                }
                document = document.or(Some(node));
            }
        }
    }
}

struct Loader<'a> {
    parser: Parser<'a, StrInput<'a>>,
    log: &'a Log,
}

impl<'a> Loader<'a> {
    fn next(&mut self) -> Option<(Event<'a>, Span)> {
        match self.parser.next_event()? {
            Ok(next) => Some(next),
            Err(error) => {
                let at = Span::empty(*error.marker());
                self.report(at, "#", Fault::Yaml(error.info().to_owned()));
                None
            }
        }
    }

    fn node(&mut self, first: Event<'a>, span: Span, pointer: &str) -> Option<Node> {
        let kind = match first {
            Event::Scalar(text, style, _, tag) => {
                self.refuse_tag(tag.is_some(), span, pointer);
                let plain = style == ScalarStyle::Plain;
                Kind::Scalar(Scalar {
                    text: text.into_owned(),
                    plain,
                })
            }
            Event::SequenceStart(_, tag) => {
                self.refuse_tag(tag.is_some(), span, pointer);
                Kind::Sequence(self.sequence(pointer)?)
            }
            Event::MappingStart(_, tag) => {
                self.refuse_tag(tag.is_some(), span, pointer);
                Kind::Mapping(self.mapping(pointer)?)
            }
            _ => {
                self.report(span, pointer, Fault::YamlFeature("YAML aliases"));
                Kind::Scalar(Scalar {
                    text: String::new(),
                    plain: true,
                })
            }
        };
        Some(Node {
            line: span.start.line(),
            column: span.start.col() + 1,
            kind,
        })
    }

    fn sequence(&mut self, pointer: &str) -> Option<Vec<Node>> {
        let mut items = Vec::new();
        loop {
            match self.next()? {
                (Event::SequenceEnd, _) => return Some(items),
                (first, span) => {
                    let pointer = step(pointer, &items.len().to_string());
                    items.push(self.node(first, span, &pointer)?);
                }
            }
        }
    }

    fn mapping(&mut self, pointer: &str) -> Option<Vec<(Key, Node)>> {
        let mut entries: Vec<(Key, Node)> = Vec::new();
        loop {
            let (first, span) = self.next()?;
            if first == Event::MappingEnd {
                return Some(entries);
            }
            let key = self.node(first, span, pointer)?;
            let text = if let Kind::Scalar(scalar) = key.kind {
                scalar.text
            } else {
                self.report(span, pointer, Fault::Expected("a text as key"));
                String::new()
            };
            if entries.iter().any(|(earlier, _)| earlier.text == text) {
                self.report(span, pointer, Fault::DuplicateKey(text.clone()));
            }
            let (first, span) = self.next()?;
            let value = self.node(first, span, &step(pointer, &text))?;
            entries.push((
                Key {
                    line: key.line,
                    column: key.column,
                    text,
                },
                value,
            ));
        }
    }

    fn refuse_tag(&self, tagged: bool, span: Span, pointer: &str) {
        if tagged {
            self.report(span, pointer, Fault::YamlFeature("YAML tags"));
        }
    }

    fn report(&self, span: Span, pointer: &str, fault: Fault) {
        let (line, column) = (span.start.line(), span.start.col() + 1);
        self.log.report(
            &Place {
                line,
                column,
                pointer: pointer.to_owned(),
            },
            fault,
        );
    }
}
