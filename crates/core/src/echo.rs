//! Secrets of a request that its answer repeats: they are blotted out of the error.

mod search;

use bytes::Bytes;
use http::{HeaderMap, HeaderValue};
use url::form_urlencoded;

use self::search::Search;
use crate::error::Details;
use crate::request::{Request, encode};

/// What stands in their place.
const BLOT: &str = "[redacted]";

/// A shorter word stands in an answer by chance.
const SHORTEST: usize = 4;

/// Fields of a request for a token that are no secrets, and that its refusal may speak of.
const PUBLIC: [&str; 3] = ["grant_type", "client_id", "scope"];

/// The secret words of a request, in lower case, the longer ones first.
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
        let text = text.trim_ascii();
        self.add_form(text);
        if !text.bytes().all(is_plain) {
            self.add_form(&encode(text));
            self.add_form(&form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>());
            let in_json = serde_json::Value::from(text).to_string();
            self.add_form(in_json.trim_matches('"'));
            // As some write JSON.
            self.add_form(&in_json.trim_matches('"').replace('/', "\\/"));
        }
        self.0.sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    }

    fn add_form(&mut self, form: &str) {
        let form = form.to_ascii_lowercase();
        if form.len() >= SHORTEST && !self.0.contains(&form) {
            self.0.push(form);
        }
    }

    /// Blots them out of what a failure keeps of the answer.
    pub(crate) fn blot(&self, failure: &mut Details) {
        let Some(search) = Search::of(&self.0) else {
            return;
        };
        if let Some(problem) = &mut failure.problem {
            problem.each_text(|text| {
                let blotted = blotted(&search, text.as_bytes())?;
                Some(String::from_utf8_lossy(&blotted).into_owned())
            });
        }
        if let Some(body) = blotted(&search, &failure.body) {
            failure.body = Bytes::from(body);
        }
        let repeats = |value: &HeaderValue| search.next_in(value.as_bytes(), 0).is_some();
        if failure.headers.values().any(repeats) {
            failure.headers = without(&failure.headers, repeats);
        }
    }
}

/// The text with blots; `None` if it needs none.
fn blotted(search: &Search<'_>, text: &[u8]) -> Option<Vec<u8>> {
    let mut blotted = Vec::new();
    let mut kept_from = 0;
    while let Some(secret) = search.next_in(text, kept_from) {
        blotted.extend_from_slice(&text[kept_from..secret.start]);
        blotted.extend_from_slice(BLOT.as_bytes());
        kept_from = secret.end;
    }
    if kept_from == 0 {
        return None;
    }
    blotted.extend_from_slice(&text[kept_from..]);
    Some(blotted)
}

/// The headers but those with such a value.
fn without(headers: &HeaderMap, unwanted: impl Fn(&HeaderValue) -> bool) -> HeaderMap {
    let mut kept = HeaderMap::new();
    for (name, value) in headers {
        if !unwanted(value) {
            kept.append(name.clone(), value.clone());
        }
    }
    kept
}

/// Whether a byte looks the same in a URL, in a form and in JSON.
fn is_plain(byte: u8) -> bool {
    matches!(byte, b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_')
}
