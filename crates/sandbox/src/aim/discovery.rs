//! `GET /aeServices30/api/GetEndPoint`.

use crate::reply::Reply;

use super::object::Object;
use super::state::Inner;

pub(super) fn answer(inner: &mut Inner, own_endpoint: &str) -> Reply {
    let endpoint = inner.settings.endpoint.clone();
    let endpoint = endpoint.unwrap_or_else(|| own_endpoint.to_owned());
    let answer = Object::new()
        .with("NewEndpointDomain", &endpoint)
        .with("NewEndpoint", &endpoint)
        .with("OAuthToken", inner.tokens.issue_oauth_token());
    inner.done_for(answer, None)
}
