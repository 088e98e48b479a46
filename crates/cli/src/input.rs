//! Requests that are given as JSON, from a file or from stdin.

mod mistakes;
mod options;
mod pairs;

use std::collections::BTreeSet;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use vendor_core::validate::{Violation, Violations};
use vendor_core::wire::RawJson;

pub(crate) use self::options::Options;
pub(crate) use self::pairs::pairs;
use crate::exit::Exit;
use crate::{output, text};

/// What the members of a request must be, in words.
pub(crate) type Expected = [(&'static str, &'static str)];

/// A request that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{input} {problem}")]
pub(crate) struct InputError {
    input: Input,
    problem: Problem,
}

/// Where a request is from.
#[derive(Debug)]
enum Input {
    Stdin,
    File(PathBuf),
    Options,
}

#[derive(Debug, thiserror::Error)]
enum Problem {
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    #[error("is not JSON: {0}")]
    Syntax(serde_json::Error),
    #[error("must hold a JSON object")]
    NoObject,
    #[error("cannot be used: {member} must be {expected} (line {line}, column {column})")]
    WrongType {
        member: &'static str,
        expected: &'static str,
        line: usize,
        column: usize,
    },
    #[error("cannot be used: {0}")]
    Unusable(serde_json::Error),
    /// A misspelt optional member would otherwise be dropped without a word.
    #[error("has members that are not known here: {}", .0.join(", "))]
    Unknown(Vec<String>),
    /// An option that is missing reads as null, and null is sent.
    #[error("lacks {}; write null where there is no value", .0.join(", "))]
    Missing(Vec<String>),
    #[error("cannot be used:{}", lines(.0))]
    Mistakes(Vec<Violation>),
}

impl InputError {
    /// What is wrong, place by place, where that is known.
    pub(crate) fn violations(&self) -> &[Violation] {
        match &self.problem {
            Problem::Mistakes(mistakes) => mistakes,
            _ => &[],
        }
    }

    pub(crate) fn exit(&self) -> Exit {
        match self.problem {
            Problem::Unreadable(_) => Exit::Failed,
            _ => Exit::Invalid,
        }
    }
}

impl Input {
    /// `-` is stdin.
    fn at(path: PathBuf) -> Self {
        if path == Path::new("-") {
            Self::Stdin
        } else {
            Self::File(path)
        }
    }

    fn read(&self) -> Result<String, Problem> {
        match self {
            Self::Stdin => text::of_stdin(),
            Self::File(path) => text::of_file(path),
            Self::Options => Ok(String::new()),
        }
        .map_err(Problem::Unreadable)
    }
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Stdin => f.write_str("stdin"),
            Self::File(path) => path.display().fmt(f),
            Self::Options => f.write_str("the options"),
        }
    }
}

/// A request, and which of the members to be ignored were given.
#[derive(Debug)]
pub(crate) struct Given<T> {
    pub(crate) request: T,
    pub(crate) ignored: Vec<String>,
}

/// Reads a request, `-` from stdin. But for what is to be ignored, it must have exactly the members that will
/// be sent.
pub(crate) fn read<T: DeserializeOwned + Serialize>(
    path: PathBuf,
    expected: &Expected,
    ignored: &[&str],
) -> Result<Given<T>, InputError> {
    let input = Input::at(path);
    let text = input.read();
    text.and_then(|text| parse(&text, expected, ignored))
        .map_err(|problem| InputError { input, problem })
}

/// Reads a request in the vendor's names, `-` from stdin. What would not be sent must not be there, `null`
/// included. Everything that is wrong is named at once, by the vendor's `rules` too.
pub(crate) fn one<T: DeserializeOwned + Serialize>(
    path: PathBuf,
    rules: impl Fn(&T, &mut Violations),
) -> Result<T, InputError> {
    strictly(path, |text| {
        let value = serde_json::from_str(text).map_err(Problem::Syntax)?;
        check(mistakes::of(&value, rules))?;
        decode(text)
    })
}

/// The same for a list of requests; one that is no list is a list of one.
pub(crate) fn list<T: DeserializeOwned + Serialize>(
    path: PathBuf,
    rules: impl Fn(&T, &mut Violations),
) -> Result<Vec<T>, InputError> {
    strictly(path, |text| {
        let value: Value = serde_json::from_str(text).map_err(Problem::Syntax)?;
        if value.is_object() {
            check(mistakes::of(&value, rules))?;
            return Ok(vec![decode(text)?]);
        }
        check(mistakes::of_list(&value, rules))?;
        decode(text)
    })
}

/// Reads any JSON, `-` from stdin.
pub(crate) fn json(path: PathBuf) -> Result<RawJson, InputError> {
    strictly(path, |text| {
        let value: Result<Value, _> = serde_json::from_str(text);
        value.map_err(Problem::Syntax)?;
        decode(text)
    })
}

fn strictly<T>(
    path: PathBuf,
    parse: impl FnOnce(&str) -> Result<T, Problem>,
) -> Result<T, InputError> {
    let input = Input::at(path);
    let text = input.read();
    text.and_then(|text| parse(&text))
        .map_err(|problem| InputError { input, problem })
}

/// From the text: a number with many digits is another one in a `Value`.
fn decode<T: DeserializeOwned>(text: &str) -> Result<T, Problem> {
    vendor_core::decode(text.as_bytes())
        .map_err(|error| Problem::Mistakes(mistakes::of_decoding(&error)))
}

fn check(mistakes: Vec<Violation>) -> Result<(), Problem> {
    if mistakes.is_empty() {
        Ok(())
    } else {
        Err(Problem::Mistakes(mistakes))
    }
}

fn lines(mistakes: &[Violation]) -> String {
    mistakes.iter().fold(String::new(), |text, mistake| {
        format!("{text}\n  {mistake}")
    })
}

fn parse<T: DeserializeOwned + Serialize>(
    text: &str,
    expected: &Expected,
    ignored: &[&str],
) -> Result<Given<T>, Problem> {
    let value: Value = serde_json::from_str(text).map_err(Problem::Syntax)?;
    let mut given = members(&value).ok_or(Problem::NoObject)?;
    let ignored = ignored
        .iter()
        .filter_map(|name| given.take(*name))
        .collect();
    let mut json = serde_json::Deserializer::from_str(text);
    let request: T =
        serde_path_to_error::deserialize(&mut json).map_err(|error| misfit(error, expected))?;
    let sent = serde_json::to_value(&request).map_err(Problem::Unusable)?;
    let sent = members(&sent).unwrap_or_default();
    let unknown: Vec<_> = given
        .difference(&sent)
        .map(|name| output::line(name))
        .collect();
    let missing: Vec<_> = sent.difference(&given).cloned().collect();
    if !unknown.is_empty() {
        Err(Problem::Unknown(unknown))
    } else if !missing.is_empty() {
        Err(Problem::Missing(missing))
    } else {
        Ok(Given { request, ignored })
    }
}

/// The decoder's words on a type are Rust's.
fn misfit(error: serde_path_to_error::Error<serde_json::Error>, expected: &Expected) -> Problem {
    let path = error.path().to_string();
    let error = error.into_inner();
    match expected.iter().find(|(member, _)| *member == path) {
        Some((member, expected)) => Problem::WrongType {
            member,
            expected,
            line: error.line(),
            column: error.column(),
        },
        None => Problem::Unusable(error),
    }
}

fn members(value: &Value) -> Option<BTreeSet<String>> {
    Some(value.as_object()?.keys().cloned().collect())
}
