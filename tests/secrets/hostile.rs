//! Servers that say in their errors what they were told, and worse: whatever an error keeps of it, it prints none.

use std::collections::BTreeMap;
use std::mem::discriminant;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use behaviours::effort;
use serde_json::{Value, json};
use vendor_core::{Delivery, Error};

use crate::calls::{self, Planted};
use crate::clients::{Clients, SCHEMES, Scheme};
use crate::marks::{INTEGER, PERSONAL, SECRET, personal, secret};
use crate::search::{Marks, find};
use crate::stub::{Received, Stub, answer, json as json_answer};
use crate::{answers, journal, shown};

/// A way to answer: its name, and the bytes.
type Way = (&'static str, fn(&Echo) -> Vec<u8>);

/// What there is to be repeated.
struct Echo {
    /// The request, with all of its headers.
    request: String,
    /// The right answer's body.
    body: Value,
}

impl Echo {
    fn of(address: SocketAddr, request: &Received) -> Self {
        Self {
            request: format!("{} {}", request.text, secret("of-the-server")),
            body: answers::body(address, request).unwrap_or_default(),
        }
    }

    /// Everything on one line, as a header and a reason phrase can carry it.
    fn on_a_line(&self) -> String {
        let printable = |c: char| c.is_ascii_graphic() || c == ' ';
        self.request.chars().filter(|c| printable(*c)).collect()
    }

    /// The errors of all vendors in one, and those of their frameworks and gateways.
    fn error(&self) -> Value {
        let text = &self.request;
        json!({
            "type": text, "title": text, "detail": text, "instance": text,
            "violations": [{ "field": text, "message": text }],
            "error": text, "error_description": text, "message": text, "status": text,
            "Message": text, "MessageDetail": text, "ModelState": { text: [text] },
            "ExceptionMessage": text, "ExceptionType": text, "StackTrace": text,
            "Status": {
                "StatusCode": "Error", "ErrorCode": text, "ErrorMessage": text, "ErrorDisplayText": text,
                "Login": text, "DomainName": text,
            },
            "ResponseStatus": {
                "ErrorCode": text, "Message": text, "StackTrace": text,
                "Errors": [{ "ErrorCode": text, "FieldName": text, "Message": text }],
            },
            "StatusCode": 500, "ReasonPhrase": text, "IsSuccessStatusCode": false, "Content": text,
        })
    }

    fn cut(&self, lies: bool) -> Vec<u8> {
        let body = self.body.to_string();
        let mark = [PERSONAL, SECRET].iter().find_map(|mark| body.find(mark));
        let cut = &body[..mark.map_or(body.len() / 2, |at| at + PERSONAL.len())];
        let length = if lies { body.len() } else { cut.len() };
        format!("HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {length}\r\n\r\n{cut}").into()
    }
}

const WAYS: [Way; 28] = [
    ("400 with an error", |it| {
        json_answer("400 Bad Request", &it.error().to_string())
    }),
    ("401 with an error", |it| {
        json_answer("401 Unauthorized", &it.error().to_string())
    }),
    ("404 with an error", |it| {
        json_answer("404 Not Found", &it.error().to_string())
    }),
    ("409 with an error", |it| {
        json_answer("409 Conflict", &it.error().to_string())
    }),
    ("422 with a problem", |it| {
        let body = it.error().to_string();
        answer(
            "422 Unprocessable",
            "content-type: application/problem+json\r\n",
            body.as_bytes(),
        )
    }),
    ("429 with an error", |it| {
        json_answer("429 Too Many Requests", &it.error().to_string())
    }),
    ("500 with an error", |it| {
        json_answer("500 Internal Server Error", &it.error().to_string())
    }),
    ("200 with an error", |it| {
        json_answer("200 OK", &it.error().to_string())
    }),
    ("200 with a status", |it| {
        json_answer(
            "200 OK",
            &json!({ "Status": { "ErrorMessage": it.request } }).to_string(),
        )
    }),
    ("200 with an unreadable status", |it| {
        json_answer(
            "200 OK",
            &json!({ "Status": [it.request], "Message": it.request }).to_string(),
        )
    }),
    ("200 with a framework's error", |it| {
        json_answer(
            "200 OK",
            &json!({ "ResponseStatus": { "Message": it.request } }).to_string(),
        )
    }),
    ("200 with a text", |it| {
        json_answer("200 OK", &json!(it.request).to_string())
    }),
    ("200 with no JSON", |it| json_answer("200 OK", &it.request)),
    ("200 with a list", |it| {
        json_answer("200 OK", &json!([it.request]).to_string())
    }),
    ("200 with a page", |it| {
        let page = format!("<!doctype html><title>{}</title>", it.request);
        answer("200 OK", "content-type: text/html\r\n", page.as_bytes())
    }),
    ("503 with a page", |it| {
        let page = format!("<html>{}", it.request);
        answer(
            "503 Service Unavailable",
            "content-type: text/html\r\n",
            page.as_bytes(),
        )
    }),
    ("500 in XML", |it| {
        let xml = format!("<Error><Message>{}</Message></Error>", it.request);
        answer(
            "500 Internal Server Error",
            "content-type: application/xml\r\n",
            xml.as_bytes(),
        )
    }),
    ("400 with a reason", |it| {
        answer(&format!("400 {}", it.on_a_line()), "", b"")
    }),
    ("200 with a reason", |it| {
        json_answer(&format!("200 {}", it.on_a_line()), &json!([]).to_string())
    }),
    ("400 with headers", |it| {
        let line = it.on_a_line();
        let names = [
            "server",
            "via",
            "date",
            "allow",
            "location",
            "set-cookie",
            "www-authenticate",
            "x-error",
            "content-type",
            "retry-after",
            "ratelimit-reset",
            "traceparent",
            "etag",
            "link",
            "x-powered-by",
        ];
        let repeating = names.map(|name| format!("{name}: {line}\r\n")).concat();
        // A header that repeats a secret is not kept.
        let headers = format!("{repeating}via: {PERSONAL}\r\n");
        answer("400 Bad Request", &headers, b"")
    }),
    ("302", |it| {
        answer(
            "302 Found",
            &format!("location: https://{}\r\n", it.on_a_line()),
            b"",
        )
    }),
    ("307", |it| {
        let elsewhere = format!(
            "location: https://elsewhere.example/?token={}\r\n",
            secret("token")
        );
        answer("307 Temporary Redirect", &elsewhere, it.request.as_bytes())
    }),
    ("a body that is cut", |it| it.cut(false)),
    ("a body that ends too soon", |it| it.cut(true)),
    ("a header that is none", |it| {
        format!("HTTP/1.1 200 OK\r\n{} \u{1}\r\n\r\n", it.on_a_line()).into()
    }),
    ("a status that is none", |it| {
        format!("HTTP/1.1 {}\r\n\r\n", it.on_a_line()).into()
    }),
    ("a length that is none", |it| {
        format!(
            "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n",
            it.on_a_line()
        )
        .into()
    }),
    ("chunks that are none", |it| {
        format!(
            "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n{}",
            it.on_a_line()
        )
        .into()
    }),
];

/// What came of a number of calls.
#[derive(Default)]
struct Tally {
    answered: usize,
    errors: BTreeMap<Delivery, usize>,
    /// Errors that hold a mark for whoever asks for it by name.
    holding: usize,
}

impl Tally {
    /// Prints an error in all forms that are promised to be safe.
    fn error(&mut self, error: &Error) {
        shown::chain(error);
        *self.errors.entry(error.delivery()).or_default() += 1;
        let cause =
            std::error::Error::source(error).and_then(|cause| cause.downcast_ref::<Error>());
        let holds = [Some(error), cause].into_iter().flatten();
        let holds = holds
            .map(shown::for_a_person)
            .any(|text| find(&text, Marks::All).is_some());
        self.holding += usize::from(holds);
    }

    async fn call(&mut self, call: &Planted, clients: &Clients) {
        match call.call(clients).await {
            Ok(_) => self.answered += 1,
            Err(error) => self.error(&error),
        }
    }

    fn count(&self, what: &str) {
        let Self {
            answered,
            errors,
            holding,
        } = self;
        let by = |delivery| errors.get(&delivery).copied().unwrap_or_default();
        let (not_sent, refused) = (by(Delivery::NotSent), by(Delivery::Refused));
        let (unknown, done) = (by(Delivery::Unknown), by(Delivery::Done));
        effort::count(&format!(
            "secrets: {what}: {answered} answered; errors: {not_sent} not sent, {refused} refused, {unknown} unknown, {done} done; \
             {holding} of them with a mark for whoever asks by name"
        ));
    }
}

#[tokio::test]
async fn what_a_server_repeats_is_not_shown() {
    let _reader = journal::open();
    let mut tally = Tally::default();
    let (nth, stub) = in_all_ways(|request| !answers::is_for_credentials(request)).await;
    for scheme in [Scheme::Documented, Scheme::OAuth2] {
        let clients = Clients::new(scheme, |vendor| stub.url(vendor));
        for (number, (name, _)) in WAYS.iter().enumerate() {
            nth.store(number, Ordering::Relaxed);
            let before = tally.holding;
            for call in calls::all() {
                tally.call(&call, &clients).await;
            }
            let is_kept =
                !name.contains("reason") && !name.contains("none") && !name.starts_with("302");
            assert!(
                !is_kept || tally.holding > before,
                "{name}: an error keeps what the vendor said"
            );
        }
    }
    journal::assert_silent();
    tally.count("servers that repeat what they are told");
}

#[tokio::test]
async fn what_an_endpoint_of_credentials_repeats_is_not_shown() {
    let _reader = journal::open();
    let mut tally = Tally::default();
    let (nth, stub) = in_all_ways(answers::is_for_credentials).await;
    for scheme in SCHEMES {
        let clients = Clients::new(scheme, |vendor| stub.url(vendor));
        for number in 0..WAYS.len() {
            nth.store(number, Ordering::Relaxed);
            clients.pass_a_minute();
            for call in calls::all() {
                tally.call(&call, &clients).await;
            }
        }
    }
    journal::assert_silent();
    tally.count("endpoints of credentials that do so");
}

/// A server that answers some requests in the way of the number that it is told, and all others well.
async fn in_all_ways(some: fn(&Received) -> bool) -> (Arc<AtomicUsize>, Stub) {
    let nth = Arc::new(AtomicUsize::new(0));
    let told = Arc::clone(&nth);
    let stub = Stub::start(move |address, request| {
        if some(request) {
            let (_, way) = WAYS[told.load(Ordering::Relaxed)];
            way(&Echo::of(address, request))
        } else {
            answers::success(address, request)
        }
    });
    (nth, stub.await)
}

/// What a vendor's errors and answers have for a code and for the number of a request: words, which are shown.
fn repeated_as_words(request: &Received) -> Vec<Vec<u8>> {
    let is_of_word = |c: char| c.is_ascii_alphanumeric() || c == '-';
    let words = request
        .text
        .split(|c| !is_of_word(c))
        .filter(|word| word.starts_with(SECRET));
    let answers = words.flat_map(|word| {
        let body = json!({
            "type": word, "error": word,
            "Status": { "StatusCode": "Error", "ErrorCode": word },
            "ResponseStatus": { "ErrorCode": word },
        });
        let in_header = format!("x-request-id: {word}\r\n");
        [
            json_answer("400 Bad Request", &body.to_string()),
            json_answer("401 Unauthorized", &body.to_string()),
            json_answer("200 OK", &body.to_string()),
            answer("400 Bad Request", &in_header, b""),
        ]
    });
    answers.collect()
}

#[tokio::test]
async fn a_secret_is_shown_neither_as_a_code_nor_as_the_number_of_a_request() {
    let _reader = journal::open();
    let mut tally = Tally::default();
    for of_credentials in [false, true] {
        let nth = Arc::new(AtomicUsize::new(0));
        let next = Arc::clone(&nth);
        let stub = Stub::start(move |address, request| {
            if answers::is_for_credentials(request) != of_credentials {
                return answers::success(address, request);
            }
            let answers = repeated_as_words(request);
            match answers.len() {
                0 => answers::success(address, request),
                some => answers[next.fetch_add(1, Ordering::Relaxed) % some].clone(),
            }
        })
        .await;
        for scheme in SCHEMES {
            let clients = Clients::new(scheme, |vendor| stub.url(vendor));
            for call in calls::all() {
                clients.pass_a_minute();
                tally.call(&call, &clients).await;
            }
        }
        assert!(
            nth.load(Ordering::Relaxed) > calls::all().len(),
            "secrets were repeated"
        );
    }
    journal::assert_silent();
    // What a client has sent as a secret is not even kept for whoever asks by name.
    assert_eq!(tally.holding, 0, "errors keep a secret of their request");
    tally.count("secrets in place of codes and numbers");
}

/// What stands in place of a member.
const GARBAGE: [fn() -> Value; 4] = [
    || json!({ personal("key"): secret("value") }),
    || json!([personal("item"), INTEGER]),
    || json!(personal("text")),
    || json!(INTEGER),
];

/// Which member of the right answers is replaced, and by what.
#[derive(Clone, Copy, Default)]
struct Swap {
    nth: usize,
    garbage: usize,
    /// How many members the last answer had.
    members: usize,
}

#[tokio::test]
async fn what_does_not_decode_is_not_shown() {
    let _reader = journal::open();
    let swap = Arc::new(Mutex::new(Swap::default()));
    let told = Arc::clone(&swap);
    let stub = Stub::start(move |address, request| {
        let mut body = answers::body(address, request).unwrap_or_default();
        if !answers::is_for_credentials(request) {
            let mut swap = told.lock().expect("nobody panics");
            let places = places_in(&body, String::new());
            swap.members = places.len();
            let member = places
                .get(swap.nth)
                .and_then(|place| body.pointer_mut(place));
            let garbage = GARBAGE[swap.garbage]();
            // One of the right type would be no garbage.
            if let Some(member) = member.filter(|it| discriminant(&**it) != discriminant(&garbage))
            {
                *member = garbage;
            }
        }
        json_answer("200 OK", &body.to_string())
    })
    .await;
    let clients = Clients::new(Scheme::Documented, |vendor| stub.url(vendor));
    let set = |nth, garbage| {
        *swap.lock().expect("nobody panics") = Swap {
            nth,
            garbage,
            members: 0,
        }
    };
    let mut tally = Tally::default();
    for call in calls::all() {
        for garbage in 0..GARBAGE.len() {
            let mut nth = 0;
            loop {
                set(nth, garbage);
                tally.call(&call, &clients).await;
                nth += 1;
                if nth >= swap.lock().expect("nobody panics").members {
                    break;
                }
            }
        }
    }
    journal::assert_silent();
    tally.count("garbage in place of each member");
}

/// The whole, and every member and item in it.
fn places_in(value: &Value, place: String) -> Vec<String> {
    let below: Vec<String> = match value {
        Value::Object(members) => {
            let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
            members
                .iter()
                .flat_map(|(name, value)| places_in(value, format!("{place}/{}", escaped(name))))
                .collect()
        }
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(nth, value)| places_in(value, format!("{place}/{nth}")))
            .collect(),
        _ => Vec::new(),
    };
    std::iter::once(place).chain(below).collect()
}
