//! The clock that tests turn by hand.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use chrono::{DateTime, Utc};
use support::{millis, poll_once, seconds};
use vendor_core::testing::ManualClock;
use vendor_core::{Clock, SystemClock};

#[tokio::test]
async fn a_sleep_ends_when_the_clock_has_passed_it_and_not_before() {
    let clock = ManualClock::new();
    let mut sleep = clock.sleep(seconds(2));
    assert!(poll_once(&mut sleep).await.is_none());
    clock.advance(millis(1999));
    assert!(poll_once(&mut sleep).await.is_none());
    clock.advance(millis(1));
    assert!(poll_once(&mut sleep).await.is_some());
    assert_eq!(clock.slept(), [seconds(2)]);
    assert_eq!(clock.elapsed(), seconds(2));
}

#[tokio::test]
async fn who_sleeps_is_woken_from_another_task() {
    let clock = ManualClock::new();
    let sleeper = tokio::spawn(clock.sleep(seconds(5)));
    assert_eq!(clock.sleeper().await, seconds(5));
    clock.advance(seconds(3));
    assert_eq!(clock.sleeper().await, seconds(2));
    clock.advance(seconds(2));
    sleeper.await.unwrap();
}

#[tokio::test]
async fn sleeps_pass_by_themselves_when_told_to_and_limits_do_not() {
    let clock = ManualClock::new().sleeps_pass();
    let mut limit = clock.limit(seconds(10));
    clock.sleep(seconds(4)).await;
    assert!(poll_once(&mut limit).await.is_none());
    clock.sleep(seconds(6)).await;
    assert!(poll_once(&mut limit).await.is_some());
    assert_eq!(
        clock.slept(),
        [seconds(4), seconds(6)],
        "a limit is no sleep"
    );
}

#[tokio::test]
async fn both_times_go_together_and_clones_are_one_clock() {
    let clock = ManualClock::new();
    let start = clock.now();
    assert_eq!(
        clock.utc(),
        "2026-01-01T00:00:00Z".parse::<DateTime<Utc>>().unwrap()
    );
    clock.clone().advance(seconds(86_400));
    assert_eq!(clock.now() - start, seconds(86_400));
    assert_eq!(
        clock.utc(),
        "2026-01-02T00:00:00Z".parse::<DateTime<Utc>>().unwrap()
    );
}

#[test]
fn chance_is_what_the_test_sets() {
    assert!((ManualClock::new().random() - 1.0).abs() < f64::EPSILON);
    assert!((ManualClock::new().with_random(0.25).random() - 0.25).abs() < f64::EPSILON);
}

#[tokio::test]
async fn the_clock_of_the_system_goes_forward_and_its_chance_stays_below_one() {
    let before = SystemClock.now();
    SystemClock.sleep(std::time::Duration::ZERO).await;
    assert!(SystemClock.now() >= before);
    assert!(SystemClock.utc() > DateTime::<Utc>::UNIX_EPOCH);
    for _ in 0..1000 {
        let random = SystemClock.random();
        assert!((0.0..1.0).contains(&random), "{random}");
    }
}
