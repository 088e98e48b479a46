//! How the stand-in answers where the vendor says nothing.

use std::time::Duration;

use http::StatusCode;

/// Settings of AIM, see [`Aim::configure`](super::Aim::configure).
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Settings {
    /// What discovery gives as `NewEndpointDomain`, with or without a scheme. Default: `None`, which is
    /// [`Aim::endpoint`](super::Aim::endpoint).
    pub endpoint: Option<String>,
    /// Whether `OAuthToken` is demanded. Default: yes, as the newer pages have it.
    pub require_oauth_token: bool,
    /// Whether the operations on contracts demand `Token`. Default: yes, as the newer pages say of secured calls.
    pub require_token: bool,
    /// How long the token of a login is valid. Default: for ever (`None`), since no life time is documented.
    pub token_lifetime: Option<Duration>,
    /// The HTTP status beside a `Status` that says that credentials are missing or wrong. Default: 401.
    pub credentials_status: StatusCode,
    /// The HTTP status beside a `Status` that says that the service refuses. Default: 200, as a public program
    /// expects it.
    pub failure_status: StatusCode,
    /// The `StatusCode` of a success. Default: `Success`.
    pub success_code: String,
    /// Whether the `Status` of a mass update says error as soon as one item has failed. Default: only if all have.
    pub partial_failure_is_an_error: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            endpoint: None,
            require_oauth_token: true,
            require_token: true,
            token_lifetime: None,
            credentials_status: StatusCode::UNAUTHORIZED,
            failure_status: StatusCode::OK,
            success_code: "Success".to_owned(),
            partial_failure_is_an_error: false,
        }
    }
}
