//! When a failed attempt is tried again, how long that waits, and what it sends.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use support::{
    Anything, Script, Step, call, client, clock, create, headers, millis, operation, read, replace,
    seconds,
};
use vendor_core::credentials::{Authorization, CredentialsError};
use vendor_core::retry::GaveUp;
use vendor_core::testing::ManualClock;
use vendor_core::transport::TransportErrorKind;
use vendor_core::{
    BoxFuture, Credentials, Delivery, Exchange, HeaderMap, Idempotency, Operation, Pipeline,
    Request, RetryPolicy,
};

fn too_many(retry_after: &str) -> Step {
    Step::Answer(429, headers(&[("retry-after", retry_after)]), "".into())
}

#[tokio::test]
async fn a_429_with_retry_after_2_waits_2_seconds_also_for_a_post() {
    let clock = clock();
    let script = Script::new(&clock, [too_many("2"), Step::ok()]);
    let answer = call(&script.client())
        .json::<Anything>(create())
        .await
        .unwrap();
    assert_eq!(answer.attempts(), 2);
    assert_eq!(answer.elapsed(), seconds(2));
    assert_eq!(clock.slept(), [seconds(2)]);
}

#[tokio::test]
async fn a_429_from_a_server_waits_as_told_in_the_time_of_the_test() {
    use wiremock::matchers::method;
    use wiremock::{Mock, MockServer, ResponseTemplate};
    let server = MockServer::start().await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(429).insert_header("Retry-After", "2"))
        .up_to_n_times(1)
        .with_priority(1)
        .expect(1)
        .mount(&server)
        .await;
    Mock::given(method("POST"))
        .respond_with(ResponseTemplate::new(201).set_body_json(serde_json::json!({})))
        .expect(1)
        .mount(&server)
        .await;
    let clock = clock();
    let answer = call(&client(&server.uri(), &clock))
        .json::<Anything>(create())
        .await
        .unwrap();
    assert_eq!(answer.attempts(), 2);
    assert_eq!(clock.slept(), [seconds(2)]);
}

#[tokio::test]
async fn retry_after_may_be_a_date_in_each_of_the_three_forms() {
    // The clock starts at 2026-01-01T00:00:00Z, which is a Thursday.
    for date in [
        "Thu, 01 Jan 2026 00:00:02 GMT",
        "Thursday, 01-Jan-26 00:00:02 GMT",
        "Thu Jan  1 00:00:02 2026",
    ] {
        let clock = clock();
        let script = Script::new(&clock, [too_many(date), Step::ok()]);
        call(&script.client())
            .json::<Anything>(create())
            .await
            .unwrap();
        assert_eq!(clock.slept(), [seconds(2)], "{date}");
    }
}

#[tokio::test]
async fn a_year_of_two_digits_is_the_last_one_that_is_no_more_than_50_years_ahead() {
    for date in [
        "Saturday, 28-May-72 12:24:18 GMT",
        "Wednesday, 01-Jan-76 00:00:00 GMT",
    ] {
        let script = Script::new(&clock(), [too_many(date)]);
        let answer = call(&script.client()).json::<Anything>(create()).await;
        let hint = answer.unwrap_err().retry_after().expect(date);
        assert!(hint > seconds(46 * 365 * 24 * 60 * 60), "{date}: {hint:?}");
    }
    let script = Script::new(
        &clock(),
        [too_many("Friday, 01-Jan-77 00:00:00 GMT"), Step::ok()],
    );
    let answer = call(&script.client()).json::<Anything>(create()).await;
    assert!(answer.is_ok(), "1977 is past");
}

#[tokio::test]
async fn a_retry_after_date_counts_from_when_the_answer_came() {
    let clock = clock();
    clock.advance(seconds(10));
    let script = Script::new(
        &clock,
        [too_many("Thu, 01 Jan 2026 00:00:12 GMT"), Step::ok()],
    );
    call(&script.client())
        .json::<Anything>(create())
        .await
        .unwrap();
    assert_eq!(clock.slept(), [seconds(2)]);
}

#[tokio::test]
async fn a_retry_after_in_the_past_or_of_no_known_form_leaves_the_backoff() {
    for hint in ["Wed, 31 Dec 2025 23:59:59 GMT", "0", "soon", "-5", ""] {
        let clock = clock();
        let script = Script::new(&clock, [too_many(hint), Step::ok()]);
        call(&script.client())
            .json::<Anything>(create())
            .await
            .unwrap();
        assert_eq!(clock.slept(), [millis(250)], "{hint}");
    }
}

