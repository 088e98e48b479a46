//! Where requests may go at all: the base URL.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use support::{Anything, READ, Script, Step, builder, call, clock};
use vendor_core::{BaseUrl, BaseUrlError, BuildError, Request};

#[test]
fn plain_http_is_refused_when_the_client_is_built_except_to_loopback() {
    for url in [
        "http://vendor.example",
        "http://10.0.0.1",
        "http://0.0.0.0:8080",
        "http://localhost.example",
        "http://127.0.0.1.example",
        "http://[::2]",
        "http://128.0.0.1",
    ] {
        let error = builder(url, &clock()).build().unwrap_err();
        assert!(
            matches!(error, BuildError::BaseUrl(BaseUrlError::PlainHttp)),
            "{url}: {error}"
        );
        assert!(error.to_string().contains("allow_plain_http"), "{error}");
        builder(url, &clock()).allow_plain_http().build().unwrap();
    }
    for url in [
        "http://localhost:8080",
        "http://LOCALHOST",
        "http://127.0.0.1",
        "http://127.1.2.3:1",
        "http://[::1]:8080/base",
    ] {
        builder(url, &clock()).build().unwrap();
    }
}

#[test]
fn what_is_no_base_url_is_refused_with_its_reason() {
    for (text, reason) in [
        ("", BaseUrlError::NotAUrl),
        ("vendor.example", BaseUrlError::NotAUrl),
        ("/api", BaseUrlError::NotAUrl),
        ("ftp://vendor.example", BaseUrlError::Scheme),
        ("vendor.example:443", BaseUrlError::Scheme),
        ("https://user@vendor.example", BaseUrlError::UserInfo),
        ("https://user:pw@vendor.example", BaseUrlError::UserInfo),
        (
            "https://vendor.example?key=1",
            BaseUrlError::QueryOrFragment,
        ),
        ("https://vendor.example#top", BaseUrlError::QueryOrFragment),
    ] {
        assert_eq!(BaseUrl::parse(text), Err(reason), "{text}");
    }
}

#[tokio::test]
async fn a_slash_at_the_end_of_the_base_url_makes_no_difference() {
    for base in [
        "https://vendor.example/api",
        "https://vendor.example/api/",
        "https://vendor.example/api//",
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::ok()]);
        let client = builder(base, &clock)
            .transport(script.clone())
            .build()
            .unwrap();
        call(&client)
            .json::<Anything>(Request::new(&READ))
            .await
            .unwrap();
        assert_eq!(
            script.sent()[0].url.as_str(),
            "https://vendor.example/api/things"
        );
    }
}

#[test]
fn a_base_url_tells_its_parts() {
    let url = BaseUrl::parse("https://Vendor.example:8443/api/").unwrap();
    assert_eq!(url.host(), "vendor.example");
    assert_eq!(url.port(), 8443);
    assert!(url.is_https());
    assert!(!url.is_loopback());
    assert_eq!(url.to_string(), "https://vendor.example:8443/api");
    assert_eq!(
        BaseUrl::parse("https://vendor.example").unwrap().port(),
        443
    );
    assert_eq!(BaseUrl::parse("http://localhost").unwrap().port(), 80);
}
