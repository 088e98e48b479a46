//! Schemas: those with a name, and those that stand in a member, a parameter or a body.

use super::enumerations::{integer_enumeration, refuse_enumeration, text_enumeration};
use super::{Components, SCHEMAS, docs, is_internal, pattern, source};
use crate::codegen::contract::{
    Alternatives, DateForm, Docs, Kind, Object, Property, Range, Role, Schema, Shape, TextRule,
    Value, Width, Xml,
};
use crate::codegen::names;
use crate::codegen::problem::Fault;
use crate::codegen::spot::{Members, Spot};

pub(super) const WIDTHS: &[(&str, Width)] = &[("int32", Width::Int32), ("int64", Width::Int64)];

const DATE_FORMS: &[(&str, DateForm)] = &[
    ("rfc3339", DateForm::Rfc3339),
    ("dotnet-offset", DateForm::DotnetOffset),
    ("dotnet", DateForm::Dotnet),
    ("naive-7", DateForm::Naive7),
    ("naive", DateForm::Naive),
];

const ROLES: &[(&str, Role)] = &[
    ("request", Role::Request),
    ("response", Role::Response),
    ("both", Role::Both),
    ("error", Role::Error),
];

/// The types of OpenAPI.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Type {
    Text,
    Integer,
    Number,
    Boolean,
    List,
    Object,
}

const TYPES: &[(&str, Type)] = &[
    ("string", Type::Text),
    ("integer", Type::Integer),
    ("number", Type::Number),
    ("boolean", Type::Boolean),
    ("array", Type::List),
    ("object", Type::Object),
];

/// A schema that stands somewhere, and what it says to a reader there.
#[derive(Debug)]
pub(super) struct Standing {
    pub(super) value: Value,
    pub(super) docs: Docs,
    pub(super) rust_name: Option<String>,
    pub(super) alias: Option<String>,
    pub(super) internal: bool,
}

/// What may be said about a schema where it stands.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Standpoint {
    Property,
    Item,
    /// A parameter's, with the date form that the parameter itself gives.
    Parameter(Option<DateForm>),
    Body,
}

/// `x-date-format`, where it is given; a bad one is reported and stands for any.
pub(super) fn date_form(members: &mut Members<'_>) -> Option<DateForm> {
    let spot = members.take("x-date-format")?;
    Some(spot.choice(DATE_FORMS).unwrap_or(DateForm::Rfc3339))
}

impl<'a> Components<'a> {
    /// A schema of `components`.
    pub(super) fn named_schema(&self, name: &str, spot: &Spot<'a>) -> Option<Schema> {
        let mut members = spot.members();
        let docs = Docs {
            description: members
                .need_text("description")
                .map(|text| text.trim().to_owned()),
            source: members.need("x-source").and_then(|spot| source(&spot)),
            ..Docs::default()
        };
        let rust_name = members
            .text("x-rust-name")
            .unwrap_or_else(|| name.to_owned());
        if !names::is_type_name(&rust_name) {
            spot.report(Fault::BadName(rust_name.clone()));
        }
        let xml = members.take("xml").map(|spot| xml(&spot));
        let shape = match members.need("type").and_then(|found| found.choice(TYPES)) {
            Some(Type::Object) => Some(Shape::Object(self.object(&mut members))),
            Some(Type::Text) => text_enumeration(&mut members, spot).map(Shape::Enumeration),
            Some(Type::Integer) => integer_enumeration(&mut members, spot).map(Shape::Enumeration),
            Some(_) => {
                spot.report(Fault::Rule(
                    "only objects and enums have names; write this type where it stands",
                ));
                return None;
            }
            None => return None,
        };
        members.finish();
        let place = spot.place();
        shape.map(|shape| Schema {
            name: name.to_owned(),
            rust_name,
            docs,
            xml: xml.unwrap_or_default(),
            shape,
            place,
        })
    }

