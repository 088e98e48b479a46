//! A request as the vendors' handlers see it: whole, and with its operation known.

use bytes::Bytes;
use http::{HeaderMap, header};
use percent_encoding::percent_decode_str;

use crate::operation::Operation;
use crate::route::PathParameters;

pub(crate) struct Request {
    pub(crate) operation: Operation,
    pub(crate) path_parameters: PathParameters,
    pub(crate) query: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Request {
    /// A header's value, `None` too if it is not text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The token of `Authorization: Bearer`.
    pub(crate) fn bearer_token(&self) -> Option<&str> {
        let (scheme, token) = self
            .header(header::AUTHORIZATION.as_str())?
            .split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then_some(token)
    }

    /// The media type of the body in lower case and without its parameters; empty if there is none.
    pub(crate) fn media_type(&self) -> String {
        let value = self
            .header(header::CONTENT_TYPE.as_str())
            .unwrap_or_default();
        let essence = value.split_once(';').map_or(value, |(essence, _)| essence);
        essence.trim().to_ascii_lowercase()
    }

    pub(crate) fn path_parameter(&self, name: &str) -> Option<&str> {
        self.path_parameters
            .iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value.as_str())
    }
}

/// The pairs of a query or of an `application/x-www-form-urlencoded` body, in order.
pub(crate) fn form_pairs(encoded: &str) -> Vec<(String, String)> {
    encoded
        .split('&')
        .filter(|pair| !pair.is_empty())
        .map(|pair| {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            (decode(name), decode(value))
        })
        .collect()
}

fn decode(text: &str) -> String {
    percent_decode_str(&text.replace('+', " "))
        .decode_utf8_lossy()
        .into_owned()
}
