//! How the stand-in answers.

use http::StatusCode;

use crate::required_header::RequiredHeader;

/// Settings of the BT controller, see [`Iveco::configure`](super::Iveco::configure).
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Settings {
    /// The answer to an activation that could be read. Default: [`Answer::Empty`].
    pub answer: Answer,
    /// A header without which a call is answered with 401. Default: none, as no page mentions authentication.
    pub required_header: Option<RequiredHeader>,
}

/// An answer to an activation. The vendor documents none: the page names the .NET type `HttpResponseMessage`, which
/// says nothing about the body.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Answer {
    /// Status 200 without a body.
    #[default]
    Empty,
    /// Status 200 with this text, sent as JSON whatever it is.
    Json(String),
    /// Status 200 with a serialised `HttpResponseMessage` that has this status: what an ASP.NET action sends by
    /// mistake if its message is taken for data. With anything but 2xx, `IsSuccessStatusCode` is false, and the
    /// activation is not kept.
    ResponseMessage(StatusCode),
}
