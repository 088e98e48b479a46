//! Rust code for the values of examples, as a user would write them.

use std::collections::BTreeSet;

use super::example::{Example, Json};
use crate::codegen::contract::{
    Contract, DateForm, Enumeration, Kind, Object, Property, Schema, Shape, Value, Width,
};
use crate::codegen::names;

/// Code, and the names that it uses from the root of the crate.
#[derive(Debug)]
pub(super) struct Writer<'c> {
    contract: &'c Contract,
    pub(super) uses: BTreeSet<String>,
}

/// What takes a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Taker {
    /// A function of ours: a text as `&str`, a list as an array.
    Function,
    /// Something that holds the value itself.
    Owner,
}

impl<'c> Writer<'c> {
    pub(super) fn new(contract: &'c Contract) -> Self {
        Self {
            contract,
            uses: BTreeSet::new(),
        }
    }

    /// The expression of an example that fits its schema.
    pub(super) fn expression(
        &mut self,
        value: &Value,
        example: &Example<'_>,
        taker: Taker,
    ) -> String {
        match (&value.kind, example.json()) {
            (Kind::List(item, _), Json::List(items)) => {
                let items: Vec<String> = items
                    .iter()
                    .map(|found| self.expression(item, found, Taker::Owner))
                    .collect();
                let items = items.join(", ");
                match taker {
                    Taker::Function => format!("[{items}]"),
                    Taker::Owner => format!("vec![{items}]"),
                }
            }
            (Kind::Named(name), Json::Object(members)) => self.object(name, &members),
            (Kind::Any | Kind::Custom { .. }, _) => {
                self.parsed(example.to_json().trim_end(), "RawJson")
            }
            (kind, Json::Text(text) | Json::Number(text)) => self.scalar(kind, text, taker),
            (_, Json::Boolean(value)) => value.to_string(),
            // What does not fit was refused.
            (_, Json::Null | Json::List(_) | Json::Object(_)) => "None".to_owned(),
        }
    }

    /// The expression of a single value, given as it is written.
    pub(super) fn scalar(&mut self, kind: &Kind, text: &str, taker: Taker) -> String {
        match kind {
            Kind::Text(_) if taker == Taker::Owner => format!("{text:?}.to_owned()"),
            Kind::Text(_) => format!("{text:?}"),
            Kind::Integer(..) => grouped(text),
            Kind::Named(name) => self.variant(name, text),
            Kind::Boolean => text.to_owned(),
            kind => self.parsed(text, type_name(kind)),
        }
    }

    /// The type of a value, as one stands in a signature; its names are noted.
    pub(super) fn type_of(&mut self, kind: &Kind) -> String {
        match kind {
            Kind::Integer(Width::Int32, _) => "i32".to_owned(),
            Kind::Integer(Width::Int64, _) => "i64".to_owned(),
            Kind::Boolean => "bool".to_owned(),
            Kind::Text(_) => "String".to_owned(),
            Kind::List(item, _) => format!("Vec<{}>", self.type_of(&item.kind)),
            Kind::Named(name) => {
                let name = self.rust_name(name);
                self.uses.insert(name.clone());
                name
            }
            kind => {
                self.uses.insert(type_name(kind).to_owned());
                type_name(kind).to_owned()
            }
        }
    }

    fn parsed(&mut self, text: &str, type_: &str) -> String {
        self.uses.insert(type_.to_owned());
        let literal = if text.contains('"') && !text.contains("\"#") {
            format!("r#\"{text}\"#")
        } else {
            format!("{text:?}")
        };
        format!("{literal}.parse::<{type_}>()?")
    }

    fn variant(&mut self, name: &str, text: &str) -> String {
        let rust_name = self.rust_name(name);
        self.uses.insert(rust_name.clone());
        let variant = match self.contract.schema(name).map(|schema| &schema.shape) {
            Some(Shape::Enumeration(Enumeration::Texts(variants))) => variants
                .iter()
                .find(|variant| variant.value == text)
                .map(|variant| variant.rust.clone()),
            Some(Shape::Enumeration(Enumeration::Integers(_, variants))) => variants
                .iter()
                .find(|variant| variant.value.to_string() == text)
                .map(|variant| variant.rust.clone()),
            _ => None,
        };
        match variant {
            Some(variant) => format!("{rust_name}::{variant}"),
            None if text.parse::<i64>().is_ok() => {
                format!("{rust_name}::Unknown({})", grouped(text))
            }
            None => format!("{rust_name}::from({text:?})"),
        }
    }

