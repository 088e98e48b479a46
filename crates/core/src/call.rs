//! A call of a typed client: the pipeline, and what this one call sets differently.

use std::time::Duration;

use bytes::Bytes;
use http::{HeaderName, HeaderValue};
use serde::de::{DeserializeOwned, IgnoredAny};

use crate::decode::{DecodeError, decode};
use crate::decoded::Decoded;
use crate::elements::Elements;
use crate::error::Error;
use crate::operation::Idempotency;
use crate::pipeline::{Pipeline, Reading};
use crate::request::Request;
use crate::response::{Deletion, Response};
use crate::retry::RetryPolicy;
use crate::settings::Overrides;

/// What the generated operations send their requests with.
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until it is sent"]
pub struct Call {
    pipeline: Pipeline,
    // Most calls have none.
    overrides: Option<Box<Overrides>>,
}

impl Call {
    /// A call with the client's settings.
    pub fn new(pipeline: Pipeline) -> Self {
        Self {
            pipeline,
            overrides: None,
        }
    }

    fn overrides(&mut self) -> &mut Overrides {
        self.overrides.get_or_insert_default()
    }

    fn overridden(&self) -> &Overrides {
        self.overrides.as_deref().unwrap_or(Overrides::NONE)
    }

    /// The time limit of the whole call, retries and waits included; 120 s by default. It ends for a streamed
    /// answer with the first element: from then on the idle timeout holds.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.overrides().call_timeout = Some(timeout);
        self
    }

    /// The time limit of each attempt, from connecting to the end of the body; 30 s by default.
    pub fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.overrides().attempt_timeout = Some(timeout);
        self
    }

    /// How long a streamed answer may be silent; 30 s by default.
    pub fn with_idle_timeout(mut self, timeout: Duration) -> Self {
        self.overrides().idle_timeout = Some(timeout);
        self
    }

    /// The largest body that is read, in bytes; 16 MiB by default.
    pub fn with_body_cap(mut self, bytes: usize) -> Self {
        self.overrides().body_cap = Some(bytes);
        self
    }

    /// The largest element of a streamed answer, in bytes; 1 MiB by default.
    pub fn with_element_cap(mut self, bytes: usize) -> Self {
        self.overrides().element_cap = Some(bytes);
        self
    }

    /// Overrides what the contract says about repeating this call.
    pub fn with_idempotency(mut self, idempotency: Idempotency) -> Self {
        self.overrides().idempotency = Some(idempotency);
        self
    }

    /// The retry policy of this call, in place of the client's.
    pub fn with_retry(mut self, retry: RetryPolicy) -> Self {
        self.overrides().retry = Some(retry);
        self
    }

    /// One more header on every attempt of this call. Credentials win over it.
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.overrides().headers.push((name, value));
        self
    }

    /// The pipeline that the call is sent by.
    #[must_use]
    pub fn pipeline(&self) -> &Pipeline {
        &self.pipeline
    }

    /// Sends a request whose answer is JSON.
    ///
    /// # Errors
    /// An [`Error`] that says whether the vendor did it.
    pub async fn json<T: DeserializeOwned + Send + 'static>(
        self,
        request: Request,
    ) -> Result<Response<T>, Error> {
        self.pipeline
            .send_with(request, self.overridden(), |body| decode(body))
            .await
    }

    /// Sends a request whose answer has no body. A JSON body is let pass; another one, a proxy's page most
    /// likely, is not taken for success.
    ///
    /// # Errors
    /// An [`Error`] that says whether the vendor did it.
    pub async fn empty(self, request: Request) -> Result<Response<()>, Error> {
        self.pipeline
            .send_with(request, self.overridden(), no_content)
            .await
    }

    /// Sends a request whose answer no page describes: whatever it is, it is in
    /// [`Response::body`].
    ///
    /// # Errors
    /// An [`Error`] that says whether the vendor did it.
    pub async fn raw(self, request: Request) -> Result<Response<()>, Error> {
        self.pipeline
            .send_with(request, self.overridden(), |_| Ok(()))
            .await
    }

    /// Sends a request that deletes a resource. Where an attempt of unknown outcome was followed by one that
    /// found nothing, the resource is [`Gone`](Deletion::Gone).
    ///
    /// # Errors
    /// An [`Error`] that says whether the vendor did it.
    pub async fn deletion(self, request: Request) -> Result<Response<Deletion>, Error> {
        let mut decoded = Decoded::by(no_content);
        let reading = Reading::Deletion(&mut decoded);
        let head = self
            .pipeline
            .run(request, self.overridden(), reading)
            .await?;
        let deletion = if head.status.is_success() {
            Deletion::Deleted
        } else {
            Deletion::Gone
        };
        Ok(Response::new(deletion, head))
    }

    /// Sends a request whose answer is a JSON object with a large array in `member`, and reads the elements
    /// as they arrive. In place of the time limit of an attempt and the cap on the body, there is an idle
    /// timeout (30 s by default) and a cap per element (1 MiB by default).
    ///
    /// # Errors
    /// An [`Error`] when not even the first element could be read.
    pub async fn elements<T: DeserializeOwned + Send + 'static>(
        self,
        request: Request,
        member: &'static str,
    ) -> Result<Elements<T>, Error> {
        Elements::open(self.pipeline.clone(), request, self.overridden(), member).await
    }
}

