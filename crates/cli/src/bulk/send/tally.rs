//! What became of the rows.

use super::named::Named;
use super::plan::Plan;
use super::row_end::RowEnd;
use super::summary::listed;
use crate::bulk::journal::State;
use crate::exit::Exit;
use crate::look::Look;

/// The rows of this run, and those of which it was known before what is done with them.
#[derive(Debug)]
pub(super) struct Tally {
    pub(super) plan: Plan,
    pub(super) done: u64,
    /// Done, with an answer that cannot be used.
    pub(super) unreadable: Named,
    pub(super) refused: Named,
    pub(super) not_sent: Named,
    /// Of unknown outcome, and to be sent again.
    pub(super) unknown: Named,
    /// Of unknown outcome, and not to be sent again without a look.
    pub(super) doubtful: Named,
    /// How many rows have failed since one was done.
    pub(super) in_a_row: u64,
    /// The line of the first row that was not started, where no journal tells.
    pub(super) left_from: Option<u64>,
}

impl Tally {
    pub(super) fn of(plan: Plan) -> Self {
        Self {
            plan,
            done: 0,
            unreadable: Named::default(),
            refused: Named::default(),
            not_sent: Named::default(),
            unknown: Named::default(),
            doubtful: Named::default(),
            in_a_row: 0,
            left_from: None,
        }
    }

    /// A row has ended, which is not sent again in this run.
    pub(super) fn ended(
        &mut self,
        line: u64,
        end: &RowEnd,
        may_repeat: bool,
        look: impl FnOnce() -> Option<Look>,
    ) {
        match end.state {
            State::Done if !end.is_unreadable => {
                self.done += 1;
                self.in_a_row = 0;
                return;
            }
            State::Done => self.unreadable.add_ended(line, end, look),
            State::Refused => self.refused.add_ended(line, end, || None),
            State::NotSent => self.not_sent.add_ended(line, end, || None),
            State::Unknown | State::Started if may_repeat => {
                self.unknown.add_ended(line, end, || None);
            }
            State::Unknown | State::Started => self.doubtful.add_ended(line, end, look),
        }
        self.in_a_row += 1;
    }

    /// Rows that were not started.
    pub(super) fn left(&self) -> u64 {
        self.plan.to_send.saturating_sub(self.sent())
    }

    /// Rows of this run that have ended, however they did.
    fn sent(&self) -> u64 {
        let failed = [
            &self.unreadable,
            &self.refused,
            &self.not_sent,
            &self.unknown,
            &self.doubtful,
        ];
        self.done + failed.iter().map(|rows| rows.count()).sum::<u64>()
    }

    /// Whether nothing is left to be done about any row.
    pub(super) fn is_complete(&self) -> bool {
        self.worst().is_none() && self.left() == 0
    }

    /// By the worst of the rows, those of earlier runs too: 5 before 6, 3 and 4.
    pub(super) fn worst(&self) -> Option<Exit> {
        let kinds = [
            (
                self.doubtful.count() + self.unknown.count() + self.plan.doubtful.count(),
                Exit::Unknown,
            ),
            (self.unreadable.count(), Exit::Unreadable),
            (
                self.refused.count() + self.plan.refused.count(),
                Exit::Refused,
            ),
            (self.not_sent.count(), Exit::NotSent),
        ];
        let worst = kinds.into_iter().find(|(rows, _)| *rows > 0);
        worst.map(|(_, exit)| exit)
    }

    /// For a line that tells how far it is: the failures of this run.
    pub(super) fn failures(&self) -> String {
        let kinds = [
            (self.refused.count(), "refused"),
            (self.doubtful.count() + self.unknown.count(), "unknown"),
            (self.not_sent.count(), "not sent"),
            (self.unreadable.count(), "done with an unreadable answer"),
        ];
        listed(&kinds)
    }
}
