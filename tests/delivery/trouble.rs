//! What can go wrong with one attempt.

use std::fmt;
use std::time::Duration;

use fastrand::Rng;
use vendor_sandbox::chrono::{DateTime, Utc};
use vendor_sandbox::{Fault, RetryAfter, StatusCode};

/// The time limit of an attempt, the client's default: what takes longer is too slow.
pub(crate) const ATTEMPT_TIMEOUT: Duration = Duration::from_secs(30);

/// Later than any call of this check ends, unless clocks jump.
const LONG_AFTER: Duration = Duration::from_secs(30 * 60);

/// The cap that the clients of this check have, far below the default one.
pub(crate) const BODY_CAP: usize = 256 * 1024;

/// What one attempt meets on its way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Trouble {
    /// Nothing.
    None,
    /// Nobody listens at the port.
    NobodyListens,
    /// The answer takes its time, and less than the client allows.
    LateAnswer,
    /// The answer takes longer than the client waits; the vendor acts all the same, after the call has ended.
    AnswerAfterTheTimeout,
    /// The vendor acts once the client has given up.
    ActsAfterTheClientHasGone,
    /// The connection is closed before the body of the request is read.
    ClosedUnread,
    /// The connection is closed when the request is read, before the vendor acts.
    ClosedBeforeActing,
    /// The same after it has acted.
    ClosedAfterActing,
    /// The vendor acts, and half of the answer's body comes.
    HalfABody,
    /// The vendor acts, and the answer's body comes in pieces, in time.
    BodyInPieces,
    /// The vendor acts, and the answer's body does not come in time.
    BodyAfterTheTimeout,
    /// The vendor acts, and white space follows its answer, within the cap.
    PaddedBody,
    /// The vendor acts, and the answer is larger than the cap.
    BodyTooLarge,
    /// The vendor acts, and the body is no JSON.
    Garbage,
    /// The vendor acts, and its answer says that it is plain text.
    WrongMediaType,
    /// A proxy answers with a page and status 200, in place of the vendor or in spite of it.
    Page {
        /// Whether the vendor acts behind it.
        acts: bool,
    },
    /// The token has ended: 401.
    ExpiredToken,
    /// 401, of a token that is as good as any.
    Unauthorized,
    /// A status that refuses the request at the door: it is moved, not allowed, too large and so on.
    Refused(u16),
    /// A status that refuses the request for what stands in it.
    RefusedContents(u16),
    /// 429, with or without a hint that fits.
    TooManyRequests {
        /// The hint in seconds, or a date that is so far ahead.
        hint: Option<Hint>,
    },
    /// A hint that is longer than the client's policy allows.
    TooManyRequestsForLong,
    /// A status that leaves open what was done.
    Open {
        /// The status.
        status: u16,
        /// Whether the vendor acts all the same.
        acts: bool,
    },
}

/// A `Retry-After` of some seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Hint {
    Seconds,
    Date,
}

const REFUSING: [u16; 9] = [301, 304, 307, 308, 403, 404, 405, 413, 415];
const REFUSING_CONTENTS: [u16; 4] = [400, 409, 422, 451];
/// What leaves open whether the vendor did it: and what is worth another attempt.
const OPEN: [u16; 7] = [408, 499, 500, 502, 503, 504, 599];
/// The same, but nothing that another attempt would change.
const OTHER_REDIRECTS: [u16; 3] = [300, 302, 303];

impl Trouble {
    /// One of each kind, with each of its forms.
    pub(crate) fn all() -> Vec<Self> {
        let mut all = vec![
            Self::None,
            Self::NobodyListens,
            Self::LateAnswer,
            Self::AnswerAfterTheTimeout,
            Self::ActsAfterTheClientHasGone,
            Self::ClosedUnread,
            Self::ClosedBeforeActing,
            Self::ClosedAfterActing,
            Self::HalfABody,
            Self::BodyInPieces,
            Self::BodyAfterTheTimeout,
            Self::PaddedBody,
            Self::BodyTooLarge,
            Self::Garbage,
            Self::WrongMediaType,
            Self::Page { acts: false },
            Self::Page { acts: true },
            Self::ExpiredToken,
            Self::Unauthorized,
            Self::TooManyRequests { hint: None },
            Self::TooManyRequests {
                hint: Some(Hint::Seconds),
            },
            Self::TooManyRequests {
                hint: Some(Hint::Date),
            },
            Self::TooManyRequestsForLong,
        ];
        all.extend(REFUSING.map(Self::Refused));
        all.extend(REFUSING_CONTENTS.map(Self::RefusedContents));
        for acts in [false, true] {
            let open = OPEN.into_iter().chain(OTHER_REDIRECTS);
            all.extend(open.map(|status| Self::Open { status, acts }));
        }
        all
    }

    /// Any of them, all kinds equally likely, whatever the number of their forms.
    pub(crate) fn any(random: &mut Rng) -> Self {
        let kinds = Self::all();
        let mut names: Vec<_> = kinds.iter().map(|kind| kind.name()).collect();
        names.sort_unstable();
        names.dedup();
        let name = names[random.usize(0..names.len())];
        let forms: Vec<_> = kinds
            .into_iter()
            .filter(|kind| kind.name() == name)
            .collect();
        forms[random.usize(0..forms.len())]
    }

