//! Building a client: everything that can be configured, with its default.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::{HeaderName, HeaderValue};

use crate::clock::{Clock, SystemClock};
use crate::credentials::{Credentials, InvalidCredentials, StaticCredentials};
use crate::origin::{BaseUrl, BaseUrlError, OriginPolicy, Schemes};
use crate::pipeline::{Pipeline, Shared};
use crate::problem::{Dialect, ProblemJson};
use crate::retry::{RetryBudget, RetryPolicy};
use crate::settings::Limits;
use crate::throttle::Throttle;
use crate::transport::{
    ClientCertificate, Proxy, RootCertificate, TlsBackend, Transport, TransportBuilder,
};

/// A layer around a transport.
type Layer = Box<dyn FnOnce(Arc<dyn Transport>) -> Arc<dyn Transport> + Send>;

/// Builds a client of a vendor. Every setting has a default; the base URL is given at the start.
#[must_use = "nothing is built until `build`"]
pub struct ClientBuilder<C> {
    base_url: String,
    user_agent: String,
    credentials: Arc<dyn Credentials>,
    throttle: Option<Arc<dyn Throttle>>,
    dialect: Arc<dyn Dialect>,
    transport: Option<Arc<dyn Transport>>,
    layers: Vec<Layer>,
    clock: Arc<dyn Clock>,
    retry: RetryPolicy,
    limits: Limits,
    origins: OriginPolicy,
    kept_headers: Vec<HeaderName>,
    connection: TransportBuilder,
    client: PhantomData<fn() -> C>,
}

/// A client cannot be built from these settings.
#[derive(Debug)]
#[non_exhaustive]
pub enum BuildError {
    /// The base URL cannot be used.
    BaseUrl(BaseUrlError),
    /// The credentials cannot be used.
    Credentials(InvalidCredentials),
    /// The wanted TLS library is not compiled in.
    TlsBackendMissing(&'static str),
    /// A PEM text does not parse.
    Pem(&'static str),
    /// The TLS library refuses its configuration.
    Tls(String),
    /// The proxy's URL does not parse.
    Proxy,
    /// A user agent that a header cannot carry.
    UserAgent,
    /// The HTTP client cannot be built.
    Transport(String),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BaseUrl(error) => write!(f, "the base URL cannot be used: {error}"),
            Self::Credentials(error) => write!(f, "the credentials cannot be used: {error}"),
            Self::TlsBackendMissing(feature) => write!(
                f,
                "this TLS library is not compiled in: enable the feature \"{feature}\""
            ),
            Self::Pem(setting) => write!(f, "{setting} is no valid PEM"),
            Self::Tls(reason) => write!(f, "TLS cannot be set up: {reason}"),
            Self::Proxy => f.write_str("the proxy's URL cannot be used"),
            Self::UserAgent => {
                f.write_str("the user agent holds characters that a header cannot carry")
            }
            Self::Transport(reason) => write!(f, "the HTTP client cannot be built: {reason}"),
        }
    }
}

impl std::error::Error for BuildError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::BaseUrl(error) => Some(error),
            Self::Credentials(error) => Some(error),
            _ => None,
        }
    }
}

impl From<BaseUrlError> for BuildError {
    fn from(error: BaseUrlError) -> Self {
        Self::BaseUrl(error)
    }
}

impl From<InvalidCredentials> for BuildError {
    fn from(error: InvalidCredentials) -> Self {
        Self::Credentials(error)
    }
}

impl BuildError {
    #[cfg_attr(not(feature = "__rustls"), expect(dead_code))]
    pub(crate) fn tls(error: impl fmt::Display) -> Self {
        Self::Tls(error.to_string())
    }

    pub(crate) fn transport(error: impl fmt::Display) -> Self {
        Self::Transport(error.to_string())
    }
}

impl<C: From<Pipeline>> ClientBuilder<C> {
    /// For vendor crates: a builder for a client that calls itself `crate/version`.
    pub fn new(user_agent: &str, base_url: impl Into<String>) -> Self {
        Self {
            base_url: base_url.into(),
            user_agent: user_agent.to_owned(),
            credentials: Arc::new(StaticCredentials::none()),
            throttle: None,
            dialect: Arc::new(ProblemJson),
            transport: None,
            layers: Vec::new(),
            clock: Arc::new(SystemClock),
            retry: RetryPolicy::default(),
            limits: Limits::default(),
            origins: OriginPolicy::default(),
            kept_headers: Vec::new(),
            connection: TransportBuilder::default(),
            client: PhantomData,
        }
    }

    /// Who the caller is; nobody by default.
    pub fn credentials(mut self, credentials: impl Credentials) -> Self {
        self.credentials = Arc::new(credentials);
        self
    }

    /// A limit on the client's own rate, in place of the vendor's default one.
    pub fn throttle(mut self, throttle: impl Throttle) -> Self {
        self.throttle = Some(Arc::new(throttle));
        self
    }

    /// No limit on the client's own rate.
    pub fn no_throttle(mut self) -> Self {
        self.throttle = None;
        self
    }

    /// How the vendor words its errors, in place of what the vendor's crate knows.
    pub fn dialect(mut self, dialect: impl Dialect) -> Self {
        self.dialect = Arc::new(dialect);
        self
    }

    /// When and how often a failed attempt is repeated.
    pub fn retry(mut self, retry: RetryPolicy) -> Self {
        self.retry = retry;
        self
    }

