//! How strict the stand-in is.

use std::time::Duration;

/// Settings of the Partner API, see [`Partner::configure`](super::Partner::configure).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Settings {
    /// How long a token is valid. Default: 1 hour, the `expires_in` of every documented sample (a later page says
    /// 90 minutes in its text).
    pub token_lifetime: Duration,
    /// Whether the token endpoint says `expires_in` (the rest of the token's life in whole seconds). Default: yes,
    /// as documented.
    pub announce_expiry: bool,
    /// Who asks again within this time gives the same token. Default: 5 minutes, as documented beside a life of
    /// 1 hour (a later page says 30 minutes). `None` gives a new token each time.
    pub token_cache: Option<Duration>,
    /// Whether the five operations demand the header `x-api-key` beside the token, as the oldest page has it.
    /// Default: no, as the newer pages have it.
    pub require_api_key: bool,
    /// The limits of the five operations; `None` for no limits. Default: as documented.
    pub throttle: Option<Throttle>,
    /// Whether a ticket must be for a customer and a vehicle model that exist. Default: yes (inferred: the vendor
    /// says only that a disabled model cannot be used for new tickets).
    pub known_references_only: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            token_lifetime: Duration::from_secs(60 * 60),
            announce_expiry: true,
            token_cache: Some(Duration::from_secs(5 * 60)),
            require_api_key: false,
            throttle: Some(Throttle::default()),
            known_references_only: true,
        }
    }
}

/// The limits above which calls are rejected. Documented: 5 calls a second, 10 at once, 50,000 in 24 hours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Throttle {
    /// Calls a second in the long run, at least 1.
    pub per_second: u32,
    /// Calls at once after a pause, at least 1.
    pub burst: u32,
    /// Calls in 24 hours, counted from the first one (inferred: it may as well be the day of the calendar).
    pub per_day: u32,
}

impl Default for Throttle {
    fn default() -> Self {
        Self {
            per_second: 5,
            burst: 10,
            per_day: 50_000,
        }
    }
}
