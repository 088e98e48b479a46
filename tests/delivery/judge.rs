//! Whether what the client said is true, and whether it is what the table promises.

use behaviours::calls::{Reading, Route};
use prepared_tickets::core::retry::GaveUp;
use prepared_tickets::{Delivery, Error, Idempotency, StatusCode};

use crate::plan::{MAX_ATTEMPTS, Plan};
use crate::play::Played;
use crate::promise::Promise;
use crate::table::{Says, says};
use crate::trouble::Trouble;

/// Everything that is wrong with what the client said and did; nothing if it is as it should be.
pub(crate) fn wrongs(plan: &Plan, played: &Played) -> Vec<String> {
    let mut wrongs = lies(plan, played);
    wrongs.extend(broken_promise(plan, played));
    if was_given_up(plan, played) {
        wrongs.push("given up although another attempt was safe".to_owned());
    }
    wrongs
}

/// What is not true of what the client said.
fn lies(plan: &Plan, played: &Played) -> Vec<String> {
    let Played {
        said,
        applied,
        applied_by_state: by_state,
        ..
    } = played;
    let idempotency = if plan.is_about_credentials() {
        Idempotency::Safe
    } else {
        plan.subject.idempotency
    };
    let by_state_at_most_once = by_state.is_none_or(|times| times <= 1);
    let mut lies = Vec::new();
    let mut claim = |holds: bool, text: &str| {
        if !holds {
            lies.push(text.to_owned());
        }
    };
    claim(
        by_state_at_most_once,
        "the state is that of several applications",
    );
    if idempotency == Idempotency::NotIdempotent {
        claim(*applied <= 1, "one call was carried out twice");
    }
    match said {
        Ok(_) => {
            let may_be_without = may_be_well_without(plan, played);
            claim(
                *applied >= 1 || may_be_without,
                "it ended well, and was not carried out",
            );
            claim(
                by_state.is_none_or(|times| times == 1 || times == 0 && may_be_without),
                "it ended well, and the state is another one",
            );
        }
        Err(error) => match error.delivery() {
            Delivery::NotSent => {
                claim(*applied == 0, "NotSent, and it was carried out");
                claim(
                    played.arrived == 0,
                    "NotSent, and the vendor has received it",
                );
            }
            Delivery::Refused => claim(*applied == 0, "Refused, and it was carried out"),
            Delivery::Done => claim(*applied >= 1, "Done, and it was not carried out"),
            Delivery::Unknown => {
                claim(
                    may_be_unknown(plan, played),
                    "Unknown, and nothing that was met leaves it open",
                );
                claim(
                    played.arrived > 0,
                    "Unknown, and the vendor has received nothing",
                );
            }
        },
    }
    claim(played.violations == 0, "a request broke the contract");
    lies
}

/// Whether a call may end well although it was never carried out.
fn may_be_well_without(plan: &Plan, played: &Played) -> bool {
    let Some((last, before)) = played.met.by_call.split_last() else {
        return false;
    };
    match plan.subject.reading {
        // The vendor says that it is not there, and it may have been deleted by an attempt before.
        Reading::Deletion => {
            let is_not_found = plan.vendor_says_no || *last == Trouble::Refused(404);
            is_not_found && before.iter().any(|trouble| is_open(*trouble, plan))
        }
        // The answer is taken as it comes, and what stood in it cannot be read.
        Reading::Undescribed => plan.vendor_says_no && *last == Trouble::Garbage,
        _ => false,
    }
}

/// Whether the table has an `Unknown` for anything that was met.
fn may_be_unknown(plan: &Plan, played: &Played) -> bool {
    let mut met = played.met.by_call.iter();
    plan.subject.route == Route::Method && met.any(|trouble| is_open(*trouble, plan))
}

/// Whether the table has an `Unknown` for an attempt that meets this.
pub(crate) fn is_open(trouble: Trouble, plan: &Plan) -> bool {
    matches!(
        says(trouble, plan),
        Says::Ends(Delivery::Unknown) | Says::Repeats(Delivery::Unknown)
    )
}

/// What differs from the table, of a plain plan.
fn broken_promise(plan: &Plan, played: &Played) -> Option<String> {
    let attempts = if plan.is_about_credentials() {
        played.met.by_credentials.len()
    } else {
        played.met.by_call.len()
    };
    let kept = Promise {
        delivery: played.said.as_ref().err().map(Error::delivery),
        attempts,
    };
    let promised = Promise::of(plan);
    (plan.is_plain() && kept != promised)
        .then(|| format!("the table has {promised}, and it was {kept}"))
}

/// Whether the client gave a call up although another attempt was safe, allowed and worth it.
pub(crate) fn was_given_up(plan: &Plan, played: &Played) -> bool {
    let Err(error) = &played.said else {
        return false;
    };
    let met = &played.met;
    let is_without_credentials = met.by_call.is_empty();
    match error.gave_up() {
        // At a later attempt: that is judged by plans about credentials.
        Some(GaveUp::Credentials) => false,
        None if is_without_credentials => {
            plan.is_about_credentials() && goes_on(plan, &met.by_credentials, 0)
        }
        _ => {
            let refused = error.history().iter();
            let renewals =
                refused.filter(|attempt| attempt.status == Some(StatusCode::UNAUTHORIZED));
            let renewals = renewals.count();
            // Answered with 401 by the vendor itself, once more.
            let is_unauthorized = error.status() == Some(StatusCode::UNAUTHORIZED);
            !(is_unauthorized && renewals > 1) && goes_on(plan, &met.by_call, renewals)
        }
    }
}

/// Whether the table has another attempt after those that were made, so many of which were answered with 401.
fn goes_on(plan: &Plan, met: &[Trouble], unauthorized: usize) -> bool {
    let Some(last) = met.last().copied() else {
        return true;
    };
    match says(last, plan) {
        Says::Repeats(_) => met.len() - unauthorized.min(1) < MAX_ATTEMPTS,
        Says::Renews(_) => unauthorized < 2,
        Says::Fine | Says::Ends(_) => false,
    }
}
