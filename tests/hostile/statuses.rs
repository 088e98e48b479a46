//! Statuses and `Retry-After` that make no sense, and redirects.

use std::time::Duration;

use crate::calls::Call;
use crate::case::Case;
use crate::expected::{Failure, refused, unclear};
use crate::script::{Step, head};

pub(crate) fn cases() -> Vec<Case> {
    let mut cases = retry_after();
    cases.extend(redirects());
    for status in [408, 499] {
        cases.push(status_alone(status, unclear(status)));
    }
    for status in [500, 501, 502, 504, 599, 600, 999] {
        cases.push(status_alone(status, unclear(status)));
    }
    for status in [
        400, 402, 405, 409, 410, 411, 418, 421, 422, 425, 431, 451, 498,
    ] {
        cases.push(status_alone(status, refused(status)));
    }
    cases
}

fn status_alone(status: u16, failure: Failure) -> Case {
    Case::new(format!("a bare {status}"), move |_| {
        vec![
            Step::Read,
            head(&status.to_string(), &["Content-Length: 0"]),
        ]
    })
    .fails(failure)
}

/// A hint is a floor; one above 60 s ends the call at once.
fn retry_after() -> Vec<Case> {
    let year_9999 = "Fri, 31 Dec 9999 23:59:59 GMT";
    let too_long = ["99999999999999999999999", "4294967296", "61", year_9999];
    let too_long = too_long.map(|hint| (hint, true));
    // What is no hint is none; a date that has passed is no wait.
    let harmless = [
        "-5",
        "1.5",
        "soon",
        "",
        "0",
        "20",
        "0x10",
        "\u{ff}",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Mon, 31 Feb 2026 00:00:00 GMT",
        "2026-01-01T00:01:00Z",
    ];
    let harmless = harmless.map(|hint| (hint, false));
    let mut cases = Vec::new();
    for (hint, ends) in too_long.into_iter().chain(harmless) {
        for (status, failure) in [(429, refused(429).passing()), (503, unclear(503))] {
            let header = format!("Retry-After: {hint}");
            let failure = if ends { failure.once() } else { failure };
            cases.push(
                Case::new(format!("a {status} with {header:?}"), move |_| {
                    let status = status.to_string();
                    vec![Step::Read, head(&status, &["Content-Length: 0", &header])]
                })
                .fails(failure),
            );
        }
    }
    // Three waits of 45 s do not fit into 120 s: the third is not begun.
    let long = Duration::from_secs(45);
    cases.push(
        Case::new(
            "a 503 with waits that add up to more than the deadline",
            move |_| {
                let header = format!("Retry-After: {}", long.as_secs());
                vec![Step::Read, head("503", &["Content-Length: 0", &header])]
            },
        )
        .fails(unclear(503).attempts_at_most(3)),
    );
    cases
}

const TARGETS: [&str; 7] = [
    "http://127.0.0.1:1/",
    "/",
    "//127.0.0.2/",
    "https://user:password@vendor.example/",
    "file:///etc/passwd",
    "\u{ff}",
    "",
];

/// None is followed: neither the request nor its credentials go elsewhere.
fn redirects() -> Vec<Case> {
    let mut cases = Vec::new();
    for status in [300, 301, 302, 303, 304, 305, 307, 308] {
        let failure = match status {
            301 | 304 | 307 | 308 => refused(status),
            _ => unclear(status).lasting(),
        };
        // Those that would keep method and body, or are followed by most, to everywhere.
        let targets = match status {
            301 | 302 | 307 => &TARGETS[..],
            _ => &TARGETS[..2],
        };
        for to in targets {
            cases.push(
                Case::new(format!("a {status} to {to:?}"), move |_: Call| {
                    let location = format!("Location: {to}");
                    vec![
                        Step::Read,
                        head(&status.to_string(), &["Content-Length: 0", &location]),
                    ]
                })
                .fails(failure),
            );
        }
    }
    cases
}
