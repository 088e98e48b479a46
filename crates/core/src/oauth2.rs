//! OAuth2 client credentials (RFC 6749, section 4.4), with a token that all callers share.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use http::Method;
use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};
use serde::Deserialize;

use crate::clock::{BoxFuture, FOREVER};
use crate::credentials::{
    Authorization, Credentials, CredentialsError, InvalidCredentials, StaticCredentials,
    secret_header,
};
use crate::decode::{DecodeError, decode};
use crate::error::Error;
use crate::exchange::Exchange;
use crate::operation::{Idempotency, Operation};
use crate::origin::{BaseUrl, BaseUrlError, Schemes};
use crate::problem::{Answer, Dialect, Problem};
use crate::renewable::{Fresh, Renewable};
use crate::request::Request;
use crate::wire::RawJson;

/// The token request. Asking twice does no harm: it gives another token, or the same.
static TOKEN: Operation = Operation::new("oauth2Token", Method::POST, "", Idempotency::Safe)
    .answers(&["application/json"]);

/// Client credentials with a cached token, asked for and renewed as [`Renewable`] does it. Clones share the
/// token.
#[derive(Clone)]
pub struct OAuth2ClientCredentials {
    endpoint: Arc<Endpoint>,
    /// The headers of a call: the token, and those beside it.
    token: Renewable<Arc<HeaderMap>>,
}

/// Where the token endpoint is.
#[derive(Clone, Debug)]
enum TokenUrl {
    Absolute(Result<BaseUrl, BaseUrlError>),
    /// A path below the client's base URL.
    Below(&'static str),
}

/// Where and as whom to ask for a token.
#[derive(Clone)]
struct Endpoint {
    url: TokenUrl,
    client_id: String,
    client_secret: SecretString,
    scope: Option<String>,
    /// Headers beside the token.
    headers: StaticCredentials,
}

impl Endpoint {
    /// A token of one host must not go to another one.
    fn no_token_yet(&self) -> Renewable<Arc<HeaderMap>> {
        match self.url {
            TokenUrl::Absolute(_) => Renewable::new(),
            TokenUrl::Below(_) => Renewable::of_one_base_url(),
        }
    }
}

impl OAuth2ClientCredentials {
    /// Credentials for a token endpoint, which must be https, or on loopback. A URL that cannot be used is an
    /// error when the client is built.
    #[must_use]
    pub fn new(
        token_url: &str,
        client_id: impl Into<String>,
        client_secret: impl Into<SecretString>,
    ) -> Self {
        Self::at(
            TokenUrl::Absolute(BaseUrl::parse(token_url)),
            client_id.into(),
            client_secret.into(),
        )
    }

    /// Credentials for a token endpoint at a path below the client's own base URL: they follow the client to
    /// another host, and never lead away from it. Such credentials belong to one base URL.
    #[must_use]
    pub fn below_base_url(
        path: &'static str,
        client_id: impl Into<String>,
        client_secret: impl Into<SecretString>,
    ) -> Self {
        Self::at(
            TokenUrl::Below(path),
            client_id.into(),
            client_secret.into(),
        )
    }

    fn at(url: TokenUrl, client_id: String, client_secret: SecretString) -> Self {
        let endpoint = Endpoint {
            url,
            client_id,
            client_secret,
            scope: None,
            headers: StaticCredentials::none(),
        };
        Self {
            token: endpoint.no_token_yet(),
            endpoint: Arc::new(endpoint),
        }
    }

    /// Asks another token endpoint. Starts with an empty cache.
    #[must_use]
    pub fn token_url(self, token_url: &str) -> Self {
        let url = TokenUrl::Absolute(BaseUrl::parse(token_url));
        self.with_endpoint(|endpoint| endpoint.url = url)
    }

    /// Asks for a scope (several, separated by spaces). By default none is sent. Starts with an empty cache.
    #[must_use]
    pub fn scope(self, scope: impl Into<String>) -> Self {
        self.with_endpoint(|endpoint| endpoint.scope = Some(scope.into()))
    }

    /// One more header on every call (not on the token request), an API key for example. Starts with an empty cache.
    #[must_use]
    pub fn with_header(self, name: HeaderName, value: impl Into<SecretString>) -> Self {
        let value = value.into();
        self.with_endpoint(|endpoint| {
            let headers = std::mem::take(&mut endpoint.headers);
            endpoint.headers = headers.with_header(name, value);
        })
    }

    fn with_endpoint(self, change: impl FnOnce(&mut Endpoint)) -> Self {
        let mut endpoint = Endpoint::clone(&self.endpoint);
        change(&mut endpoint);
        Self {
            token: endpoint.no_token_yet(),
            endpoint: Arc::new(endpoint),
        }
    }
}

/// Shows the endpoint and the client's id, not the secret and no token.
impl fmt::Debug for OAuth2ClientCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuth2ClientCredentials")
            .field("token_url", &self.endpoint.url)
            .field("client_id", &self.endpoint.client_id)
            .finish_non_exhaustive()
    }
}

