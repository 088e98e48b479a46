//! The check can fail: clients that are not as they should be do not pass.

use behaviours::calls::{self, Route, Subject};
use prepared_tickets::core::ErrorKind;
use prepared_tickets::core::testing::ErrorBuilder;
use prepared_tickets::{Delivery, Idempotency};

use crate::judge::wrongs;
use crate::plan::{MAX_ATTEMPTS, Plan};
use crate::play::{play, play_with};
use crate::stage::Quirk;
use crate::table::{Says, says};
use crate::trouble::Trouble;

/// The calls of one vendor: the others' are judged by the same code.
fn subjects() -> impl Iterator<Item = &'static Subject> {
    calls::table().filter(|subject| subject.operation.vendor() == "partner")
}

#[tokio::test]
async fn a_client_that_never_retries_fails_wherever_the_table_has_a_retry() {
    for subject in subjects() {
        for trouble in Trouble::all() {
            let plan = Plan::of(subject, 0, vec![trouble]);
            let played = play_with(&plan, Quirk::NeverRetries).await;
            let has_a_retry = matches!(says(trouble, &plan), Says::Repeats(_));
            assert_eq!(!wrongs(&plan, &played).is_empty(), has_a_retry, "{plan}");
        }
    }
}

#[tokio::test]
async fn a_client_that_always_says_unknown_fails_wherever_more_is_known() {
    for subject in subjects() {
        for trouble in Trouble::all() {
            let plan = Plan::of(subject, 0, vec![trouble; MAX_ATTEMPTS]);
            let mut played = play(&plan).await;
            let Err(error) = &played.said else { continue };
            let is_open = error.delivery() == Delivery::Unknown;
            let evasive = ErrorBuilder::new(ErrorKind::Interrupted, Delivery::Unknown);
            played.said = Err(evasive.build());
            assert_eq!(wrongs(&plan, &played).is_empty(), is_open, "{plan}");
        }
    }
}

#[tokio::test]
async fn a_client_that_repeats_what_may_have_been_done_fails() {
    let not_idempotent = calls::table().filter(|subject| {
        subject.route == Route::Method && subject.idempotency == Idempotency::NotIdempotent
    });
    for subject in not_idempotent {
        let plan = Plan::of(subject, 0, vec![Trouble::ClosedAfterActing]);
        let played = play_with(&plan, Quirk::RepeatsByItself).await;
        let found = wrongs(&plan, &played).join("; ");
        // A lock that is set already is refused: then the client lies about the first time.
        let is_caught = found.contains("one call was carried out twice")
            || found.contains("Refused, and it was carried out");
        assert!(is_caught, "{plan}: {found}");
    }
}
