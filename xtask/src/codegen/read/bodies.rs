//! The bodies of requests and answers.

use super::parameters::rust_type;
use super::schemas::Standpoint;
use super::{Components, RESPONSES, docs};
use crate::codegen::contract::{Answer, Body, DateForm, Kind, Value};
use crate::codegen::problem::Fault;
use crate::codegen::spot::Spot;

impl<'a> Components<'a> {
    pub(super) fn body(&self, spot: &Spot<'a>) -> Option<Body> {
        let mut members = spot.members();
        let docs = docs(&mut members);
        let required = members.flag("required");
        let sensitive = members.flag("x-sensitive");
        let rust_type = members
            .take("x-rust-type")
            .and_then(|spot| rust_type(&spot));
        let content = members.need("content");
        members.finish();
        let content = content?;
        let (media_types, value) = match rust_type {
            Some(rust_type) => {
                media_types_and_value(&content, |schema| Some(self.custom(&rust_type, schema)))
            }
            None => media_types_and_value(&content, |schema| self.whole(schema)),
        };
        if media_types
            .first()
            .is_none_or(|first| first != "application/json")
        {
            content.report(Fault::Rule(
                "the first media type of a body must be application/json",
            ));
        }
        let mut value = value?;
        value.sensitive |= sensitive;
        Some(Body {
            required,
            value,
            docs,
        })
    }

    /// The answer of a successful call, and the others.
    pub(super) fn answers(&self, spot: &Spot<'a>) -> (Answer, Vec<Answer>) {
        let mut answers: Vec<Answer> = Vec::new();
        let mut failures: Vec<Answer> = Vec::new();
        for (status, response) in spot.entries() {
            let is_success = is_success(&status, &response);
            let answer = match response.reference() {
                Some(reference) => self
                    .resolve(&reference, RESPONSES)
                    .map(|(_, response)| self.response(&response)),
                None => Some(self.response(&response)),
            };
            if is_success {
                answers.extend(answer);
            } else {
                failures.extend(answer);
            }
        }
        let mut answers = answers.into_iter();
        let Some(mut first) = answers.next() else {
            spot.report(Fault::Rule("there is no answer of a successful call (2xx)"));
            return (Answer::default(), failures);
        };
        for other in answers {
            if (other.value, other.rust_type) != (first.value.clone(), first.rust_type.clone()) {
                spot.report(Fault::Rule(
                    "the answers of a successful call (2xx) must be alike",
                ));
            }
            let more = other
                .media_types
                .into_iter()
                .filter(|found| !first.media_types.contains(found));
            let more: Vec<String> = more.collect();
            first.media_types.extend(more);
        }
        (first, failures)
    }

    fn response(&self, spot: &Spot<'a>) -> Answer {
        let mut members = spot.members();
        members.need_text("description");
        if let Some(source) = members.take("x-source") {
            super::source(&source);
        }
        let rust_type = members
            .take("x-rust-type")
            .and_then(|spot| rust_type(&spot));
        let ignores_body = members.flag("x-ignore-body");
        let content = members.take("content");
        members.finish();
        let (media_types, value) = content.map_or_else(Default::default, |content| {
            media_types_and_value(&content, |schema| self.whole(schema))
        });
        let mut answer = Answer {
            value,
            media_types,
            rust_type,
        };
        if answer.is_undescribed() {
            let any = answer.value.take();
            if answer.media_types.len() > 1 || any.is_some_and(|value| value.kind != Kind::Any) {
                spot.report(Fault::Rule(
                    "*/* is for an answer that no page describes: alone, with the schema {}",
                ));
            }
        } else if answer.rust_type.is_some() {
            spot.report(Fault::Rule(
                "x-rust-type is for an answer that no page describes (*/*)",
            ));
        }
        if ignores_body
            && answer
                .value
                .take()
                .is_none_or(|value| value.kind != Kind::Any)
        {
            spot.report(Fault::Rule(
                "x-ignore-body is for an answer of any JSON: {}",
            ));
        }
        answer
    }

    /// A body of the type that follows from its schema.
    fn whole(&self, schema: &Spot<'a>) -> Option<Value> {
        let value = self.standing(schema, Standpoint::Body)?.value;
        check_body_value(&value, schema);
        Some(value)
    }

    /// A body of a type of the crate's own: one schema, or `oneOf` several.
    fn custom(&self, rust_type: &str, schema: &Spot<'a>) -> Value {
        let stands_for: Vec<Value> = if schema.has("oneOf") {
            let mut members = schema.members();
            let alternatives = members.items("oneOf");
            members.finish();
            alternatives
                .iter()
                .filter_map(|alternative| self.whole(alternative))
                .collect()
        } else {
            self.whole(schema).into_iter().collect()
        };
        let sensitive = stands_for.iter().any(|value| value.sensitive);
        let kind = Kind::Custom {
            rust_type: rust_type.to_owned(),
            stands_for,
        };
        Value {
            kind,
            nullable: false,
            sensitive,
        }
    }
}

/// The media types of a body, and its schema, which they share.
fn media_types_and_value<'a>(
    spot: &Spot<'a>,
    read: impl Fn(&Spot<'a>) -> Option<Value>,
) -> (Vec<String>, Option<Value>) {
    let mut media_types = Vec::new();
    let mut found: Option<Value> = None;
    for (media_type, spot) in spot.entries() {
        if !media_type.contains('/') || media_type.contains([' ', ';']) {
            spot.report(Fault::Expected("a media type without parameters"));
        }
        media_types.push(media_type);
        let mut members = spot.members();
        // Examples are for readers of the contract, and for a new vendor's tests.
        members.take("example");
        members.take("examples");
        let schema = members.need("schema");
        members.finish();
        let Some(value) = schema.and_then(|schema| read(&schema)) else {
            continue;
        };
        match &found {
            Some(earlier) if *earlier != value => {
                spot.report(Fault::Rule(
                    "all media types of a body must have the same schema",
                ));
            }
            _ => found = Some(value),
        }
    }
    if media_types.is_empty() {
        spot.report(Fault::Expected("a media type"));
    }
    (media_types, found)
}

/// Whether the key of a response stands for success.
fn is_success(status: &str, spot: &Spot<'_>) -> bool {
    let is_status = status.len() == 3
        && status.starts_with(|c: char| ('1'..='5').contains(&c))
        && (status.ends_with("XX") || status.bytes().all(|b| b.is_ascii_digit()));
    if !is_status && status != "default" {
        spot.report(Fault::Expected(
            "a status, a class of statuses as 4XX, or default as key",
        ));
    }
    status.starts_with('2')
}

/// What serde reads and writes without a hint.
fn check_body_value(value: &Value, spot: &Spot<'_>) {
    if value.nullable {
        spot.report(Fault::Rule("a body that may be null is not supported"));
    }
    let mut kind = &value.kind;
    while let Kind::List(item, _) = kind {
        kind = &item.kind;
    }
    if matches!(
        kind,
        Kind::Decimal | Kind::DateTime(DateForm::DotnetOffset | DateForm::Naive7)
    ) {
        spot.report(Fault::Rule(
            "a decimal or such a date as a whole body is not supported",
        ));
    }
}
