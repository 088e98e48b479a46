//! What became of a call, and how it is told.

use http::StatusCode;
use serde_json::Value;

use crate::aspnet;
use crate::json::Object;
use crate::reply::Reply;
use crate::request::Request;
use crate::violation::Violation;

use super::settings::Settings;
use super::{FETCH_LEADS, media};

pub(super) enum Outcome {
    /// `Leads` as JSON, and the integer by which they were fetched.
    Leads(String, i32),
    /// Leads are received: this one, if it was a single one.
    Confirmed(Option<i64>),
    /// Events are kept, of this lead if it was a single one.
    Acknowledged(Option<i64>),
    /// Answered with 200 and an error `Status`: nothing was done.
    Refused(&'static str),
    /// 400
    Invalid(Vec<Violation>),
    /// Turned away before the vendor's action has seen it.
    Denied(StatusCode),
}

impl Outcome {
    pub(super) fn into_reply(self, request: &Request, settings: &Settings) -> Reply {
        let media_type = media::answer(&request.headers, settings);
        let error = |status, body: Value| Reply::new(status, media_type, body.to_string());
        let ok = |status, message, leads: Option<&str>| {
            let body = envelope(settings, status, message, leads);
            Reply::new(StatusCode::OK, media_type, body)
        };
        let done = || ok(settings.success_status, "OK", None);
        match self {
            Self::Leads(leads, integer) => {
                ok(settings.success_status, "OK", Some(&leads)).about(integer.to_string())
            }
            Self::Confirmed(lead) if settings.confirm_without_body => {
                about(Reply::empty(StatusCode::OK), lead)
            }
            Self::Confirmed(lead) | Self::Acknowledged(lead) => about(done(), lead),
            Self::Refused(message) => {
                let has_leads = request.operation == FETCH_LEADS && !settings.leave_out_nulls;
                ok(settings.error_status, message, has_leads.then_some("null")).without_acting()
            }
            Self::Invalid(violations) => {
                error(StatusCode::BAD_REQUEST, aspnet::invalid_model(&violations))
            }
            Self::Denied(status) => error(status, aspnet::error(status)),
        }
    }
}

/// `Status` and `Message`, and `Leads` where there are any.
fn envelope(settings: &Settings, status: i32, message: &str, leads: Option<&str>) -> String {
    let with_status = |object: Object| object.with("Status", status).with("Message", message);
    let with_leads = |object: Object| match leads {
        Some(leads) => object.with_text("Leads", leads),
        None => object,
    };
    if settings.status_after_leads {
        with_status(with_leads(Object::new())).finish()
    } else {
        with_leads(with_status(Object::new())).finish()
    }
}

fn about(reply: Reply, lead: Option<i64>) -> Reply {
    match lead {
        Some(id) => reply.about(id.to_string()),
        None => reply,
    }
}