    /// The kind, without its form.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::None => "nothing",
            Self::NobodyListens => "nobody listens",
            Self::LateAnswer => "late answer",
            Self::AnswerAfterTheTimeout => "answer after the timeout",
            Self::ActsAfterTheClientHasGone => "acts after the client has gone",
            Self::ClosedUnread => "closed unread",
            Self::ClosedBeforeActing => "closed before acting",
            Self::ClosedAfterActing => "closed after acting",
            Self::HalfABody => "half a body",
            Self::BodyInPieces => "body in pieces",
            Self::BodyAfterTheTimeout => "body after the timeout",
            Self::PaddedBody => "padded body",
            Self::BodyTooLarge => "body too large",
            Self::Garbage => "garbage",
            Self::WrongMediaType => "wrong media type",
            Self::Page { .. } => "a proxy's page",
            Self::ExpiredToken => "expired token",
            Self::Unauthorized => "401",
            Self::Refused(_) => "refused at the door",
            Self::RefusedContents(_) => "refused for its contents",
            Self::TooManyRequests { .. } => "429",
            Self::TooManyRequestsForLong => "429 for long",
            Self::Open { status, .. } if OTHER_REDIRECTS.contains(&status) => "other redirect",
            Self::Open { .. } => "open status",
        }
    }

    /// Whether the vendor's own answer comes, in whatever state.
    pub(crate) fn passes_the_answer_on(self) -> bool {
        matches!(
            self,
            Self::None
                | Self::LateAnswer
                | Self::HalfABody
                | Self::BodyInPieces
                | Self::BodyAfterTheTimeout
                | Self::PaddedBody
                | Self::BodyTooLarge
                | Self::Garbage
                | Self::WrongMediaType
        )
    }

    /// Whether the body of the vendor's answer cannot be read.
    pub(crate) fn spoils_the_body(self) -> bool {
        matches!(
            self,
            Self::HalfABody | Self::BodyAfterTheTimeout | Self::BodyTooLarge | Self::Garbage
        )
    }

    /// Whether the vendor acts before there is another attempt.
    pub(crate) fn acts(self) -> bool {
        self.passes_the_answer_on()
            || matches!(
                self,
                Self::ActsAfterTheClientHasGone
                    | Self::ClosedAfterActing
                    | Self::Page { acts: true }
                    | Self::Open { acts: true, .. }
            )
    }

    /// What the sandbox is told.
    pub(crate) fn fault(self, now: DateTime<Utc>) -> Option<Fault> {
        let refuse = |status: u16, retry_after| Fault::Refuse {
            status: status_code(status),
            retry_after,
        };
        Some(match self {
            Self::None | Self::NobodyListens => return None,
            Self::LateAnswer => Fault::Delay(Duration::from_secs(1)),
            Self::AnswerAfterTheTimeout => Fault::Delay(LONG_AFTER),
            Self::ActsAfterTheClientHasGone => Fault::ActAfterHangUp,
            Self::ClosedUnread => Fault::CloseBeforeReading,
            Self::ClosedBeforeActing => Fault::DropBeforeActing,
            Self::ClosedAfterActing => Fault::DropAfterActing,
            Self::HalfABody => Fault::CutBody,
            Self::BodyInPieces => Fault::DripBody {
                piece: 1024,
                pause: Duration::from_millis(250),
            },
            Self::BodyAfterTheTimeout => Fault::DripBody {
                piece: 1024 * 1024,
                pause: LONG_AFTER,
            },
            Self::PaddedBody => Fault::OversizedBody { padding: 10_000 },
            Self::BodyTooLarge => Fault::OversizedBody {
                padding: BODY_CAP as u64 + 1,
            },
            Self::Garbage => Fault::GarbageBody,
            Self::WrongMediaType => Fault::WrongContentType,
            Self::Page { acts } => Fault::HtmlPage { acts },
            Self::ExpiredToken => Fault::ExpiredToken,
            Self::Unauthorized => refuse(401, None),
            Self::TooManyRequests { hint } => refuse(
                429,
                hint.map(|hint| match hint {
                    Hint::Seconds => RetryAfter::Seconds(7),
                    Hint::Date => RetryAfter::Date(now + Duration::from_secs(7)),
                }),
            ),
            Self::TooManyRequestsForLong => refuse(429, Some(RetryAfter::Seconds(61))),
            Self::Refused(status)
            | Self::RefusedContents(status)
            | Self::Open {
                status,
                acts: false,
            } => refuse(status, None),
            Self::Open { status, acts: true } => Fault::ErrorAfterActing {
                status: status_code(status),
            },
        })
    }
}

fn status_code(status: u16) -> StatusCode {
    StatusCode::from_u16(status).expect("a status")
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Refused(status) | Self::RefusedContents(status) => write!(f, "{status}"),
            Self::Open { status, acts } => write!(f, "{status}{}", after_acting(*acts)),
            Self::Page { acts } => write!(f, "a proxy's page{}", after_acting(*acts)),
            Self::TooManyRequests { hint: Some(hint) } => {
                write!(f, "429 with a hint in {hint:?}")
            }
            _ => f.write_str(self.name()),
        }
    }
}

fn after_acting(acts: bool) -> &'static str {
    if acts { " after acting" } else { "" }
}
