//! The client's own rate limit.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::time::{Duration, Instant};

use support::{Anything, READ, Script, Step, call, clock, create, millis, read, seconds};
use vendor_core::testing::ManualClock;
use vendor_core::throttle::TooLate;
use vendor_core::{
    BoxFuture, Clock as _, Delivery, ErrorKind, Operation, RateLimit, RetryPolicy, Throttle,
};

#[tokio::test]
async fn five_a_second_with_a_burst_of_ten_follow_the_exact_schedule() {
    let clock = clock();
    let script = Script::new(&clock, (0..20).map(|_| Step::ok()));
    let client = script
        .builder()
        .throttle(RateLimit::new(5.0, 10))
        .build()
        .unwrap();
    let mut sent_at = Vec::new();
    for _ in 0..15 {
        call(&client).json::<Anything>(create()).await.unwrap();
        sent_at.push(clock.elapsed());
    }
    let schedule: Vec<_> = [0; 10]
        .into_iter()
        .chain([200, 400, 600, 800, 1000])
        .map(millis)
        .collect();
    assert_eq!(sent_at, schedule);
    assert_eq!(clock.slept(), [millis(200); 5]);
}

#[tokio::test]
async fn calls_at_the_same_time_get_slots_one_after_the_other() {
    let clock = ManualClock::new();
    let limit = RateLimit::new(5.0, 10);
    let mut waits = Vec::new();
    for _ in 0..15 {
        waits.push(limit.acquire(&READ, clock.now(), seconds(9)).await.unwrap());
    }
    let schedule: Vec<_> = [0; 10]
        .into_iter()
        .chain([200, 400, 600, 800, 1000])
        .map(millis)
        .collect();
    assert_eq!(waits, schedule);
}

#[tokio::test]
async fn a_pause_fills_the_bucket_again_and_no_further_than_full() {
    let clock = ManualClock::new();
    let limit = RateLimit::new(5.0, 10);
    let take = async || limit.acquire(&READ, clock.now(), seconds(9)).await.unwrap();
    for _ in 0..10 {
        assert_eq!(take().await, Duration::ZERO);
    }
    clock.advance(millis(400));
    assert_eq!(take().await, Duration::ZERO);
    assert_eq!(take().await, Duration::ZERO);
    assert_eq!(take().await, millis(200));
    clock.advance(seconds(1000));
    for _ in 0..10 {
        assert_eq!(take().await, Duration::ZERO);
    }
    assert_eq!(take().await, millis(200));
}

#[tokio::test]
async fn a_slot_beyond_the_deadline_fails_at_once_without_being_taken() {
    let clock = clock();
    let script = Script::new(&clock, (0..3).map(|_| Step::ok()));
    let client = script
        .builder()
        .throttle(RateLimit::new(1.0, 1))
        .build()
        .unwrap();
    call(&client).json::<Anything>(read()).await.unwrap();
    for timeout in [seconds(1), millis(1)] {
        let error = call(&client)
            .with_timeout(timeout)
            .json::<Anything>(create())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Throttled);
        assert_eq!(error.delivery(), Delivery::NotSent);
        assert_eq!(
            error.retry_after(),
            Some(seconds(1)),
            "how long the wait would be"
        );
        assert_eq!(error.attempts(), 0);
        assert_eq!(error.elapsed(), Duration::ZERO);
    }
    call(&client)
        .with_timeout(millis(1001))
        .json::<Anything>(read())
        .await
        .unwrap();
    assert_eq!(clock.slept(), [seconds(1)], "the slot was still free");
}

#[tokio::test]
async fn every_attempt_takes_a_slot() {
    let clock = clock();
    let script = Script::new(&clock, [Step::status(503), Step::status(503), Step::ok()]);
    let client = script
        .builder()
        .throttle(RateLimit::new(1.0, 1))
        .retry(RetryPolicy::default().first_backoff(Duration::ZERO))
        .build()
        .unwrap();
    let answer = call(&client).json::<Anything>(read()).await.unwrap();
    assert_eq!(answer.elapsed(), seconds(2));
}

#[tokio::test]
async fn an_invalid_request_takes_no_slot() {
    let clock = clock();
    let script = Script::new(&clock, [Step::ok()]);
    let client = script
        .builder()
        .throttle(RateLimit::new(1.0, 1))
        .build()
        .unwrap();
    let mut invalid = create();
    invalid.violations().add("name", "must be shorter");
    call(&client).json::<Anything>(invalid).await.unwrap_err();
    call(&client).json::<Anything>(create()).await.unwrap();
    assert_eq!(clock.elapsed(), Duration::ZERO);
}

