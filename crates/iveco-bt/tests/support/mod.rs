//! What the tests of this crate share.
#![allow(dead_code)] // each test file uses a part of it

use iveco_bt::core::chrono::{DateTime, FixedOffset, TimeDelta, Utc};
use iveco_bt::core::testing::ManualClock;
use iveco_bt::{Activation, CallOutcome, Client, OffsetDateTime};

/// A client whose backoffs take no time.
pub(crate) fn client(base_url: &str) -> Client {
    Client::builder(base_url)
        .clock(ManualClock::new().sleeps_pass())
        .build()
        .expect("valid settings")
}

/// The values of the page's samples.
pub(crate) fn sample() -> Activation {
    let outcome = || {
        CallOutcome::new(3)
            .telephone("sample string 1")
            .tentative("sample string 2")
            .utc_timestamp(sample_date())
    };
    Activation::new(4)
        .source(1)
        .dossier_number("sample string 1")
        .account_id("sample string 2")
        .dmd_outlet_code("sample string 3")
        .contact_datetime(sample_date())
        .acceptance_refusal_datetime(sample_date())
        .call_outcomes([outcome(), outcome()])
}

pub(crate) fn sample_date() -> OffsetDateTime {
    date("2026-03-06T15:43:32.9776191+01:00")
}

pub(crate) fn date(text: &str) -> OffsetDateTime {
    text.parse().expect("a date with an offset")
}

/// Outside of the years 1 to 9999, or with an offset that is no whole number of minutes.
pub(crate) fn unreadable_dates() -> [OffsetDateTime; 5] {
    let second = TimeDelta::seconds(1);
    let first = "0001-01-01T00:00:00Z".parse::<DateTime<Utc>>();
    let last = "9999-12-31T23:59:59Z".parse::<DateTime<Utc>>();
    let (first, last) = (first.expect("a date"), last.expect("a date"));
    let odd = FixedOffset::east_opt(3599).expect("an offset");
    [
        (first - second).into(),
        (last + second).into(),
        DateTime::<Utc>::MIN_UTC.into(),
        DateTime::<Utc>::MAX_UTC.into(),
        first.with_timezone(&odd).into(),
    ]
}

/// A JSON text without the white space between its tokens.
pub(crate) fn tokens(json: &str) -> String {
    let mut in_string = false;
    let mut escaped = false;
    json.chars()
        .filter(|c| {
            let keep = in_string || !c.is_whitespace();
            match c {
                _ if escaped => escaped = false,
                '\\' if in_string => escaped = true,
                '"' => in_string = !in_string,
                _ => {}
            }
            keep
        })
        .collect()
}
