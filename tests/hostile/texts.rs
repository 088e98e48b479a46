//! Bodies that arrive whole, and are not what they should be.

use vendor_core::ErrorKind;

use crate::calls::{CALLS, Call, OF_A_FORM, OF_EACH_VENDOR, SECRET};
use crate::case::Case;
use crate::expected::{Failure, KEPT, done, refused, unclear};
use crate::heap::{JUDGED, MIB};
use crate::script::{Script, Step, answer, head, send};

const OK: &str = "200 OK";
const JSON: &str = "application/json";

pub(crate) fn cases() -> Vec<Case> {
    let undecodable = done(ErrorKind::Decode);
    let mut cases = vec![
        Case::new("an empty 200", |_| with(OK, JSON, b""))
            .fails(undecodable)
            .takes_anything(),
        Case::new("a page with status 200", |_| {
            with(OK, "text/html; charset=utf-8", PAGE)
        })
        .fails(undecodable.keeping(PAGE.len()).of_somebody_else())
        .known_as_a_page(of_a_page(PAGE.len())),
        Case::new("a page with status 200 that says it is JSON", |_| {
            with(OK, JSON, PAGE)
        })
        .fails(undecodable.keeping(PAGE.len()))
        .known_as_a_page(of_a_page(PAGE.len())),
        Case::new("a good answer that says it is a page", |call: Call| {
            with(OK, "text/html", call.good_body().as_bytes())
        }),
        Case::new(
            "a good answer that says nothing of its type",
            |call: Call| with(OK, "", call.good_body().as_bytes()),
        ),
        Case::new("a good answer after a byte order mark", |call: Call| {
            with(
                OK,
                JSON,
                &[b"\xef\xbb\xbf", call.good_body().as_bytes()].concat(),
            )
        })
        .of(&OF_A_FORM),
        Case::new("a good answer in UTF-16", |call: Call| {
            let units = call.good_body();
            let bytes: Vec<u8> = units.bytes().flat_map(|byte| [byte, 0]).collect();
            with(OK, JSON, &bytes)
        })
        .fails(undecodable.keeping_the_piece())
        .takes_anything(),
        Case::new("no UTF-8 in a text", |call: Call| {
            with(OK, JSON, &wrong_text(call, b"\"\xff\xfe\""))
        })
        .fails(undecodable.of_an_object().keeping_the_piece())
        .takes_anything()
        .streamed(undecodable.keeping_the_piece().once()),
        Case::new("half a surrogate pair", |call: Call| {
            with(OK, JSON, &wrong_text(call, br#""\ud800""#))
        })
        .fails(undecodable.of_an_object().keeping_the_piece())
        .takes_anything()
        .streamed(undecodable.keeping_the_piece().once()),
        Case::new("the same member twice", |call: Call| {
            let body = call.good_body();
            let once = &body[..body.len() - 1];
            let again = format!(",{}", &body[1..]);
            let length = format!("Content-Length: {}", once.len() + again.len());
            let head = head(OK, &["Content-Type: application/json", &length]);
            vec![
                Step::Read,
                head,
                send(once.to_owned()),
                Step::Settle,
                send(again),
            ]
        })
        .of(&OF_A_FORM)
        .fails(undecodable.of_an_object().keeping_the_piece())
        .takes_anything()
        // Its elements are handed out before the second list begins.
        .streamed(undecodable.keeping_the_piece().once()),
        Case::new(
            "a number where a text should be, of a million digits",
            |call: Call| {
                let number = [vec![b'1'], vec![b'0'; MIB]].concat();
                with(OK, JSON, &wrong_text(call, &number))
            },
        )
        .fails(undecodable.of_an_object().keeping_start(KEPT))
        .takes_anything()
        .streamed(done(ErrorKind::TooLarge).keeping_start(0))
        .heap(8 * MIB),
    ];
    cases.extend(nested());
    cases.extend(errors());
    cases
}

/// Deeper than any stack.
const DEEP: usize = 300_000;

fn nested() -> Vec<Case> {
    let undecodable = done(ErrorKind::Decode);
    let large = undecodable.keeping_start(KEPT);
    let too_large = done(ErrorKind::TooLarge).keeping_start(0);
    let cases = vec![
        Case::new("lists in lists", |_| with(OK, JSON, lists(DEEP).as_bytes()))
            .fails(large)
            .takes_anything()
            .streamed(undecodable.keeping_the_piece()),
        Case::new("lists in lists, never closed", |_| {
            with(OK, JSON, "[".repeat(DEEP).as_bytes())
        })
        .fails(large)
        .takes_anything()
        .streamed(undecodable.keeping_the_piece()),
        // What is not known is not looked into.
        Case::new("objects in objects", |_| {
            with(OK, JSON, objects(DEEP).as_bytes())
        })
        .of(&OF_EACH_VENDOR)
        .holds_nothing()
        .streamed(too_large),
        Case::new("objects in objects, never closed", |_| {
            with(OK, JSON, "{\"a\":".repeat(DEEP).as_bytes())
        })
        .of(&OF_EACH_VENDOR)
        .fails(large)
        .takes_anything()
        .streamed(too_large),
        Case::new("lists in a member that nobody knows", |call| {
            let body = format!("{{\"zzz\":{},{}", lists(50_000), &call.good_body()[1..]);
            with(OK, JSON, body.as_bytes())
        })
        .of(&OF_A_FORM),
        Case::new("lists where a text should be", |call| {
            with(OK, JSON, &wrong_text(call, lists(50_000).as_bytes()))
        })
        .fails(undecodable.of_an_object().keeping_the_piece())
        .takes_anything()
        .streamed(undecodable.keeping_the_piece().once()),
        Case::new("objects where a text should be", |call| {
            with(OK, JSON, &wrong_text(call, objects(20_000).as_bytes()))
        })
        .fails(undecodable.of_an_object().keeping_the_piece())
        .takes_anything()
        .streamed(undecodable.keeping_the_piece().once()),
    ];
    cases.into_iter().map(|case| case.heap(16 * MIB)).collect()
}

fn lists(levels: usize) -> String {
    ["[".repeat(levels), "]".repeat(levels)].concat()
}

fn objects(levels: usize) -> String {
    [
        "{\"a\":".repeat(levels),
        "null".to_owned(),
        "}".repeat(levels),
    ]
    .concat()
}

/// Errors whose bodies are hard to read: the status says what became of the call.
fn errors() -> Vec<Case> {
    let deep = "[".repeat(DEEP);
    let long = "x".repeat(15 * MIB);
    let mut cases = Vec::new();
    for (name, body) in [
        (
            "a problem with a deep member",
            format!(
                "{{\"violations\":{}{}}}",
                "[".repeat(50_000),
                "]".repeat(50_000)
            ),
        ),
        (
            "a problem that never ends",
            format!("{{\"title\":\"a\",\"violations\":{deep}"),
        ),
        (
            "a problem with the same member twice",
            r#"{"title":"a","title":"b","status":1,"status":"x"}"#.to_owned(),
        ),
        (
            "a problem of the wrong types",
            r#"{"title":[1],"type":{},"detail":4,"Message":7,"Status":[],"error":{}}"#.to_owned(),
        ),
        ("elements in elements", "<a>".repeat(DEEP)),
        (
            "an error in XML that never ends",
            format!("<Error>{}", "<a>".repeat(DEEP)),
        ),
        ("entities in entities", LAUGHS.to_owned()),
        ("a page", String::from_utf8_lossy(PAGE).into_owned()),
        ("a page of 15 MiB", format!("<html>{long}")),
        ("a problem of 15 MiB", format!("{{\"title\":\"{long}\"}}")),
        ("nothing but brackets", deep.clone()),
        ("nothing", String::new()),
    ] {
        for (status, failure) in [
            ("400 Bad Request", refused(400)),
            ("500 Internal Server Error", unclear(500)),
        ] {
            let kept = if body.len() > KEPT {
                failure.keeping_start(KEPT)
            } else {
                failure.keeping(body.len())
            };
            // Every dialect reads the large ones once; that they are let go between attempts shows with one call.
            let calls: &[Call] = match body.len() {
                ..=MIB => &CALLS,
                _ if failure.is_passing() => &[Call::Get],
                _ => &OF_EACH_VENDOR,
            };
            let body = body.clone();
            cases.push(
                Case::new(format!("{name}, as a {status}"), move |_| {
                    with(status, JSON, body.as_bytes())
                })
                .of(calls)
                .fails(kept)
                .heap(JUDGED),
            );
        }
    }
    let repeats = |secret| format!("{{\"title\":\"not like this: {secret}\"}}");
    cases.extend([
        Case::new("no UTF-8, as a 500", |_| {
            with("500 Internal Server Error", JSON, &vec![0xff; 100_000])
        })
        .fails(unclear(500).keeping(100_000)),
        Case::new("a problem that repeats the credentials", move |_| {
            with("400 Bad Request", JSON, repeats(SECRET).as_bytes())
        })
        .fails(refused(400).keeping(repeats("[redacted]").len())),
    ]);
    cases
}

const PAGE: &[u8] = b"<!DOCTYPE html>\n<html><title>Sign in</title><body>\xff</body></html>";

/// The billion laughs: an entity that would grow without end, if anybody expanded it.
const LAUGHS: &str = "<?xml version=\"1.0\"?><!DOCTYPE Error [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\
     <!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY d \"&c;&c;&c;&c;&c;&c;&c;&c;\">]><Error><Message>&d;</Message></Error>";

fn with(status: &str, media_type: &str, body: &[u8]) -> Script {
    vec![Step::Read, send(answer(status, media_type, body))]
}

/// Of a proxy, most likely, which may let the next request through.
fn of_a_page(bytes: usize) -> Failure {
    done(ErrorKind::Answer).of_somebody_else().keeping(bytes)
}

/// An answer in which a text or a number is something else.
fn wrong_text(call: Call, value: &[u8]) -> Vec<u8> {
    let (before, after): (&[u8], &[u8]) = match call {
        Call::Details => (b"{\"AccountSub\":", b"}"),
        Call::Fetch => (b"{\"Leads\":[{\"IDCampaign\":", b"}],\"Status\":1}"),
        Call::List => (b"{\"records\":[{\"UserData\":", b"}]}"),
        _ => (b"{\"vin\":", b"}"),
    };
    [before, value, after].concat()
}
