//! Where settings come from: flags, then the environment, then a file. Secrets never from flags.

mod command;
mod entries;
mod error;
mod file;
mod help;
mod key;
mod location;
mod mistakes;
mod overview;
mod source;
mod template;

use std::env;
use std::path::PathBuf;

use vendor_core::{BaseUrlError, SecretString};

use self::command::Commands;
use self::error::Missing;
pub(crate) use self::error::SettingsError;
use self::file::SettingsFile;
pub(crate) use self::key::Key;
pub(crate) use self::location::default_path;
pub(crate) use self::overview::{Overview, Setting};
use self::source::Source;
pub(crate) use self::template::template;
use crate::output::Output;
use crate::{aim, dialler, iveco, leadbank, text, tickets};

/// The settings of all vendors: what a file may hold.
pub(crate) const SECTIONS: &[&Section] = &[
    &tickets::SETTINGS,
    &leadbank::SETTINGS,
    &dialler::SETTINGS,
    &iveco::SETTINGS,
    &aim::SETTINGS,
];

/// The settings of one vendor: a table of the file.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) name: &'static str,
    /// Whose settings they are, for people.
    pub(crate) title: &'static str,
    /// Its own ones, and groups of those that other vendors have too.
    pub(crate) keys: &'static [&'static [Key]],
}

/// A setting, and where it was found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) value: String,
    pub(crate) origin: String,
}

impl Found {
    /// What holds without a setting.
    pub(crate) fn default_value(value: &str) -> Self {
        Self {
            value: value.to_owned(),
            origin: "the defaults".to_owned(),
        }
    }

    /// A value of the sandbox.
    pub(crate) fn in_sandbox(value: &str) -> Self {
        Self {
            value: value.to_owned(),
            origin: "the sandbox".to_owned(),
        }
    }

    /// A URL that cannot be used.
    pub(crate) fn unusable(&self, what: &'static str, reason: BaseUrlError) -> SettingsError {
        SettingsError::Url {
            what,
            origin: self.origin.clone(),
            reason,
        }
    }
}

impl Section {
    pub(crate) fn named(name: &str) -> Option<&'static Self> {
        SECTIONS
            .iter()
            .find(|section| section.name == name)
            .copied()
    }

    pub(crate) fn all_keys(&self) -> impl Iterator<Item = &'static Key> + use<> {
        self.keys.iter().copied().flatten()
    }

    /// The environment variable of a setting.
    fn variable(&self, key: &Key) -> String {
        format!("VENDOR_{}_{}", self.name, key.name).to_uppercase()
    }

    /// Where a setting is: in the environment, or else in the file.
    fn source(&self, key: &Key, file: &SettingsFile) -> Result<Option<Source>, SettingsError> {
        let name = self.variable(key);
        Ok(match variable(&name)? {
            Some(value) => Some(Source::Variable { name, value }),
            None => file.source(self, key),
        })
    }
}

/// The settings of one command, looked up one by one; what is missing is reported all at once.
#[derive(Debug)]
pub(crate) struct Settings {
    section: &'static Section,
    file: SettingsFile,
    commands: Commands,
    missing: Vec<&'static Key>,
}

impl Settings {
    /// Reads the file: the one that was asked for, or the default one if it exists.
    pub(crate) fn read(
        section: &'static Section,
        file: Option<PathBuf>,
        output: &Output,
    ) -> Result<Self, SettingsError> {
        Ok(Self {
            section,
            file: SettingsFile::read(file)?,
            commands: Commands::new(output.clone()),
            missing: Vec::new(),
        })
    }

    /// A setting that may be missing, and what its flag says.
    pub(crate) fn text(
        &self,
        key: &Key,
        flag: Option<String>,
    ) -> Result<Option<Found>, SettingsError> {
        if let Some(value) = flag {
            let origin = key.flag.unwrap_or_default().to_owned();
            return Ok(Some(Found { value, origin }));
        }
        let Some(source) = self.section.source(key, &self.file)? else {
            return Ok(None);
        };
        Ok(Some(Found {
            value: source.read(key, &self.commands)?,
            origin: source.to_string(),
        }))
    }

    /// The value of a setting that may be missing and has no flag.
    pub(crate) fn value(&self, key: &Key) -> Result<Option<String>, SettingsError> {
        Ok(self.text(key, None)?.map(|found| found.value))
    }

    /// Whether any of these is set. Nothing is read or run for it.
    pub(crate) fn has_any(&self, keys: &[Key]) -> Result<bool, SettingsError> {
        for key in keys {
            if self.section.source(key, &self.file)?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A secret or a document that may be missing.
    pub(crate) fn secret(&self, key: &Key) -> Result<Option<SecretString>, SettingsError> {
        let Some(source) = self.section.source(key, &self.file)? else {
            return Ok(None);
        };
        let value = source.read(key, &self.commands)?;
        key.secret_in(&value, || source.to_string()).map(Some)
    }

    /// The value, or an entry in the list of what is missing.
    pub(crate) fn require<T>(&mut self, key: &'static Key, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.missing.push(key);
        }
        value
    }

    /// Two values that only go together: neither of them, or both; one without the other is missing.
    pub(crate) fn both<A, B>(
        &mut self,
        (first_key, first): (&'static Key, Option<A>),
        (second_key, second): (&'static Key, Option<B>),
    ) -> Option<(A, B)> {
        if first.is_none() && second.is_none() {
            return None;
        }
        let first = self.require(first_key, first);
        first.zip(self.require(second_key, second))
    }

    /// What was needed, unless anything that was needed is missing.
    pub(crate) fn complete<T>(self, found: Option<T>) -> Result<T, SettingsError> {
        match found {
            Some(found) if self.missing.is_empty() => Ok(found),
            _ => Err(SettingsError::Missing(Missing {
                section: self.section,
                keys: self.missing,
                file: self.file.path,
            })),
        }
    }

    /// Secrets that others on this machine can read.
    pub(crate) fn warnings(&self) -> Vec<String> {
        self.file.exposed_secrets(self.section)
    }
}

/// An environment variable; an empty one counts as not set, as does one of nothing but line breaks.
fn variable(name: &str) -> Result<Option<String>, SettingsError> {
    match env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !text::is_blank(value))),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(SettingsError::NotUnicode(name.to_owned())),
    }
}
