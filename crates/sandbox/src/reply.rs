//! A vendor's answer, before a fault has touched it.

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};

#[derive(Debug, Clone)]
pub(crate) struct Reply {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    /// The id of what the call was about.
    pub(crate) resource: Option<String>,
    /// Whether the vendor did what it was asked for.
    pub(crate) acted: bool,
}

impl Reply {
    pub(crate) fn empty(status: StatusCode) -> Self {
        Self {
            status,
            headers: HeaderMap::new(),
            body: Bytes::new(),
            resource: None,
            acted: status.is_success(),
        }
    }

    pub(crate) fn new(
        status: StatusCode,
        media_type: &'static str,
        body: impl Into<Bytes>,
    ) -> Self {
        Self {
            body: body.into(),
            ..Self::empty(status)
        }
        .with_header(header::CONTENT_TYPE, HeaderValue::from_static(media_type))
    }

    pub(crate) fn json(status: StatusCode, value: &serde_json::Value) -> Self {
        Self::new(status, "application/json", value.to_string())
    }

    pub(crate) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    pub(crate) fn about(mut self, resource: impl Into<String>) -> Self {
        self.resource = Some(resource.into());
        self
    }

    /// For a success by its status that says in its body that nothing was done.
    pub(crate) fn without_acting(self) -> Self {
        Self {
            acted: false,
            ..self
        }
    }
}