    fn object(&self, members: &mut Members<'a>) -> Object {
        let role = members.need("x-role").and_then(|found| found.choice(ROLES));
        let sensitive = members.flag("x-sensitive");
        let internal = is_internal(members);
        // What it says is for those who check a body; the models read unknown members over and write none.
        members.flag("additionalProperties");
        let required = members.take("required");
        let mut properties: Vec<Property> = members
            .entries("properties")
            .iter()
            .map(|(wire, spot)| self.property(wire, spot))
            .collect();
        for item in required.iter().flat_map(Spot::items) {
            let Some(name) = item.text() else { continue };
            match properties.iter_mut().find(|property| property.wire == name) {
                Some(property) if property.required => item.report(Fault::DeclaredTwice(name)),
                Some(property) => property.required = true,
                None => item.report(Fault::Undeclared(name)),
            }
        }
        let mut alternatives: Vec<Alternatives> =
            found_alternatives(members, &properties).collect();
        for part in members.items("allOf") {
            let mut part = part.members();
            let before = alternatives.len();
            alternatives.extend(found_alternatives(&mut part, &properties));
            if alternatives.len() == before {
                part.need("anyOf");
            }
            part.finish();
        }
        Object {
            role: role.unwrap_or(Role::Error),
            sensitive,
            internal,
            properties,
            alternatives,
        }
    }

    fn property(&self, wire: &str, spot: &Spot<'a>) -> Property {
        // What could not be read is reported already; the member is there nevertheless.
        let standing = self.standing(spot, Standpoint::Property);
        let standing = standing.unwrap_or_else(|| Standing::plain(Kind::Any));
        let rust = standing
            .rust_name
            .unwrap_or_else(|| names::field_name(wire));
        if !names::is_field_name(&rust) {
            spot.report(Fault::BadName(rust.clone()));
        }
        Property {
            wire: wire.to_owned(),
            rust,
            alias: standing.alias,
            internal: standing.internal,
            required: false,
            value: standing.value,
            docs: standing.docs,
            place: spot.place(),
        }
    }

    /// A schema where it stands.
    pub(super) fn standing(&self, spot: &Spot<'a>, standpoint: Standpoint) -> Option<Standing> {
        if let Some(reference) = spot.reference() {
            let (name, _) = self.resolve(&reference, SCHEMAS)?;
            return Some(Standing::plain(Kind::Named(name)));
        }
        let mut members = spot.members();
        let docs = standing_docs(&mut members, standpoint);
        let sensitive = members.flag("x-sensitive");
        let mut of_property = |key| members.text(key);
        let (rust_name, alias) = match standpoint {
            Standpoint::Property => (of_property("x-rust-name"), of_property("x-alias")),
            _ => (None, None),
        };
        let internal = standpoint == Standpoint::Property && is_internal(&mut members);
        let (kind, nullable) = if let Some(parts) = members.take("oneOf") {
            self.nullable_reference(&parts)?
        } else if let Some(parts) = members.take("allOf") {
            (self.documented_reference(&parts)?, false)
        } else {
            match members.take("type") {
                Some(found) => {
                    let (type_, nullable) = type_and_null(&found)?;
                    (self.kind(type_, &mut members, spot, standpoint)?, nullable)
                }
                None => (Kind::Any, false),
            }
        };
        members.finish();
        let sensitive = sensitive || matches!(&kind, Kind::List(item, _) if item.sensitive);
        Some(Standing {
            value: Value {
                kind,
                nullable,
                sensitive,
            },
            docs,
            rust_name,
            alias,
            internal,
        })
    }

