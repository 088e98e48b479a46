//! The way of credentials to make requests of their own.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;

use crate::clock::Clock;
use crate::credentials::StaticCredentials;
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
    pub(crate) base: Arc<BaseUrl>,
    pub(crate) shared: Arc<Shared>,
}

impl Exchange {
    /// Sends a request to a base URL of the credentials' own.
    ///
    /// # Errors
    /// The [`Error`] of that request. The call that needed the credentials fails with `NotSent`, whatever the
    /// delivery of this one.
    pub async fn send<T: Send>(
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
        let pipeline = Pipeline {
            base: Arc::new(base.clone()),
            credentials: Arc::new(StaticCredentials::none()),
            throttle: None,
            dialect,
            shared: self.shared.clone(),
        };
        pipeline.send(request, decode).await
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
