//! What vendors say about failures: whatever stands beside it, code and message are not lost.

use aim_contracts::operations::CONTRACT_DETAILS;
use behaviours::decoders::DECODERS;
use behaviours::scripted::{BASE_URL, Reply, Scripted, settled};
use dialler::operations::IMPORT_CONTACT;
use http::StatusCode;
use iveco_bt::operations::WORKSHOP_ACTIVATION;
use leadbank::operations::FETCH_LEADS;
use prepared_tickets::operations::LIST_PREPARED_TICKETS;
use vendor_core::wire::RawJson;
use vendor_core::{Operation, Pipeline, Problem, Request};

use crate::chance::Chance;
use crate::group::Group;
use crate::json;

#[test]
fn problems() {
    let mut problems = Group::new("problems");
    problems.holds(
        "of prepared-tickets: type, title, detail and violations",
        of_prepared_tickets,
    );
    problems.holds(
        "of ASP.NET: message, details and the exception's type, in any case",
        of_aspnet,
    );
    problems.holds(
        "of the dialler: its words, and whether a success by its status is one",
        of_the_dialler,
    );
    problems.holds(
        "of LeadBank: the Status of an answer that is no success, and its Message",
        of_leadbank,
    );
    problems.holds(
        "of AIM: code and texts of a Status, or of the framework's",
        of_aim,
    );
    problems.holds("whatever JSON an answer is, it is judged", of_any_json);
}

fn of_prepared_tickets(chance: &mut Chance) {
    let [code, title, detail] = [(); 3].map(|()| filled(chance));
    let violations = json::any(chance);
    let body = body(
        chance,
        &[("type", &code), ("title", &title), ("detail", &detail)],
        &[("violations", &violations)],
    );
    let client = |vendor: &Scripted| {
        let client = vendor.client(prepared_tickets::Client::builder(BASE_URL));
        client.pipeline().clone()
    };
    let problem = said(
        client,
        &LIST_PREPARED_TICKETS,
        StatusCode::BAD_REQUEST,
        &body,
    );
    assert_eq!(problem.code(), Some(code.as_str()), "{body}");
    assert_eq!(problem.title(), Some(title.as_str()), "{body}");
    assert_eq!(problem.detail(), Some(detail.as_str()), "{body}");
    assert_eq!(
        problem.violations().map(RawJson::get),
        Some(violations.as_str()).filter(|violations| *violations != "null"),
        "{body}"
    );
}

fn of_aspnet(chance: &mut Chance) {
    let [message, detail, exception, kind] = [(); 4].map(|()| filled(chance));
    let upper = chance.flip();
    let names = [
        "Message",
        "MessageDetail",
        "ExceptionMessage",
        "ExceptionType",
    ];
    let names = names.map(|name| {
        if upper {
            name.to_uppercase()
        } else {
            name.to_owned()
        }
    });
    let texts = [&message, &detail, &exception, &kind];
    let members: Vec<(&str, &str)> = names
        .iter()
        .map(String::as_str)
        .zip(texts.map(String::as_str))
        .collect();
    let body = body(chance, &members, &[]);
    let iveco = |vendor: &Scripted| {
        let client = vendor.client(iveco_bt::Client::builder(BASE_URL));
        client.pipeline().clone()
    };
    let status = StatusCode::INTERNAL_SERVER_ERROR;
    for problem in [
        said(iveco, &WORKSHOP_ACTIVATION, status, &body),
        said(leadbank_client, &FETCH_LEADS, status, &body),
    ] {
        assert_eq!(problem.code(), Some(kind.as_str()), "{body}");
        assert_eq!(problem.title(), Some(message.as_str()), "{body}");
        assert_eq!(
            problem.detail(),
            Some(format!("{detail} {exception}").as_str()),
            "{body}"
        );
    }
}

fn of_the_dialler(chance: &mut Chance) {
    let words = filled(chance);
    let (status, in_body) = (
        chance.pick(&[200, 400, 409, 500]),
        chance.pick(&[400, 404, 500]),
    );
    let body = body(
        chance,
        &[("error", &words)],
        &[("status", &in_body.to_string())],
    );
    let client = |vendor: &Scripted| {
        let client = vendor.client(dialler::Client::builder(BASE_URL));
        client.pipeline().clone()
    };
    let status = StatusCode::from_u16(status).expect("a status");
    let problem = said(client, &IMPORT_CONTACT, status, &body);
    assert_eq!(problem.detail(), Some(words.as_str()), "{body}");
    let code = status.is_success().then(|| in_body.to_string());
    assert_eq!(problem.code(), code.as_deref(), "{body}");
}

