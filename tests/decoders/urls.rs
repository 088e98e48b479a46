//! Base URLs, and links that answers give.

use http::StatusCode;
use url::Url;
use vendor_core::{
    BaseUrl, ClientBuilder, Idempotency, Method, Operation, Pipeline, Request, StaticCredentials,
};

use super::texts;
use crate::scripted::{BASE_URL, Reply, Scripted, settled};

static READ: Operation = Operation::new("read", Method::GET, "/things/{id}", Idempotency::Safe);

pub(super) fn base_url(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return;
    };
    let theirs = Url::parse(text).ok().filter(is_base_url);
    let (Ok(ours), Some(theirs)) = (BaseUrl::parse(text), &theirs) else {
        let is_refused = BaseUrl::parse(text).is_err();
        assert_eq!(is_refused, theirs.is_none(), "{text}");
        return;
    };
    assert_eq!(ours.host(), theirs.host_str().expect("http has a host"));
    assert_eq!(Some(ours.port()), theirs.port_or_known_default());
    assert_eq!(ours.is_https(), theirs.scheme() == "https");
    let shown = ours.to_string();
    assert_eq!(shown, theirs.as_str().trim_end_matches('/'));
    let again = BaseUrl::parse(&shown).expect("it was shown by us");
    assert_eq!(again.to_string(), shown);

    let vendor = Scripted::new([Reply::json(StatusCode::OK, b"{}")]);
    let builder = ClientBuilder::new("check/1", text).allow_plain_http();
    let client: Pipeline = vendor.client(builder);
    let mut request = Request::new(&READ);
    request.path("id", "a/../b");
    settled(client.send(request, |_| Ok(()))).expect("it is answered");
    let sent = &vendor.take_sent()[0].url;
    assert_eq!(sent.origin(), theirs.origin());
    let prefix = theirs.path().trim_end_matches('/');
    assert_eq!(sent.path(), format!("{prefix}/things/a%2F..%2Fb"));
}

fn is_base_url(url: &Url) -> bool {
    let has_user = !url.username().is_empty() || url.password().is_some();
    let has_more = url.query().is_some() || url.fragment().is_some();
    matches!(url.scheme(), "http" | "https") && !has_user && !has_more
}

pub(super) fn base_url_seeds() -> Vec<Vec<u8>> {
    texts([
        "https://api.example.com/v1/",
        "http://localhost:8080",
        "HTTPS://Example.COM:443//a//b//",
        "https://user:password@example.com",
        "https://example.com/?q#f",
        "https://[::1]:8443/x%2F%2e%2e/y",
        "https:example.com\\a",
        "https://bücher.example/ä",
        "https://0x7f.1/",
        "ftp://example.com",
        "//example.com",
    ])
}

pub(super) fn link(bytes: &[u8]) {
    let Ok(link) = std::str::from_utf8(bytes) else {
        return;
    };
    let base = Url::parse(BASE_URL).expect("a URL");
    let target = base.join(link).ok().filter(|url| {
        let is_plain = url.username().is_empty() && url.password().is_none();
        is_plain && url.origin() == base.origin()
    });
    let vendor = Scripted::new([Reply::json(StatusCode::OK, b"{}")]);
    let builder = ClientBuilder::new("check/1", BASE_URL);
    let builder = builder.credentials(StaticCredentials::bearer("token"));
    let client: Pipeline = vendor.client(builder);
    let outcome = settled(client.send(Request::follow(&READ, link), |_| Ok(())));
    assert_eq!(outcome.is_ok(), target.is_some(), "{link}");
    let sent: Vec<Url> = vendor
        .take_sent()
        .into_iter()
        .map(|sent| sent.url)
        .collect();
    assert_eq!(sent, Vec::from_iter(target), "{link}");
}

pub(super) fn link_seeds() -> Vec<Vec<u8>> {
    texts([
        "https://vendor.example/base/things?page=2",
        "/base/things?page=2",
        "?page=2",
        "//elsewhere.example/things",
        "https://vendor.example@elsewhere.example/",
        "https://vendor.example:443/x",
        "http://vendor.example/base",
        "\\\\elsewhere.example",
        "https:/\t/elsewhere.example",
        "javascript:x",
    ])
}