    fn kind(
        &self,
        type_: Type,
        members: &mut Members<'a>,
        spot: &Spot<'a>,
        standpoint: Standpoint,
    ) -> Option<Kind> {
        match type_ {
            Type::Text => text_kind(members, spot, standpoint),
            Type::Integer => {
                refuse_enumeration(members);
                let width = members
                    .need("format")
                    .and_then(|found| found.choice(WIDTHS));
                let bounds = range(members, ("minimum", "maximum"), Spot::integer);
                let fits =
                    |bound: Option<i64>| bound.is_none_or(|bound| i32::try_from(bound).is_ok());
                if width == Some(Width::Int32) && !(fits(bounds.least) && fits(bounds.greatest)) {
                    spot.report(Fault::Rule("a bound does not fit into an int32"));
                }
                Some(Kind::Integer(width.unwrap_or(Width::Int64), bounds))
            }
            Type::Number => {
                if !members.flag("x-decimal") {
                    spot.report(Fault::Rule(
                        "a number needs x-decimal: true, for nothing passes through a float",
                    ));
                }
                Some(Kind::Decimal)
            }
            Type::Boolean => Some(Kind::Boolean),
            Type::List => {
                let item = members.need("items");
                let item = item.and_then(|item| self.standing(&item, Standpoint::Item));
                let item = item.unwrap_or_else(|| Standing::plain(Kind::Any)).value;
                let length = range(members, ("minItems", "maxItems"), Spot::count);
                check_item(&item, spot);
                Some(Kind::List(Box::new(item), length))
            }
            Type::Object => {
                spot.report(Fault::Rule(
                    "an object needs a name: move it to components/schemas, or write {} for any JSON",
                ));
                None
            }
        }
    }

    /// `oneOf: [{ $ref: .. }, { type: "null" }]`.
    fn nullable_reference(&self, parts: &Spot<'a>) -> Option<(Kind, bool)> {
        let items = parts.items();
        let is_null = |spot: &Spot<'_>| {
            let mut members = spot.members();
            let is_null = members
                .need_text("type")
                .is_some_and(|found| found == "null");
            members.finish();
            is_null
        };
        if let [first, second] = items.as_slice()
            && let Some(reference) = first.reference()
            && is_null(second)
        {
            let (name, _) = self.resolve(&reference, SCHEMAS)?;
            return Some((Kind::Named(name), true));
        }
        parts.report(Fault::Expected("[{ $ref: <schema> }, { type: \"null\" }]"));
        None
    }

    /// `allOf: [{ $ref: .. }]`, for a description or an `x-sensitive` of its own.
    fn documented_reference(&self, parts: &Spot<'a>) -> Option<Kind> {
        if let [only] = parts.items().as_slice()
            && let Some(reference) = only.reference()
        {
            return self
                .resolve(&reference, SCHEMAS)
                .map(|(name, _)| Kind::Named(name));
        }
        parts.report(Fault::Expected("[{ $ref: <schema> }]"));
        None
    }
}

impl Standing {
    fn plain(kind: Kind) -> Self {
        let value = Value {
            kind,
            nullable: false,
            sensitive: false,
        };
        Self {
            value,
            docs: Docs::default(),
            rust_name: None,
            alias: None,
            internal: false,
        }
    }
}

fn xml(spot: &Spot<'_>) -> Xml {
    let mut members = spot.members();
    let xml = Xml {
        name: members.text("name"),
        namespace: members.text("namespace"),
    };
    members.finish();
    xml
}

/// What there is a reader for: a member has a doc comment, a parameter has its description outside its
/// schema, and items and bodies have neither.
fn standing_docs(members: &mut Members<'_>, standpoint: Standpoint) -> Docs {
    let mut found = Docs::default();
    if standpoint == Standpoint::Property {
        found = docs(members);
    }
    if matches!(standpoint, Standpoint::Property | Standpoint::Parameter(_)) {
        found.example = members.take("example").and_then(|example| example.scalar());
        found.default = members.take("default").and_then(|default| default.scalar());
    }
    found
}

/// What serde and the checks of a request can do with the items of a list.
fn check_item(item: &Value, list: &Spot<'_>) {
    let fault = match &item.kind {
        _ if item.nullable => "items that may be null are not supported",
        Kind::Text(rule) if *rule != TextRule::default() => {
            "rules for the items of a list are not supported"
        }
        Kind::Integer(_, range) if !range.is_open() => {
            "rules for the items of a list are not supported"
        }
        Kind::Decimal | Kind::DateTime(DateForm::DotnetOffset | DateForm::Naive7) => {
            "a list of decimals or of such dates is not supported: use a list of objects"
        }
        _ => return,
    };
    list.report(Fault::Rule(fault));
}

