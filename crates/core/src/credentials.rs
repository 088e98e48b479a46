//! Who the caller is: what every request carries besides its content.

use std::fmt;
use std::sync::Arc;

use http::header::{AUTHORIZATION, HeaderMap, HeaderName, HeaderValue};
use secrecy::{ExposeSecret as _, SecretString};

use crate::clock::BoxFuture;
use crate::delivery::Delivery;
use crate::error::Error;
use crate::exchange::Exchange;
use crate::operation::Operation;
use crate::origin::{BaseUrl, BaseUrlError, Schemes};

/// Gives the headers by which a vendor knows the caller.
///
/// Credentials go only to the configured origin, or to one that is named by [`Authorization::at`] and on the
/// client's allow-list; and only over https, or to loopback.
pub trait Credentials: fmt::Debug + Send + Sync + 'static {
    /// The headers for one attempt, and where it goes. Asked anew for every attempt.
    ///
    /// # Errors
    /// [`CredentialsError`] when there are none; the call then fails with `NotSent`.
    fn authorize<'a>(
        &'a self,
        operation: &'static Operation,
        exchange: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>>;

    /// Whether the credentials can be used at all by a client that speaks this, asked once when it is built.
    ///
    /// # Errors
    /// What is wrong with them, without showing them.
    fn check(&self, client: Schemes) -> Result<(), InvalidCredentials> {
        let _ = client;
        Ok(())
    }

    /// The vendor answered 401 to these credentials. Tells whether others can be had; the call is then
    /// repeated once, if the next ones differ. Must not drop credentials that are newer than the refused.
    fn refused(&self, refused: &Authorization) -> bool {
        let _ = refused;
        false
    }
}

/// The credentials of one attempt.
#[derive(Default)]
#[non_exhaustive]
pub struct Authorization {
    pub(crate) headers: Arc<HeaderMap>,
    pub(crate) base: Option<BaseUrl>,
    pub(crate) generation: u64,
    pub(crate) renewal: Option<BoxFuture<'static, ()>>,
}

impl Authorization {
    /// These headers; all of them are marked as sensitive. Headers that are kept for many calls are best given as an
    /// `Arc`, and made by [`secret_header`]: then they are not copied.
    #[must_use]
    pub fn new(headers: impl Into<Arc<HeaderMap>>) -> Self {
        let mut headers = headers.into();
        if !headers.values().all(HeaderValue::is_sensitive) {
            Arc::make_mut(&mut headers)
                .values_mut()
                .for_each(|value| value.set_sensitive(true));
        }
        Self {
            headers,
            ..Self::default()
        }
    }

    /// Sends the request below this base URL, which the vendor's discovery gave, in place of the configured
    /// one.
    #[must_use]
    pub fn at(mut self, base: BaseUrl) -> Self {
        self.base = Some(base);
        self
    }

    /// Numbers the credentials, so that a late refusal of old ones does not drop newer ones.
    #[must_use]
    pub fn generation(mut self, generation: u64) -> Self {
        self.generation = generation;
        self
    }

    /// Work that renews the credentials, driven as long as the attempt takes and then left to the next one.
    #[must_use]
    pub fn renewal(mut self, renewal: BoxFuture<'static, ()>) -> Self {
        self.renewal = Some(renewal);
        self
    }

    /// The number given by [`generation`](Self::generation).
    #[must_use]
    pub fn number(&self) -> u64 {
        self.generation
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Authorization")
            .field("base", &self.base)
            .finish_non_exhaustive()
    }
}

/// Why there are no credentials. Cheap to clone: all callers that waited for them get the same.
#[derive(Clone, Debug)]
pub struct CredentialsError(Arc<dyn std::error::Error + Send + Sync>);

impl CredentialsError {
    /// An error of the request for credentials, or an own one. Its text may be logged.
    pub fn new(cause: impl std::error::Error + Send + Sync + 'static) -> Self {
        Self(Arc::new(cause))
    }

    /// Whether the vendor has refused the request for credentials.
    pub(crate) fn is_refusal(&self) -> bool {
        let error = self.0.downcast_ref::<Error>();
        error.is_some_and(|error| error.delivery() == Delivery::Refused)
    }

    pub(crate) fn into_cause(self) -> Arc<dyn std::error::Error + Send + Sync> {
        self.0
    }
}

impl fmt::Display for CredentialsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(&self.0, f)
    }
}

