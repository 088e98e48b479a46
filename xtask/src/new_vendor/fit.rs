//! Whether an example fits its schema: the new crate's tests send and read it.

use super::example::{Example, Json};
use crate::codegen::contract::{
    Alternatives, Contract, DateForm, Enumeration, Kind, Object, Range, Shape, TextRule, Value,
    Width,
};
use crate::codegen::problem::Place;

/// What does not fit, each with its place.
pub(super) fn misfits(
    contract: &Contract,
    value: &Value,
    example: &Example<'_>,
) -> Vec<(Place, String)> {
    let mut found = Found {
        contract,
        misfits: Vec::new(),
    };
    found.compare(value, example);
    found.misfits
}

struct Found<'c> {
    contract: &'c Contract,
    misfits: Vec<(Place, String)>,
}

impl Found<'_> {
    fn report(&mut self, example: &Example<'_>, what: impl Into<String>) {
        self.misfits.push((example.place(), what.into()));
    }

    fn compare(&mut self, value: &Value, example: &Example<'_>) {
        match (&value.kind, example.json()) {
            (_, Json::Null) if value.nullable => {}
            (Kind::Any | Kind::Custom { .. }, _)
            | (Kind::Boolean, Json::Boolean(_))
            | (Kind::Decimal, Json::Number(_)) => {}
            (Kind::Text(rule), Json::Text(text)) => {
                if !text_fits(rule, text) {
                    self.report(example, "the schema allows other texts");
                }
            }
            (Kind::Uuid, Json::Text(text)) if is_uuid(text) => {}
            (Kind::DateTime(form), Json::Text(text)) if is_date(*form, text) => {}
            (Kind::Integer(width, range), Json::Number(number)) => {
                if !number_fits(*width, *range, number) {
                    self.report(example, "the schema allows other numbers");
                }
            }
            (Kind::List(item, range), Json::List(items)) => {
                if !holds(*range, items.len()) {
                    self.report(example, "the schema allows another number of items");
                }
                for found in items {
                    self.compare(item, &found);
                }
            }
            (Kind::Named(name), json) => self.named(name, json, example),
            (kind, _) => self.report(example, format!("the schema wants {}", expected(kind))),
        }
    }

    fn named(&mut self, name: &str, json: Json<'_>, example: &Example<'_>) {
        let Some(schema) = self.contract.schema(name) else {
            return;
        };
        match (&schema.shape, json) {
            (Shape::Object(object), Json::Object(members)) => {
                self.object(object, &members, example);
            }
            (Shape::Enumeration(Enumeration::Texts(_)), Json::Text(_)) => {}
            (Shape::Enumeration(Enumeration::Integers(width, _)), Json::Number(number))
                if number_fits(*width, Range::default(), number) => {}
            _ => self.report(example, format!("the schema wants a {name}")),
        }
    }

    fn object(&mut self, object: &Object, members: &[(&str, Example<'_>)], example: &Example<'_>) {
        for (name, member) in members {
            match object.properties.iter().find(|known| known.wire == *name) {
                Some(property) => self.compare(&property.value, member),
                None => self.report(member, format!("the schema has no member \"{name}\"")),
            }
        }
        let has = |wire: &str| members.iter().any(|(name, _)| *name == wire);
        for property in &object.properties {
            if property.required && !has(&property.wire) {
                self.report(
                    example,
                    format!("the member \"{}\" is required", property.wire),
                );
            }
        }
        for Alternatives { names, exclusive } in &object.alternatives {
            let count = names.iter().filter(|name| has(name)).count();
            if count == 0 || *exclusive && count > 1 {
                let names = names.join(", ");
                self.report(example, format!("the schema wants one of {names}"));
            }
        }
    }
}

/// Whether a text has the length and the characters that are allowed.
pub(super) fn text_fits(rule: &TextRule, text: &str) -> bool {
    let is_allowed = |c: char| {
        let mut ranges = rule.characters.iter();
        rule.characters.is_empty() || ranges.any(|(first, last)| (*first..=*last).contains(&c))
    };
    holds(rule.length, text.chars().count()) && text.chars().all(is_allowed)
}

/// Whether a text is an integer that is allowed.
pub(super) fn number_fits(width: Width, range: Range, text: &str) -> bool {
    let number = match width {
        Width::Int32 => text.parse::<i32>().map(i64::from),
        Width::Int64 => text.parse(),
    };
    number.is_ok_and(|number| {
        range.least.is_none_or(|least| number >= least)
            && range.greatest.is_none_or(|greatest| number <= greatest)
    })
}

fn holds(range: Range, count: usize) -> bool {
    let count = i64::try_from(count).unwrap_or(i64::MAX);
    range.least.is_none_or(|least| count >= least)
        && range.greatest.is_none_or(|greatest| count <= greatest)
}

fn expected(kind: &Kind) -> &'static str {
    match kind {
        Kind::Text(_) => "a text",
        Kind::Uuid => "a UUID",
        Kind::DateTime(DateForm::Rfc3339 | DateForm::DotnetOffset) => {
            "a date and time with an offset"
        }
        Kind::DateTime(DateForm::Dotnet) => "a date and time",
        Kind::DateTime(DateForm::Naive7) => {
            "a date and time without an offset, with seven digits of a second's fraction"
        }
        Kind::DateTime(DateForm::Naive) => "a date and time without an offset",
        Kind::Integer(..) => "an integer",
        Kind::Decimal => "a number",
        Kind::Boolean => "true or false",
        Kind::List(..) => "a list",
        Kind::Named(_) | Kind::Any | Kind::Custom { .. } => "another value",
    }
}