fn text_kind(members: &mut Members<'_>, spot: &Spot<'_>, standpoint: Standpoint) -> Option<Kind> {
    #[derive(Clone, Copy)]
    enum Format {
        Uuid,
        DateTime,
    }
    let format = match members.take("format") {
        Some(found) => found.choice(&[("uuid", Format::Uuid), ("date-time", Format::DateTime)]),
        None => None,
    };
    match format {
        Some(Format::Uuid) => Some(Kind::Uuid),
        Some(Format::DateTime) => {
            let form = match standpoint {
                Standpoint::Parameter(Some(form)) => Some(form),
                _ => date_form(members),
            };
            if form.is_none() {
                spot.report(Fault::MissingKey("x-date-format"));
            }
            Some(Kind::DateTime(form.unwrap_or(DateForm::Rfc3339)))
        }
        None => {
            refuse_enumeration(members);
            text_rule(members).map(Kind::Text)
        }
    }
}

fn text_rule(members: &mut Members<'_>) -> Option<TextRule> {
    let length = range(members, ("minLength", "maxLength"), Spot::count);
    let Some(spot) = members.take("pattern") else {
        return Some(TextRule {
            length,
            characters: Vec::new(),
        });
    };
    let text = spot.text()?;
    let rule = pattern::parse(&text);
    match rule {
        None => spot.report(Fault::Pattern(text)),
        Some(_) if !length.is_open() => {
            spot.report(Fault::Rule(
                "the pattern gives the length already: leave minLength and maxLength out",
            ));
        }
        Some(_) => {}
    }
    rule
}

fn range<'a>(
    members: &mut Members<'a>,
    (low, high): (&'static str, &'static str),
    read: impl Fn(&Spot<'a>) -> Option<i64>,
) -> Range {
    let least = members.take(low).and_then(|spot| read(&spot));
    let spot = members.take(high);
    let range = Range {
        least,
        greatest: spot.as_ref().and_then(read),
    };
    if range.is_empty() {
        spot.inspect(|spot| spot.report(Fault::EmptyRange));
    }
    range
}

/// `string`, or `[string, "null"]`.
fn type_and_null(spot: &Spot<'_>) -> Option<(Type, bool)> {
    if !spot.is_list() {
        return Some((spot.choice(TYPES)?, false));
    }
    match spot.items().as_slice() {
        [type_, null] if null.text()? == "null" => Some((type_.choice(TYPES)?, true)),
        _ => {
            spot.report(Fault::Expected("a type, or [<type>, \"null\"]"));
            None
        }
    }
}

/// `anyOf` (at least one of these members) and `oneOf` (just one of two).
fn found_alternatives(
    members: &mut Members<'_>,
    properties: &[Property],
) -> impl Iterator<Item = Alternatives> {
    [("anyOf", false), ("oneOf", true)]
        .map(|(key, exclusive)| {
            members.take(key).map(|spot| {
                let names = alternative_members(&spot, properties);
                if exclusive && names.len() != 2 {
                    spot.report(Fault::Rule("oneOf is for two members"));
                }
                Alternatives { names, exclusive }
            })
        })
        .into_iter()
        .flatten()
}

/// `[{ required: [A] }, { required: [B] }]`.
fn alternative_members(spot: &Spot<'_>, properties: &[Property]) -> Vec<String> {
    let mut names = Vec::new();
    for alternative in spot.items() {
        let mut members = alternative.members();
        if let Some(required) = members.need("required") {
            match required.items().as_slice() {
                [only] => names.extend(
                    only.text()
                        .filter(|name| is_optional(name, properties, only)),
                ),
                _ => required.report(Fault::Expected("a list of one member")),
            }
        }
        members.finish();
    }
    names
}

fn is_optional(name: &str, properties: &[Property], spot: &Spot<'_>) -> bool {
    match properties.iter().find(|property| property.wire == name) {
        None => spot.report(Fault::Undeclared(name.to_owned())),
        Some(property) if property.required => {
            spot.report(Fault::Rule("the member is required, so there is no choice"));
        }
        Some(_) => return true,
    }
    false
}