#[tokio::test]
async fn retry_after_is_a_floor_under_the_backoff() {
    let clock = clock();
    let script = Script::new(
        &clock,
        [too_many("2"), too_many("1"), too_many("1"), Step::ok()],
    );
    let policy = RetryPolicy::default()
        .first_backoff(seconds(3))
        .max_backoff(seconds(5));
    call(&script.client())
        .with_retry(policy)
        .json::<Anything>(create())
        .await
        .unwrap();
    assert_eq!(clock.slept(), [seconds(3), seconds(5), seconds(5)]);
}

#[tokio::test]
async fn retry_after_counts_for_a_503_too() {
    let clock = clock();
    let unavailable = Step::Answer(503, headers(&[("retry-after", "7")]), "".into());
    let script = Script::new(&clock, [unavailable, Step::ok()]);
    call(&script.client())
        .json::<Anything>(read())
        .await
        .unwrap();
    assert_eq!(clock.slept(), [seconds(7)]);
}

#[tokio::test]
async fn a_hint_above_the_longest_wait_ends_the_call_at_once_and_stands_in_the_error() {
    for (hint, wait) in [
        ("61", seconds(61)),
        ("99999999999999999999999", seconds(u64::MAX)),
    ] {
        let clock = clock();
        let script = Script::new(&clock, [too_many(hint)]);
        let error = call(&script.client())
            .json::<Anything>(create())
            .await
            .unwrap_err();
        assert_eq!(error.gave_up(), Some(GaveUp::Wait));
        assert_eq!(error.retry_after(), Some(wait));
        assert_eq!(error.delivery(), Delivery::Refused);
        assert_eq!(error.attempts(), 1);
        assert_eq!(clock.slept(), [] as [Duration; 0]);
        assert_eq!(error.elapsed(), Duration::ZERO);
    }
}

#[tokio::test]
async fn a_hint_of_exactly_the_longest_wait_is_waited_for() {
    let clock = clock();
    let script = Script::new(&clock, [too_many("60"), Step::ok()]);
    call(&script.client())
        .json::<Anything>(create())
        .await
        .unwrap();
    assert_eq!(clock.slept(), [seconds(60)]);
}

#[tokio::test]
async fn a_wait_beyond_the_deadline_ends_the_call_at_once_with_the_hint_in_the_error() {
    let clock = clock();
    let script = Script::new(&clock, [too_many("5")]);
    let error = call(&script.client())
        .with_timeout(seconds(5))
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.gave_up(), Some(GaveUp::Deadline));
    assert_eq!(error.retry_after(), Some(seconds(5)));
    assert_eq!(error.status().unwrap().as_u16(), 429);
    assert_eq!(error.delivery(), Delivery::Refused);
    assert_eq!(clock.slept(), [] as [Duration; 0]);
    assert_eq!(clock.elapsed(), Duration::ZERO);
}

#[tokio::test]
async fn the_deadline_counts_over_all_attempts_and_waits() {
    let clock = clock();
    let script = Script::new(&clock, [too_many("3"), too_many("3")]);
    let error = call(&script.client())
        .with_timeout(seconds(6))
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.gave_up(), Some(GaveUp::Deadline));
    assert_eq!(error.attempts(), 2);
    assert_eq!(clock.slept(), [seconds(3)]);
    assert_eq!(error.elapsed(), seconds(3));
}

#[tokio::test]
async fn a_refusal_that_is_not_retried_still_tells_its_hint() {
    let clock = clock();
    let step = Step::Answer(503, headers(&[("retry-after", "30")]), "".into());
    let script = Script::new(&clock, [step]);
    let error = call(&script.client())
        .json::<Anything>(create())
        .await
        .unwrap_err();
    assert_eq!(error.gave_up(), Some(GaveUp::NotRetryable));
    assert_eq!(error.retry_after(), Some(seconds(30)));
}

#[tokio::test]
async fn the_backoff_is_a_random_part_of_a_ceiling_that_doubles_up_to_its_maximum() {
    let ceilings = [250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 20_000, 20_000];
    for random in [0.0, 0.25, 1.0] {
        let clock = ManualClock::new().sleeps_pass().with_random(random);
        let script = Script::new(&clock, (0..10).map(|_| Step::status(503)));
        let error = call(&script.client())
            .with_retry(RetryPolicy::default().max_attempts(10))
            .json::<Anything>(read())
            .await
            .unwrap_err();
        assert_eq!(error.attempts(), 10);
        let waits: Vec<_> = ceilings
            .iter()
            .map(|ceiling| millis(*ceiling).mul_f64(random))
            .filter(|wait| !wait.is_zero())
            .collect();
        assert_eq!(clock.slept(), waits);
    }
}