#[tokio::test]
async fn a_burst_of_none_is_one_and_a_rate_of_none_is_one_a_day() {
    let clock = ManualClock::new();
    let limit = RateLimit::new(2.0, 0);
    let day = seconds(86_400);
    assert_eq!(
        limit.acquire(&READ, clock.now(), day).await,
        Ok(Duration::ZERO)
    );
    assert_eq!(
        limit.acquire(&READ, clock.now(), day).await,
        Ok(millis(500))
    );
    for rate in [0.0, -1.0, f64::NAN, f64::MIN_POSITIVE] {
        let limit = RateLimit::new(rate, 1);
        let longer = day * 2;
        assert_eq!(
            limit.acquire(&READ, clock.now(), longer).await,
            Ok(Duration::ZERO),
            "{rate}"
        );
        assert_eq!(
            limit.acquire(&READ, clock.now(), longer).await,
            Ok(day),
            "{rate}"
        );
    }
    let limit = RateLimit::new(f64::INFINITY, 1);
    for _ in 0..3 {
        assert_eq!(
            limit.acquire(&READ, clock.now(), day).await,
            Ok(Duration::ZERO)
        );
    }
}

#[derive(Debug)]
struct Shared;

impl Throttle for Shared {
    fn acquire<'a>(
        &'a self,
        operation: &'static Operation,
        _: Instant,
        longest: Duration,
    ) -> BoxFuture<'a, Result<Duration, TooLate>> {
        assert_eq!(operation.id(), "createThing");
        assert_eq!(longest, seconds(120));
        Box::pin(std::future::ready(Ok(seconds(7))))
    }
}

#[tokio::test]
async fn a_limit_of_one_s_own_decides_by_operation_and_time_left() {
    let clock = clock();
    let script = Script::new(&clock, [Step::ok()]);
    let client = script.builder().throttle(Shared).build().unwrap();
    call(&client).json::<Anything>(create()).await.unwrap();
    assert_eq!(clock.slept(), [seconds(7)]);
}

#[tokio::test]
async fn without_a_limit_nothing_waits() {
    let clock = clock();
    let script = Script::new(&clock, (0..50).map(|_| Step::ok()));
    let client = script
        .builder()
        .throttle(RateLimit::new(1.0, 1))
        .no_throttle()
        .build()
        .unwrap();
    for _ in 0..50 {
        call(&client).json::<Anything>(create()).await.unwrap();
    }
    assert_eq!(clock.elapsed(), Duration::ZERO);
}

#[tokio::test]
async fn calls_that_wait_for_a_token_keep_the_rate_limit_once_it_comes() {
    use vendor_core::OAuth2ClientCredentials;
    let gate = support::Gate::new();
    let behind = gate.clone();
    let server = support::Server::start(move |_, request| match request.target.as_str() {
        "/token" => support::Act::After(
            behind.clone(),
            Box::new(support::json(200, r#"{"access_token":"T"}"#)),
        ),
        _ => support::json(200, "{}"),
    })
    .await;
    let clock = ManualClock::new();
    let client = support::builder(&server.url(), &clock)
        .credentials(OAuth2ClientCredentials::new(
            &format!("{}/token", server.url()),
            "id",
            "secret",
        ))
        .throttle(RateLimit::new(1.0, 1))
        .build()
        .unwrap();
    let calls: Vec<_> = (0..5)
        .map(|_| tokio::spawn(call(&client).json::<Anything>(read())))
        .collect();
    server.has_read(1).await;
    // The token comes after 20 seconds.
    for _ in 0..20 {
        clock.advance(seconds(1));
        for _ in 0..100 {
            tokio::task::yield_now().await;
        }
    }
    gate.open();
    server.has_read(2).await;
    for _ in 0..10_000 {
        tokio::task::yield_now().await;
    }
    assert_eq!(server.count() - 1, 1, "one a second, also after a pause");
    for _ in 0..5 {
        clock.advance(seconds(1));
        for _ in 0..10_000 {
            tokio::task::yield_now().await;
        }
    }
    for call in calls {
        call.await.unwrap().unwrap();
    }
}
