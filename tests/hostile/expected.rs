//! What must become of a call, as the design has it: its delivery, its kind, its attempts, and what is kept.
//!
//! | what happened | delivery | not idempotent | idempotent | read |
//! |---|---|---|---|---|
//! | DNS, connect refused or timed out | not sent | 4 attempts | 4 | 4 |
//! | anything else before sending: TLS, credentials | not sent | 1 | 1 | 1 |
//! | the vendor said no: 4xx but 408 and 499; 301, 304, 307, 308 | refused | 1 | 1 | 1 |
//! | 429 | refused | 4 | 4 | 4 |
//! | no answer, or a broken one; 408, 499, 5xx; 2xx of another media type that does not decode | unknown | 1 | 4 | 4 |
//! | a page that a dialect knows for one | unknown | 1 | 4 | 4 |
//! | other redirects, an answer that is not clear | unknown | 1 | 1 | 1 |
//! | 2xx of a listed media type that cannot be read | done | 1 | 1 | 4 |
//! | the same of a vendor whose 2xx may say no, unless it is a whole object | unknown | 1 | 4 | 4 |
//!
//! Four attempts are what the default policy has. Nothing is tried again once an element was handed out, or once the
//! deadline is over.

use vendor_core::{Delivery, Error, ErrorKind};

use crate::calls::{Call, Sort};

/// How a call ends.
#[derive(Clone, Copy, Debug)]
pub(crate) enum End {
    /// With the good answer.
    Answered,
    /// With an answer that holds nothing, and yet is one.
    AnsweredWithout,
    Failed(Failure),
}

impl End {
    /// The same of this call: with a vendor whose 2xx may say no, what nobody could read may have said it.
    pub(crate) fn of(self, call: Call) -> Self {
        match self {
            Self::Failed(failure) if call.may_be_denied() => {
                Self::Failed(failure.of_one_who_may_say_no())
            }
            end => end,
        }
    }
}

/// An error, with all that it says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Failure {
    delivery: Delivery,
    kind: ErrorKind,
    status: Option<u16>,
    /// The same request may fare better later.
    passing: bool,
    /// No more attempts than these, whatever the call.
    most: usize,
    /// How much of the body the error holds, and whether there was more.
    kept: Kept,
    cut: bool,
    /// The answer is a whole JSON object, so that the dialect has seen what it says.
    judged: bool,
}

/// How much of a body an error holds.
#[derive(Clone, Copy, Debug)]
enum Kept {
    Exactly(usize),
    /// As much as had come by then, which is not the same every time.
    Some,
}

/// What an error keeps of a body at most.
pub(crate) const KEPT: usize = 256 * 1024;

/// An attempt that was never read by the vendor.
pub(crate) fn not_sent(kind: ErrorKind) -> Failure {
    Failure::new(Delivery::NotSent, kind)
}

/// An answer that says no.
pub(crate) fn refused(status: u16) -> Failure {
    Failure {
        status: Some(status),
        ..Failure::new(Delivery::Refused, ErrorKind::Status).lasting()
    }
}

/// No answer, or none that can be understood.
pub(crate) fn unknown(kind: ErrorKind) -> Failure {
    Failure::new(Delivery::Unknown, kind)
}

/// An answer that leaves open what was done.
pub(crate) fn unclear(status: u16) -> Failure {
    Failure {
        status: Some(status),
        ..Failure::new(Delivery::Unknown, ErrorKind::Status)
    }
}

/// A 200 that cannot be read.
pub(crate) fn done(kind: ErrorKind) -> Failure {
    Failure {
        status: Some(200),
        ..Failure::new(Delivery::Done, kind)
    }
}

impl Failure {
    fn new(delivery: Delivery, kind: ErrorKind) -> Self {
        Self {
            delivery,
            kind,
            status: None,
            passing: true,
            most: 4,
            kept: Kept::Exactly(0),
            cut: false,
            judged: false,
        }
    }

    /// With another status.
    pub(crate) fn with_status(mut self, status: u16) -> Self {
        self.status = Some(status);
        self
    }

    /// The same, of unknown outcome: the answer is not the vendor's.
    pub(crate) fn of_somebody_else(mut self) -> Self {
        self.delivery = Delivery::Unknown;
        self
    }

    fn of_one_who_may_say_no(self) -> Self {
        match self.delivery {
            Delivery::Done if !self.judged => self.of_somebody_else(),
            _ => self,
        }
    }

