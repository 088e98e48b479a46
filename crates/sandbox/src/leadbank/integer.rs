//! The bare integer of a request, as ASP.NET Web API binds it.

use serde_json::Value;

use crate::request::{Request, form_pairs};

/// The integer that an action gets; `Err` is 0 for a body that is none, of which the action learns only if it asks
/// for the model's state.
pub(super) fn read(request: &Request) -> Result<i32, Unreadable> {
    if request.media_type() == super::media::FORM {
        let form = String::from_utf8_lossy(&request.body);
        let value = form_pairs(&form)
            .into_iter()
            .find(|(name, _)| name.is_empty());
        return value.and_then(|(_, value)| parse(&value)).ok_or(Unreadable);
    }
    match serde_json::from_slice(&request.body) {
        // 1.0 is not written as an integer.
        Ok(Value::Number(number)) => number.as_i64().and_then(|number| number.try_into().ok()),
        Ok(Value::String(text)) => parse(&text),
        _ => None,
    }
    .ok_or(Unreadable)
}

#[derive(Debug)]
pub(super) struct Unreadable;

fn parse(text: &str) -> Option<i32> {
    text.trim().parse().ok()
}