/// For generated code: the options that every call has, as methods of a type with a member `call` that is a
/// [`Call`](crate::Call). Inherent methods, so that nobody has to import a trait.
#[macro_export]
macro_rules! call_options {
    ($type:ty) => {
        impl $type {
            /// The time limit of the whole call, retries and waits included; 120 s by default. It ends for a streamed
            /// answer with the first element: from then on the idle timeout holds.
            pub fn with_timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.call = self.call.with_timeout(timeout);
                self
            }

            /// The time limit of each attempt, from connecting to the end of the body; 30 s by default.
            pub fn with_attempt_timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.call = self.call.with_attempt_timeout(timeout);
                self
            }

            /// How long a streamed answer may be silent; 30 s by default.
            pub fn with_idle_timeout(mut self, timeout: ::std::time::Duration) -> Self {
                self.call = self.call.with_idle_timeout(timeout);
                self
            }

            /// The largest body that is read, in bytes; 16 MiB by default.
            pub fn with_body_cap(mut self, bytes: usize) -> Self {
                self.call = self.call.with_body_cap(bytes);
                self
            }

            /// The largest element of a streamed answer, in bytes; 1 MiB by default.
            pub fn with_element_cap(mut self, bytes: usize) -> Self {
                self.call = self.call.with_element_cap(bytes);
                self
            }

            /// Overrides what the contract says about repeating this call.
            pub fn with_idempotency(mut self, idempotency: $crate::Idempotency) -> Self {
                self.call = self.call.with_idempotency(idempotency);
                self
            }

            /// The retry policy of this call, in place of the client's.
            pub fn with_retry(mut self, retry: $crate::RetryPolicy) -> Self {
                self.call = self.call.with_retry(retry);
                self
            }

            /// One more header on every attempt of this call. Credentials win over it.
            pub fn with_header(
                mut self,
                name: $crate::HeaderName,
                value: $crate::HeaderValue,
            ) -> Self {
                self.call = self.call.with_header(name, value);
                self
            }
        }
    };
}

/// For vendor crates: what every client has beside its operations, as a type with a member `pipeline` that is a
/// [`Pipeline`](crate::Pipeline).
#[macro_export]
macro_rules! client {
    ($type:ident) => {
        impl $type {
            /// The pipeline, for requests that the contract does not describe.
            #[must_use]
            pub fn pipeline(&self) -> &$crate::Pipeline {
                &self.pipeline
            }

            fn call(&self) -> $crate::Call {
                $crate::Call::new(self.pipeline.clone())
            }
        }

        impl ::std::convert::From<$crate::Pipeline> for $type {
            fn from(pipeline: $crate::Pipeline) -> Self {
                Self { pipeline }
            }
        }

        impl ::std::fmt::Debug for $type {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(stringify!($type))
                    .field("pipeline", &self.pipeline)
                    .finish()
            }
        }
    };
}

fn no_content(body: &Bytes) -> Result<(), DecodeError> {
    if body.trim_ascii().is_empty() {
        return Ok(());
    }
    decode::<IgnoredAny>(body)
        .map(|_| ())
        .map_err(|_| DecodeError::at_root("no content"))
}
