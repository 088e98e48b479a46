//! The full text of an error, for a person who looks into it.

use std::error::Error as _;
use std::fmt::{self, Write as _};

use super::{Details, Error};
use crate::problem::Problem;

/// How much of a body a report shows.
const SHOWN_BODY: usize = 4096;

impl Error {
    /// Everything that is known, over several lines: for a person at a terminal or in a ticket.
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
        let mut source = self.source();
        while let Some(error) = source {
            writeln!(out, "  caused by   {error}")?;
            if let Some(error) = error.downcast_ref::<Self>() {
                error.write_body_of_cause(out)?;
            }
            source = error.source();
        }
        writeln!(
            out,
            "  delivery    {}: {}",
            details.delivery,
            details.delivery.describe()
        )?;
        writeln!(
            out,
            "  operation   {} {}",
            details.operation.method(),
            details.operation.path()
        )?;
        if let Some(status) = details.status {
            writeln!(out, "  status      {status}")?;
        }
        if let Some(problem) = &details.problem {
            write_problem(out, problem)?;
        }
        if let Some(reason) = details.gave_up {
            writeln!(out, "  not retried {}", reason.describe())?;
        }
        write_attempts(out, details)?;
        for (name, value) in &details.headers {
            writeln!(
                out,
                "  header      {name}: {}",
                String::from_utf8_lossy(value.as_bytes())
            )?;
        }
        write_body(out, details)?;
        Ok(())
    }

    /// Of a token request that failed: what the token endpoint said.
    fn write_body_of_cause(&self, out: &mut String) -> fmt::Result {
        if let Some(problem) = self.problem() {
            write_problem(out, problem)?;
        }
        write_body(out, self.details())
    }
}

fn write_problem(out: &mut String, problem: &Problem) -> fmt::Result {
    let violations = problem.violations().map(super::super::wire::RawJson::get);
    for (name, text) in [
        ("code", problem.code()),
        ("title", problem.title()),
        ("detail", problem.detail()),
        ("instance", problem.instance()),
        ("violations", violations),
    ] {
        if let Some(text) = text {
            writeln!(out, "  {name:<11} {text}")?;
        }
    }
    Ok(())
}

fn write_attempts(out: &mut String, details: &Details) -> fmt::Result {
    for (position, attempt) in details.attempts.iter().enumerate() {
        write!(
            out,
            "  attempt {:<3} {}: {}",
            position + 1,
            attempt.delivery,
            attempt.kind.describe()
        )?;
        if let Some(status) = attempt.status {
            write!(out, " ({status})")?;
        }
        writeln!(out, ", {:.3} s", attempt.elapsed.as_secs_f64())?;
    }
    Ok(())
}

fn write_body(out: &mut String, details: &Details) -> fmt::Result {
    if details.body.is_empty() {
        return Ok(());
    }
    let shown = details.body.get(..SHOWN_BODY).unwrap_or(&details.body);
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
