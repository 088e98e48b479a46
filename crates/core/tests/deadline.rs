//! Time limits: of an attempt, of a call, of a connect; all but the last on the client's own clock.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::time::Duration;

use support::{
    Act, Anything, Piece, Script, Server, Step, builder, call, client, clock, create, millis, read,
    seconds,
};
use vendor_core::credentials::{Authorization, CredentialsError};
use vendor_core::retry::GaveUp;
use vendor_core::testing::ManualClock;
use vendor_core::{BoxFuture, Credentials, Delivery, ErrorKind, Exchange, Operation, RetryPolicy};

#[tokio::test]
async fn an_attempt_without_an_answer_ends_after_30_seconds_and_is_unknown() {
    let clock = ManualClock::new();
    let server = Server::start(|_, _| Act::Hold).await;
    let client = client(&server.url(), &clock);
    let pending = tokio::spawn(call(&client).json::<Anything>(create()));
    server.has_read(1).await;
    clock.advance(seconds(30));
    let error = pending.await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.delivery(), Delivery::Unknown);
    assert_eq!(error.attempts(), 1);
    assert_eq!(error.elapsed(), seconds(30));
    assert!(error.is_timeout());
    server.was_left(1).await;
}

#[tokio::test]
async fn an_attempt_does_not_end_a_moment_before_its_time() {
    let clock = ManualClock::new();
    let server = Server::start(|_, _| Act::Hold).await;
    let client = client(&server.url(), &clock);
    let pending = tokio::spawn(call(&client).json::<Anything>(create()));
    server.has_read(1).await;
    clock.advance(millis(29_999));
    for _ in 0..1000 {
        tokio::task::yield_now().await;
    }
    assert!(!pending.is_finished());
    clock.advance(millis(1));
    pending.await.unwrap().unwrap_err();
}

#[tokio::test]
async fn an_answer_that_is_there_is_taken_even_if_the_time_is_over() {
    let clock = ManualClock::new();
    let turned = clock.clone();
    let script = Script::new(
        &clock,
        [Step::pieces(vec![
            Piece::Wait(seconds(29)),
            Piece::Data("{}"),
        ])],
    );
    let answer = call(&script.client()).json::<Anything>(create()).await;
    assert_eq!(answer.unwrap().elapsed(), seconds(29));
    turned.advance(seconds(1));
}

#[tokio::test]
async fn a_body_that_drips_ends_with_the_attempt_and_keeps_what_was_read() {
    let clock = clock();
    let mut drip = Vec::new();
    for _ in 0..40 {
        drip.push(Piece::Data("["));
        drip.push(Piece::Wait(seconds(1)));
    }
    let script = Script::new(&clock, [Step::pieces(drip)]);
    let error = call(&script.client())
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Timeout);
    assert_eq!(error.delivery(), Delivery::Done, "a 2xx has come");
    assert_eq!(error.status().unwrap().as_u16(), 200);
    assert!(error.body_is_cut());
    assert_eq!(error.elapsed(), seconds(30));
    assert!(error.body().len() >= 29, "{}", error.body().len());
}

#[tokio::test]
async fn the_limits_of_a_client_and_of_a_call_are_as_set() {
    for (of_client, of_call, expected) in [
        (None, None, 30),
        (Some(7), None, 7),
        (None, Some(3), 3),
        (Some(7), Some(3), 3),
        (Some(3), Some(7), 7),
    ] {
        let clock = ManualClock::new();
        let server = Server::start(|_, _| Act::Hold).await;
        let mut builder = builder(&server.url(), &clock);
        if let Some(limit) = of_client {
            builder = builder.attempt_timeout(seconds(limit));
        }
        let mut call = call(&builder.build().unwrap());
        if let Some(limit) = of_call {
            call = call.with_attempt_timeout(seconds(limit));
        }
        let pending = tokio::spawn(call.json::<Anything>(create()));
        server.has_read(1).await;
        clock.advance(seconds(expected));
        let error = pending.await.unwrap().unwrap_err();
        assert_eq!(error.elapsed(), seconds(expected));
    }
}

