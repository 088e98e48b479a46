//! Secrets of a request that its answer repeats: they are blotted out of the error.

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use url::form_urlencoded;

use crate::error::Details;
use crate::request::{Request, encode};

/// What stands in their place.
const BLOT: &str = "[redacted]";

/// A shorter word stands in an answer by chance.
const SHORTEST: usize = 4;

/// Fields of a request for a token that are no secrets, and that its refusal may speak of.
const PUBLIC: [&str; 3] = ["grant_type", "client_id", "scope"];

/// The secret words of a request, in lower case.
pub(crate) struct Secrets(Vec<String>);

impl Secrets {
    /// The words of the headers that are marked as sensitive, as all credentials are.
    pub(crate) fn in_headers<'a>(values: impl Iterator<Item = &'a HeaderValue>) -> Self {
        let mut secrets = Self(Vec::new());
        for text in values
            .filter(|value| value.is_sensitive())
            .filter_map(|value| value.to_str().ok())
        {
            // Without the scheme in front, such as Bearer.
            secrets.add(text.split_once(' ').map_or(text, |(_, secret)| secret));
        }
        secrets
    }

    /// Those, and the values of the query and of the form of a request for credentials.
    pub(crate) fn and_those_of(mut self, request: &Request) -> Self {
        let query = request.to_query().unwrap_or_default().as_bytes();
        for text in [query, request.body_bytes()] {
            for (name, value) in form_urlencoded::parse(text) {
                if !PUBLIC.contains(&&*name) {
                    self.add(&value);
                }
            }
        }
        self
    }

    fn add(&mut self, text: &str) {
        let in_url = encode(text);
        let in_form: String = form_urlencoded::byte_serialize(text.as_bytes()).collect();
        let in_json = serde_json::Value::from(text).to_string();
        for form in [text, &in_url, &in_form, in_json.trim_matches('"')] {
            let form = form.trim().to_ascii_lowercase();
            if form.len() >= SHORTEST && !self.0.contains(&form) {
                self.0.push(form);
            }
        }
        // The longer ones first: one may be the start of another.
        self.0.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    }

    /// Blots them out of what a failure keeps of the answer.
    pub(crate) fn blot(&self, failure: &mut Details) {
        if self.0.is_empty() {
            return;
        }
        if let Some(problem) = &mut failure.problem {
            problem.each_text(|text| self.without(text));
        }
        if let Some(body) = self.blotted(&failure.body) {
            failure.body = Bytes::from(body);
        }
        failure.headers = self.without_values(std::mem::take(&mut failure.headers));
    }

    fn without(&self, text: &str) -> Option<String> {
        let blotted = self.blotted(text.as_bytes())?;
        Some(String::from_utf8_lossy(&blotted).into_owned())
    }

    /// The text with blots; `None` if it needs none.
    fn blotted(&self, text: &[u8]) -> Option<Vec<u8>> {
        let mut blotted = Vec::new();
        let mut rest = text;
        let mut kept_from = 0;
        while !rest.is_empty() {
            let at = text.len() - rest.len();
            let secret = self.0.iter().find(|secret| {
                rest.get(..secret.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(secret.as_bytes()))
            });
            let taken = secret.map_or(1, String::len);
            if secret.is_some() {
                blotted.extend_from_slice(&text[kept_from..at]);
                blotted.extend_from_slice(BLOT.as_bytes());
                kept_from = at + taken;
            }
            rest = &rest[taken..];
        }
        if kept_from == 0 {
            return None;
        }
        blotted.extend_from_slice(&text[kept_from..]);
        Some(blotted)
    }

    /// The headers but those whose value repeats a secret.
    fn without_values(&self, headers: HeaderMap) -> HeaderMap {
        if !headers
            .values()
            .any(|value| self.blotted(value.as_bytes()).is_some())
        {
            return headers;
        }
        let mut kept = HeaderMap::new();
        for (name, value) in &headers {
            if self.blotted(value.as_bytes()).is_none() {
                kept.append(name, value.clone());
            }
        }
        kept
    }
}
