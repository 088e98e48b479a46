//! What a settings file says: one table per vendor, every name checked, and all mistakes found at once.

use std::collections::BTreeMap;
use std::path::Path;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::key::Key;
use super::location::others_can_write;
use super::mistakes::{Mistake, Wrong};
use super::{SECTIONS, Section};
use crate::{output, text};

/// By the names of the table and of the setting.
pub(super) type Entries = BTreeMap<(&'static str, String), Entry>;

/// A setting as it stands there.
pub(super) struct Entry {
    pub(super) value: Value,
    pub(super) line: usize,
}

pub(super) enum Value {
    Text(String),
    Command {
        program: String,
        arguments: Vec<String>,
    },
}

/// What a file says, and what is wrong with it, in the order of its lines.
pub(super) fn read_entries(text: &str, path: &Path) -> (Entries, Vec<Mistake>) {
    let mut reader = Reader {
        text,
        entries: Entries::new(),
        mistakes: Vec::new(),
    };
    let (document, errors) = DeTable::parse_recoverable(text);
    if errors.is_empty() {
        reader.read(document.get_ref());
        reader.check_that_each_is_given_once();
        if others_can_write(path) {
            reader.refuse_commands();
        }
    } else {
        // Only what the parser says, not what it quotes, for a secret may stand there; and no names, since a line of a
        // secret that was broken off looks like one.
        for error in errors {
            let start = error.span().unwrap_or_default().start;
            reader.add_mistake(start, Wrong::Syntax(error.message().to_owned()));
        }
    }
    reader.mistakes.sort_by_key(|mistake| mistake.line);
    (reader.entries, reader.mistakes)
}

/// Goes through a file.
struct Reader<'a> {
    text: &'a str,
    entries: Entries,
    mistakes: Vec<Mistake>,
}

impl Reader<'_> {
    fn read(&mut self, document: &DeTable<'_>) {
        for (name, table) in document {
            let start = name.span().start;
            let Some(section) = Section::named(name.get_ref()) else {
                let known = SECTIONS.iter().map(|section| section.name.to_owned());
                self.add_mistake(start, unknown("table", name.get_ref(), known.collect()));
                continue;
            };
            if let DeValue::Table(table) = table.get_ref() {
                self.read_table(section, table);
            } else {
                self.add_mistake(start, wrong_type(name.get_ref(), "a table"));
            }
        }
    }

    fn read_table(&mut self, section: &'static Section, table: &DeTable<'_>) {
        for (name, value) in table {
            let start = name.span().start;
            match read_value(section, name.get_ref(), value) {
                Ok(value) => {
                    let line = text::line_of(self.text, start);
                    let entry = Entry { value, line };
                    let place = (section.name, name.get_ref().to_string());
                    self.entries.insert(place, entry);
                }
                Err(wrong) => self.add_mistake(start, wrong),
            }
        }
    }

    fn check_that_each_is_given_once(&mut self) {
        for section in SECTIONS {
            for key in section.all_keys() {
                let is_given = |name: &String| self.entries.get(&(section.name, name.clone()));
                let names: Vec<String> = key
                    .names()
                    .filter(|name| is_given(name).is_some())
                    .collect();
                let last = names
                    .iter()
                    .filter_map(is_given)
                    .map(|entry| entry.line)
                    .max();
                if let (Some(line), [_, _, ..]) = (last, &names[..]) {
                    let what = Wrong::Several { names };
                    self.mistakes.push(Mistake { line, what });
                }
            }
        }
    }

    fn refuse_commands(&mut self) {
        for ((_, name), entry) in &self.entries {
            if let Value::Command { .. } = entry.value {
                let name = name.clone();
                self.mistakes.push(Mistake {
                    line: entry.line,
                    what: Wrong::OthersCanWrite { name },
                });
            }
        }
    }

    fn add_mistake(&mut self, position: usize, what: Wrong) {
        let line = text::line_of(self.text, position);
        self.mistakes.push(Mistake { line, what });
    }
}

/// A text, or a command where the name asks for one.
fn read_value(section: &Section, name: &str, value: &Spanned<DeValue<'_>>) -> Result<Value, Wrong> {
    let known: Vec<_> = section.all_keys().flat_map(Key::names).collect();
    if !known.iter().any(|known| known == name) {
        return Err(unknown("setting", name, known));
    }
    if section.all_keys().any(|key| key.command_name() == name) {
        return read_command(value).ok_or_else(|| wrong_type(name, COMMAND));
    }
    match value.get_ref() {
        DeValue::String(text) if text::is_blank(text) => Err(Wrong::Empty {
            name: name.to_owned(),
        }),
        DeValue::String(text) => Ok(Value::Text(text.to_string())),
        _ => Err(wrong_type(name, "a text")),
    }
}

const COMMAND: &str = "a list of texts, a program and its arguments, such as [\"pass\", \"show\", \"vendor/aim\"]; \
                       for a shell [\"sh\", \"-c\", \"..\"]";

fn read_command(value: &Spanned<DeValue<'_>>) -> Option<Value> {
    let DeValue::Array(texts) = value.get_ref() else {
        return None;
    };
    let mut texts = texts.iter().map(|text| match text.get_ref() {
        DeValue::String(text) => Some(text.to_string()),
        _ => None,
    });
    let program = texts.next()??;
    let arguments = texts.collect::<Option<_>>()?;
    (!program.is_empty()).then_some(Value::Command { program, arguments })
}

fn unknown(kind: &'static str, name: &str, known: Vec<String>) -> Wrong {
    Wrong::Unknown {
        kind,
        name: output::line(name),
        nearest: text::nearest(name, known.iter().map(String::as_str)).map(str::to_owned),
        known,
    }
}

fn wrong_type(name: &str, expected: &'static str) -> Wrong {
    Wrong::Type {
        name: name.to_owned(),
        expected,
    }
}
