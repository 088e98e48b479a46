//! JSON on several lines. Members stay in their order and numbers in their digits, which no `Value` would keep.

use serde_json::value::RawValue;

/// A part of a text, of one kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'a> {
    pub(super) kind: Kind,
    pub(super) text: &'a str,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Name,
    Text,
    /// A number, `true`, `false` or `null`.
    Literal,
    Punctuation,
    Space,
}

impl Piece<'_> {
    /// The class of what has a colour of its own.
    pub(super) fn class(self) -> Option<&'static str> {
        match self.kind {
            Kind::Name => Some("name"),
            Kind::Text => Some("text"),
            Kind::Literal => Some("literal"),
            Kind::Punctuation | Kind::Space => None,
        }
    }
}

/// `None` if the text is no JSON.
pub(super) fn pieces(text: &str) -> Option<Vec<Piece<'_>>> {
    serde_json::from_str::<&RawValue>(text).ok()?;
    let mut writer = Writer::default();
    let mut rest = text.trim_ascii();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '"' => end_of_text(rest),
            '{' | '}' | '[' | ']' | ',' | ':' => 1,
            _ => rest
                .find([',', ':', ']', '}', ' ', '\t', '\r', '\n'])
                .unwrap_or(rest.len()),
        };
        let (token, behind) = rest.split_at_checked(length)?;
        rest = behind.trim_ascii_start();
        writer.write(token, rest);
    }
    Some(writer.pieces)
}

/// Including both quotes.
fn end_of_text(text: &str) -> usize {
    let mut is_escaped = false;
    for (index, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if is_escaped => is_escaped = false,
            b'\\' => is_escaped = true,
            b'"' => return index + 1,
            _ => {}
        }
    }
    text.len()
}

#[derive(Default)]
struct Writer<'a> {
    pieces: Vec<Piece<'a>>,
    depth: usize,
    /// Whether nothing stands in the innermost object or list.
    is_empty: bool,
}

/// A line break and as much space as a person can make use of: a text that is nothing but brackets must not grow beyond
/// measure.
const INDENTATION: &str = "\n                                        ";

impl<'a> Writer<'a> {
    /// Takes the next token; the rest says what comes behind it.
    fn write(&mut self, token: &'a str, rest: &str) {
        match token {
            "{" | "[" => {
                self.push(Kind::Punctuation, token);
                self.depth += 1;
                self.is_empty = rest.starts_with(['}', ']']);
                if !self.is_empty {
                    self.new_line();
                }
            }
            "}" | "]" => {
                self.depth = self.depth.saturating_sub(1);
                if !self.is_empty {
                    self.new_line();
                }
                self.is_empty = false;
                self.push(Kind::Punctuation, token);
            }
            "," => {
                self.push(Kind::Punctuation, token);
                self.new_line();
            }
            ":" => {
                self.push(Kind::Punctuation, token);
                self.push(Kind::Space, " ");
            }
            _ if rest.starts_with(':') => self.push(Kind::Name, token),
            _ if token.starts_with('"') => self.push(Kind::Text, token),
            _ => self.push(Kind::Literal, token),
        }
    }

    fn new_line(&mut self) {
        let length = (1 + 2 * self.depth).min(INDENTATION.len());
        self.push(Kind::Space, &INDENTATION[..length]);
    }

    fn push(&mut self, kind: Kind, text: &'a str) {
        self.pieces.push(Piece { kind, text });
    }
}