pub(super) fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    let lengths = groups.iter().map(|group| group.len());
    lengths.eq([8, 4, 4, 4, 12]) && groups.concat().bytes().all(|byte| byte.is_ascii_hexdigit())
}

/// `2024-01-31T08:00:00`, with a fraction and an offset if the form has them. Whether there is such a day is not looked
/// at here.
pub(super) fn is_date(form: DateForm, text: &str) -> bool {
    const SHAPE: &str = "0000-00-00T00:00:00";
    let Some((date, rest)) = text.split_at_checked(SHAPE.len()) else {
        return false;
    };
    let has_shape = SHAPE
        .bytes()
        .zip(date.bytes())
        .all(|(shape, byte)| match shape {
            b'0' => byte.is_ascii_digit(),
            other => byte == other,
        });
    let fraction = rest.strip_prefix('.').map_or(rest, |fraction| {
        fraction.trim_start_matches(|c: char| c.is_ascii_digit())
    });
    let has_offset = fraction == "Z" || is_offset(fraction);
    let fits = match form {
        DateForm::Rfc3339 | DateForm::DotnetOffset => has_offset,
        DateForm::Dotnet => has_offset || fraction.is_empty(),
        // Written with seven digits, whatever was read.
        DateForm::Naive7 => fraction.is_empty() && rest.len() == ".0000000".len(),
        DateForm::Naive => fraction.is_empty(),
    };
    has_shape && fits
}

/// `+02:00`
fn is_offset(text: &str) -> bool {
    text.len() == 6
        && text.starts_with(['+', '-'])
        && text[1..].bytes().enumerate().all(|(at, byte)| match at {
            2 => byte == b':',
            _ => byte.is_ascii_digit(),
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::problem::Log;
    use crate::codegen::{read_contract, yaml};
    use crate::new_vendor::tests::JOBS;

    /// What is wrong with an example of a schema, without its place.
    fn wrong(schema: &str, example: &str) -> Vec<String> {
        let contract = read_contract("openapi.yaml", JOBS).expect("it is sound");
        let node = yaml::load(example, &Log::new("example.yaml")).expect("it is YAML");
        let value = Value {
            kind: Kind::Named(schema.to_owned()),
            nullable: false,
            sensitive: false,
        };
        let misfits = misfits(&contract, &value, &Example::root(&node));
        misfits.into_iter().map(|(_, what)| what).collect()
    }

    #[test]
    fn each_rule_of_a_schema_is_looked_at() {
        for (example, what) in [
            ("{ vin: JH4KA7630PC007649 }", None),
            ("{ vin: SHORT }", Some("the schema allows other texts")),
            ("{ vin: 17 }", Some("the schema wants a text")),
            ("{}", Some("the member \"vin\" is required")),
            (
                "{ vin: JH4KA7630PC007649, colour: red }",
                Some("the schema has no member \"colour\""),
            ),
            (
                "{ vin: JH4KA7630PC007649, due: 2024-01-31 }",
                Some("the schema wants a date and time with an offset"),
            ),
            (
                "{ vin: JH4KA7630PC007649, seats: 0 }",
                Some("the schema allows other numbers"),
            ),
            (
                "{ vin: JH4KA7630PC007649, seats: 2147483648 }",
                Some("the schema allows other numbers"),
            ),
            (
                "{ vin: JH4KA7630PC007649, tags: red }",
                Some("the schema wants a list"),
            ),
            ("{ vin: JH4KA7630PC007649, note: null }", None),
            (
                "{ vin: JH4KA7630PC007649, seats: null }",
                Some("the schema wants an integer"),
            ),
        ] {
            assert_eq!(wrong("NewJob", example), Vec::from_iter(what), "{example}");
        }
    }

    #[test]
    fn dates_and_ids_have_their_forms() {
        assert!(is_date(DateForm::Rfc3339, "2024-01-31T08:00:00.25+02:00"));
        assert!(is_date(DateForm::Rfc3339, "2024-01-31T08:00:00Z"));
        assert!(!is_date(DateForm::Rfc3339, "2024-01-31T08:00:00"));
        assert!(is_date(DateForm::Naive, "2024-01-31T08:00:00"));
        assert!(!is_date(DateForm::Naive, "2024-01-31T08:00:00Z"));
        assert!(is_date(DateForm::Naive7, "2024-01-31T08:00:00.1234567"));
        assert!(!is_date(DateForm::Naive7, "2024-01-31T08:00:00"));
        assert!(!is_date(DateForm::Dotnet, "31.01.2024"));
        assert!(is_uuid("497f6eca-6276-4993-bfeb-53cbbbba6f08"));
        assert!(!is_uuid("497f6eca"));
    }
}