impl std::error::Error for CredentialsError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source()
    }
}

/// Credentials that cannot be used, found when the client is built. Never shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum InvalidCredentials {
    /// The value of a header holds characters that a header cannot carry.
    Header(HeaderName),
    /// A user name for the basic scheme holds a colon, which that scheme cannot carry.
    UserName,
    /// The URL of a token endpoint or of a discovery cannot be used.
    Url(BaseUrlError),
    /// Something else, in the words of an own implementation.
    Other(String),
}

impl fmt::Display for InvalidCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Header(name) => write!(
                f,
                "the value of {name} holds characters that a header cannot carry (a line break at its end, perhaps)"
            ),
            Self::UserName => {
                f.write_str("the user name holds a colon, which basic authentication cannot carry")
            }
            Self::Url(error) => write!(f, "the URL of the token endpoint cannot be used: {error}"),
            Self::Other(reason) => f.write_str(reason),
        }
    }
}

impl std::error::Error for InvalidCredentials {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Url(error) => Some(error),
            _ => None,
        }
    }
}

impl From<BaseUrlError> for InvalidCredentials {
    fn from(error: BaseUrlError) -> Self {
        Self::Url(error)
    }
}

/// Headers that do not change: bearer, basic, an API key, any set of them, or none.
///
/// What a header cannot carry is an error when the client is built.
#[derive(Clone, Default)]
pub struct StaticCredentials {
    headers: Arc<HeaderMap>,
    invalid: Option<InvalidCredentials>,
}

impl StaticCredentials {
    /// None.
    #[must_use]
    pub fn none() -> Self {
        Self::default()
    }

    /// `Authorization: Bearer <token>`.
    #[must_use]
    pub fn bearer(token: impl Into<SecretString>) -> Self {
        Self::none().with_header(
            AUTHORIZATION,
            format!("Bearer {}", token.into().expose_secret()),
        )
    }

    /// `Authorization: Basic <user:password in base64>`, as of RFC 7617 (UTF-8).
    #[must_use]
    pub fn basic(user: &str, password: impl Into<SecretString>) -> Self {
        let pair = format!("{user}:{}", password.into().expose_secret());
        let mut credentials =
            Self::none().with_header(AUTHORIZATION, format!("Basic {}", base64(pair.as_bytes())));
        if user.contains(':') {
            credentials.invalid = Some(InvalidCredentials::UserName);
        }
        credentials
    }

    /// One more header, an API key for example.
    #[must_use]
    pub fn with_header(mut self, name: HeaderName, value: impl Into<SecretString>) -> Self {
        match secret_header(&value.into()) {
            Some(value) => _ = Arc::make_mut(&mut self.headers).insert(name, value),
            None => self.invalid = Some(InvalidCredentials::Header(name)),
        }
        self
    }

    pub(crate) fn headers(&self) -> &HeaderMap {
        &self.headers
    }
}

/// A header value marked as sensitive, for credentials of your own; `None` when a header cannot carry it.
#[must_use]
pub fn secret_header(value: &SecretString) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_str(value.expose_secret()).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Shows the names of the headers only.
impl fmt::Debug for StaticCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("StaticCredentials")
            .field(&self.headers.keys().collect::<Vec<_>>())
            .finish()
    }
}

impl Credentials for StaticCredentials {
    fn authorize<'a>(
        &'a self,
        _operation: &'static Operation,
        _exchange: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
        let headers = Arc::clone(&self.headers);
        Box::pin(std::future::ready(Ok(Authorization::new(headers))))
    }

    fn check(&self, _: Schemes) -> Result<(), InvalidCredentials> {
        self.invalid.clone().map_or(Ok(()), Err)
    }
}

/// RFC 4648, with padding: a dozen lines in place of a crate.
fn base64(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let bits = group
            .iter()
            .fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte))
            << (8 * (3 - group.len()));
        for position in 0..4 {
            let index = usize::try_from(bits >> (18 - 6 * position) & 63).unwrap_or_default();
            text.push(if position <= group.len() {
                char::from(ALPHABET[index])
            } else {
                '='
            });
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::base64;

    #[test]
    fn base64_gives_the_test_vectors_of_rfc_4648() {
        let vectors = [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ];
        for (plain, encoded) in vectors {
            assert_eq!(base64(plain.as_bytes()), encoded);
        }
    }
}
