//! The limits of a call, with their defaults: of a client, and as one call overrides them.

use std::fmt;
use std::time::Duration;

use http::{HeaderMap, HeaderName, HeaderValue};

use crate::operation::Idempotency;
use crate::retry::RetryPolicy;

/// Time limits and size caps of a client.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Limits {
    pub(crate) call_timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) idle_timeout: Duration,
    pub(crate) body_cap: usize,
    pub(crate) element_cap: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            call_timeout: Duration::from_secs(120),
            attempt_timeout: Duration::from_secs(30),
            idle_timeout: Duration::from_secs(30),
            body_cap: 16 * 1024 * 1024,
            element_cap: 1024 * 1024,
        }
    }
}

/// What one call sets differently from its client.
#[derive(Clone, Default)]
pub(crate) struct Overrides {
    pub(crate) call_timeout: Option<Duration>,
    pub(crate) attempt_timeout: Option<Duration>,
    pub(crate) idle_timeout: Option<Duration>,
    pub(crate) body_cap: Option<usize>,
    pub(crate) element_cap: Option<usize>,
    pub(crate) idempotency: Option<Idempotency>,
    pub(crate) retry: Option<RetryPolicy>,
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
}

impl Overrides {
    pub(crate) const NONE: &'static Self = &Self {
        call_timeout: None,
        attempt_timeout: None,
        idle_timeout: None,
        body_cap: None,
        element_cap: None,
        idempotency: None,
        retry: None,
        headers: Vec::new(),
    };

    /// The limits of the call: the client's, unless it sets its own.
    pub(crate) fn limits(&self, client: &Limits) -> Limits {
        Limits {
            call_timeout: self.call_timeout.unwrap_or(client.call_timeout),
            attempt_timeout: self.attempt_timeout.unwrap_or(client.attempt_timeout),
            idle_timeout: self.idle_timeout.unwrap_or(client.idle_timeout),
            body_cap: self.body_cap.unwrap_or(client.body_cap),
            element_cap: self.element_cap.unwrap_or(client.element_cap),
        }
    }

    pub(crate) fn apply_headers(&self, headers: &mut HeaderMap) {
        for (name, value) in &self.headers {
            headers.insert(name.clone(), value.clone());
        }
    }
}

/// Shows the names of the headers only: their values may be secret.
impl fmt::Debug for Overrides {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&HeaderName> = self.headers.iter().map(|(name, _)| name).collect();
        f.debug_struct("Overrides")
            .field("call_timeout", &self.call_timeout)
            .field("attempt_timeout", &self.attempt_timeout)
            .field("idle_timeout", &self.idle_timeout)
            .field("body_cap", &self.body_cap)
            .field("element_cap", &self.element_cap)
            .field("idempotency", &self.idempotency)
            .field("retry", &self.retry)
            .field("headers", &names)
            .finish()
    }
}