    /// The time limit of a call, with all attempts and waits; 120 s by default. Of a streamed answer: until its first
    /// element.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.limits.call_timeout = timeout;
        self
    }

    /// The time limit of an attempt, from connecting to the end of the body; 30 s by default.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.limits.attempt_timeout = timeout;
        self
    }

    /// How long a streamed answer may be silent; 30 s by default.
    pub fn idle_timeout(mut self, timeout: Duration) -> Self {
        self.limits.idle_timeout = timeout;
        self
    }

    /// The time limit of a connect, TLS handshake included; 10 s by default. Of the built-in transport only.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connection.connect_timeout = timeout;
        self
    }

    /// How long an idle connection is kept; 15 s by default. A server that has closed one meanwhile would
    /// make the outcome of a POST unknown. Of the built-in transport only.
    pub fn pool_idle_timeout(mut self, timeout: Duration) -> Self {
        self.connection.pool_idle_timeout = timeout;
        self
    }

    /// The largest body that is read, in bytes; 16 MiB by default. Of an error's body 256 KiB are kept.
    pub fn body_cap(mut self, bytes: usize) -> Self {
        self.limits.body_cap = bytes;
        self
    }

    /// The largest element of a streamed answer, in bytes; 1 MiB by default.
    pub fn element_cap(mut self, bytes: usize) -> Self {
        self.limits.element_cap = bytes;
        self
    }

    /// Allows plain http to hosts other than loopback: credentials and data are then open to everyone on
    /// the way. For test systems inside a closed network.
    pub fn allow_plain_http(mut self) -> Self {
        self.origins.allow_plain_http = true;
        self
    }

    /// Allows the vendor's discovery to lead to this host.
    pub fn allow_host(mut self, host: impl Into<String>) -> Self {
        self.origins.hosts.push(host.into());
        self
    }

    /// Allows the vendor's discovery to lead to this domain and the hosts below it.
    pub fn allow_host_suffix(mut self, domain: impl Into<String>) -> Self {
        self.origins.host_suffixes.push(domain.into());
        self
    }

    /// Keeps one more header of an answer in errors.
    pub fn keep_header(mut self, name: HeaderName) -> Self {
        self.kept_headers.push(name);
        self
    }

    /// Names your program in the user agent, before the client's own name.
    pub fn user_agent(mut self, program: &str) -> Self {
        self.user_agent = format!("{program} {}", self.user_agent);
        self
    }

    /// The proxy; the environment's by default. Of the built-in transport only.
    pub fn proxy(mut self, proxy: Proxy) -> Self {
        self.connection.proxy = proxy;
        self
    }

    /// The TLS library, where several are compiled in. Of the built-in transport only.
    pub fn tls_backend(mut self, backend: TlsBackend) -> Self {
        self.connection.tls_backend = Some(backend);
        self
    }

    /// Trusts one more root certificate. Of the built-in transport only.
    pub fn root_certificate(mut self, certificate: RootCertificate) -> Self {
        self.connection.roots.push(certificate);
        self
    }

    /// Shows this certificate to servers that ask for one. Of the built-in transport only.
    pub fn client_certificate(mut self, certificate: ClientCertificate) -> Self {
        self.connection.certificate = Some(certificate);
        self
    }

    /// Another transport than the built-in one.
    pub fn transport(mut self, transport: impl Transport) -> Self {
        self.transport = Some(Arc::new(transport));
        self
    }

    /// Puts a layer around the transport, the built-in one or yours: to record, to measure, to change.
    /// Called when the client is built; the last layer is the outermost.
    pub fn wrap_transport<T: Transport>(
        mut self,
        wrap: impl FnOnce(Arc<dyn Transport>) -> T + Send + 'static,
    ) -> Self {
        self.layers
            .push(Box::new(move |inner| Arc::new(wrap(inner))));
        self
    }

    /// Another clock than the system's: for tests.
    pub fn clock(mut self, clock: impl Clock) -> Self {
        self.clock = Arc::new(clock);
        self
    }

    /// Builds the client.
    ///
    /// # Errors
    /// [`BuildError`], for a base URL that cannot be used and for TLS settings that do not fit.
    pub fn build(self) -> Result<C, BuildError> {
        let base = BaseUrl::parse(&self.base_url)?;
        let schemes = Schemes {
            plain_http: self.origins.allow_plain_http,
            https: self.transport.is_some() || !TlsBackend::available().is_empty(),
        };
        base.check_scheme(schemes)?;
        self.credentials.check(schemes)?;
        let transport = match self.transport {
            Some(transport) => transport,
            None => Arc::new(self.connection.build(&base)?),
        };
        let transport = self
            .layers
            .into_iter()
            .fold(transport, |inner, layer| layer(inner));
        let pipeline = Pipeline {
            base,
            credentials: self.credentials,
            throttle: self.throttle,
            dialect: self.dialect,
            is_for_credentials: false,
            shared: Arc::new(Shared {
                transport,
                clock: self.clock,
                retry: self.retry,
                budget: RetryBudget::full(),
                limits: self.limits,
                origins: self.origins,
                user_agent: HeaderValue::from_str(&self.user_agent)
                    .map_err(|_| BuildError::UserAgent)?,
                kept_headers: self.kept_headers,
            }),
        };
        Ok(pipeline.into())
    }
}

impl<C> fmt::Debug for ClientBuilder<C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("credentials", &self.credentials)
            .field("retry", &self.retry)
            .finish_non_exhaustive()
    }
}
