//! How long a vendor asks to wait.

use std::time::Duration;

use http::{HeaderValue, StatusCode};
use vendor_core::testing::ManualClock;
use vendor_core::{ClientBuilder, Clock as _, Idempotency, Method, Operation, Pipeline, Request};

use super::{http_date, texts};
use crate::scripted::{BASE_URL, Reply, Scripted, settled};

static READ: Operation = Operation::new("read", Method::GET, "/things", Idempotency::Safe);

pub(super) fn check(bytes: &[u8]) {
    let Ok(value) = HeaderValue::from_bytes(bytes) else {
        return;
    };
    let read = wait(value.clone());
    let Ok(text) = value.to_str() else {
        assert_eq!(read, None, "it is no text");
        return;
    };
    let text = text.trim_matches([' ', '\t']);
    // The clock that stands still shows this time to every client.
    let now = ManualClock::new().utc();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if is_number {
        let seconds = text.parse().unwrap_or(u64::MAX);
        assert_eq!(read, Some(Duration::from_secs(seconds)), "{text}");
    } else if let Some(date) = http_date(text, now) {
        let wait = (date - now).to_std().unwrap_or_default();
        assert_eq!(read, Some(wait), "{text}");
    } else {
        // Somebody's spelling of a date, perhaps; no number.
        let is_like_a_date = text.contains(':');
        assert!(read.is_none() || is_like_a_date, "{text}: {read:?}");
    }
}

/// How long an answer with this `Retry-After` asks to wait.
#[must_use]
pub fn wait(value: HeaderValue) -> Option<Duration> {
    let reply = Reply::json(StatusCode::SERVICE_UNAVAILABLE, b"{}");
    let vendor = Scripted::new([reply.with_header(http::header::RETRY_AFTER, value)]);
    let client: Pipeline = vendor.client(ClientBuilder::new("check/1", BASE_URL));
    let failed = settled(client.send(Request::new(&READ), |_| Ok(())));
    failed.expect_err("a 503 is an error").retry_after()
}

pub(super) fn seeds() -> Vec<Vec<u8>> {
    texts([
        "0",
        "120",
        "99999999999999999999999",
        "Sun, 06 Nov 2044 08:49:37 GMT",
        "Sunday, 06-Nov-44 08:49:37 GMT",
        "Sun Nov  6 08:49:37 2044",
        "Sun Nov 16 08:49:37 2036",
        "-1",
        "1.5",
        "soon",
    ])
}
