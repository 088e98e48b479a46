//! `POST /oauth2/token`. The vendor documents no error of it; these are those of RFC 6749, section 5.2.

use std::time::Duration;

use http::{HeaderValue, StatusCode, header};
use serde_json::json;

use crate::reply::Reply;
use crate::request::Request;
use crate::violation::Violation;

use super::demo;
use super::form::TokenForm;
use super::state::Inner;

pub(super) fn answer(
    inner: &mut Inner,
    now: Duration,
    request: &Request,
    violations: &[Violation],
) -> Reply {
    if violations.iter().any(|violation| !violation.tolerated) {
        return error(StatusCode::BAD_REQUEST, "invalid_request");
    }
    let (form, _) = TokenForm::read(request);
    if form.grant_type.as_deref() != Some("client_credentials") {
        return error(StatusCode::BAD_REQUEST, "unsupported_grant_type");
    }
    if form.client_id.as_deref() != Some(demo::CLIENT_ID)
        || form.client_secret.as_deref() != Some(demo::CLIENT_SECRET)
    {
        return error(StatusCode::UNAUTHORIZED, "invalid_client");
    }
    let token = inner.tokens.issue(now, &inner.settings);
    let mut answer = json!({ "access_token": token.value, "token_type": "Bearer" });
    if inner.settings.announce_expiry {
        answer["expires_in"] = token.expires_at.saturating_sub(now).as_secs().into();
    }
    Reply::json(StatusCode::OK, &answer)
        .with_header(header::CACHE_CONTROL, HeaderValue::from_static("no-store"))
}

pub(super) fn refusal(status: StatusCode) -> Reply {
    let code = match status {
        StatusCode::UNAUTHORIZED => "invalid_client",
        StatusCode::TOO_MANY_REQUESTS => "temporarily_unavailable",
        _ if status.is_server_error() => "temporarily_unavailable",
        _ => "invalid_request",
    };
    error(status, code)
}

fn error(status: StatusCode, code: &str) -> Reply {
    Reply::json(status, &json!({ "error": code }))
}
