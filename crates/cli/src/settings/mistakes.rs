//! What is wrong with a settings file, all of it at once. No value is quoted: it may be a secret.

use std::fmt;

/// A mistake, and the line where it is.
#[derive(Debug)]
pub(crate) struct Mistake {
    pub(super) line: usize,
    pub(super) what: Wrong,
}

#[derive(Debug, thiserror::Error)]
pub(super) enum Wrong {
    #[error("{0}")]
    Syntax(String),
    #[error("there is no {kind} \"{name}\"{}", suggestion(nearest.as_deref(), known))]
    Unknown {
        kind: &'static str,
        name: String,
        nearest: Option<String>,
        known: Vec<String>,
    },
    #[error("{name} must be {expected}")]
    Type {
        name: String,
        expected: &'static str,
    },
    #[error("{name} is empty; give it a value, or take the line out")]
    Empty { name: String },
    #[error("{} are both set; one of them is enough", names.join(" and "))]
    Several { names: Vec<String> },
    #[error(
        "{name} names a program, and other users can write this file, so they could run anything as you; \
         have it belong to you, and chmod go-w it"
    )]
    OthersCanWrite { name: String },
}

impl fmt::Display for Mistake {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

fn suggestion(nearest: Option<&str>, known: &[String]) -> String {
    match nearest {
        Some(nearest) => format!("; did you mean \"{nearest}\"?"),
        None => format!("; known: {}", known.join(", ")),
    }
}

/// So many are shown; of a file that is something else altogether, the rest says nothing new.
const SHOWN: usize = 20;

/// The mistakes, a line each.
pub(super) fn list(mistakes: &[Mistake]) -> String {
    let shown = mistakes.iter().take(SHOWN);
    let mut lines: Vec<String> = shown.map(|mistake| format!("\n  {mistake}")).collect();
    if mistakes.len() > SHOWN {
        lines.push(format!("\n  and {} more", mistakes.len() - SHOWN));
    }
    let is_syntax = |mistake: &Mistake| matches!(mistake.what, Wrong::Syntax(_));
    if mistakes.iter().any(is_syntax) {
        lines.push("\nThe names in it are checked once it can be read.".to_owned());
    }
    lines.concat()
}
