//! Where requests, and the credentials in them, may go.

use std::fmt;
use std::sync::Arc;

use url::{Host, Url};

/// Room for a path and a query, in bytes.
const ROOM: usize = 192;

/// The base URL of a vendor's API, parsed once: scheme, host, port and a path prefix.
///
/// A clone costs nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct BaseUrl(Arc<Parts>);

#[derive(PartialEq, Eq)]
struct Parts {
    url: Url,
    /// The path without a trailing slash.
    prefix: String,
    /// `host:port`.
    server: String,
    /// The URL with a long path: its clones have room for the path of a request and need not grow.
    roomy: Url,
}

/// A text is not a base URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum BaseUrlError {
    /// It does not parse as an absolute URL.
    NotAUrl,
    /// Its scheme is neither http nor https.
    Scheme,
    /// It has a user name or a password.
    UserInfo,
    /// It has a query or a fragment.
    QueryOrFragment,
    /// It is plain http to a host that is not loopback.
    PlainHttp,
    /// It is https, and no TLS library is compiled in.
    NoTls,
}

impl fmt::Display for BaseUrlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAUrl => "not an absolute URL, such as https://api.example.com/v1",
            Self::Scheme => "its scheme must be https (or http, for loopback)",
            Self::UserInfo => "it holds a user name or a password; give credentials apart from the URL",
            Self::QueryOrFragment => "it has a query or a fragment; a base URL ends with its path",
            Self::PlainHttp => "plain http would show credentials and data to everyone on the way; use https, or allow_plain_http()",
            Self::NoTls => "it is https, but no TLS is compiled in: enable one of the features \"rustls\" (default), \"rustls-aws-lc\" or \"native-tls\"",
        })
    }
}

impl std::error::Error for BaseUrlError {}

/// What a client can and may speak.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Schemes {
    /// Plain http to any host, not only to loopback: by
    /// [`allow_plain_http`](crate::ClientBuilder::allow_plain_http).
    pub plain_http: bool,
    /// https: by a TLS library that is compiled in, or by another transport than the built-in one.
    pub https: bool,
}

