//! What became of the rows, and how to go on with the others.

use vendor_core::{Delivery, Error, Idempotency};

use crate::failure::CallFailure;

/// Only the rows that failed are remembered one by one: after the first of them no other is started.
#[derive(Debug)]
pub(super) struct Tally {
    rows: u64,
    done: u64,
    failed: Vec<Failed>,
    /// The worst of the failures, and its line.
    worst: Option<(u64, CallFailure)>,
    /// The line of the first row that was not started.
    pub(super) left_from: Option<u64>,
}

#[derive(Debug)]
struct Failed {
    line: u64,
    delivery: Delivery,
    /// Whether it may be sent again without a look.
    is_repeatable: bool,
}

impl Tally {
    pub(super) fn of(rows: u64) -> Self {
        Self {
            rows,
            done: 0,
            failed: Vec::new(),
            worst: None,
            left_from: None,
        }
    }

    pub(super) fn done(&mut self) {
        self.done += 1;
    }

    pub(super) fn failed(&mut self, line: u64, failure: CallFailure) {
        self.failed.push(Failed {
            line,
            delivery: failure.error.delivery(),
            is_repeatable: is_repeatable(&failure.error),
        });
        self.failed.sort_unstable_by_key(|failed| failed.line);
        let rank = |line, failure: &CallFailure| (badness(failure.error.delivery()), line);
        let is_worse = self
            .worst
            .as_ref()
            .is_none_or(|(known, worst)| rank(line, &failure) < rank(*known, worst));
        if is_worse {
            self.worst = Some((line, failure));
        }
    }

    pub(super) fn has_failures(&self) -> bool {
        self.worst.is_some()
    }

    fn is_complete(&self) -> bool {
        self.done == self.rows
    }

    fn is_any_done(&self) -> bool {
        let is_done = |failed: &Failed| failed.delivery == Delivery::Done;
        self.done > 0 || self.failed.iter().any(is_done)
    }

    /// The failure that decides how the command ends, if there was any, with what is known of all rows.
    pub(super) fn take_worst(&mut self) -> Option<CallFailure> {
        let (line, mut failure) = self.worst.take()?;
        failure.note = Some(format!("This was line {line}. {}", self.summary()));
        failure.rest = self.next();
        failure.is_one_of_many = true;
        Some(failure)
    }

    /// All rows, by what became of them.
    pub(super) fn summary(&self) -> String {
        if self.is_complete() {
            return match self.rows {
                1 => "1 row: done".to_owned(),
                rows => format!("{rows} rows: all done"),
            };
        }
        let mut summary = format!("Of {} rows {} are done", self.rows, self.done);
        let kinds = [
            (Delivery::Unknown, "unknown"),
            (Delivery::Done, "done, with an answer that cannot be used"),
            (Delivery::Refused, "refused"),
            (Delivery::NotSent, "not sent"),
        ];
        for (delivery, what) in kinds {
            if let Some(lines) = self.lines(|failed| failed.delivery == delivery) {
                summary = format!("{summary}; {what}: {lines}");
            }
        }
        match self.left_from {
            Some(line) => format!("{summary}; from line {line} on none was started."),
            None => format!("{summary}; all were started."),
        }
    }

    /// How to go on; `None` if nothing is left.
    pub(super) fn next(&self) -> Option<String> {
        let is_doubtful =
            |failed: &Failed| failed.delivery == Delivery::Unknown && !failed.is_repeatable;
        let doubtful = self.lines(is_doubtful);
        let again = self.lines(|failed| failed.delivery != Delivery::Done && !is_doubtful(failed));
        let doubt = doubtful.map(|lines| {
            format!("In doubt: {lines}. Look, and send again only what was not done.")
        });
        let left = self
            .left_from
            .map(|line| format!("all from line {line} on"));
        let rest = match (again, left) {
            (Some(lines), Some(left)) => Some(format!("{lines} and {left}")),
            (lines, left) => lines.or(left),
        };
        let rest = rest.map(|rest| {
            let others = match (self.is_any_done(), &doubt) {
                (true, Some(_)) => {
                    ", and with no other: the others are done, but for those in doubt"
                }
                (true, None) => ", and with no other: the others are done",
                (false, Some(_)) => ", and with no other: the others are in doubt",
                (false, None) => ": none is done",
            };
            format!("Go on with {rest}{others}.")
        });
        match (doubt, rest) {
            (Some(doubt), Some(rest)) => Some(format!("{doubt}\n{rest}")),
            (doubt, rest) => doubt.or(rest),
        }
    }

    fn lines(&self, wanted: impl Fn(&Failed) -> bool) -> Option<String> {
        let lines: Vec<_> = self
            .failed
            .iter()
            .filter(|failed| wanted(failed))
            .map(|failed| failed.line.to_string())
            .collect();
        match lines.as_slice() {
            [] => None,
            [line] => Some(format!("line {line}")),
            lines => Some(format!("lines {}", lines.join(", "))),
        }
    }
}

/// In the order of the exit codes, the worst first: 5, 6, 3, 4.
fn badness(delivery: Delivery) -> u8 {
    match delivery {
        Delivery::Unknown => 0,
        Delivery::Done => 1,
        Delivery::Refused => 2,
        Delivery::NotSent => 3,
    }
}

fn is_repeatable(error: &Error) -> bool {
    match error.delivery() {
        Delivery::NotSent | Delivery::Refused => true,
        Delivery::Unknown | Delivery::Done => error.idempotency() != Idempotency::NotIdempotent,
    }
}
