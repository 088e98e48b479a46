//! Parameters of a path, a query or a header.

use super::schemas::{Standpoint, date_form};
use super::{Components, PARAMETERS, docs, is_internal};
use crate::codegen::contract::{DateForm, Docs, Kind, Location, Parameter, Value};
use crate::codegen::names;
use crate::codegen::problem::Fault;
use crate::codegen::spot::{Members, Spot};

const LOCATIONS: &[(&str, Location)] = &[
    ("path", Location::Path),
    ("query", Location::Query),
    ("header", Location::Header),
];

/// Headers that no parameter may set: a second opinion on them would be a fault, or a hole.
const OUR_HEADERS: &[&str] = &[
    "accept",
    "authorization",
    "connection",
    "content-length",
    "content-type",
    "host",
    "transfer-encoding",
    "user-agent",
];

impl<'a> Components<'a> {
    pub(super) fn parameters(&self, members: &mut Members<'a>) -> Vec<Parameter> {
        let items = members.items("parameters").into_iter();
        items
            .filter_map(|item| match item.reference() {
                Some(reference) => {
                    let (_, spot) = self.resolve(&reference, PARAMETERS)?;
                    self.parameter(&spot)
                }
                None => self.parameter(&item),
            })
            .collect()
    }

    fn parameter(&self, spot: &Spot<'a>) -> Option<Parameter> {
        let mut members = spot.members();
        let wire = members.need_text("name");
        let location = members.need("in").and_then(|found| found.choice(LOCATIONS));
        let required = members.flag("required");
        let allows_empty = members.flag("allowEmptyValue");
        let own_docs = docs(&mut members);
        let example = members.take("example").and_then(|example| example.scalar());
        let sensitive = members.flag("x-sensitive");
        let rust_name = members.text("x-rust-name");
        let rust_type = members
            .take("x-rust-type")
            .and_then(|spot| rust_type(&spot));
        let internal = is_internal(&mut members);
        let form = date_form(&mut members);
        let standing = members
            .need("schema")
            .and_then(|schema| self.standing(&schema, Standpoint::Parameter(form)));
        members.finish();
        let (wire, location, standing) = (wire?, location?, standing?);
        let rust = rust_name.unwrap_or_else(|| names::field_name(&wire));
        if !names::is_field_name(&rust) {
            spot.report(Fault::BadName(rust.clone()));
        }
        let value = Value {
            sensitive: sensitive || standing.value.sensitive,
            ..standing.value
        };
        if rust_type.is_none() {
            check_parameter_value(&value, form, spot);
        }
        if location == Location::Path && !required {
            spot.report(Fault::Rule(
                "a path parameter is always required: write required: true",
            ));
        }
        if internal && required {
            spot.report(Fault::Rule(
                "a required parameter stands in `new`: x-rust-visibility is for optional ones",
            ));
        }
        if allows_empty && location != Location::Query {
            spot.report(Fault::Rule(
                "only a query parameter may have allowEmptyValue",
            ));
        }
        if location == Location::Header
            && !wire.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
        {
            spot.report(Fault::Expected(
                "a header name of letters, digits and hyphens",
            ));
        }
        if location == Location::Header
            && OUR_HEADERS
                .iter()
                .any(|ours| wire.eq_ignore_ascii_case(ours))
        {
            spot.report(Fault::Rule(
                "this header follows from the body, the credentials or the connection",
            ));
        }
        let docs = Docs {
            example: example.or(standing.docs.example),
            default: standing.docs.default,
            ..own_docs
        };
        let place = spot.place();
        Some(Parameter {
            wire,
            rust,
            location,
            required,
            allows_empty,
            value,
            rust_type,
            internal,
            docs,
            place,
        })
    }
}

/// What can stand in a URL or a header.
fn check_parameter_value(value: &Value, form: Option<DateForm>, spot: &Spot<'_>) {
    match &value.kind {
        Kind::DateTime(DateForm::DotnetOffset | DateForm::Dotnet | DateForm::Naive7) => {
            spot.report(Fault::Rule("a date in a parameter is rfc3339 or naive"));
        }
        Kind::Decimal | Kind::List(..) | Kind::Any => {
            spot.report(Fault::Rule("a parameter of this type needs an x-rust-type"));
        }
        Kind::Named(_)
        | Kind::Text(_)
        | Kind::Uuid
        | Kind::Integer(..)
        | Kind::Boolean
        | Kind::Custom { .. }
        | Kind::DateTime(_) => {}
    }
    if form.is_some() && !matches!(value.kind, Kind::DateTime(_)) {
        spot.report(Fault::Rule("x-date-format is for date-time"));
    }
    if value.nullable {
        spot.report(Fault::Rule("a parameter cannot be null"));
    }
}

pub(super) fn rust_type(spot: &Spot<'_>) -> Option<String> {
    let name = spot.text()?;
    if !names::is_type_name(&name) {
        spot.report(Fault::BadName(name.clone()));
    }
    Some(name)
}
