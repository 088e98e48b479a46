//! The tokens of discovery and of logins.

use std::time::Duration;

use crate::random::Random;

pub(super) struct Tokens {
    random: Random,
    oauth_tokens: Vec<String>,
    logins: Vec<Login>,
}

struct Login {
    token: String,
    /// `None` for ever.
    expires_at: Option<Duration>,
}

impl Tokens {
    pub(super) fn new(seed: u64) -> Self {
        Self {
            random: Random::new(seed),
            oauth_tokens: Vec::new(),
            logins: Vec::new(),
        }
    }

    pub(super) fn issue_oauth_token(&mut self) -> String {
        let token = format!("sandbox-oauth-{}", self.random.uuid().simple());
        self.oauth_tokens.push(token.clone());
        token
    }

    pub(super) fn issue(&mut self, now: Duration, lifetime: Option<Duration>) -> String {
        let token = format!("sandbox-login-{}", self.random.uuid().simple());
        self.logins.retain(|login| login.is_valid(now));
        self.logins.push(Login {
            token: token.clone(),
            expires_at: lifetime.map(|lifetime| now.saturating_add(lifetime)),
        });
        token
    }

    pub(super) fn accepts_oauth_token(&self, token: &str) -> bool {
        self.oauth_tokens.iter().any(|known| known == token)
    }

    pub(super) fn accepts(&self, token: &str, now: Duration) -> bool {
        self.logins
            .iter()
            .any(|login| login.token == token && login.is_valid(now))
    }

    pub(super) fn revoke(&mut self, token: &str) {
        self.logins.retain(|login| login.token != token);
    }

    pub(super) fn revoke_oauth_token(&mut self, token: &str) {
        self.oauth_tokens.retain(|known| known != token);
    }

    pub(super) fn revoke_all_logins(&mut self) {
        self.logins.clear();
    }

    pub(super) fn revoke_all_oauth_tokens(&mut self) {
        self.oauth_tokens.clear();
    }
}

impl Login {
    fn is_valid(&self, now: Duration) -> bool {
        self.expires_at.is_none_or(|end| now < end)
    }
}
