//! Requests that are given as JSON, from a file or from stdin.

mod mistakes;
mod options;
mod pairs;
mod row;

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
pub(crate) use self::row::{RowMistakes, row};
use crate::exit::Exit;
use crate::text;

/// A request that cannot be read.
#[derive(Debug, thiserror::Error)]
#[error("{input} {problem}")]
pub(crate) struct InputError {
    input: Input,
    problem: Problem,
}

/// Where a request is from.
#[derive(Debug)]
pub(crate) enum Input {
    Stdin,
    File(PathBuf),
    Options,
}

/// What is wrong with it.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Problem {
    #[error("cannot be read: {0}")]
    Unreadable(io::Error),
    #[error("has to be copied, and the temporary file for that cannot be made: {0}")]
    NoCopy(io::Error),
    #[error("is not JSON: {0}")]
    Syntax(serde_json::Error),
    #[error("cannot be used:{}", lines(.0))]
    Mistakes(Vec<Violation>),
    #[error("cannot be used:{}{}", lines(.shown), and_more(*.more))]
    Rows { shown: Vec<Violation>, more: u64 },
}

impl InputError {
    pub(crate) fn unreadable(input: Input, error: io::Error) -> Self {
        let problem = Problem::Unreadable(error);
        Self { input, problem }
    }

    /// What can be read once only, and is needed twice.
    pub(crate) fn no_copy(input: Input, error: io::Error) -> Self {
        let problem = Problem::NoCopy(error);
        Self { input, problem }
    }

    /// Of many rows, that many of whose mistakes are not shown.
    pub(crate) fn of_rows(input: Input, shown: &Violations, more: u64) -> Self {
        let shown = shown.as_slice().to_vec();
        let problem = Problem::Rows { shown, more };
        Self { input, problem }
    }

    pub(crate) fn problem(&self) -> &Problem {
        &self.problem
    }

    /// What is wrong, place by place, where that is known.
    pub(crate) fn violations(&self) -> &[Violation] {
        match &self.problem {
            Problem::Mistakes(mistakes) => mistakes,
            Problem::Rows { shown, .. } => shown,
            _ => &[],
        }
    }

    pub(crate) fn exit(&self) -> Exit {
        match self.problem {
            Problem::Unreadable(ref error) => text::exit_of(error),
            Problem::NoCopy(_) => Exit::Failed,
            _ => Exit::Invalid,
        }
    }
}

impl Input {
    /// `-` is stdin.
    pub(crate) fn at(path: PathBuf) -> Self {
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

/// Reads a request in the vendor's names, `-` from stdin. It must have exactly the members that will be sent: what
/// would not be sent must not be there, `null` included, and `null` must be there where it will be sent.
/// Everything that is wrong is named at once, by the vendor's `rules` too.
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

/// A request, and those of the members to be passed over that were given.
#[derive(Debug)]
pub(crate) struct Given<T> {
    pub(crate) request: T,
    pub(crate) passed_over: Vec<(&'static str, Value)>,
}

/// The same, but that some members may be there that are not sent.
pub(crate) fn one_passing_over<T: DeserializeOwned + Serialize>(
    names: &[&'static str],
    path: PathBuf,
    rules: impl Fn(&T, &mut Violations),
) -> Result<Given<T>, InputError> {
    strictly(path, |text| {
        let mut value: Value = serde_json::from_str(text).map_err(Problem::Syntax)?;
        let mut take = |name| value.as_object_mut()?.remove(name);
        let passed_over = names
            .iter()
            .filter_map(|name| Some((*name, take(*name)?)))
            .collect();
        check(mistakes::of(&value, rules))?;
        let request = decode(text)?;
        Ok(Given {
            request,
            passed_over,
        })
    })
}

/// As [`one`], for a list of requests; one that is no list is a list of one.
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

/// Reads a text of another form; what is wrong with it is named by its places.
pub(crate) fn text<T>(
    path: PathBuf,
    parse: impl FnOnce(&str) -> Result<T, Violations>,
) -> Result<T, InputError> {
    strictly(path, |text| {
        parse(text).map_err(|mistakes| Problem::Mistakes(mistakes.as_slice().to_vec()))
    })
}

/// The same for a text of our own.
pub(crate) fn built_in<T>(
    name: &'static str,
    text: &str,
    parse: impl FnOnce(&str) -> Result<T, Violations>,
) -> Result<T, InputError> {
    parse(text).map_err(|mistakes| InputError {
        input: Input::File(name.into()),
        problem: Problem::Mistakes(mistakes.as_slice().to_vec()),
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

fn and_more(mistakes: u64) -> String {
    match mistakes {
        0 => String::new(),
        more => format!("\n  and {more} more"),
    }
}
