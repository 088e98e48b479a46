//! The full text of an error, for a person who looks into it.

use std::error::Error as _;
use std::fmt::{self, Write as _};

use super::{Details, Error, ErrorKind};
use crate::delivery::Delivery;
use crate::operation::Idempotency;
use crate::problem::Problem;
use crate::retry::GaveUp;
use crate::wire::RawJson;

/// How many bytes of a body, or of another text of the vendor, a report shows.
const SHOWN: usize = 4096;

impl Error {
    /// Everything that a person at a terminal or in a ticket may need, over several lines.
    ///
    /// It holds the vendor's text and body, and so perhaps personal data: never log it.
    #[must_use]
    pub fn report(&self) -> String {
        let mut text = String::new();
        // Writing to a string cannot fail.
        let _ = self.write_report(&mut text);
        text
    }

    fn write_report(&self, out: &mut String) -> fmt::Result {
        let details = self.details();
        writeln!(out, "{self}")?;
        write_causes(out, self)?;
        writeln!(
            out,
            "  delivery    {}: {}",
            details.delivery,
            meaning(details)
        )?;
        write!(
            out,
            "  operation   {} {}",
            details.operation.method(),
            details.operation.path()
        )?;
        match (&details.base, &details.server) {
            (Some(base), _) => writeln!(out, " below {base}")?,
            (None, Some(server)) => writeln!(out, " at {server}")?,
            (None, None) => writeln!(out)?,
        }
        if let Some(reason) = details.gave_up {
            writeln!(out, "  not retried {}", why_not(details, reason))?;
        }
        // A single attempt is told by the first line.
        if details.attempts.len() > 1 {
            write_attempts(out, details)?;
        }
        write_answer(out, details)
    }
}

fn why_not(details: &Details, reason: GaveUp) -> &'static str {
    let may_be_done = details.delivery >= Delivery::Unknown;
    match reason {
        GaveUp::NotRetryable if may_be_done && details.transient => "it could be done twice",
        GaveUp::NotRetryable => "it would fail in the same way",
        reason => reason.describe(),
    }
}

/// What lies below; of a token request that failed, also what the token endpoint said.
fn write_causes(out: &mut String, error: &Error) -> fmt::Result {
    let mut source = error.source();
    while let Some(error) = source {
        writeln!(out, "  caused by   {error}")?;
        if let Some(error) = error.downcast_ref::<Error>() {
            write_answer(out, error.details())?;
        }
        source = error.source();
    }
    Ok(())
}

/// What the delivery means for this operation.
fn meaning(details: &Details) -> &'static str {
    match (details.kind, details.delivery) {
        (ErrorKind::InvalidRequest, _) => "Nothing was sent.",
        (_, Delivery::Unknown | Delivery::Done) if details.idempotency == Idempotency::Safe => {
            "It is a read: nothing was changed."
        }
        (_, Delivery::Unknown) if details.idempotency == Idempotency::Idempotent => {
            "The vendor may or may not have done it. Doing it again does no harm."
        }
        (_, delivery) => delivery.describe(),
    }
}

fn write_attempts(out: &mut String, details: &Details) -> fmt::Result {
    for (position, attempt) in details.attempts.iter().enumerate() {
        let (delivery, kind) = (attempt.delivery, attempt.kind.describe());
        write!(out, "  attempt {:<3} {delivery}: {kind}", position + 1)?;
        if let Some(status) = attempt.status {
            write!(out, " ({status})")?;
        }
        writeln!(out, ", {:.3} s", attempt.elapsed.as_secs_f64())?;
    }
    Ok(())
}

/// What the vendor answered.
fn write_answer(out: &mut String, details: &Details) -> fmt::Result {
    if let Some(problem) = &details.problem {
        write_problem(out, problem)?;
    }
    for (name, value) in &details.headers {
        writeln!(
            out,
            "  header      {name}: {}",
            String::from_utf8_lossy(value.as_bytes())
        )?;
    }
    write_body(out, details)
}

fn write_problem(out: &mut String, problem: &Problem) -> fmt::Result {
    for (name, text) in [
        ("code", problem.code()),
        ("title", problem.title()),
        ("detail", problem.detail()),
        ("instance", problem.instance()),
        ("violations", problem.violations().map(RawJson::get)),
    ] {
        if let Some(text) = text {
            write_text(out, name, text)?;
        }
    }
    Ok(())
}

/// A text of the vendor, cut where it is long, and indented so that no line of it passes for one of ours.
fn write_text(out: &mut String, name: &str, text: &str) -> fmt::Result {
    let mut end = text.len().min(SHOWN);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let (shown, cut) = (&text[..end], if end < text.len() { " (cut)" } else { "" });
    let shown = shown.replace(['\n', '\r'], "\n              ");
    writeln!(out, "  {name:<11} {shown}{cut}")
}

fn write_body(out: &mut String, details: &Details) -> fmt::Result {
    if details.body.is_empty() {
        return Ok(());
    }
    let shown = details.body.get(..SHOWN).unwrap_or(&details.body);
    let cut = if details.body_was_cut || shown.len() < details.body.len() {
        ", cut"
    } else {
        ""
    };
    writeln!(out, "  body        {} bytes{cut}", details.body.len())?;
    for line in String::from_utf8_lossy(shown).lines() {
        writeln!(out, "    {line}")?;
    }
    Ok(())
}
