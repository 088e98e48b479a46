//! What has become of a row, whatever its call has come to.

use vendor_core::wire::RawJson;
use vendor_core::{Delivery, ErrorKind};

use crate::bulk::job::{CallOutcome, Done, RowOutcome, Verdict};
use crate::bulk::journal::State;
use crate::failure::CallFailure;

#[derive(Clone, Debug)]
pub(super) struct RowEnd {
    /// Never `Started`.
    pub(super) state: State,
    /// Whether it is done, with an answer that cannot be used.
    pub(super) is_unreadable: bool,
    pub(super) id: Option<String>,
    pub(super) answer: Option<RawJson>,
    /// Why it is not done, or may not be, in our words.
    pub(super) message: Option<String>,
    /// What else a person at the terminal may read: words of the vendor.
    pub(super) words: Vec<String>,
}

impl RowEnd {
    /// For each of so many rows of a call.
    pub(super) fn of_call(outcome: CallOutcome, rows: usize) -> (Vec<Self>, Option<CallFailure>) {
        match outcome {
            Ok(outcomes) => {
                let mut ends: Vec<_> = outcomes.into_iter().map(Self::of).collect();
                ends.resize(rows, Self::untold());
                (ends, None)
            }
            Err(failure) => (vec![Self::failed(&failure); rows], Some(failure)),
        }
    }

    fn of(outcome: RowOutcome) -> Self {
        match outcome {
            RowOutcome::Done(Done { id, answer }) => Self {
                id,
                answer,
                ..Self::bare(State::Done)
            },
            RowOutcome::Refused(verdict) => Self::by(verdict, State::Refused),
            RowOutcome::Unknown(verdict) => Self::by(verdict, State::Unknown),
        }
    }

    fn by(verdict: Verdict, state: State) -> Self {
        Self {
            message: Some(verdict.message.to_owned()),
            words: verdict.words,
            ..Self::bare(state)
        }
    }

    fn failed(failure: &CallFailure) -> Self {
        let error = &failure.error;
        let problem = error.problem().filter(|_| !failure.is_impersonal);
        let words = problem.into_iter().flat_map(|problem| {
            let violations = problem.violations().map(RawJson::get);
            let violations = violations.filter(|list| *list != "[]");
            [problem.title(), problem.detail(), violations]
        });
        let state = match error.delivery() {
            // It is not the row that is refused, so it comes again.
            Delivery::Refused if is_too_fast(failure) || concerns_all(failure) => State::NotSent,
            delivery => delivery.into(),
        };
        Self {
            is_unreadable: state == State::Done,
            message: Some(error.to_string()),
            words: words
                .flatten()
                .map(str::to_owned)
                .chain(failure.advice.clone())
                .collect(),
            ..Self::bare(state)
        }
    }

    /// Of a row that was to be sent once more, and was not.
    pub(super) fn came_too_fast() -> Self {
        Self {
            message: Some("it came too fast, and the wait was not over".to_owned()),
            ..Self::bare(State::NotSent)
        }
    }

    fn untold() -> Self {
        Self {
            message: Some("the answer does not tell".to_owned()),
            ..Self::bare(State::Unknown)
        }
    }

    fn bare(state: State) -> Self {
        Self {
            state,
            is_unreadable: false,
            id: None,
            answer: None,
            message: None,
            words: Vec::new(),
        }
    }
}

/// Whether the call came too fast, for the vendor or for the limit on our own rate.
pub(super) fn is_too_fast(failure: &CallFailure) -> bool {
    let status = failure.error.status().map(|status| status.as_u16());
    match failure.error.delivery() {
        Delivery::Refused => status == Some(429),
        Delivery::NotSent => failure.error.kind() == ErrorKind::Throttled,
        Delivery::Unknown | Delivery::Done => false,
    }
}

/// Whether any other row would fail in the same way.
pub(super) fn concerns_all(failure: &CallFailure) -> bool {
    let is_refused_access = matches!(
        failure.error.status().map(|status| status.as_u16()),
        Some(401 | 403)
    );
    is_refused_access
        || matches!(
            failure.error.kind(),
            ErrorKind::Credentials
                | ErrorKind::CredentialsRefused
                | ErrorKind::ForbiddenOrigin
                | ErrorKind::Dns
                | ErrorKind::Connect
                | ErrorKind::ConnectTimeout
                | ErrorKind::Proxy
                | ErrorKind::Tls
        )
}
