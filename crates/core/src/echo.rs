//! Secrets of a request that its answer repeats: they are blotted out of the error.

use std::ops::Range;

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

/// The secret words of a request.
pub(crate) struct Secrets {
    /// In lower case, the longer ones first: one may be the start of another.
    words: Vec<String>,
    /// The bytes that one of them starts with.
    starts: [bool; 256],
}

impl Secrets {
    /// The words of the headers that are marked as sensitive, as all credentials are.
    pub(crate) fn in_headers<'a>(values: impl Iterator<Item = &'a HeaderValue>) -> Self {
        let mut secrets = Self {
            words: Vec::new(),
            starts: [false; 256],
        };
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
        let text = text.trim();
        self.add_form(text);
        if !text.bytes().all(is_plain) {
            self.add_form(&encode(text));
            self.add_form(&form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>());
            let in_json = serde_json::Value::from(text).to_string();
            self.add_form(in_json.trim_matches('"'));
        }
        self.words
            .sort_by_key(|secret| std::cmp::Reverse(secret.len()));
    }

    fn add_form(&mut self, form: &str) {
        let form = form.trim().to_ascii_lowercase();
        let Some(first) = form.bytes().next() else {
            return;
        };
        if form.len() >= SHORTEST && !self.words.contains(&form) {
            self.starts[usize::from(first)] = true;
            self.starts[usize::from(first.to_ascii_uppercase())] = true;
            self.words.push(form);
        }
    }

    /// Blots them out of what a failure keeps of the answer.
    pub(crate) fn blot(&self, failure: &mut Details) {
        if self.words.is_empty() {
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
        let mut kept_from = 0;
        while let Some(secret) = self.next_in(text, kept_from) {
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

    /// Where the next of them stands in a text.
    fn next_in(&self, text: &[u8], from: usize) -> Option<Range<usize>> {
        let shortest = self.words.last()?.len();
        let last = text.len().checked_sub(shortest)?;
        (from..=last)
            .filter(|at| self.starts[usize::from(text[*at])])
            .find_map(|at| {
                let word = self.words.iter().find(|word| {
                    let there = text.get(at..at + word.len());
                    there.is_some_and(|there| there.eq_ignore_ascii_case(word.as_bytes()))
                })?;
                Some(at..at + word.len())
            })
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

/// Whether a byte looks the same in a URL, in a form and in JSON.
fn is_plain(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"-._".contains(&byte)
}
