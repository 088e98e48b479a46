//! Paths, queries, forms and headers of a request, and base URLs.

use behaviours::scripted::{BASE_URL, Reply, Scripted, settled};
use http::{HeaderName, StatusCode};
use url::form_urlencoded;
use vendor_core::transport::TransportRequest;
use vendor_core::{
    BaseUrl, ClientBuilder, ErrorKind, Idempotency, Method, Operation, Pipeline, Request,
};

use crate::chance::Chance;
use crate::group::Group;

static PART: Operation = Operation::new(
    "part",
    Method::POST,
    "/things/{thing}/parts/{part}",
    Idempotency::Safe,
);
static LIST: Operation = Operation::new("list", Method::GET, "/things", Idempotency::Safe);

#[test]
fn requests() {
    let mut requests = Group::new("paths, queries, forms");
    requests.holds(
        "any text is one segment of a path, and the server reads it as it was",
        |chance| {
            let (thing, part) = (segment(chance), segment(chance));
            let mut request = Request::new(&PART);
            // In whatever order they are given.
            request.path("part", &part);
            request.path("thing", &thing);
            let sent = sent(BASE_URL, request).expect("it is sent");
            let segments: Vec<String> = sent.url.path().split('/').map(decoded).collect();
            assert_eq!(segments, ["", "base", "things", &thing, "parts", &part]);
            assert_eq!((sent.url.query(), sent.url.fragment()), (None, None));
        },
    );
    requests.holds(
        "a segment that addresses something else is refused",
        |chance| {
            let mut request = Request::new(&PART);
            request.path("thing", chance.pick(&["", ".", ".."]));
            request.path("part", &segment(chance));
            let error = sent(BASE_URL, request).expect_err("it is refused");
            assert_eq!(error.kind(), ErrorKind::InvalidRequest);
            assert_eq!(error.violations()[0].field(), "thing");
        },
    );
    requests.holds(
        "a query keeps its values, their order and repeated names",
        |chance| {
            let pairs = pairs(chance);
            let mut request = Request::new(&LIST);
            for (name, value) in &pairs {
                request.query(name, value);
                request.query(name, &None::<String>);
            }
            let sent = sent(BASE_URL, request).expect("it is sent");
            assert_eq!(
                read_form(sent.url.query().unwrap_or_default().as_bytes()),
                pairs
            );
            assert_eq!(sent.url.query().is_some(), !pairs.is_empty());
            assert_eq!(sent.url.path(), "/base/things");
        },
    );
    requests.holds(
        "a form keeps its values, their order and repeated names",
        |chance| {
            let pairs = pairs(chance);
            let fields = pairs
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()));
            let mut request = Request::new(&LIST);
            request.form(&fields.collect::<Vec<_>>());
            let sent = sent(BASE_URL, request).expect("it is sent");
            assert_eq!(read_form(&sent.body), pairs);
        },
    );
    requests.holds("a header holds the text, or it is refused", |chance| {
        let text = chance.text();
        let name = HeaderName::from_static("x-text");
        let mut request = Request::new(&LIST);
        request.header(name.clone(), &text);
        let is_control = |c: char| c != '\t' && c.is_ascii_control();
        match sent(BASE_URL, request) {
            Ok(sent) => assert_eq!(sent.headers[name].as_bytes(), text.as_bytes()),
            Err(error) => {
                assert_eq!(error.violations()[0].field(), "x-text");
                assert!(text.contains(is_control), "{text:?}");
            }
        }
    });
}

#[test]
fn base_urls() {
    let mut urls = Group::new("base URLs");
    urls.holds(
        "scheme, host, port and path are kept, and a trailing slash makes no difference",
        |chance| {
            let (scheme, known) = chance.pick(&[("https", 443), ("http", 80)]);
            let host = chance.pick(&[
                "api.example.com",
                "localhost",
                "127.0.0.1",
                "[::1]",
                "xn--bcher-kva.example",
            ]);
            let port = u16::try_from(chance.integer(1, 65_535)).expect("16 bits");
            let path = path(chance);
            let text = format!("{scheme}://{host}:{port}{path}");
            let shown = if port == known {
                format!("{scheme}://{host}{path}")
            } else {
                text.clone()
            };
            for slashes in ["", "/", "//"] {
                let base = BaseUrl::parse(&format!("{text}{slashes}")).expect("a base URL");
                assert_eq!((base.host(), base.port()), (host, port));
                assert_eq!(base.is_https(), scheme == "https");
                assert_eq!(base.to_string(), shown);
                let below = base.join("/oauth2/token").expect("a path below it");
                assert_eq!(below.to_string(), format!("{shown}/oauth2/token"));
                let sent = sent(&base.to_string(), Request::new(&LIST)).expect("it is sent");
                assert_eq!(sent.url.path(), format!("{path}/things"));
                assert_eq!(sent.url.port_or_known_default(), Some(port));
            }
        },
    );
    urls.holds("what a base URL must not have is refused", |chance| {
        let text = format!("https://api.example.com{}", path(chance));
        let more: String = chance
            .text()
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .collect();
        for wrong in [
            format!("{text}?{more}"),
            format!("{text}#{more}"),
            text.replace("//", &format!("//{more}:x@")),
            text.replace("https", "ftp"),
            text.replace("https:", ""),
            format!("x{text}"),
        ] {
            assert!(BaseUrl::parse(&wrong).is_err(), "{wrong}");
        }
    });
}

/// What leaves for the vendor.
fn sent(base_url: &str, request: Request) -> Result<TransportRequest, vendor_core::Error> {
    let vendor = Scripted::new([Reply::json(StatusCode::OK, b"{}")]);
    let builder = ClientBuilder::new("check/1", base_url).allow_plain_http();
    let client: Pipeline = vendor.client(builder);
    settled(client.send(request, |_| Ok(())))?;
    Ok(vendor.take_sent().remove(0))
}

/// Any text that a path parameter can be.
fn segment(chance: &mut Chance) -> String {
    let text = chance.text();
    if matches!(text.as_str(), "" | "." | "..") {
        format!("{text}a")
    } else {
        text
    }
}

fn pairs(chance: &mut Chance) -> Vec<(String, String)> {
    let name = chance.text();
    chance.list(4, |chance| {
        let name = if chance.flip() {
            name.clone()
        } else {
            chance.text()
        };
        (name, chance.text())
    })
}

/// A path without a trailing slash; it may be empty.
fn path(chance: &mut Chance) -> String {
    let segments = chance.list(3, |chance| {
        chance.pick(&["/v1", "/a.b", "/%2F", "/~x", "/rest_2"])
    });
    segments.concat()
}

/// As servers read it: independent of who has encoded it.
pub(crate) fn read_form(text: &[u8]) -> Vec<(String, String)> {
    form_urlencoded::parse(text).into_owned().collect()
}

/// A segment, decoded; what is no UTF-8 then would show.
pub(crate) fn decoded(segment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = segment.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after.get(..2).and_then(|hex| std::str::from_utf8(hex).ok());
        let code = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        if let Some(byte) = code.filter(|_| *first == b'%') {
            bytes.push(byte);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}
