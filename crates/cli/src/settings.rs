//! Where settings come from: flags, then the environment, then a file. Secrets never from flags.

mod error;
mod file;
mod help;

use std::env;
use std::path::PathBuf;

use vendor_core::{BaseUrlError, SecretString};

use self::error::Missing;
pub(crate) use self::error::SettingsError;
use self::file::SettingsFile;
use crate::tickets;

/// The settings of all vendors: what a file may hold.
const SECTIONS: [&Section; 1] = [&tickets::SETTINGS];

/// The settings of one vendor: a table of the file.
#[derive(Debug)]
pub(crate) struct Section {
    pub(crate) name: &'static str,
    pub(crate) keys: &'static [Key],
}

/// One setting.
#[derive(Debug)]
pub(crate) struct Key {
    /// Its name in the file. A secret may also stand in a file of its own, which `name_file` names.
    pub(crate) name: &'static str,
    pub(crate) variable: &'static str,
    /// The flag that sets it, too; a secret has none.
    pub(crate) flag: Option<&'static str>,
    pub(crate) secret: bool,
    /// What holds when it is not set.
    pub(crate) default: &'static str,
}

/// A setting, and where it was found.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) value: String,
    pub(crate) origin: String,
}

impl Found {
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
    /// All names that the table may hold.
    fn names(&self) -> Vec<String> {
        let of_key = |key: &Key| {
            let file = key.secret.then(|| key.file_name());
            [Some(key.name.to_owned()), file]
        };
        self.keys.iter().flat_map(of_key).flatten().collect()
    }
}

impl Key {
    /// The setting that names a file with this secret.
    fn file_name(&self) -> String {
        format!("{}_file", self.name)
    }

    /// How it is best given in the settings file.
    fn name_in_file(&self) -> String {
        if self.secret {
            self.file_name()
        } else {
            self.name.to_owned()
        }
    }
}

/// The settings of one command, looked up one by one; what is missing is reported all at once.
#[derive(Debug)]
pub(crate) struct Settings {
    section: &'static Section,
    file: SettingsFile,
    missing: Vec<&'static Key>,
}

impl Settings {
    /// Reads the file: the one that was asked for, or the default one if it exists.
    pub(crate) fn read(
        section: &'static Section,
        file: Option<PathBuf>,
    ) -> Result<Self, SettingsError> {
        Ok(Self {
            section,
            file: SettingsFile::read(file)?,
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
        match variable(key.variable)? {
            Some(value) => Ok(Some(Found {
                value,
                origin: format!("the environment variable {}", key.variable),
            })),
            None => Ok(self.file.found(self.section, key)),
        }
    }

    /// A secret that may be missing.
    pub(crate) fn secret(&self, key: &Key) -> Result<Option<SecretString>, SettingsError> {
        match variable(key.variable)? {
            Some(value) => Ok(Some(value.into())),
            None => self.file.secret(self.section, key),
        }
    }

    /// The value, or an entry in the list of what is missing.
    pub(crate) fn require<T>(&mut self, key: &'static Key, value: Option<T>) -> Option<T> {
        if value.is_none() {
            self.missing.push(key);
        }
        value
    }

    /// What is missing, as one error.
    pub(crate) fn missing(self) -> SettingsError {
        SettingsError::Missing(Missing {
            section: self.section,
            keys: self.missing,
            file: self.file.path,
        })
    }

    /// Secrets that others on this machine can read.
    pub(crate) fn warnings(&self) -> Vec<String> {
        self.file.exposed_secrets(self.section)
    }
}

/// An environment variable; an empty one counts as not set.
fn variable(name: &'static str) -> Result<Option<String>, SettingsError> {
    match env::var(name) {
        Ok(value) => Ok(Some(value).filter(|value| !value.is_empty())),
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(SettingsError::NotUnicode(name)),
    }
}
