//! A call on one line, for a log.

use std::fmt;

use uuid::Uuid;

use crate::ledger::Call;

/// On one line and without personal data: of the path it shows what the vendor documents, words and uuids only.
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
        let mut documented = self.template.unwrap_or_default().split('/').skip(1);
        for segment in self.path.split('/').skip(1) {
            let is_documented = documented.next() == Some(segment);
            write!(formatter, "/{}", shown(segment, is_documented))?;
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

fn shown(segment: &str, is_documented: bool) -> &str {
    let is_word = segment.starts_with(|first: char| first.is_ascii_lowercase())
        && segment
            .bytes()
            .all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'-'));
    if is_documented || is_word || Uuid::try_parse(segment).is_ok() {
        segment
    } else {
        "*"
    }
}
