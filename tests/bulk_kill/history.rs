//! What the journal says of a row, from its first line on.

use serde_json::Value;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    Started,
    Done,
    Refused,
    NotSent,
    Unknown,
}

#[derive(Debug, Default)]
pub(crate) struct History {
    pub(crate) states: Vec<State>,
    /// What the vendor calls it.
    pub(crate) id: Option<String>,
}

/// What a run is allowed to do, beside sending rows that were never sent.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Allowed {
    pub(crate) refused_again: bool,
    /// Rows of unknown outcome.
    pub(crate) unknown_again: bool,
    pub(crate) mark_done: bool,
}

impl State {
    pub(crate) fn read(text: &Value) -> Self {
        match text.as_str() {
            Some("started") => Self::Started,
            Some("done") => Self::Done,
            Some("refused") => Self::Refused,
            Some("not sent") => Self::NotSent,
            Some("unknown") => Self::Unknown,
            _ => panic!("no state of a row: {text}"),
        }
    }
}

impl History {
    pub(crate) fn last(&self) -> Option<State> {
        self.states.last().copied()
    }

    pub(crate) fn is_doubtful(&self) -> bool {
        matches!(self.last(), Some(State::Started | State::Unknown))
    }

    pub(crate) fn starts(&self) -> usize {
        let started = self.states.iter().filter(|state| **state == State::Started);
        started.count()
    }

    /// Whether this may come next.
    pub(crate) fn may_become(&self, next: State, allowed: Allowed) -> bool {
        match (self.last(), next) {
            (Some(State::Refused), State::Started) => allowed.refused_again,
            (Some(State::Started | State::Unknown), State::Started) => allowed.unknown_again,
            (Some(State::Unknown), State::Done) => allowed.mark_done,
            (None | Some(State::NotSent), State::Started)
            | (
                Some(State::Started),
                State::Done | State::Refused | State::NotSent | State::Unknown,
            ) => true,
            _ => false,
        }
    }
}
