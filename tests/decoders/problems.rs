//! What vendors say about failures.

use http::StatusCode;
use vendor_core::wire::RawJson;
use vendor_core::{Delivery, Operation, Pipeline, Problem, Request, decode};

use super::{choice, members, samples, texts};
use crate::scripted::{BASE_URL, Reply, Scripted, settled};

pub(super) fn problem_json(bytes: &[u8]) {
    let found = Problem::from_json(bytes).unwrap_or_default();
    let members = members(bytes).unwrap_or_default();
    let text = |name: &str| {
        let mut values = members.iter().rev();
        let (_, value) = values.find(|(known, _)| known == name)?;
        (value.get() != "null").then(|| words(value))
    };
    let code = text("type").filter(|code| code != "about:blank");
    assert_eq!(found.code(), code.as_deref());
    assert_eq!(found.title(), text("title").as_deref());
    assert_eq!(found.detail(), text("detail").as_deref());
    assert_eq!(found.instance(), text("instance").as_deref());
}

pub(super) fn aspnet(bytes: &[u8]) {
    let found = Problem::from_aspnet(bytes).unwrap_or_default();
    let members = members(bytes).unwrap_or_default();
    // A name in several spellings: any of them may be meant. Null is as good as empty.
    let texts = |name: &str| -> Vec<String> {
        let of_name = members
            .iter()
            .filter(|(known, _)| known.eq_ignore_ascii_case(name));
        of_name
            .map(|(_, value)| {
                value
                    .decode()
                    .map_or_else(|_| value.get().to_owned(), Option::unwrap_or_default)
            })
            .collect()
    };
    for (found, name) in [(found.code(), "ExceptionType"), (found.title(), "Message")] {
        let texts = texts(name);
        match found {
            Some(found) => assert!(texts.iter().any(|text| text == found), "{name}"),
            None => assert!(texts.is_empty() || texts.contains(&String::new()), "{name}"),
        }
    }
}

/// A text, or the JSON of what is none.
fn words(value: &RawJson) -> String {
    value.decode().unwrap_or_else(|_| value.get().to_owned())
}

const STATUSES: [StatusCode; 6] = [
    StatusCode::OK,
    StatusCode::BAD_REQUEST,
    StatusCode::UNAUTHORIZED,
    StatusCode::NOT_FOUND,
    StatusCode::CONFLICT,
    StatusCode::INTERNAL_SERVER_ERROR,
];

pub(super) fn aim(bytes: &[u8]) {
    use aim_contracts::operations as of;
    let operations = [
        &of::CONTRACT_FULFILLMENT,
        &of::GET_END_POINT,
        &of::CONTRACT_DETAILS,
    ];
    judge(bytes, &operations, |vendor| {
        let client = vendor.client(aim_contracts::Client::builder(BASE_URL));
        client.pipeline().clone()
    });
}

pub(super) fn dialler(bytes: &[u8]) {
    use dialler::operations as of;
    let operations = [&of::IMPORT_CONTACT, &of::READ_CONTACTS, &of::LIST_CAMPAIGNS];
    judge(bytes, &operations, |vendor| {
        let client = vendor.client(dialler::Client::builder(BASE_URL));
        client.pipeline().clone()
    });
}

pub(super) fn iveco(bytes: &[u8]) {
    let operations = [&iveco_bt::operations::WORKSHOP_ACTIVATION];
    judge(bytes, &operations, |vendor| {
        let client = vendor.client(iveco_bt::Client::builder(BASE_URL));
        client.pipeline().clone()
    });
}

pub(super) fn leadbank(bytes: &[u8]) {
    use leadbank::operations as of;
    let operations = [
        &of::FETCH_LEADS,
        &of::VALIDATE_LEADS,
        &of::SEND_ACKNOWLEDGEMENTS,
    ];
    judge(bytes, &operations, |vendor| {
        let client = vendor.client(leadbank::Client::builder(BASE_URL));
        client.pipeline().clone()
    });
}

/// Whatever an answer says, its status decides what an error's delivery is; and what is said of it stays short.
fn judge(
    bytes: &[u8],
    operations: &[&'static Operation],
    client_of: impl Fn(&Scripted) -> Pipeline,
) {
    let (choice, body) = choice(bytes);
    let status = STATUSES[choice % STATUSES.len()];
    let mut request = Request::new(operations[choice / STATUSES.len() % operations.len()]);
    let is_bulk = choice > 127;
    request.set_bulk(is_bulk);
    let vendor = Scripted::new([Reply::json(status, body)]);
    let client = client_of(&vendor);
    let outcome = settled(client.send(request, |body| decode::<RawJson>(body)));
    let Err(error) = outcome else {
        assert!(status.is_success());
        return;
    };
    if !status.is_success() && !is_bulk {
        assert_eq!(error.delivery(), Delivery::of_status(status));
    }
    for said in [error.to_string(), format!("{error:?}")] {
        assert!(said.len() < 2000, "{} bytes", said.len());
    }
    assert!(!error.report().is_empty());
}

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let mut bodies = texts([
        r#"{"type":"/problems/invalid","title":"t","detail":"d","instance":"/i","violations":[{}]}"#,
        r#"{"Message":"m","MessageDetail":"d","ExceptionMessage":"e","ExceptionType":"T","ModelState":{"a":["b"]}}"#,
        r#"{"Status":{"StatusCode":"Error","ErrorCode":"7","ErrorMessage":"m"},"ResponseStatus":{"ErrorCode":"E"}}"#,
        r#"{"MassUpdateErrors":[{"Ref":"R-1","ErrorMessage":"no"}],"Status":null}"#,
        r#"{"status":404,"error":"not found"}"#,
        r#"{"Status":3,"Message":"m"}"#,
        r#""{\"IsSuccessStatusCode\":false,\"StatusCode\":404}""#,
        "<!-- a --><?xml version=\"1.0\"?><html>",
        "<Error><Message>m</Message></Error>",
        "false",
        "",
    ]);
    bodies.extend(samples());
    bodies
}
