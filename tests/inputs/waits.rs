//! `Retry-After`.

use std::time::Duration;

use behaviours::decoders::{http_date, wait};
use http::HeaderValue;
use vendor_core::Clock as _;
use vendor_core::chrono::{DateTime, TimeDelta, Utc};
use vendor_core::testing::ManualClock;

use crate::chance::Chance;
use crate::group::Group;

/// As far as a year of two digits says which one is meant.
const SECONDS_OF_49_YEARS: i64 = 49 * 365 * 86_400;

#[test]
fn retry_after() {
    // What a clock that stands still shows to every client.
    let now = ManualClock::new().utc();
    let mut waits = Group::new("Retry-After");
    waits.holds("seconds are so many seconds", |chance| {
        let seconds = chance.bits() >> chance.below(64);
        let blanks = chance.pick(&["", " ", "\t "]);
        let header = format!("{blanks}{seconds}{blanks}");
        assert_eq!(wait_for(&header), Some(Duration::from_secs(seconds)));
    });
    waits.holds(
        "a date in each of the three forms is the time until then",
        |chance| {
            let distance = chance.integer(-SECONDS_OF_49_YEARS, SECONDS_OF_49_YEARS);
            let distance = distance >> chance.below(40);
            let date = now + TimeDelta::seconds(distance);
            let expected = Duration::from_secs(u64::try_from(distance).unwrap_or(0));
            for form in forms(date) {
                assert_eq!(http_date(&form, now), Some(date), "{form}");
                assert_eq!(wait_for(&form), Some(expected), "{form}");
            }
        },
    );
    waits.holds("what is neither says nothing", |chance| {
        let header = nonsense(chance, now);
        assert_eq!(wait_for(&header), None, "{header}");
    });
}

fn wait_for(header: &str) -> Option<Duration> {
    wait(HeaderValue::from_str(header).expect("a header can carry it"))
}

/// The forms of RFC 9110: its own, and the two obsolete ones.
fn forms(date: DateTime<Utc>) -> [String; 3] {
    [
        date.format("%a, %d %b %Y %H:%M:%S GMT").to_string(),
        date.format("%A, %d-%b-%y %H:%M:%S GMT").to_string(),
        date.format("%a %b %e %H:%M:%S %Y").to_string(),
    ]
}

fn nonsense(chance: &mut Chance, now: DateTime<Utc>) -> String {
    let [date, ..] = forms(now);
    match chance.below(6) {
        0 => format!("-{}", chance.bits()),
        1 => format!("{}.5", chance.bits()),
        2 => format!("{} s", chance.bits()),
        3 => date.replace("GMT", chance.pick(&["", "CET", "+0100"])),
        4 => date.replace(',', chance.pick(&["", ";"])),
        _ => chance
            .text()
            .chars()
            .filter(char::is_ascii_alphabetic)
            .collect(),
    }
}
