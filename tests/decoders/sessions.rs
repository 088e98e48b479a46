//! Discovery and login of AIM: what they name decides where credentials go.

use aim_contracts::operations::CONTRACT_STATUS_LISTING;
use aim_contracts::{AimCredentials, Client, OBSERVED_HOST_SUFFIX};
use http::StatusCode;
use vendor_core::{Delivery, Request};

use super::{choice, texts};
use crate::scripted::{BASE_URL, Reply, Scripted, settled};

/// Between the answer to the discovery and that to the login.
const SEPARATOR: u8 = b'\n';

pub(super) fn check(bytes: &[u8]) {
    let (choice, answers) = choice(bytes);
    let mut answers = answers.splitn(2, |byte| *byte == SEPARATOR);
    let mut answer = || Reply::json(StatusCode::OK, answers.next().unwrap_or_default());
    let mut credentials = AimCredentials::new("key", "app");
    let mut replies = vec![answer()];
    if choice % 2 == 1 {
        credentials = credentials.login("user", "password");
        replies.push(answer());
    }
    let asked = replies.len();
    replies.push(Reply::json(StatusCode::OK, b"{}"));
    let vendor = Scripted::new(replies);
    let builder = Client::builder(BASE_URL)
        .credentials(credentials)
        .allow_host_suffix(OBSERVED_HOST_SUFFIX);
    let client = vendor.client(builder);
    let request = Request::new(&CONTRACT_STATUS_LISTING);
    let outcome = settled(client.pipeline().send(request, |_| Ok(())));
    let sent = vendor.take_sent();
    match outcome {
        Ok(_) => assert_eq!(sent.len(), asked + 1),
        Err(error) => {
            assert_eq!(error.delivery(), Delivery::NotSent);
            assert!(sent.len() <= asked);
        }
    }
    for sent in &sent {
        let host = sent.url.host_str().expect("https has a host");
        let suffix = host.strip_suffix(OBSERVED_HOST_SUFFIX);
        let is_allowed = suffix.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
        assert!(host == "vendor.example" || is_allowed, "{host}");
        assert_eq!(sent.url.scheme(), "https");
        assert_eq!(sent.headers["apikey"], "key");
    }
}

pub(super) fn seeds() -> Vec<Vec<u8>> {
    texts([
        "{\"NewEndpointDomain\":\"https://a.active-e.net\",\"OAuthToken\":\"o\"}\n{\"Token\":\"t\"}",
        "{\"NewEndpointDomain\":\"a.active-e.net:8443/x\"}\n{\"Token\":\"t\",\"OAuthToken\":\"o\"}",
        "{\"NewEndpointDomain\":\"http://a.active-e.net\"}\n{}",
        "{\"NewEndpointDomain\":\"https://active-e.net.elsewhere.example\"}\n{}",
        "{\"NewEndpointDomain\":\"https://a.active-e.net@elsewhere.example\"}\n{}",
        "{\"NewEndpointDomain\":\"elsewhere.example\\\\.active-e.net\"}\n{}",
        "{\"NewEndpointDomain\":\"https://vendor.example\"}\n{\"Status\":{\"StatusCode\":\"Error\"}}",
        "{\"OAuthToken\":\"a\\nb\"}\n{\"Token\":\"\"}",
    ])
}
