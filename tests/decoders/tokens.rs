//! The answer of a token endpoint.

use http::StatusCode;
use http::header::AUTHORIZATION;
use vendor_core::wire::RawJson;
use vendor_core::{
    ClientBuilder, Delivery, Idempotency, Method, OAuth2ClientCredentials, Operation, Pipeline,
    Request,
};

use super::{members, samples, texts};
use crate::scripted::{BASE_URL, Reply, Scripted, settled};

static READ: Operation = Operation::new("read", Method::GET, "/things", Idempotency::Safe);

pub(super) fn check(bytes: &[u8]) {
    let vendor = Scripted::new([
        Reply::json(StatusCode::OK, bytes),
        Reply::json(StatusCode::OK, b"{}"),
    ]);
    let credentials = OAuth2ClientCredentials::below_base_url("/token", "id", "secret");
    let builder = ClientBuilder::new("check/1", BASE_URL).credentials(credentials);
    let client: Pipeline = vendor.client(builder);
    let outcome = settled(client.send(Request::new(&READ), |_| Ok(())));
    let sent = vendor.take_sent();
    assert_eq!(sent[0].url.path(), "/base/token");
    match (outcome, token_in(bytes)) {
        (Ok(_), Some(token)) => {
            let header = &sent[1].headers[AUTHORIZATION];
            assert_eq!(header.as_bytes(), format!("Bearer {token}").as_bytes());
        }
        (Err(error), None) => {
            assert_eq!(error.delivery(), Delivery::NotSent);
            assert_eq!(sent.len(), 1);
        }
        // What is not looked at may be anything.
        (Ok(_), None) => assert!(std::str::from_utf8(bytes).is_err(), "there is no token"),
        (Err(error), Some(_)) => panic!("there is a token: {error}"),
    }
}

/// The token of an object with one `access_token` that a header can carry, and no type but "Bearer".
fn token_in(bytes: &[u8]) -> Option<String> {
    let members = members(bytes)?;
    let only = |name: &str| -> Result<Option<&RawJson>, ()> {
        let mut values = members.iter().filter(|(known, _)| known == name);
        let value = values.next().map(|(_, value)| value);
        values.next().map_or(Ok(value), |_| Err(()))
    };
    let (token, kind) = (only("access_token").ok()??, only("token_type").ok()?);
    only("expires_in").ok()?;
    let kind: Option<String> = kind.map_or(Ok(None), RawJson::decode).ok()?;
    let is_bearer = kind.is_none_or(|kind| kind.eq_ignore_ascii_case("bearer"));
    let token: String = token.decode().ok()?;
    let fits = |byte: u8| byte == b'\t' || byte >= b' ' && byte != 0x7f;
    (is_bearer && !token.is_empty() && token.bytes().all(fits)).then_some(token)
}

pub(super) fn seeds() -> Vec<Vec<u8>> {
    let mut answers = texts([
        r#"{"access_token":"abc","token_type":"Bearer","expires_in":3600}"#,
        r#"{"access_token":"abc","token_type":"bearer","expires_in":"3600"}"#,
        r#"{"access_token":"abc","expires_in":-1e400}"#,
        r#"{"access_token":"a\nb"}"#,
        r#"{"access_token":"","token_type":null}"#,
        r#"{"access_token":"abc","token_type":"mac"}"#,
        r#"["abc","Bearer",3600]"#,
        r#"{"error":"invalid_client"}"#,
    ]);
    answers.extend(samples());
    answers
}
