//! Access tokens.

use std::time::Duration;

use crate::random::Random;

use super::settings::Settings;

pub(super) struct Tokens {
    random: Random,
    valid: Vec<Token>,
}

#[derive(Clone)]
pub(super) struct Token {
    pub(super) value: String,
    issued_at: Duration,
    pub(super) expires_at: Duration,
}

impl Tokens {
    pub(super) fn new(seed: u64) -> Self {
        // Not the numbers that ticket ids are made from.
        Self {
            random: Random::new(!seed),
            valid: Vec::new(),
        }
    }

    pub(super) fn issue(&mut self, now: Duration, settings: &Settings) -> Token {
        self.valid.retain(|token| now < token.expires_at);
        let is_fresh = |token: &&Token| {
            let age = now.saturating_sub(token.issued_at);
            settings.token_cache.is_some_and(|cache| age < cache)
        };
        if let Some(token) = self.valid.last().filter(is_fresh) {
            return token.clone();
        }
        let token = Token {
            value: format!("sandbox-{}", self.random.uuid().simple()),
            issued_at: now,
            expires_at: now.saturating_add(settings.token_lifetime),
        };
        self.valid.push(token.clone());
        token
    }

    pub(super) fn accepts(&self, value: &str, now: Duration) -> bool {
        self.valid
            .iter()
            .any(|token| token.value == value && now < token.expires_at)
    }

    pub(super) fn revoke(&mut self, value: &str) {
        self.valid.retain(|token| token.value != value);
    }

    pub(super) fn revoke_all(&mut self) {
        self.valid.clear();
    }
}
