//! What can be wrong with settings. None of it shows a value: it may be a secret.

use std::fmt;
use std::io;
use std::path::PathBuf;

use vendor_core::BaseUrlError;

use super::Section;
use super::command::CommandError;
use super::key::Key;
use super::mistakes::{self, Mistake};
use crate::exit::Exit;
use crate::text;

/// The settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SettingsError {
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("{} cannot be written: {source}", path.display())]
    Unwritable { path: PathBuf, source: io::Error },
    #[error("{} is there already, and is not overwritten", path.display())]
    Exists { path: PathBuf },
    #[error(
        "there is no place for a settings file: none of XDG_CONFIG_HOME, APPDATA and HOME is set"
    )]
    NoDirectory,
    #[error("{} cannot be used:{}", path.display(), mistakes::list(mistakes))]
    File {
        path: PathBuf,
        mistakes: Vec<Mistake>,
    },
    #[error("{} cannot be read, and {key} was to be read from it ({place}): {source}", path.display())]
    UnreadableValue {
        path: PathBuf,
        key: &'static str,
        place: Place,
        source: io::Error,
    },
    #[error("{} is empty, and {key} was to be read from it ({place})", path.display())]
    EmptyValue {
        path: PathBuf,
        key: &'static str,
        place: Place,
    },
    #[error(
        "{key} from {origin} holds a line break or another control character, which no such secret has"
    )]
    ControlCharacter { key: &'static str, origin: String },
    #[error(transparent)]
    Command(CommandError),
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
    /// More than one of these, each in its own words.
    #[error("{}", lines(.0))]
    Several(Vec<SettingsError>),
}

impl SettingsError {
    /// All of these as one, if there are any.
    pub(crate) fn all(mut errors: Vec<Self>) -> Result<(), Self> {
        match errors.len() {
            0 => Ok(()),
            1 => Err(errors.remove(0)),
            _ => Err(Self::Several(errors)),
        }
    }

    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Unreadable { source, .. } | Self::UnreadableValue { source, .. } => {
                text::exit_of(source)
            }
            Self::Unwritable { .. } => Exit::Failed,
            Self::Command(error) => error.exit(),
            _ => Exit::Invalid,
        }
    }
}

/// A line of a settings file.
#[derive(Clone, Debug)]
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

fn lines(errors: &[SettingsError]) -> String {
    let lines: Vec<_> = errors.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

/// Settings that a command cannot do without.
#[derive(Debug)]
pub(crate) struct Missing {
    pub(super) section: &'static Section,
    pub(super) keys: Vec<&'static Key>,
    /// The file that was read, or would have been.
    pub(super) file: Option<PathBuf>,
}

impl Missing {
    /// The vendor whose settings they are.
    pub(crate) fn vendor(&self) -> &'static str {
        self.section.name
    }
}

impl fmt::Display for Missing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("settings are missing:")?;
        for key in &self.keys {
            write!(
                f,
                "\n  {:<14} {}the environment variable {}, or {} in the file",
                key.name,
                key.flag.map(|flag| format!("{flag}, ")).unwrap_or_default(),
                self.section.variable(key),
                key.name_in_file()
            )?;
        }
        if let Some(file) = &self.file {
            write!(
                f,
                "\nThe file is {}, the table [{}].",
                file.display(),
                self.section.name
            )?;
        }
        Ok(())
    }
}
