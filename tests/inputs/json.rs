//! JSON of any form: whatever white space, escapes and nesting.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use vendor_core::wire::RawJson;

use behaviours::decoders::{Members, Number};

use crate::chance::Chance;

/// Any JSON value.
pub(crate) fn any(chance: &mut Chance) -> String {
    nested(chance, 4)
}

fn nested(chance: &mut Chance, depth: usize) -> String {
    let kinds = if depth == 0 { 4 } else { 6 };
    match chance.below(kinds) {
        0 => "null".to_owned(),
        1 => chance.pick(&["true", "false"]).to_owned(),
        2 => number(chance),
        3 => {
            let text = chance.text();
            string(chance, &text)
        }
        4 => {
            let items = chance.list(4, |chance| nested(chance, depth - 1));
            array(chance, &items)
        }
        _ => {
            let members = chance.list(4, |chance| {
                let name = chance.text();
                (name, nested(chance, depth - 1))
            });
            object(chance, &members)
        }
    }
}

/// Any number, of any length.
pub(crate) fn number(chance: &mut Chance) -> String {
    let mut number = chance.int64().to_string();
    if chance.one_in(3) {
        write!(number, ".{:019}", chance.bits()).expect("a string takes everything");
    }
    if chance.one_in(4) {
        let exponent = chance.integer(-400, 400);
        write!(number, "{}{exponent}", chance.pick(&['e', 'E']))
            .expect("a string takes everything");
    }
    number
}

/// A text as a JSON string, in any of the ways to write it: with escapes where there need not be any, too.
pub(crate) fn string(chance: &mut Chance, text: &str) -> String {
    let mut json = String::from("\"");
    for c in text.chars() {
        let must = c == '"' || c == '\\' || c < ' ';
        match short_escape(c) {
            Some(escape) if chance.flip() => json.extend(['\\', escape]),
            _ if must || chance.one_in(8) => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(json, "\\u{unit:04x}").expect("a string takes everything");
                }
            }
            _ => json.push(c),
        }
    }
    json.push('"');
    json
}

/// What stands after the backslash, where JSON has a short form.
fn short_escape(c: char) -> Option<char> {
    let escapes = [
        ('\n', 'n'),
        ('\r', 'r'),
        ('\t', 't'),
        ('\u{8}', 'b'),
        ('\u{c}', 'f'),
    ];
    let same = matches!(c, '"' | '\\' | '/').then_some(c);
    same.or_else(|| {
        escapes
            .into_iter()
            .find_map(|(of, escape)| (of == c).then_some(escape))
    })
}

pub(crate) fn array(chance: &mut Chance, items: &[String]) -> String {
    let mut json = format!("[{}", blanks(chance));
    for (position, item) in items.iter().enumerate() {
        let comma = if position == 0 { "" } else { "," };
        let (before, after) = (blanks(chance), blanks(chance));
        json.extend([comma, &before, item, &after]);
    }
    json.push(']');
    json
}

/// An object with these members, in this order.
pub(crate) fn object(chance: &mut Chance, members: &[(String, String)]) -> String {
    let mut json = format!("{{{}", blanks(chance));
    for (position, (name, value)) in members.iter().enumerate() {
        let comma = if position == 0 { "" } else { "," };
        let name = string(chance, name);
        let [before, between, after] = [(); 3].map(|()| blanks(chance));
        json.extend([comma, &before, &name, &between, ":", &after, value, &before]);
    }
    json.push('}');
    json
}

/// White space, most often none.
pub(crate) fn blanks(chance: &mut Chance) -> String {
    if chance.one_in(4) {
        chance
            .list(3, |chance| chance.pick(&[' ', '\t', '\n', '\r']))
            .into_iter()
            .collect()
    } else {
        String::new()
    }
}

/// A value, with its numbers as they are written.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Json {
    Word(String),
    Number(String),
    Text(String),
    List(Vec<Json>),
    Object(BTreeMap<String, Json>),
}

impl Json {
    pub(crate) fn read(text: &str) -> Self {
        Self::of(&text.parse().expect("it is JSON"))
    }

    fn of(raw: &RawJson) -> Self {
        let text = raw.get();
        match text.as_bytes()[0] {
            b'{' => {
                let Members(members) = raw.decode().expect("an object");
                let members = members.into_iter();
                Self::Object(
                    members
                        .map(|(name, value)| (name, Self::of(&value)))
                        .collect(),
                )
            }
            b'[' => {
                let items: Vec<RawJson> = raw.decode().expect("a list");
                Self::List(items.iter().map(Self::of).collect())
            }
            b'"' => Self::Text(raw.decode().expect("a text")),
            b'n' | b't' | b'f' => Self::Word(text.to_owned()),
            _ => Self::Number(text.to_owned()),
        }
    }

    /// Whether two numbers have the same value, to the last digit.
    pub(crate) fn is_same_number(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Number(one), Self::Number(other)) => Number::read(one) == Number::read(other),
            _ => false,
        }
    }
}
