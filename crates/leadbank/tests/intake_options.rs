//! What the options of an intake hold for.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use std::time::Duration;

use leadbank::core::testing::ManualClock;
use leadbank::{ErrorKind, Handling, HeaderName, HeaderValue, RetryPolicy};
use support::{FETCH, VALIDATE, json, leads, post, server_and_client, server_and_client_with};
use wiremock::ResponseTemplate;
use wiremock::matchers::header;

const TWO: [&str; 2] = [r#"{"IDLeadBank":7}"#, r#"{"IDLeadBank":8}"#];

#[tokio::test]
async fn the_time_limit_of_a_call_is_none_of_the_pass() {
    let clock = ManualClock::new().sleeps_pass();
    let (server, client) = server_and_client_with(|builder| builder.clock(clock.clone())).await;
    post(FETCH)
        .respond_with(json(leads(&TWO, 1)))
        .mount(&server)
        .await;
    post(VALIDATE).respond_with(json("")).mount(&server).await;
    let report = client
        .intake(1)
        .with_timeout(Duration::from_secs(5))
        .with_attempt_timeout(Duration::from_secs(5))
        .with_idle_timeout(Duration::from_secs(5))
        .run(async |_| {
            clock.advance(Duration::from_secs(3600));
            Handling::Handled
        })
        .await
        .expect("storing takes its time");
    assert_eq!(report.handled, [7, 8]);
}

#[tokio::test]
async fn a_header_is_sent_with_both_calls() {
    let (server, client) = server_and_client().await;
    for (at, answer) in [(FETCH, leads(&TWO, 1)), (VALIDATE, String::new())] {
        post(at)
            .and(header("x-trace", "night"))
            .respond_with(json(answer))
            .expect(1)
            .mount(&server)
            .await;
    }
    let (name, value) = (
        HeaderName::from_static("x-trace"),
        HeaderValue::from_static("night"),
    );
    let intake = client.intake(1).with_header(name, value);
    let report = intake.run(async |_| Handling::Handled).await;
    assert_eq!(report.expect("all is well").handled, [7, 8]);
}

#[tokio::test]
async fn a_retry_policy_holds_for_both_calls() {
    for broken in [FETCH, VALIDATE] {
        let (server, client) = server_and_client().await;
        post(broken)
            .respond_with(ResponseTemplate::new(503))
            .expect(1)
            .mount(&server)
            .await;
        post(FETCH)
            .respond_with(json(leads(&TWO, 1)))
            .mount(&server)
            .await;
        let intake = client.intake(1).with_retry(RetryPolicy::never());
        let error = intake.run(async |_| Handling::Handled).await;
        let error = error.expect_err("one attempt");
        assert_eq!(error.call_error().map(leadbank::Error::attempts), Some(1));
    }
}

#[tokio::test]
async fn the_largest_lead_is_an_option() {
    let (server, client) = server_and_client().await;
    post(FETCH)
        .respond_with(json(leads(&TWO, 1)))
        .mount(&server)
        .await;
    let intake = client.intake(1).with_element_cap(10);
    let error = intake.run(async |_| Handling::Handled).await;
    let error = error.expect_err("each has more");
    assert_eq!(
        error.call_error().map(leadbank::Error::kind),
        Some(ErrorKind::TooLarge)
    );
}
