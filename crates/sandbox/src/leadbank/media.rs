//! Media types that the vendor lists.

use http::HeaderMap;

use crate::aspnet;

use super::settings::Settings;

const JSON: &str = "application/json";
const TEXT_JSON: &str = "text/json";
/// Listed for requests, without a sample.
pub(super) const FORM: &str = "application/x-www-form-urlencoded";

/// Whether ASP.NET has a formatter for it.
pub(super) fn is_readable(media_type: &str) -> bool {
    [JSON, TEXT_JSON, FORM].contains(&media_type)
}

/// The media type of the answer, as ASP.NET chooses it.
pub(super) fn answer(headers: &HeaderMap, settings: &Settings) -> &'static str {
    let form = aspnet::asked_for(headers, &[JSON, TEXT_JSON]);
    if settings.always_text_json || form == Some(TEXT_JSON) {
        "text/json; charset=utf-8"
    } else {
        "application/json; charset=utf-8"
    }
}
