//! A call on one line, for a log.

use std::fmt;

use uuid::Uuid;

use crate::ledger::Call;

/// On one line and without personal data: of the path it shows words and uuids only.
///
/// ```text
/// 2 partner.createPreparedTicket POST /partner/v2/tickets/prepared-tickets: no answer, acted, fault drop-after-acting, 0 violations
/// ```
impl fmt::Display for Call {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} ", self.number)?;
        match self.operation {
            Some(operation) => write!(formatter, "{operation}")?,
            None => formatter.write_str("no operation")?,
        }
        write!(formatter, " {} /{}", self.method, self.vendor)?;
        for segment in self.path.split('/').skip(1) {
            write!(formatter, "/{}", shown(segment))?;
        }
        match self.status {
            Some(status) => write!(formatter, ": {}", status.as_u16())?,
            None if self.settled => formatter.write_str(": no answer")?,
            None => formatter.write_str(": in progress")?,
        }
        formatter.write_str(if self.acted { ", acted" } else { ", not acted" })?;
        if let Some(fault) = &self.fault {
            write!(formatter, ", fault {}", fault.name())?;
        }
        match self.violations.len() {
            1 => formatter.write_str(", 1 violation"),
            count => write!(formatter, ", {count} violations"),
        }
    }
}

fn shown(segment: &str) -> &str {
    let is_word = segment.starts_with(|first: char| first.is_ascii_lowercase())
        && segment
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if is_word || Uuid::try_parse(segment).is_ok() {
        segment
    } else {
        "*"
    }
}