impl Credentials for OAuth2ClientCredentials {
    fn authorize<'a>(
        &'a self,
        _operation: &'static Operation,
        exchange: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
        Box::pin(async move {
            let endpoint = Arc::clone(&self.endpoint);
            let token = self.token.get(exchange, move |exchange| {
                Box::pin(fetch(Arc::clone(&endpoint), exchange))
            });
            let token = token.await?;
            let authorization = Authorization::new(token.value).generation(token.generation);
            Ok(match token.renewal {
                Some(renewal) => authorization.renewal(renewal),
                None => authorization,
            })
        })
    }

    fn check(&self, client: Schemes) -> Result<(), InvalidCredentials> {
        if let TokenUrl::Absolute(url) = &self.endpoint.url {
            url.as_ref().map_err(|error| *error)?.check_scheme(client)?;
        }
        self.endpoint.headers.check(client)
    }

    fn refused(&self, refused: &Authorization) -> bool {
        self.token.refused(refused.number());
        true
    }
}

/// Asks for a token.
async fn fetch(
    endpoint: Arc<Endpoint>,
    exchange: Exchange,
) -> Result<Fresh<Arc<HeaderMap>>, CredentialsError> {
    let url = match &endpoint.url {
        TokenUrl::Absolute(url) => url.clone(),
        TokenUrl::Below(path) => exchange.base_url().join(path),
    }
    .map_err(CredentialsError::new)?;
    let asked = exchange.clock().now();
    let mut request = Request::new(&TOKEN);
    let mut form = vec![
        ("grant_type", "client_credentials"),
        ("client_id", endpoint.client_id.as_str()),
        ("client_secret", endpoint.client_secret.expose_secret()),
    ];
    form.extend(endpoint.scope.as_deref().map(|scope| ("scope", scope)));
    request.form(&form);
    let response = exchange
        .send(&url, Arc::new(TokenEndpoint), request, |body| {
            read_token(body, asked)
        })
        .await
        .map_err(|error| CredentialsError::new(without_token(error)))?;
    let fixed = endpoint.headers.headers();
    Ok(response.into_inner().map(|token| {
        let mut headers = fixed.clone();
        headers.insert(AUTHORIZATION, token);
        Arc::new(headers)
    }))
}

/// An answer of success that could not be read may hold a token: its body is not kept.
fn without_token(error: Error) -> Error {
    if error.status().is_some_and(|status| status.is_success()) {
        error.without_body()
    } else {
        error
    }
}

#[derive(Deserialize)]
struct TokenAnswer {
    access_token: SecretString,
    #[serde(default)]
    token_type: Option<String>,
    #[serde(default)]
    expires_in: Option<RawJson>,
}

/// A number of seconds, which some servers quote. What is neither counts as not given.
fn seconds(json: &RawJson) -> Option<Duration> {
    let seconds: f64 = json.get().trim_matches('"').trim().parse().ok()?;
    let life = Duration::try_from_secs_f64(seconds.max(0.0)).ok()?;
    Some(life.min(FOREVER))
}

fn read_token(body: &Bytes, asked: Instant) -> Result<Fresh<HeaderValue>, DecodeError> {
    let answer: TokenAnswer = decode(body)?;
    if answer
        .token_type
        .is_some_and(|kind| !kind.eq_ignore_ascii_case("bearer"))
    {
        return Err(DecodeError::at_root("a token_type \"Bearer\""));
    }
    if answer.access_token.expose_secret().is_empty() {
        return Err(DecodeError::at_root("an access_token that is not empty"));
    }
    let header = SecretString::from(format!("Bearer {}", answer.access_token.expose_secret()));
    let header = secret_header(&header)
        .ok_or_else(|| DecodeError::at_root("an access_token that a header can carry"))?;
    let fresh = Fresh::new(header);
    Ok(match answer.expires_in.as_ref().and_then(seconds) {
        Some(life) => fresh.valid_for(asked, life),
        None => fresh,
    })
}

/// Errors as of RFC 6749, section 5.2.
#[derive(Debug)]
struct TokenEndpoint;

impl Dialect for TokenEndpoint {
    fn problem(&self, answer: &Answer<'_>) -> Option<Problem> {
        #[derive(Deserialize)]
        struct OAuthError {
            error: String,
            error_description: Option<String>,
        }
        let error: OAuthError = decode(answer.body).ok()?;
        let problem = Problem::new().with_code(error.error);
        Some(match error.error_description {
            Some(description) => problem.with_detail(description),
            None => problem,
        })
    }
}
