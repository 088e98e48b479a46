//! Answers to a browser, all with the same headers.

use bytes::Bytes;
use http::{HeaderValue, Response, StatusCode, header};
use maud::Markup;
use tokio::sync::mpsc;

use crate::answer;
use crate::body::Body;
use crate::reply::Reply;

/// What the pages refer to.
#[derive(Debug, Clone, Copy)]
pub(super) enum Asset {
    Style,
    Script,
    Icon,
}

impl Asset {
    pub(super) fn find(name: &str) -> Option<Self> {
        match name {
            "style.css" => Some(Self::Style),
            "script.js" => Some(Self::Script),
            "icon.svg" => Some(Self::Icon),
            _ => None,
        }
    }
}

/// What comes later prevails.
const STYLE: &str = concat!(
    include_str!("style/base.css"),
    include_str!("style/frame.css"),
    include_str!("style/content.css"),
    include_str!("style/adapt.css"),
);

pub(super) fn page(status: StatusCode, page: Markup) -> Response<Body> {
    let reply = Reply::new(status, "text/html; charset=utf-8", page.into_string());
    guarded(answer::whole(reply))
}

pub(super) fn text(status: StatusCode, text: impl Into<Bytes>) -> Response<Body> {
    let reply = Reply::new(status, "text/plain; charset=utf-8", text);
    guarded(answer::whole(reply))
}

pub(super) fn asset(asset: Asset) -> Response<Body> {
    let (media_type, text) = match asset {
        Asset::Style => ("text/css; charset=utf-8", STYLE),
        Asset::Script => ("text/javascript; charset=utf-8", include_str!("script.js")),
        Asset::Icon => ("image/svg+xml", include_str!("icon.svg")),
    };
    guarded(answer::whole(Reply::new(StatusCode::OK, media_type, text)))
}

pub(super) fn events(feed: mpsc::Receiver<Bytes>) -> Response<Body> {
    let mut response = Response::new(Body::Fed(feed));
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/event-stream"),
    );
    guarded(response)
}

/// After a form: the page that shows what has changed, so that a reload does not send the form again.
pub(super) fn see_other(place: &str) -> Response<Body> {
    let mut response = text(StatusCode::SEE_OTHER, format!("See {place}\n"));
    if let Ok(place) = HeaderValue::from_str(place) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    response
}

pub(super) fn other_method(allowed: &'static str) -> Response<Body> {
    let mut response = text(
        StatusCode::METHOD_NOT_ALLOWED,
        format!("There is only {allowed} here.\n"),
    );
    response
        .headers_mut()
        .insert(header::ALLOW, HeaderValue::from_static(allowed));
    response
}

/// Nothing from elsewhere is loaded, nothing is framed, kept or told to others.
fn guarded(mut response: Response<Body>) -> Response<Body> {
    const HEADERS: [(header::HeaderName, &str); 5] = [
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; \
             form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        // Not `no-referrer`: with that a browser sends `Origin: null` with a form.
        (header::REFERRER_POLICY, "same-origin"),
        (header::CACHE_CONTROL, "no-store"),
        (
            header::HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}
