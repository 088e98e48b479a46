//! The vendor's way of saying who the caller is: OAuth2 client credentials and, of old, an API key.

use std::fmt;

use vendor_core::clock::BoxFuture;
use vendor_core::credentials::{Authorization, Credentials, CredentialsError, InvalidCredentials};
use vendor_core::origin::Schemes;
use vendor_core::{Exchange, HeaderName, OAuth2ClientCredentials, Operation, SecretString};

use crate::operations::{PRODUCTION_URL, TOKEN_URL};

/// Credentials of the Partner API: a client's id and secret, as the vendor sends them by e-mail.
///
/// The token endpoint is `/oauth2/token` below the client's base URL, as the newest pages have it; so the
/// credentials never leave the host that the client talks to, unless [`token_url`](Self::token_url) says so.
/// Tokens are fetched when needed and renewed before they expire; `expires_in` of the answer is trusted, since
/// the pages disagree on their life (60 or 90 minutes). What cannot be used (a URL, a header's value) is an
/// error when the client is built.
#[derive(Clone)]
pub struct PartnerCredentials(OAuth2ClientCredentials);

impl PartnerCredentials {
    /// Credentials for the token endpoint below the base URL; in production, that is [`TOKEN_URL`].
    #[must_use]
    pub fn new(client_id: impl Into<String>, client_secret: impl Into<SecretString>) -> Self {
        let path = TOKEN_URL.strip_prefix(PRODUCTION_URL).unwrap_or_default();
        Self(OAuth2ClientCredentials::below_base_url(
            path,
            client_id,
            client_secret,
        ))
    }

    /// Asks another token endpoint, the older one of Amazon Cognito for example.
    #[must_use]
    pub fn token_url(self, token_url: &str) -> Self {
        Self(self.0.token_url(token_url))
    }

    /// Sends `x-api-key` too. Older pages demand it, newer ones do not mention it: without this call none is
    /// sent.
    #[must_use]
    pub fn api_key(self, key: impl Into<SecretString>) -> Self {
        Self(
            self.0
                .with_header(HeaderName::from_static("x-api-key"), key),
        )
    }
}

impl fmt::Debug for PartnerCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Credentials for PartnerCredentials {
    fn authorize<'a>(
        &'a self,
        operation: &'static Operation,
        exchange: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
        self.0.authorize(operation, exchange)
    }

    fn check(&self, client: Schemes) -> Result<(), InvalidCredentials> {
        self.0.check(client)
    }

    fn refused(&self, refused: &Authorization) -> bool {
        self.0.refused(refused)
    }
}
