//! Where a setting is, and how its value is got from there.

use std::fmt;
use std::path::{Path, PathBuf};

use super::command::{Commands, SecretCommand};
use super::error::{Place, SettingsError};
use super::key::Key;
use crate::text;

/// Where a setting is. It may hold a secret, and so it has no `Debug`.
pub(super) enum Source {
    Variable {
        name: String,
        value: String,
    },
    Entry {
        value: String,
        place: Place,
    },
    /// A file with nothing else in it.
    OwnFile {
        path: PathBuf,
        place: Place,
    },
    /// A program prints it.
    Command(SecretCommand),
}

impl Source {
    /// The value, as it stands there.
    pub(super) fn read(&self, key: &Key, commands: &Commands) -> Result<String, SettingsError> {
        match self {
            Self::Variable { value, .. } | Self::Entry { value, .. } => Ok(value.clone()),
            Self::OwnFile { path, place } => read_own_file(path, place, key),
            Self::Command(command) => commands.answer(command, key),
        }
    }

    /// What can be said against it without running anything.
    pub(super) fn problem(&self, key: &Key) -> Option<SettingsError> {
        let value = match self {
            Self::Variable { value, .. } | Self::Entry { value, .. } => Ok(value.clone()),
            Self::OwnFile { path, place } => read_own_file(path, place, key),
            Self::Command(_) => return None,
        };
        value
            .and_then(|value| key.secret_in(&value, || self.to_string()))
            .err()
    }
}

fn read_own_file(path: &Path, place: &Place, key: &Key) -> Result<String, SettingsError> {
    let (path, place, key) = (path.to_owned(), place.clone(), key.name);
    match text::of_file(&path) {
        Ok(text) if text::is_blank(&text) => Err(SettingsError::EmptyValue { path, key, place }),
        Ok(text) => Ok(text),
        Err(source) => Err(SettingsError::UnreadableValue {
            path,
            key,
            place,
            source,
        }),
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Variable { name, .. } => write!(f, "the environment variable {name}"),
            Self::Entry { place, .. } => place.fmt(f),
            Self::OwnFile { path, place } => write!(f, "{} ({place})", path.display()),
            Self::Command(command) => command.fmt(f),
        }
    }
}
