//! Where a run was when it was killed.

use behaviours::crash::{Event, Phase};

use crate::job::Job;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Landing {
    BeforeRows,
    InLine,
    BeforeActing,
    BeforeAnswer,
    AfterAnswer,
}

impl Landing {
    pub(crate) const ALL: [(Self, &'static str); 5] = [
        (Self::BeforeRows, "before the first row was sent"),
        (Self::InLine, "in the middle of a line of the journal"),
        (Self::BeforeActing, "when a row had just come"),
        (
            Self::BeforeAnswer,
            "when the vendor had acted and told nobody",
        ),
        (Self::AfterAnswer, "when a row had just been answered"),
    ];

    /// After what it had done last.
    pub(crate) fn after(last: Option<Event>, job: Job) -> Self {
        match last {
            Some((operation, phase)) if operation == job.operation() => match phase {
                Phase::Arrived => Self::BeforeActing,
                Phase::Seen => Self::BeforeAnswer,
                Phase::Settled => Self::AfterAnswer,
            },
            _ => Self::BeforeRows,
        }
    }
}