impl BaseUrl {
    /// Parses a base URL. A trailing slash makes no difference.
    ///
    /// # Errors
    /// [`BaseUrlError`] for anything but an absolute http or https URL without user, query and fragment.
    pub fn parse(text: &str) -> Result<Self, BaseUrlError> {
        let url = Url::parse(text).map_err(|_| BaseUrlError::NotAUrl)?;
        if !matches!(url.scheme(), "https" | "http") {
            return Err(BaseUrlError::Scheme);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BaseUrlError::UserInfo);
        }
        if url.query().is_some() || url.fragment().is_some() {
            return Err(BaseUrlError::QueryOrFragment);
        }
        let prefix = url.path().trim_end_matches('/').to_owned();
        let host = url.host_str().unwrap_or_default();
        let port = url.port_or_known_default().unwrap_or_default();
        let server = format!("{host}:{port}");
        let mut roomy = url.clone();
        roomy.set_path(&"_".repeat(prefix.len() + ROOM));
        Ok(Self(Arc::new(Parts {
            url,
            prefix,
            server,
            roomy,
        })))
    }

    /// The URL of a path below this one: `/oauth2/token`, for example.
    ///
    /// # Errors
    /// [`BaseUrlError`] when the path has a query or a fragment.
    pub fn join(&self, path: &str) -> Result<Self, BaseUrlError> {
        Self::parse(&[self.0.url.as_str().trim_end_matches('/'), path].concat())
    }

    /// The host, without the port.
    #[must_use]
    pub fn host(&self) -> &str {
        self.0.url.host_str().unwrap_or_default()
    }

    /// `host:port`.
    pub(crate) fn server(&self) -> &str {
        &self.0.server
    }

    /// The port, also where it is the scheme's default.
    #[must_use]
    pub fn port(&self) -> u16 {
        self.0.url.port_or_known_default().unwrap_or_default()
    }

    /// Whether the scheme is https.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.url.scheme() == "https"
    }

    /// Whether the host is this machine: `localhost`, `127.0.0.0/8` or `::1`.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        match self.0.url.host() {
            Some(Host::Domain(name)) => name.eq_ignore_ascii_case("localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => false,
        }
    }

    pub(crate) fn check_scheme(&self, client: Schemes) -> Result<(), BaseUrlError> {
        if self.is_https() && !client.https {
            Err(BaseUrlError::NoTls)
        } else if !self.is_https() && !self.is_loopback() && !client.plain_http {
            Err(BaseUrlError::PlainHttp)
        } else {
            Ok(())
        }
    }

    /// Whether a client of this base URL may talk to another one (a token endpoint, a discovered origin) as far
    /// as the scheme goes. Plain http to this machine is for clients of this machine only: others may have a
    /// proxy on the way.
    pub(crate) fn may_reach(&self, other: &Self, allow_plain_http: bool) -> bool {
        other.is_https() || allow_plain_http || self.is_loopback() && other.is_loopback()
    }

    pub(crate) fn has_origin_of(&self, url: &Url) -> bool {
        self.0.url.origin() == url.origin()
    }

    /// The URL of an encoded path and query below this one; an empty path is this URL itself. Nothing is
    /// resolved or normalised: dot segments were refused before, and every parameter is one encoded segment.
    pub(crate) fn with(&self, path: &str, query: Option<&str>) -> Url {
        if path.is_empty() {
            let mut url = self.0.url.clone();
            url.set_query(query);
            return url;
        }
        let mut url = self.0.roomy.clone();
        if self.0.prefix.is_empty() {
            url.set_path(path);
        } else {
            url.set_path(&[self.0.prefix.as_str(), path].concat());
        }
        if query.is_some() {
            url.set_query(query);
        }
        url
    }

    /// Where a link leads that an answer gave, without its path.
    fn origin_of_link(&self, link: &str) -> Option<Self> {
        let url = self.0.url.join(link).ok()?;
        Self::parse(&url[..url::Position::BeforePath]).ok()
    }

    /// A link that an answer gave, absolute or relative to the origin, if it leads to this origin.
    pub(crate) fn link(&self, link: &str) -> Option<Url> {
        let url = self.0.url.join(link).ok()?;
        let plain = url.scheme() == self.0.url.scheme()
            && url.username().is_empty()
            && url.password().is_none();
        (plain && self.has_origin_of(&url)).then_some(url)
    }
}

/// Shows scheme, host, port and path prefix. None of them is secret.
impl fmt::Debug for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.url.as_str().trim_end_matches('/'))
    }
}

/// Which hosts may be named by the configured origin (a vendor's discovery) as the place to call.
#[derive(Clone, Debug, Default)]
pub(crate) struct OriginPolicy {
    pub(crate) allow_plain_http: bool,
    pub(crate) hosts: Vec<String>,
    pub(crate) host_suffixes: Vec<String>,
}

impl OriginPolicy {
    /// Whether a link may be followed at all: to the configured origin, or to one that it may name. Asked
    /// before the credentials are, which say which of them it is.
    pub(crate) fn allows_link(&self, configured: &BaseUrl, link: &str) -> bool {
        configured
            .origin_of_link(link)
            .is_some_and(|origin| self.allows(configured, &origin))
    }

    /// Whether a base URL that `configured` named may get requests with credentials.
    pub(crate) fn allows(&self, configured: &BaseUrl, named: &BaseUrl) -> bool {
        if !configured.may_reach(named, self.allow_plain_http) {
            return false;
        }
        // A name that came over plain http could be anybody's; it may not lead away from this machine.
        let trusted_way = configured.is_https() || self.allow_plain_http || named.is_loopback();
        let host = named.host();
        configured.has_origin_of(&named.0.url)
            || trusted_way
                && (self
                    .hosts
                    .iter()
                    .any(|allowed| allowed.eq_ignore_ascii_case(host))
                    || self
                        .host_suffixes
                        .iter()
                        .any(|suffix| is_below(host, suffix)))
    }
}

fn is_below(host: &str, suffix: &str) -> bool {
    let suffix = suffix.trim_start_matches('.');
    let (host, suffix) = (host.to_ascii_lowercase(), suffix.to_ascii_lowercase());
    host == suffix
        || host
            .strip_suffix(&suffix)
            .is_some_and(|rest| rest.ends_with('.'))
}
