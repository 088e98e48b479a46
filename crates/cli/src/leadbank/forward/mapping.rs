//! Which lead content goes to which field of the contact.

mod fields;
mod template;

use std::ops::Range;
use std::path::PathBuf;

use dialler::{CampaignKey, NewContact};
use leadbank::Lead;
use serde_json::{Map, Value};
use toml::de::{DeTable, DeValue};
use vendor_core::validate::Violations;

use self::template::Template;
use crate::input::{self, InputError};
use crate::text;

/// What holds without a file, and what a person starts from.
pub(super) const DEFAULT: &str = include_str!("mapping/default.toml");

/// The fields that get a text, each with the templates of which the first that gives one counts.
#[derive(Debug)]
pub(super) struct Mapping(Vec<(String, Vec<Template>)>);

impl Mapping {
    pub(super) fn read(path: Option<PathBuf>) -> Result<Self, InputError> {
        match path {
            Some(path) => input::text(path, parse),
            None => input::built_in("the default mapping", DEFAULT, parse),
        }
    }

    /// The contact, unless there is none in this lead. The error says why, without a value.
    pub(super) fn contact(
        &self,
        lead: &Lead,
        campaign: &CampaignKey,
        user_data: String,
    ) -> Result<NewContact, String> {
        let mut members = Map::new();
        match campaign {
            CampaignKey::Id(id) => members.insert("DiallerCampaignsID".to_owned(), (*id).into()),
            CampaignKey::Name(name) => {
                members.insert("DiallerCampaignsName".to_owned(), name.as_str().into())
            }
        };
        members.insert("UserData".to_owned(), user_data.into());
        for (field, templates) in &self.0 {
            if let Some(text) = templates.iter().find_map(|template| template.fill(lead)) {
                members.insert(field.clone(), text.into());
            }
        }
        let lacks = lacking(|field| members.contains_key(field));
        if !lacks.is_empty() {
            return Err(lacks.join(", "));
        }
        let contact: NewContact = vendor_core::decode(
            Value::Object(members).to_string().as_bytes(),
        )
        .map_err(|error| {
            let field = error.path().trim_start_matches('.').to_owned();
            format!(
                "{field} must be {}",
                error.expected().unwrap_or("another text")
            )
        })?;
        let violations = Violations::of(&contact);
        if violations.is_empty() {
            Ok(contact)
        } else {
            let rules: Vec<_> = violations.iter().map(ToString::to_string).collect();
            Err(rules.join("; "))
        }
    }
}

/// Which of those that an import needs is not there.
fn lacking(has: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let mut numbers = fields::OF_CONTACT
        .into_iter()
        .filter(|field| fields::is_phone_number(field));
    let lacks = [
        ("no name", !has("Name")),
        ("no phone number", !numbers.any(has)),
    ];
    let lacks = lacks.into_iter().filter(|(_, is_missing)| *is_missing);
    lacks.map(|(what, _)| what).collect()
}

/// The only table of the file.
const TABLE: &str = "contact";

fn parse(text: &str) -> Result<Mapping, Violations> {
    let mut mistakes = Mistakes {
        text,
        found: Vec::new(),
    };
    let mapping = mistakes.mapping();
    if mistakes.found.is_empty() {
        return Ok(mapping);
    }
    mistakes.found.sort_by_key(|mistake| mistake.line);
    let mut violations = Violations::new();
    for Mistake { line, what, rule } in mistakes.found {
        let place = [line.map(|line| format!("line {line}")), what];
        let place: Vec<_> = place.into_iter().flatten().collect();
        violations.add(place.join(", "), rule);
    }
    Err(violations)
}

/// One thing that is wrong: a sentence whose beginning is the place.
struct Mistake {
    line: Option<usize>,
    what: Option<String>,
    rule: String,
}

/// Everything that is wrong with a file, each with its line.
struct Mistakes<'a> {
    text: &'a str,
    found: Vec<Mistake>,
}

impl Mistakes<'_> {
    fn add(&mut self, span: Range<usize>, what: &str, rule: impl Into<String>) {
        self.found.push(Mistake {
            line: Some(text::line_of(self.text, span.start)),
            what: Some(what.to_owned()).filter(|what| !what.is_empty()),
            rule: rule.into(),
        });
    }

    fn mapping(&mut self) -> Mapping {
        let mut fields = Vec::new();
        let (document, errors) = DeTable::parse_recoverable(self.text);
        for error in errors {
            self.add(error.span().unwrap_or_default(), "", error.message());
        }
        for (name, table) in document.get_ref() {
            match table.get_ref() {
                DeValue::Table(table) if name.get_ref() == TABLE => {
                    for (field, value) in table {
                        let templates = self.field(field.span(), field.get_ref(), value.get_ref());
                        fields.push((field.get_ref().to_string(), templates));
                    }
                }
                _ if name.get_ref() == TABLE => {
                    self.add(name.span(), TABLE, format!("must be one table: [{TABLE}]"));
                }
                _ => {
                    let rule =
                        format!("is not known here: all fields stand in the table [{TABLE}]");
                    self.add(name.span(), name.get_ref(), rule);
                }
            }
        }
        // Of a field that is misspelt, its own mistake says more.
        if self.found.is_empty() {
            for lack in lacking(|name| fields.iter().any(|(field, _)| field == name)) {
                self.found.push(Mistake {
                    line: None,
                    what: Some(format!("[{TABLE}]")),
                    rule: format!("gives {lack}, without which no contact can be imported"),
                });
            }
        }
        Mapping(fields)
    }

    fn field(&mut self, span: Range<usize>, field: &str, value: &DeValue<'_>) -> Vec<Template> {
        if !fields::OF_CONTACT.contains(&field) {
            self.add(span, field, unknown(field));
            return Vec::new();
        }
        let texts: Option<Vec<_>> = match value {
            DeValue::String(text) => Some(vec![text.as_ref()]),
            DeValue::Array(items) => items.iter().map(|item| item.get_ref().as_str()).collect(),
            _ => None,
        };
        let Some(texts) = texts.filter(|texts| !texts.is_empty()) else {
            self.add(span, field, "must be a text, or a list of texts");
            return Vec::new();
        };
        let mut templates = Vec::new();
        for text in texts {
            match Template::parse(text) {
                Ok(template) => templates.push(template),
                Err(rule) => self.add(span.clone(), field, rule),
            }
        }
        templates
    }
}

fn unknown(field: &str) -> String {
    match field {
        "UserData" => "is the key by which a contact is found again: see --prefix".to_owned(),
        "DiallerCampaignsID" | "DiallerCampaignsName" => {
            "is what --campaign-id or --campaign-name says".to_owned()
        }
        _ => match text::nearest(field, fields::OF_CONTACT) {
            Some(nearest) => format!("is no field of a contact; did you mean \"{nearest}\"?"),
            None => format!(
                "is no field of a contact; known: {}",
                fields::OF_CONTACT.join(", ")
            ),
        },
    }
}
