//! The transport on reqwest, with everything off that would act on its own: redirects, retries, referers.

use std::convert::Infallible;
use std::error::Error as StdError;
use std::fmt;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use http_body::{Body as _, Frame, SizeHint};
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use super::tls::{self, ClientCertificate, RootCertificate, TlsBackend};
use super::{
    BodyStream, Departure, Transport, TransportError, TransportErrorKind, TransportRequest,
    TransportResponse,
};
use crate::builder::BuildError;
use crate::clock::{BoxFuture, FOREVER};
use crate::origin::{BaseUrl, BaseUrlError};

/// Where plain http is allowed to go, in the form of `NO_PROXY`.
const LOOPBACK: &str = "localhost,127.0.0.0/8,::1";

/// The transport that clients use unless they are given another one.
#[derive(Clone)]
pub struct ReqwestTransport {
    client: reqwest::Client,
    speaks_https: bool,
    /// It speaks HTTP/1 only: see [`outgoing_body`].
    tells_departure: bool,
    answered: Answered,
}

/// The servers that have answered before: they have accepted who we are.
#[derive(Clone, Default)]
struct Answered(Arc<Mutex<Vec<(String, u16)>>>);

impl Answered {
    fn note(&self, server: &Url) {
        let mut servers = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if !is_among(&servers, server) {
            let host = server.host_str().unwrap_or_default().to_owned();
            servers.push((host, server.port_or_known_default().unwrap_or_default()));
        }
    }

    fn contains(&self, server: &Url) -> bool {
        is_among(
            &self.0.lock().unwrap_or_else(PoisonError::into_inner),
            server,
        )
    }
}

fn is_among(servers: &[(String, u16)], server: &Url) -> bool {
    servers.iter().any(|(host, port)| {
        server.host_str() == Some(host) && server.port_or_known_default() == Some(*port)
    })
}

/// Which proxy requests go through.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub enum Proxy {
    /// The one that the environment names (`HTTPS_PROXY`, `HTTP_PROXY`, `NO_PROXY`); none for a base URL on
    /// loopback.
    #[default]
    System,
    /// None, whatever the environment says.
    None,
    /// This URL, for all requests but those to loopback. It may hold a user name and a password.
    Url(SecretString),
}

/// Connection settings of [`ReqwestTransport`].
#[derive(Clone, Debug)]
pub(crate) struct TransportBuilder {
    pub(crate) connect_timeout: Duration,
    pub(crate) pool_idle_timeout: Duration,
    pub(crate) proxy: Proxy,
    pub(crate) tls_backend: Option<TlsBackend>,
    pub(crate) roots: Vec<RootCertificate>,
    pub(crate) certificate: Option<ClientCertificate>,
}

impl Default for TransportBuilder {
    /// A connect timeout of 10 s, 15 s until an idle connection is closed, the system's proxy.
    fn default() -> Self {
        Self {
            connect_timeout: Duration::from_secs(10),
            pool_idle_timeout: Duration::from_secs(15),
            proxy: Proxy::default(),
            tls_backend: None,
            roots: Vec::new(),
            certificate: None,
        }
    }
}

impl TransportBuilder {
    /// Builds the transport for clients of a base URL.
    pub(crate) fn build(&self, base: &BaseUrl) -> Result<ReqwestTransport, BuildError> {
        let builder = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(self.connect_timeout.min(FOREVER))
            .pool_idle_timeout(self.pool_idle_timeout.min(FOREVER));
        let builder = if cfg!(feature = "http2") {
            builder
        } else {
            builder.http1_only()
        };
        let builder = match &self.proxy {
            Proxy::System if base.is_loopback() => builder.no_proxy(),
            Proxy::System => builder,
            Proxy::None => builder.no_proxy(),
            Proxy::Url(url) => {
                let proxy =
                    reqwest::Proxy::all(url.expose_secret()).map_err(|_| BuildError::Proxy)?;
                // What goes to this machine in the clear must not leave it.
                let proxy = proxy.no_proxy(reqwest::NoProxy::from_string(LOOPBACK));
                builder.proxy(proxy)
            }
        };
        let builder = tls::configure(builder, self, base)?;
        builder
            .build()
            .map(|client| ReqwestTransport {
                speaks_https: !TlsBackend::available().is_empty(),
                tells_departure: !cfg!(feature = "http2"),
                ..ReqwestTransport::from_client(client)
            })
            .map_err(|error| BuildError::transport(error.without_url()))
    }
}

impl ReqwestTransport {
    /// A transport on a reqwest client of your own. It must not follow redirects and must not retry: the
    /// pipeline relies on that.
    ///
    /// The one place where a type of reqwest stands in a signature.
    #[must_use]
    pub fn from_client(client: reqwest::Client) -> Self {
        Self {
            client,
            speaks_https: true,
            tells_departure: false,
            answered: Answered::default(),
        }
    }
}

impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReqwestTransport")
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        if request.url.scheme() == "https" && !self.speaks_https {
            let error = TransportError::new(TransportErrorKind::Unsendable);
            let error = error.with_source(BaseUrlError::NoTls);
            return Box::pin(std::future::ready(Err(error)));
        }
        let mut outgoing = reqwest::Request::new(request.method, request.url);
        *outgoing.headers_mut() = request.headers;
        if !request.body.is_empty() {
            *outgoing.body_mut() = Some(if self.tells_departure {
                outgoing_body(request.body, &request.departure)
            } else {
                request.body.into()
            });
        }
        let answer = self.client.execute(outgoing);
        Box::pin(async move {
            match answer.await {
                Ok(answer) => {
                    self.answered.note(answer.url());
                    let (head, body) = http::Response::<reqwest::Body>::from(answer).into_parts();
                    let body = BodyStream::new(Chunks(body));
                    let phrase = head.extensions.get::<hyper::ext::ReasonPhrase>();
                    let reason =
                        phrase.map(|it| String::from_utf8_lossy(it.as_bytes()).into_owned());
                    let mut answer = TransportResponse::new(head.status, head.headers, body);
                    answer.reason = reason;
                    Ok(answer)
                }
                Err(error) => {
                    let has_answered = error.url().is_none_or(|url| self.answered.contains(url));
                    Err(of_send(error, has_answered))
                }
            }
        })
    }
}

/// The body of a request, which tells when it is first asked for. Over HTTP/1 that is once the connection is
/// there and the head is about to be written; nothing is written before. HTTP/2 writes the head earlier, so it
/// could promise nothing there.
fn outgoing_body(body: Bytes, departure: &Departure) -> reqwest::Body {
    departure.will_tell();
    reqwest::Body::wrap(Announced {
        body,
        departure: departure.clone(),
    })
}

struct Announced {
    body: Bytes,
    departure: Departure,
}

impl http_body::Body for Announced {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        self.departure.goes_out();
        let body = std::mem::take(&mut self.body);
        Poll::Ready((!body.is_empty()).then(|| Ok(Frame::data(body))))
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_empty()
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.body.len() as u64)
    }
}

/// The data frames of a body.
struct Chunks(reqwest::Body);

impl Stream for Chunks {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            match ready!(Pin::new(&mut self.0).poll_frame(context)) {
                None => return Poll::Ready(None),
                Some(Err(error)) => return Poll::Ready(Some(Err(interrupted(error)))),
                // Trailers hold nothing that any vendor documents.
                Some(Ok(frame)) => {
                    if let Ok(data) = frame.into_data() {
                        return Poll::Ready(Some(Ok(data)));
                    }
                }
            }
        }
    }
}

/// Finds out how sending failed. reqwest's predicates alone would mislead: `is_request` is also true when the
/// server has read the whole request. Only what stands in the source chain decides.
///
/// A server that has answered before has accepted our certificate: an alert of it is no refusal of the handshake.
fn of_send(error: reqwest::Error, has_answered: bool) -> TransportError {
    let kind = if error.is_builder() {
        TransportErrorKind::Unsendable
    } else if !has_answered && tls::refused_in_handshake(&error) {
        TransportErrorKind::Tls
    } else if !error.is_connect() {
        if was_handed_back(&error) {
            TransportErrorKind::Connect
        } else {
            TransportErrorKind::Interrupted
        }
    } else if error.is_dns() {
        TransportErrorKind::Dns
    } else if error.is_timeout() {
        TransportErrorKind::ConnectTimeout
    } else if wants_proxy_credentials(&error) {
        TransportErrorKind::Proxy
    } else if tls::is_handshake_failure(&error) {
        TransportErrorKind::Tls
    } else {
        TransportErrorKind::Connect
    };
    TransportError::new(kind).with_source(Cause::of(&error.without_url()))
}

/// Whether a proxy wants other credentials. Its error has no public type: were its words to
/// change, the failure would count as an ordinary one, not sent all the same.
fn wants_proxy_credentials(error: &reqwest::Error) -> bool {
    chain(error).any(|error| error.to_string() == "tunnel error: proxy authorization required")
}

/// Whether the connection ended before it took the request. Over HTTP/1 hyper hands it back only if not a byte of
/// it was written.
#[cfg(not(feature = "http2"))]
fn was_handed_back(error: &reqwest::Error) -> bool {
    chain(error)
        .filter_map(|error| error.downcast_ref::<hyper::Error>())
        .any(hyper::Error::is_canceled)
}

/// Whether the server says that it has not processed the request: by resetting the stream as refused (RFC 9113, 8.7),
/// or by ending the connection in good order before this stream (6.8).
#[cfg(feature = "http2")]
fn was_handed_back(error: &reqwest::Error) -> bool {
    chain(error)
        .filter_map(|error| error.downcast_ref::<h2::Error>())
        .filter(|error| error.is_remote())
        .any(|error| {
            let reason = error.reason();
            error.is_reset() && reason == Some(h2::Reason::REFUSED_STREAM)
                || error.is_go_away() && reason == Some(h2::Reason::NO_ERROR)
        })
}

fn interrupted(error: reqwest::Error) -> TransportError {
    TransportError::new(TransportErrorKind::Interrupted)
        .with_source(Cause::of(&error.without_url()))
}

/// The innermost cause in words, without reqwest's layers around it.
#[derive(Debug)]
struct Cause(String);

impl Cause {
    fn of(error: &reqwest::Error) -> Self {
        let innermost = chain(error)
            .last()
            .map_or_else(|| error.to_string(), ToString::to_string);
        Self(innermost)
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StdError for Cause {}

/// The sources of an error, also those that an I/O error wraps without naming them as its source.
pub(super) fn chain<'a>(
    error: &'a (dyn StdError + 'static),
) -> impl Iterator<Item = &'a (dyn StdError + 'static)> {
    std::iter::successors(Some(error), |error| below(*error))
}

fn below<'a>(error: &'a (dyn StdError + 'static)) -> Option<&'a (dyn StdError + 'static)> {
    let wrapped = error
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref);
    match wrapped {
        Some(wrapped) => Some(wrapped),
        None => error.source(),
    }
}
