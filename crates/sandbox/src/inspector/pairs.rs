//! Names and values, of a query or of a form.

use http::StatusCode;
use http_body_util::{BodyExt, Limited};
use hyper::body::Incoming;

use crate::request::form_pairs;

/// More than any of the forms has.
const LONGEST: usize = 64 * 1024;

pub(super) struct Pairs(Vec<(String, String)>);

impl Pairs {
    pub(super) fn of(encoded: &str) -> Self {
        Self(form_pairs(encoded))
    }

    /// The first value of this name; `None` too if it is empty, as a form sends a field that was left alone.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let (_, value) = self.0.iter().find(|(known, _)| known == name)?;
        Some(value.trim()).filter(|value| !value.is_empty())
    }

    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.get(name)?.parse().ok()
    }
}

/// The pairs of a form that was sent; the error is the status of the answer.
pub(super) async fn of_body(body: Incoming) -> Result<Pairs, StatusCode> {
    let body = Limited::new(body, LONGEST).collect().await;
    let body = body.map_err(|_| StatusCode::PAYLOAD_TOO_LARGE)?.to_bytes();
    let text = str::from_utf8(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    Ok(Pairs::of(text))
}