#[tokio::test]
async fn attempts_end_at_the_number_that_the_policy_allows() {
    for (policy, attempts) in [
        (RetryPolicy::default(), 4),
        (RetryPolicy::never(), 1),
        (RetryPolicy::default().max_attempts(0), 1),
        (RetryPolicy::default().max_attempts(2), 2),
    ] {
        let clock = clock();
        let script = Script::new(&clock, (0..4).map(|_| Step::status(500)));
        let client = script.builder().retry(policy).build().unwrap();
        let error = call(&client).json::<Anything>(read()).await.unwrap_err();
        assert_eq!(error.attempts(), attempts);
        assert_eq!(error.gave_up(), Some(GaveUp::Attempts));
        assert_eq!(script.count(), attempts as usize);
    }
}

/// Makes calls that fail with this step and counts how many retries there are until the budget is empty.
async fn retries_until_the_budget_is_empty(
    client: &Pipeline,
    script: &Script,
    step: fn() -> Step,
) -> usize {
    let before = script.count();
    let mut calls = 0;
    loop {
        script.then((0..2).map(|_| step()));
        calls += 1;
        let error = call(client)
            .with_retry(RetryPolicy::default().max_attempts(2))
            .json::<Anything>(read())
            .await
            .unwrap_err();
        if error.gave_up() == Some(GaveUp::Budget) {
            assert_eq!(error.attempts(), 1, "no retry without a budget");
            return script.count() - before - calls;
        }
        assert_eq!(error.gave_up(), Some(GaveUp::Attempts));
        assert_eq!(error.attempts(), 2);
    }
}

#[tokio::test]
async fn the_budget_of_a_client_is_empty_after_20_retries() {
    let clock = clock();
    let script = Script::new(&clock, []);
    let client = script.client();
    let retries = retries_until_the_budget_is_empty(&client, &script, || Step::status(503)).await;
    assert_eq!(retries, 20);
}

#[tokio::test]
async fn the_budget_of_a_client_is_empty_after_10_retries_after_timeouts() {
    let clock = clock();
    let script = Script::new(&clock, []);
    let client = script.client();
    let retries =
        retries_until_the_budget_is_empty(&client, &script, || Step::Silence(seconds(30))).await;
    assert_eq!(retries, 10);
    // 0 tokens are left: not even a cheap one.
    script.then([Step::status(503)]);
}

#[tokio::test]
async fn a_connect_timeout_costs_as_much_as_a_timeout() {
    let clock = clock();
    let script = Script::new(&clock, []);
    let client = script.client();
    let retries = retries_until_the_budget_is_empty(&client, &script, || {
        Step::Fail(TransportErrorKind::ConnectTimeout)
    })
    .await;
    assert_eq!(retries, 10);
}

#[tokio::test]
async fn a_success_gives_one_token_back_and_never_more_than_the_bucket_holds() {
    let clock = clock();
    let script = Script::new(&clock, (0..50).map(|_| Step::ok()));
    let client = script.client();
    for _ in 0..50 {
        call(&client).json::<Anything>(read()).await.unwrap();
    }
    let retries = retries_until_the_budget_is_empty(&client, &script, || Step::status(503)).await;
    assert_eq!(retries, 20, "100 tokens, not 150");

    // What the last call left of the script.
    let unused = script.left();
    for successes in [4, 5] {
        let clock = support::clock();
        let script = Script::new(&clock, []);
        let client = script.client();
        retries_until_the_budget_is_empty(&client, &script, || Step::status(503)).await;
        assert_eq!(script.left(), unused);
        // The unused step fails one more time, without a budget.
        let error = call(&client).json::<Anything>(read()).await.unwrap_err();
        assert_eq!(error.gave_up(), Some(GaveUp::Budget));
        script.then((0..successes).map(|_| Step::ok()));
        for _ in 0..successes {
            call(&client).json::<Anything>(read()).await.unwrap();
        }
        script.then([Step::status(503), Step::ok()]);
        let outcome = call(&client).json::<Anything>(read()).await;
        assert_eq!(outcome.is_ok(), successes == 5, "{successes} tokens");
    }
}

#[tokio::test]
async fn the_budget_is_shared_by_the_clones_of_a_client() {
    let clock = clock();
    let script = Script::new(&clock, []);
    let client = script.client();
    retries_until_the_budget_is_empty(&client, &script, || Step::status(503)).await;
    script.then([Step::status(503)]);
    let error = call(&client.clone())
        .json::<Anything>(read())
        .await
        .unwrap_err();
    assert_eq!(error.gave_up(), Some(GaveUp::Budget));
}

#[tokio::test]
async fn a_failure_that_is_not_retried_costs_nothing() {
    let clock = clock();
    let script = Script::new(&clock, (0..100).map(|_| Step::status(400)));
    let client = script.client();
    for _ in 0..100 {
        call(&client).json::<Anything>(read()).await.unwrap_err();
    }
    let retries = retries_until_the_budget_is_empty(&client, &script, || Step::status(503)).await;
    assert_eq!(retries, 20);
}

