//! The way of credentials to make requests of their own.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use crate::call::Call;
use crate::clock::Clock;
use crate::credentials::{CredentialsError, StaticCredentials};
use crate::decode::DecodeError;
use crate::delivery::Delivery;
use crate::error::{Details, Error, ErrorKind};
use crate::origin::BaseUrl;
use crate::pipeline::{Pipeline, Shared};
use crate::problem::Dialect;
use crate::request::Request;
use crate::response::Response;

/// The way of [`Credentials`](crate::Credentials) to make requests of their own: a token request, a discovery,
/// a login. The same transport, timeouts and retries as the client's; no credentials and no rate limit.
#[derive(Clone)]
pub struct Exchange {
    pub(crate) base: BaseUrl,
    pub(crate) dialect: Arc<dyn Dialect>,
    pub(crate) shared: Arc<Shared>,
}

/// An endpoint that was named by an answer, and that nobody has allowed.
#[derive(Debug)]
pub(crate) struct ForbiddenEndpoint(pub(crate) String);

impl fmt::Display for ForbiddenEndpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self(endpoint) = self;
        write!(
            f,
            "the vendor named an endpoint at {endpoint}, which is not on the client's allow-list, or not over https"
        )
    }
}

impl std::error::Error for ForbiddenEndpoint {}

impl Exchange {
    /// Sends a request to a base URL of the credentials' own.
    ///
    /// # Errors
    /// The [`Error`] of that request. The call that needed the credentials fails with `NotSent`, whatever the
    /// delivery of this one.
    pub async fn send<T: Send + 'static>(
        &self,
        base: &BaseUrl,
        dialect: Arc<dyn Dialect>,
        request: Request,
        decode: impl FnMut(&Bytes) -> Result<T, DecodeError> + Send,
    ) -> Result<Response<T>, Error> {
        if !self
            .base
            .may_reach(base, self.shared.origins.allow_plain_http)
        {
            let kind = ErrorKind::ForbiddenOrigin;
            return Err(Details::new(request.operation(), kind, Delivery::NotSent).into());
        }
        self.pipeline_to(base, dialect).send(request, decode).await
    }

    /// A call at an endpoint that the client's own origin named, a discovery's answer for example, or at the
    /// client's base URL itself. It carries no credentials but those that are put on it.
    ///
    /// # Errors
    /// When the endpoint is not on the client's allow-list (see
    /// [`ClientBuilder::allow_host`](crate::ClientBuilder::allow_host)).
    pub fn call_to(
        &self,
        endpoint: &BaseUrl,
        dialect: Arc<dyn Dialect>,
    ) -> Result<Call, CredentialsError> {
        if self.shared.origins.allows(&self.base, endpoint) {
            Ok(Call::new(self.pipeline_to(endpoint, dialect)))
        } else {
            Err(CredentialsError::new(ForbiddenEndpoint(
                endpoint.server().to_owned(),
            )))
        }
    }

    fn pipeline_to(&self, base: &BaseUrl, dialect: Arc<dyn Dialect>) -> Pipeline {
        Pipeline {
            base: base.clone(),
            credentials: Arc::new(StaticCredentials::none()),
            throttle: None,
            dialect,
            is_for_credentials: true,
            shared: self.shared.clone(),
        }
    }

    /// The time limit of an attempt.
    pub(crate) fn attempt_timeout(&self) -> std::time::Duration {
        self.shared.limits.attempt_timeout
    }

    /// The client's base URL.
    #[must_use]
    pub fn base_url(&self) -> &BaseUrl {
        &self.base
    }

    /// The client's dialect: for a discovery or a login that is worded as the vendor's other answers are.
    #[must_use]
    pub fn dialect(&self) -> Arc<dyn Dialect> {
        self.dialect.clone()
    }

    /// The client's clock.
    #[must_use]
    pub fn clock(&self) -> &dyn Clock {
        &*self.shared.clock
    }
}

impl fmt::Debug for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Exchange")
    }
}
