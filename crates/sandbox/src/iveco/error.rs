//! Error answers, as ASP.NET Web API has them.

use http::{HeaderMap, StatusCode};
use serde_json::json;

use crate::aspnet;
use crate::reply::Reply;
use crate::request::Request;
use crate::violation::Violation;

/// The name of the parameter that a body is bound to. It is not documented.
const PARAMETER: &str = "request";

pub(super) fn of(status: StatusCode, headers: &HeaderMap) -> Reply {
    aspnet::reply(status, &aspnet::error(status), headers)
}

pub(super) fn unsupported_media_type(request: &Request) -> Reply {
    let media_type = match request.media_type() {
        none if none.is_empty() => "application/octet-stream".to_owned(),
        named => named,
    };
    let status = StatusCode::UNSUPPORTED_MEDIA_TYPE;
    let error = json!({
        "Message": format!("The request entity's media type '{media_type}' is not supported for this resource."),
        "ExceptionMessage": format!(
            "No MediaTypeFormatter is available to read an object of type 'WorkshopActivationBTRequest' from content with media type '{media_type}'."
        ),
        "ExceptionType": "System.Net.Http.UnsupportedMediaTypeException",
    });
    aspnet::reply(status, &error, &request.headers)
}

pub(super) fn unreadable<'a>(
    violations: impl IntoIterator<Item = &'a Violation>,
    headers: &HeaderMap,
) -> Reply {
    let named: Vec<_> = violations
        .into_iter()
        .map(|violation| Violation {
            place: model_state_key(&violation.place),
            ..violation.clone()
        })
        .collect();
    aspnet::reply(
        StatusCode::BAD_REQUEST,
        &aspnet::invalid_model(&named),
        headers,
    )
}

/// `body/Calloutcomes/0/UTCTimestamp` is `request.Calloutcomes[0].UTCTimestamp`.
fn model_state_key(place: &str) -> String {
    let below_the_body = place.split('/').skip(1).map(|segment| {
        if segment.bytes().all(|byte| byte.is_ascii_digit()) {
            format!("[{segment}]")
        } else {
            format!(".{segment}")
        }
    });
    std::iter::once(PARAMETER.to_owned())
        .chain(below_the_body)
        .collect()
}