    /// What does not decode is a whole JSON object, which says no error.
    pub(crate) fn of_an_object(mut self) -> Self {
        self.judged = true;
        self
    }

    /// It would be the same next time.
    pub(crate) fn lasting(mut self) -> Self {
        self.passing = false;
        self
    }

    /// It may be another one next time.
    pub(crate) fn passing(mut self) -> Self {
        self.passing = true;
        self
    }

    /// The first attempt is the last: an element has come, the time is over, or the vendor wants too long a wait.
    pub(crate) fn once(self) -> Self {
        self.attempts_at_most(1)
    }

    pub(crate) fn is_passing(&self) -> bool {
        self.passing
    }

    /// No more attempts fit into the deadline.
    pub(crate) fn attempts_at_most(mut self, attempts: usize) -> Self {
        self.most = attempts;
        self
    }

    /// The error holds the body, which has so many bytes.
    pub(crate) fn keeping(mut self, bytes: usize) -> Self {
        self.kept = Kept::Exactly(bytes);
        self
    }

    /// The error holds so many bytes of a body that has more.
    pub(crate) fn keeping_start(mut self, bytes: usize) -> Self {
        self.kept = Kept::Exactly(bytes);
        self.cut = true;
        self
    }

    /// The error holds what had come of a body that has more.
    pub(crate) fn keeping_what_came(mut self) -> Self {
        self.kept = Kept::Some;
        self.cut = true;
        self
    }

    /// The error holds the piece that could not be read.
    pub(crate) fn keeping_the_piece(mut self) -> Self {
        self.kept = Kept::Some;
        self
    }

    /// The table above.
    pub(crate) fn attempts(&self, sort: Sort) -> usize {
        let is_read = matches!(sort, Sort::Read | Sort::Streamed);
        let is_repeated = self.passing
            && match self.delivery {
                Delivery::NotSent | Delivery::Refused => true,
                Delivery::Unknown => is_read || sort == Sort::Idempotent,
                Delivery::Done => is_read,
            };
        if is_repeated { self.most } else { 1 }
    }

    /// Compares an error with this one, all of it.
    pub(crate) fn check(&self, sort: Sort, error: &Error) {
        let status = error.status().map(|status| status.as_u16());
        let found = (error.delivery(), error.kind(), status, error.attempts());
        let attempts = u32::try_from(self.attempts(sort)).expect("four at most");
        let expected = (self.delivery, self.kind, self.status, attempts);
        assert_eq!(
            found,
            expected,
            "{error}: {:?}",
            std::error::Error::source(error)
        );
        let kept = error.body().len();
        match self.kept {
            Kept::Exactly(bytes) => assert_eq!(kept, bytes, "what is kept: {error}"),
            Kept::Some => assert!((1..=KEPT).contains(&kept), "{kept} bytes are kept: {error}"),
        }
        assert_eq!(
            error.body_is_cut(),
            self.cut,
            "whether there was more: {error}"
        );
        for attempt in error.history() {
            assert_eq!(attempt.delivery, self.delivery, "every attempt: {error}");
        }
    }
}

/// An error of a call whose token endpoint gave no token: nothing was sent, whatever became of the request for a
/// token. That is repeated like a read.
pub(crate) fn check_no_token(end: End, error: &Error) {
    let failure = match end {
        End::Failed(failure) => failure,
        // An answer without a token does not decode.
        End::Answered | End::AnsweredWithout => done(ErrorKind::Decode),
    };
    let kind = match failure.delivery {
        Delivery::Refused => ErrorKind::CredentialsRefused,
        _ => ErrorKind::Credentials,
    };
    let found = (error.delivery(), error.kind(), error.attempts());
    assert_eq!(found, (Delivery::NotSent, kind, 0), "{error}");
    let request = std::error::Error::source(error).and_then(|source| source.downcast_ref());
    let request: &Error = request.expect("the request for a token");
    let found = (request.delivery(), request.kind(), request.attempts());
    let attempts = u32::try_from(failure.attempts(Sort::Read)).expect("four at most");
    assert_eq!(
        found,
        (failure.delivery, failure.kind, attempts),
        "{request}"
    );
    // It may hold a token.
    if request.status().is_some_and(|status| status.is_success()) {
        assert!(
            request.body().is_empty(),
            "what may hold a token is not kept"
        );
    }
}
