//! Error bodies of ASP.NET Web API, which several vendors are built with: `Message`, and `ModelState` for what is
//! wrong with a body. No vendor documents them; they are what the framework does unless told otherwise.

use http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value, json};

use crate::reply::Reply;
use crate::violation::Violation;

/// The body of an error with this status.
pub(crate) fn error(status: StatusCode) -> Value {
    json!({ "Message": message(status) })
}

/// The body of a 400 that names what is wrong, by place.
pub(crate) fn invalid_model<'a>(violations: impl IntoIterator<Item = &'a Violation>) -> Value {
    let mut places: Map<String, Value> = Map::new();
    for violation in violations {
        let messages = places
            .entry(violation.place.replace('/', "."))
            .or_insert_with(|| json!([]));
        if let Some(messages) = messages.as_array_mut() {
            messages.push(json!(violation.message));
        }
    }
    json!({ "Message": "The request is invalid.", "ModelState": places })
}

fn message(status: StatusCode) -> &'static str {
    match status {
        StatusCode::BAD_REQUEST => "The request is invalid.",
        StatusCode::UNAUTHORIZED => "Authorization has been denied for this request.",
        StatusCode::NOT_FOUND => "No HTTP resource was found that matches the request URI.",
        StatusCode::METHOD_NOT_ALLOWED => {
            "The requested resource does not support this http method."
        }
        StatusCode::PAYLOAD_TOO_LARGE => "Maximum request length exceeded.",
        StatusCode::UNSUPPORTED_MEDIA_TYPE => {
            "The request entity's media type is not supported for this resource."
        }
        _ => "An error has occurred.",
    }
}

/// The form that the request asks for: the first known one of `Accept`, else the one of its own body.
pub(crate) fn asked_for(headers: &HeaderMap, forms: &[&'static str]) -> Option<&'static str> {
    [header::ACCEPT, header::CONTENT_TYPE]
        .iter()
        .filter_map(|name| headers.get(name))
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|range| range.split(';').next().unwrap_or_default().trim())
        .find_map(|range| forms.iter().find(|form| **form == range))
        .copied()
}

/// An error in the form that the request asks for, or in JSON.
pub(crate) fn reply(status: StatusCode, error: &Value, headers: &HeaderMap) -> Reply {
    match asked_for(headers, &FORMS) {
        Some("application/xml") => Reply::new(status, "application/xml; charset=utf-8", xml(error)),
        Some("text/xml") => Reply::new(status, "text/xml; charset=utf-8", xml(error)),
        Some("text/json") => Reply::new(status, "text/json; charset=utf-8", error.to_string()),
        _ => Reply::new(status, "application/json; charset=utf-8", error.to_string()),
    }
}

const FORMS: [&str; 4] = [
    "application/json",
    "text/json",
    "application/xml",
    "text/xml",
];

/// The same error as `HttpError` writes it in XML.
fn xml(error: &Value) -> String {
    element("Error", error)
}

fn element(name: &str, value: &Value) -> String {
    let content = match value {
        Value::Object(members) => members
            .iter()
            .map(|(name, value)| element(name, value))
            .collect(),
        // .NET writes a list of texts with spaces between them.
        Value::Array(items) => {
            let items: Vec<_> = items.iter().filter_map(Value::as_str).collect();
            escaped(&items.join(" "))
        }
        Value::String(text) => escaped(text),
        Value::Null | Value::Bool(_) | Value::Number(_) => value.to_string(),
    };
    let name = element_name(name);
    format!("<{name}>{content}</{name}>")
}

/// What may not stand in a name is written as its code, `[` as `_x005B_`, as `XmlConvert.EncodeLocalName` does.
fn element_name(name: &str) -> String {
    let encode = |character: char| {
        if character.is_alphanumeric() || matches!(character, '_' | '-' | '.') {
            character.to_string()
        } else {
            format!("_x{:04X}_", u32::from(character))
        }
    };
    name.chars().map(encode).collect()
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
}