    /// The constructor with what is required, then a setter for each member that the example has besides.
    fn object(&mut self, name: &str, members: &[(&str, Example<'_>)]) -> String {
        let rust_name = self.rust_name(name);
        self.uses.insert(rust_name.clone());
        let Some(object) = self.contract.object(name) else {
            return rust_name;
        };
        let example = |property: &Property| {
            let found = members.iter().find(|(name, _)| *name == property.wire);
            found.map(|(_, example)| example)
        };
        let required = properties(object, true).filter_map(|property| {
            example(property).map(|example| self.required_member(property, example))
        });
        let required: Vec<String> = required.collect();
        let mut code = format!("{rust_name}::new({})", required.join(", "));
        for property in properties(object, false) {
            if let Some(example) = example(property) {
                let setter = names::identifier(&property.rust);
                let value = self.optional_member(property, example);
                code.extend([".", &setter.to_string(), "(", &value, ")"]);
            }
        }
        code
    }

    fn required_member(&mut self, property: &Property, example: &Example<'_>) -> String {
        match example.json() {
            Json::Null => "None".to_owned(),
            _ if property.value.nullable => {
                let value = self.expression(&property.value, example, Taker::Owner);
                format!("Some({value})")
            }
            _ => self.expression(&property.value, example, Taker::Function),
        }
    }

    fn optional_member(&mut self, property: &Property, example: &Example<'_>) -> String {
        let is_text = matches!(property.value.kind, Kind::Text(_));
        let taker = if property.value.nullable && !is_text {
            Taker::Owner
        } else {
            Taker::Function
        };
        if matches!(example.json(), Json::Null) {
            self.uses.insert("Nullable".to_owned());
            return "Nullable::Null".to_owned();
        }
        self.expression(&property.value, example, taker)
    }

    fn rust_name(&self, name: &str) -> String {
        let schema: Option<&Schema> = self.contract.schema(name);
        schema.map_or(name, |schema| &schema.rust_name).to_owned()
    }
}

fn properties(object: &Object, required: bool) -> impl Iterator<Item = &Property> {
    object
        .properties
        .iter()
        .filter(move |property| property.required == required)
}

fn type_name(kind: &Kind) -> &'static str {
    match kind {
        Kind::Uuid => "Uuid",
        Kind::Decimal => "Decimal",
        Kind::DateTime(DateForm::Rfc3339 | DateForm::DotnetOffset) => "OffsetDateTime",
        Kind::DateTime(DateForm::Dotnet) => "DotnetDateTime",
        Kind::DateTime(DateForm::Naive7 | DateForm::Naive) => "LocalDateTime",
        _ => "RawJson",
    }
}

/// Digits in groups of three, from five digits on.
fn grouped(number: &str) -> String {
    let (sign, digits) = match number.strip_prefix('-') {
        Some(digits) => ("-", digits),
        None => ("", number),
    };
    if digits.len() < 5 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return number.to_owned();
    }
    let mut groups = String::new();
    for (at, digit) in digits.char_indices() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            groups.push('_');
        }
        groups.push(digit);
    }
    format!("{sign}{groups}")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::problem::Log;
    use crate::codegen::{read_contract, yaml};
    use crate::new_vendor::tests::JOBS;

    fn code(schema: &str, example: &str) -> (String, Vec<String>) {
        let contract = read_contract("openapi.yaml", JOBS).expect("it is sound");
        let node = yaml::load(example, &Log::new("example.yaml")).expect("it is YAML");
        let value = Value {
            kind: Kind::Named(schema.to_owned()),
            nullable: false,
            sensitive: false,
        };
        let mut writer = Writer::new(&contract);
        let code = writer.expression(&value, &Example::root(&node), Taker::Function);
        (code, writer.uses.into_iter().collect())
    }

    #[test]
    fn an_object_is_written_by_its_constructor_and_its_setters() {
        let example =
            "{ seats: 4, vin: JH4KA7630PC007649, note: null, budget: 150.00, tags: [a, b] }";
        let (code, uses) = code("NewJob", example);
        assert_eq!(
            code,
            "NewJob::new(\"JH4KA7630PC007649\").note(Nullable::Null).seats(4)\
             .budget(\"150.00\".parse::<Decimal>()?).tags([\"a\".to_owned(), \"b\".to_owned()])"
        );
        assert_eq!(uses, ["Decimal", "NewJob", "Nullable"]);
    }

    #[test]
    fn an_enumeration_is_written_by_its_variant_or_from_another_value() {
        assert_eq!(code("State", "OPEN").0, "State::Open");
        assert_eq!(code("State", "LOST").0, "State::from(\"LOST\")");
    }

    #[test]
    fn long_numbers_are_grouped() {
        assert_eq!(grouped("7179072"), "7_179_072");
        assert_eq!(grouped("-12345"), "-12_345");
        assert_eq!(grouped("1234"), "1234");
    }
}