fn of_leadbank(chance: &mut Chance) {
    let (number, message) = (chance.int64(), chance.text());
    let number = if number == 1 { 0 } else { number };
    let body = body(
        chance,
        &[("Message", &message)],
        &[("Status", &number.to_string())],
    );
    let status = chance.pick(&[StatusCode::OK, StatusCode::INTERNAL_SERVER_ERROR]);
    let problem = said(leadbank_client, &FETCH_LEADS, status, &body);
    assert_eq!(problem.code(), Some(number.to_string().as_str()), "{body}");
    assert_eq!(problem.title(), Some(message.as_str()), "{body}");
}

fn of_aim(chance: &mut Chance) {
    let [code, display, message] = [(); 3].map(|()| filled(chance));
    let client = |vendor: &Scripted| {
        let client = vendor.client(aim_contracts::Client::builder(BASE_URL));
        client.pipeline().clone()
    };
    let members = [
        ("StatusCode", "Error"),
        ("ErrorCode", &code),
        ("ErrorDisplayText", &display),
        ("ErrorMessage", &message),
    ];
    let status = body(chance, &members, &[]);
    let of_service = body(chance, &[], &[("Status", &status)]);
    let http = chance.pick(&[StatusCode::OK, StatusCode::INTERNAL_SERVER_ERROR]);
    let problem = said(client, &CONTRACT_DETAILS, http, &of_service);
    assert_eq!(problem.code(), Some(code.as_str()), "{of_service}");
    assert_eq!(problem.title(), Some(display.as_str()), "{of_service}");
    assert_eq!(problem.detail(), Some(message.as_str()), "{of_service}");

    let framework = body(chance, &[("ErrorCode", &code), ("Message", &message)], &[]);
    let of_framework = body(chance, &[], &[("ResponseStatus", &framework)]);
    let problem = said(client, &CONTRACT_DETAILS, http, &of_framework);
    assert_eq!(problem.code(), Some(code.as_str()), "{of_framework}");
    assert_eq!(problem.detail(), Some(message.as_str()), "{of_framework}");
}

fn of_any_json(chance: &mut Chance) {
    let members = chance.list(4, |chance| (chance.pick(&NAMES).to_owned(), value(chance)));
    let body = json::object(chance, &members);
    let choice = u8::try_from(chance.below(256)).expect("8 bits");
    let with_choice = [&[choice], body.as_bytes()].concat();
    for decoder in DECODERS {
        if decoder.name.starts_with("problem-") {
            let bytes = if decoder.choices > 0 {
                &with_choice
            } else {
                body.as_bytes()
            };
            (decoder.check)(bytes);
        }
    }
}

/// The names that mean something to one vendor or another.
const NAMES: [&str; 22] = [
    "type",
    "title",
    "detail",
    "violations",
    "Message",
    "message",
    "MessageDetail",
    "ExceptionMessage",
    "ExceptionType",
    "ModelState",
    "Status",
    "status",
    "StatusCode",
    "statusCode",
    "IsSuccessStatusCode",
    "error",
    "ErrorCode",
    "ErrorMessage",
    "ResponseStatus",
    "MassUpdateErrors",
    "records",
    "Leads",
];

/// A value of those members, with such members of its own at times.
fn value(chance: &mut Chance) -> String {
    match chance.below(4) {
        0 => json::any(chance),
        1 => chance
            .pick(&[
                "200",
                "404",
                "404.0",
                "\"500\"",
                "1",
                "true",
                "\"false\"",
                "\"Error\"",
                "null",
            ])
            .to_owned(),
        2 => {
            let members = chance.list(3, |chance| {
                (chance.pick(&NAMES).to_owned(), json::any(chance))
            });
            json::object(chance, &members)
        }
        _ => {
            let text = chance.text();
            json::string(chance, &text)
        }
    }
}

fn leadbank_client(vendor: &Scripted) -> Pipeline {
    let client = vendor.client(leadbank::Client::builder(BASE_URL));
    client.pipeline().clone()
}

/// What is said of an answer that is an error.
fn said(
    client: impl Fn(&Scripted) -> Pipeline,
    operation: &'static Operation,
    status: StatusCode,
    body: &str,
) -> Problem {
    let vendor = Scripted::new([Reply::json(status, body.as_bytes())]);
    let client = client(&vendor);
    let error = settled(client.send(Request::new(operation), |_| Ok(())));
    let error = error.expect_err("it is an error");
    error.problem().cloned().unwrap_or_default()
}

/// A text that is neither empty nor blank.
fn filled(chance: &mut Chance) -> String {
    format!("{}x", chance.text())
}

/// An object with texts and other values, in any order and among other members.
fn body(chance: &mut Chance, texts: &[(&str, &str)], values: &[(&str, &str)]) -> String {
    let mut members: Vec<(String, String)> = values
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    for (name, text) in texts {
        let at = chance.below(members.len() + 1);
        let text = json::string(chance, text);
        members.insert(at, ((*name).to_owned(), text));
    }
    if chance.flip() {
        let at = chance.below(members.len() + 1);
        members.insert(at, (format!("{}?", chance.text()), json::any(chance)));
    }
    json::object(chance, &members)
}
