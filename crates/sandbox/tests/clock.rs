//! The clock that is turned by hand.

use std::time::Duration;

use vendor_sandbox::chrono::{DateTime, TimeDelta};
use vendor_sandbox::{Clock, ManualClock, SystemClock};

const SECOND: Duration = Duration::from_secs(1);

#[test]
fn it_stands_still_until_it_is_turned() {
    let clock = ManualClock::new();
    let (now, utc) = (clock.now(), clock.utc());
    assert_eq!(clock.now(), now);
    clock.clone().advance(90 * SECOND);
    assert_eq!(clock.now(), now + 90 * SECOND);
    assert_eq!(clock.utc(), utc + TimeDelta::seconds(90));
}

#[test]
fn it_can_start_at_any_time() {
    assert_eq!(
        ManualClock::new().utc().to_rfc3339(),
        "2026-01-01T00:00:00+00:00"
    );
    let epoch = DateTime::UNIX_EPOCH;
    assert_eq!(ManualClock::starting_at(epoch).utc(), epoch);
}

#[tokio::test]
async fn a_sleep_ends_when_the_clock_has_been_turned_far_enough() {
    let clock = ManualClock::new();
    let sleep = clock.sleep(2 * SECOND);
    tokio::join!(sleep, async {
        clock.until_asleep(1).await;
        clock.advance(SECOND);
        clock.advance(SECOND);
    });
    // One that asks for a time that has come does not wait.
    clock.sleep(Duration::ZERO).await;
}

#[tokio::test]
async fn a_sleep_that_is_given_up_is_not_waited_for() {
    let clock = ManualClock::new();
    drop(clock.sleep(SECOND));
    let sleep = clock.sleep(SECOND);
    tokio::join!(sleep, async {
        clock.until_asleep(1).await;
        clock.advance(SECOND);
    });
}

#[test]
fn the_machine_s_clock_goes_forward() {
    let clock = SystemClock::new();
    let before = clock.now();
    assert!(clock.now() >= before);
    assert!(clock.utc() > ManualClock::starting_at(DateTime::UNIX_EPOCH).utc());
}