#[tokio::test]
async fn the_deadline_of_a_call_ends_its_attempt() {
    for of_call in [true, false] {
        let clock = clock();
        let script = Script::new(&clock, [Step::Silence(seconds(10))]);
        let client = script
            .builder()
            .timeout(seconds(if of_call { 99 } else { 10 }))
            .build();
        let mut call = call(&client.unwrap());
        if of_call {
            call = call.with_timeout(seconds(10));
        }
        let error = call.json::<Anything>(read()).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Timeout);
        assert_eq!(error.delivery(), Delivery::Unknown);
        assert_eq!(error.gave_up(), Some(GaveUp::Deadline));
        assert_eq!(error.attempts(), 1);
        assert_eq!(error.elapsed(), seconds(10));
    }
}

#[tokio::test]
async fn a_call_ends_after_120_seconds_by_default() {
    let clock = clock();
    let script = Script::new(&clock, (0..5).map(|_| Step::Silence(seconds(30))));
    let error = call(&script.client())
        .with_retry(RetryPolicy::default().max_attempts(9))
        .json::<Anything>(read())
        .await
        .unwrap_err();
    // Three whole attempts, their waits of 250, 500 and 1000 ms, and what is left of the fourth.
    assert_eq!(error.attempts(), 4);
    assert_eq!(error.gave_up(), Some(GaveUp::Deadline));
    assert!(error.elapsed() >= seconds(120));
    assert_eq!(error.delivery(), Delivery::Unknown);
}

#[tokio::test]
async fn a_deadline_that_is_over_at_the_start_sends_nothing() {
    let clock = clock();
    let script = Script::new(&clock, []);
    let error = call(&script.client())
        .with_timeout(Duration::ZERO)
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Deadline);
    assert_eq!(error.delivery(), Delivery::NotSent);
    assert_eq!(error.attempts(), 0);
    assert!(error.is_timeout());
    assert_eq!(script.count(), 0);
}

#[tokio::test]
async fn limits_that_are_longer_than_any_life_do_no_harm() {
    let clock = vendor_core::SystemClock;
    let manual = ManualClock::new();
    let script = Script::new(&manual, [Step::ok()]);
    let client = script
        .builder()
        .clock(clock)
        .timeout(Duration::MAX)
        .attempt_timeout(Duration::MAX)
        .build()
        .unwrap();
    call(&client)
        .with_timeout(Duration::MAX)
        .with_attempt_timeout(Duration::MAX)
        .json::<Anything>(create())
        .await
        .unwrap();
}

/// Credentials that let the clock pass before they come.
#[derive(Debug)]
struct Slow(ManualClock, Duration);

impl Credentials for Slow {
    fn authorize<'a>(
        &'a self,
        _: &'static Operation,
        _: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
        self.0.advance(self.1);
        Box::pin(std::future::ready(Ok(Authorization::default())))
    }
}

#[tokio::test]
async fn a_deadline_that_is_spent_before_sending_is_not_sent() {
    for passed in [5, 6] {
        let clock = clock();
        let script = Script::new(&clock, []);
        let client = script
            .builder()
            .credentials(Slow(clock.clone(), seconds(passed)))
            .build()
            .unwrap();
        let error = call(&client)
            .with_timeout(seconds(5))
            .json::<Anything>(create())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Deadline);
        assert_eq!(error.delivery(), Delivery::NotSent);
        assert_eq!(error.attempts(), 0);
        assert_eq!(script.count(), 0);
    }
}

#[tokio::test]
async fn the_time_for_credentials_is_part_of_the_call_and_not_of_the_attempt() {
    let clock = clock();
    let script = Script::new(&clock, [Step::Silence(seconds(30))]);
    let client = script
        .builder()
        .credentials(Slow(clock.clone(), seconds(20)))
        .build()
        .unwrap();
    let error = call(&client).json::<Anything>(create()).await.unwrap_err();
    assert_eq!(error.history()[0].elapsed, seconds(30));
    assert_eq!(error.elapsed(), seconds(50));
}