#[derive(Debug)]
struct Counting(AtomicUsize);

impl Credentials for Counting {
    fn authorize<'a>(
        &'a self,
        _: &'static Operation,
        _: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
        let number = self.0.fetch_add(1, Ordering::SeqCst) + 1;
        let mut headers = HeaderMap::new();
        headers.insert("x-api-key", number.to_string().parse().unwrap());
        Box::pin(std::future::ready(Ok(Authorization::new(headers))))
    }
}

#[tokio::test]
async fn every_attempt_sends_the_same_body_bytes_and_asks_for_credentials_anew() {
    let clock = clock();
    let script = Script::new(&clock, (0..4).map(|_| Step::status(503)));
    let client = script
        .builder()
        .credentials(Counting(AtomicUsize::new(0)))
        .build()
        .unwrap();
    let request = replace();
    let body = request.body_bytes().clone();
    call(&client).json::<Anything>(request).await.unwrap_err();
    let sent = script.sent();
    assert_eq!(sent.len(), 4);
    for (attempt, number) in sent.iter().zip(1..) {
        assert_eq!(attempt.body, body);
        assert_eq!(attempt.body.as_ptr(), body.as_ptr(), "shared, not copied");
        assert_eq!(attempt.attempt, number);
        assert_eq!(attempt.headers["x-api-key"], number.to_string().as_str());
        assert_eq!(attempt.url.as_str(), sent[0].url.as_str());
    }
}

#[tokio::test]
async fn the_retry_policy_of_a_call_wins_over_the_clients() {
    let clock = clock();
    let script = Script::new(&clock, (0..6).map(|_| Step::status(503)));
    let client = script
        .builder()
        .retry(RetryPolicy::never())
        .build()
        .unwrap();
    let error = call(&client)
        .with_retry(RetryPolicy::default().max_attempts(6))
        .json::<Anything>(read())
        .await
        .unwrap_err();
    assert_eq!(error.attempts(), 6);
}

#[tokio::test]
async fn the_idempotency_of_a_request_and_of_a_call_win_over_the_operations() {
    for (stated, of_call, retried) in [
        (Some(Idempotency::Idempotent), None, true),
        (None, Some(Idempotency::Safe), true),
        (
            Some(Idempotency::Safe),
            Some(Idempotency::NotIdempotent),
            false,
        ),
        (None, None, false),
    ] {
        let clock = clock();
        let script = Script::new(&clock, [Step::status(503), Step::ok()]);
        let mut request = Request::new(operation(Idempotency::NotIdempotent));
        if let Some(idempotency) = stated {
            request.set_idempotency(idempotency);
        }
        let mut call = call(&script.client());
        if let Some(idempotency) = of_call {
            call = call.with_idempotency(idempotency);
        }
        let answer = call.json::<Anything>(request).await;
        let expected = of_call.or(stated).unwrap_or(Idempotency::NotIdempotent);
        match answer {
            Ok(_) => assert!(retried),
            Err(error) => {
                assert!(!retried);
                assert_eq!(error.idempotency(), expected);
            }
        }
        assert_eq!(script.sent()[0].idempotency, expected);
    }
}

#[tokio::test]
async fn a_retry_that_succeeds_tells_its_attempts_and_its_time() {
    let clock = clock();
    let script = Script::new(&clock, [Step::status(503), Step::status(500), Step::ok()]);
    let answer = call(&script.client())
        .json::<Anything>(read())
        .await
        .unwrap();
    assert_eq!(answer.attempts(), 3);
    assert_eq!(answer.elapsed(), millis(750));
}

#[tokio::test]
async fn a_dropped_wait_makes_no_further_attempt() {
    let clock = ManualClock::new();
    let script = Script::new(&clock, [Step::status(503)]);
    let client = script.client();
    let mut pending = Box::pin(call(&client).json::<Anything>(read()));
    assert!(support::poll_once(&mut pending).await.is_none());
    assert_eq!(clock.slept(), [millis(250)]);
    drop(pending);
    clock.advance(seconds(1));
    assert_eq!(script.count(), 1);
}

#[tokio::test]
async fn a_clock_of_somebody_else_s_may_give_any_number_for_chance() {
    for random in [f64::NAN, f64::INFINITY, -1.0, 2.0] {
        let clock = ManualClock::new().sleeps_pass().with_random(random);
        let script = Script::new(&clock, [Step::status(503), Step::ok()]);
        let retry = RetryPolicy::default().first_backoff(Duration::MAX);
        let client = script
            .builder()
            .retry(retry.max_backoff(Duration::MAX))
            .build();
        let call = call(&client.unwrap()).json::<Anything>(read());
        // Whatever becomes of it, it does not panic.
        let _ = call.await;
    }
}
