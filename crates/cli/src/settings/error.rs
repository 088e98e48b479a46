//! What can be wrong with settings. None of it shows a value: it may be a secret.

use std::fmt;
use std::io;
use std::path::PathBuf;

use vendor_core::BaseUrlError;

use super::{Key, Section};
use crate::exit::Exit;
use crate::text;

/// The settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SettingsError {
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{place}: {message}")]
    Syntax { place: Place, message: String },
    #[error("{place}: there is no {kind} \"{name}\"{}", suggestion(nearest.as_deref(), known))]
    Unknown {
        place: Place,
        kind: &'static str,
        name: String,
        nearest: Option<String>,
        known: Vec<String>,
    },
    #[error("{place}: {name} must be {expected}")]
    WrongType {
        place: Place,
        name: String,
        expected: &'static str,
    },
    #[error("{place}: {name} and {name}_file are both set; one of them is enough")]
    Twice { place: Place, name: &'static str },
    #[error("{} is empty, and {key} was to be read from it", path.display())]
    EmptySecret { path: PathBuf, key: &'static str },
    #[error(
        "{key} from {origin} holds a line break or another control character, which no such secret has"
    )]
    ControlCharacter { key: &'static str, origin: String },
    #[error("the environment variable {0} is not valid Unicode")]
    NotUnicode(String),
    #[error("the {what} from {origin} cannot be used: {}", in_words(*reason))]
    Url {
        what: &'static str,
        origin: String,
        reason: BaseUrlError,
    },
    /// Settings that are well-formed, each by itself.
    #[error("{0}")]
    Unusable(String),
    #[error("{0}")]
    Missing(Missing),
}

impl SettingsError {
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Unreadable { source, .. } => text::exit_of(source),
            _ => Exit::Invalid,
        }
    }
}

/// A line of a settings file.
#[derive(Debug)]
pub(crate) struct Place {
    pub(super) path: PathBuf,
    pub(super) line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}, line {}", self.path.display(), self.line)
    }
}

/// The library's own words name a method where we have a flag.
fn in_words(reason: BaseUrlError) -> String {
    match reason {
        BaseUrlError::PlainHttp => {
            "plain http would show credentials and data to everyone on the way; \
             use https, or --allow-plain-http"
                .to_owned()
        }
        other => other.to_string(),
    }
}

fn suggestion(nearest: Option<&str>, known: &[String]) -> String {
    match nearest {
        Some(nearest) => format!("; did you mean \"{nearest}\"?"),
        None => format!("; known: {}", known.join(", ")),
    }
}

/// Settings that a command cannot do without.
#[derive(Debug)]
pub(crate) struct Missing {
    pub(super) section: &'static Section,
    pub(super) keys: Vec<&'static Key>,
    /// The file that was read, or would have been.
    pub(super) file: Option<PathBuf>,
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "settings are missing:")?;
        for key in &self.keys {
            writeln!(
                f,
                "  {:<14} {}the environment variable {}, or {} in the file",
                key.name,
                key.flag.map(|flag| format!("{flag}, ")).unwrap_or_default(),
                self.section.variable(key),
                key.name_in_file()
            )?;
        }
        if let Some(file) = &self.file {
            writeln!(
                f,
                "The file is {}, the table [{}].",
                file.display(),
                self.section.name
            )?;
        }
        f.write_str("With --sandbox no settings are needed.")
    }
}
