//! What can be wrong with a contract, and where.

use std::cell::RefCell;
use std::fmt;

/// Where something stands in a contract.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place {
    /// From 1.
    pub(crate) line: usize,
    /// From 1, in characters.
    pub(crate) column: usize,
    /// A JSON pointer as a URI fragment: `#/paths/~1leads/post`.
    pub(crate) pointer: String,
}

/// One thing wrong with a contract.
#[derive(Debug)]
pub(crate) struct Problem {
    file: String,
    place: Place,
    fault: Fault,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Place {
            line,
            column,
            pointer,
        } = &self.place;
        write!(
            f,
            "{}:{line}:{column}: {pointer}: {}",
            self.file, self.fault
        )
    }
}

/// The kinds of faults. Each message completes "at this place: ...".
#[derive(Debug, thiserror::Error)]
pub(crate) enum Fault {
    #[error("not YAML: {0}")]
    Yaml(String),
    #[error("{0} are not supported here")]
    YamlFeature(&'static str),
    #[error("duplicate key \"{0}\"")]
    DuplicateKey(String),
    #[error("unknown key \"{key}\"{}", did_you_mean(near.as_deref()))]
    UnknownKey { key: String, near: Option<String> },
    #[error("key \"{0}\" beside a $ref, where it would be ignored")]
    BesideReference(String),
    #[error("missing key \"{0}\"")]
    MissingKey(&'static str),
    #[error("expected {0}")]
    Expected(&'static str),
    #[error("\"{found}\" is not one of {allowed}{}", did_you_mean(near.as_deref()))]
    NotOneOf {
        found: String,
        allowed: String,
        near: Option<String>,
    },
    #[error("\"{reference}\" leads nowhere: expected {section}/<name>{}", did_you_mean(near.as_deref()))]
    Unresolved {
        reference: String,
        section: &'static str,
        near: Option<String>,
    },
    #[error("\"{0}\" is declared twice")]
    DeclaredTwice(String),
    #[error("\"{0}\" is never used")]
    Unused(String),
    #[error("\"{0}\" is not declared")]
    Undeclared(String),
    #[error("\"{0}\" is not a name that Rust code can use as it is; give it an x-rust-name")]
    BadName(String),
    #[error("the Rust name `{name}` is taken by {by}; give it another x-rust-name")]
    NameTaken { name: String, by: String },
    #[error("the pattern \"{0}\" is not of the supported form ^[characters]{{least,most}}$")]
    Pattern(String),
    #[error("the least allowed value is above the greatest")]
    EmptyRange,
    #[error("{0}")]
    Rule(&'static str),
    #[error("schema \"{name}\" has the role {role}, but {user}")]
    Role {
        name: String,
        role: &'static str,
        user: &'static str,
    },
    #[error("\"{0}\" holds itself without a list between, which has no end")]
    Endless(String),
}

fn did_you_mean(near: Option<&str>) -> String {
    near.map(|near| format!(" (did you mean \"{near}\"?)"))
        .unwrap_or_default()
}

/// The problems of one contract, all of them.
#[derive(Debug)]
pub(crate) struct Log {
    file: String,
    problems: RefCell<Vec<Problem>>,
}

impl Log {
    /// `file` is how the contract is named in messages.
    pub(crate) fn new(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            problems: RefCell::default(),
        }
    }

    pub(crate) fn report(&self, place: &Place, fault: Fault) {
        self.problems.borrow_mut().push(Problem {
            file: self.file.clone(),
            place: place.clone(),
            fault,
        });
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.problems.borrow().is_empty()
    }

    /// In the order of the file.
    pub(crate) fn into_problems(self) -> Vec<Problem> {
        let mut problems = self.problems.into_inner();
        problems.sort_by(|left, right| left.place.cmp(&right.place));
        // A part that is referred to twice is read twice.
        problems.dedup_by_key(|problem| problem.to_string());
        problems
    }
}

/// The candidate that a misspelt word most likely stands for.
pub(crate) fn nearest<'a>(
    word: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<String> {
    let allowed = (word.chars().count() / 3).clamp(1, 3);
    candidates
        .into_iter()
        .map(|candidate| (edits(word, candidate), candidate))
        .filter(|(edits, _)| *edits <= allowed)
        .min()
        .map(|(_, candidate)| candidate.to_owned())
}

/// How many single characters have to be changed, added or removed; case does not count.
fn edits(left: &str, right: &str) -> usize {
    let right: Vec<char> = right.to_lowercase().chars().collect();
    let mut row: Vec<usize> = (0..=right.len()).collect();
    for (line, from) in left.to_lowercase().chars().enumerate() {
        let mut diagonal = row[0];
        row[0] = line + 1;
        for (column, to) in right.iter().enumerate() {
            let changed = diagonal + usize::from(from != *to);
            diagonal = row[column + 1];
            row[column + 1] = changed.min(row[column] + 1).min(diagonal + 1);
        }
    }
    row[right.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_has_a_nearest_word_and_another_word_has_none() {
        let known = ["x-sensitive", "x-source", "type", "format"];
        assert_eq!(
            nearest("x-sensetive", known).as_deref(),
            Some("x-sensitive")
        );
        assert_eq!(
            nearest("X-Sensitive", known).as_deref(),
            Some("x-sensitive")
        );
        assert_eq!(nearest("tpe", known).as_deref(), Some("type"));
        assert_eq!(nearest("patch", known), None);
    }
}
