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
use crate::{aim, dialler, iveco, leadbank, tickets};

/// The settings of all vendors: what a file may hold.
const SECTIONS: &[&Section] = &[
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
    /// Its own ones, and groups of those that other vendors have too.
    pub(crate) keys: &'static [&'static [Key]],
}

/// One setting.
#[derive(Debug)]
pub(crate) struct Key {
    /// Its name in the settings file.
    pub(crate) name: &'static str,
    /// The flag that sets it, too; a secret has none.
    pub(crate) flag: Option<&'static str>,
    pub(crate) kind: Kind,
    /// What holds when it is not set.
    pub(crate) default: &'static str,
}

/// What a setting is, and so where it may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// May also stand in a file of its own, which `name_file` names, and which nobody else should read.
    Secret,
    /// The same, of many lines.
    SecretDocument,
    /// Many lines, best in a file of their own, and no secret.
    Document,
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
    fn all_keys(&self) -> impl Iterator<Item = &'static Key> {
        self.keys.iter().copied().flatten()
    }

    /// The environment variable of a setting.
    fn variable(&self, key: &Key) -> String {
        format!("VENDOR_{}_{}", self.name, key.name).to_uppercase()
    }

    /// All names that the table may hold.
    fn names(&self) -> Vec<String> {
        let of_key = |key: &Key| {
            let file = key.may_be_a_file().then(|| key.file_name());
            [Some(key.name.to_owned()), file]
        };
        self.all_keys().flat_map(of_key).flatten().collect()
    }
}

impl Key {
    /// Where the vendor's API is.
    pub(crate) const fn base_url(default: &'static str) -> Self {
        Self {
            flag: Some("--base-url"),
            ..Self::text("base_url", default)
        }
    }

    /// A setting without a flag.
    pub(crate) const fn text(name: &'static str, default: &'static str) -> Self {
        Self {
            name,
            flag: None,
            kind: Kind::Text,
            default,
        }
    }

    /// A secret, which never has a flag.
    pub(crate) const fn secret(name: &'static str, default: &'static str) -> Self {
        Self {
            kind: Kind::Secret,
            ..Self::text(name, default)
        }
    }

    /// A secret of many lines, a private key for example.
    pub(crate) const fn secret_document(name: &'static str, default: &'static str) -> Self {
        Self {
            kind: Kind::SecretDocument,
            ..Self::text(name, default)
        }
    }

    /// A text of many lines, in PEM for example.
    pub(crate) const fn document(name: &'static str, default: &'static str) -> Self {
        Self {
            kind: Kind::Document,
            ..Self::text(name, default)
        }
    }

    /// Whether others should not see it.
    fn is_secret(&self) -> bool {
        matches!(self.kind, Kind::Secret | Kind::SecretDocument)
    }

    /// The secret in a text: without the line break at its end, which editors and shells add. Any other one is
    /// somebody's mistake, and neither a header nor a form would say where it is from.
    fn secret_in(
        &self,
        text: &str,
        origin: impl FnOnce() -> String,
    ) -> Result<SecretString, SettingsError> {
        let secret = text.trim_end_matches(['\r', '\n']);
        if self.kind == Kind::Secret && secret.contains(char::is_control) {
            return Err(SettingsError::ControlCharacter {
                key: self.name,
                origin: origin(),
            });
        }
        Ok(secret.into())
    }

    /// Whether it may stand in a file of its own.
    fn may_be_a_file(&self) -> bool {
        self.kind != Kind::Text
    }

    /// The setting that names a file with nothing but this one's value.
    fn file_name(&self) -> String {
        format!("{}_file", self.name)
    }

    /// How it is best given in the settings file.
    fn name_in_file(&self) -> String {
        if self.may_be_a_file() {
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
        let name = self.section.variable(key);
        match variable(&name)? {
            Some(value) => Ok(Some(Found {
                value,
                origin: format!("the environment variable {name}"),
            })),
            None => Ok(self.file.found(self.section, key)),
        }
    }

    /// The value of a setting that may be missing and has no flag.
    pub(crate) fn value(&self, key: &Key) -> Result<Option<String>, SettingsError> {
        Ok(self.text(key, None)?.map(|found| found.value))
    }

    /// A secret or a document that may be missing.
    pub(crate) fn secret(&self, key: &Key) -> Result<Option<SecretString>, SettingsError> {
        let name = self.section.variable(key);
        match variable(&name)? {
            Some(value) => key
                .secret_in(&value, || format!("the environment variable {name}"))
                .map(Some),
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
        Ok(value) => {
            Ok(Some(value).filter(|value| !value.trim_end_matches(['\r', '\n']).is_empty()))
        }
        Err(env::VarError::NotPresent) => Ok(None),
        Err(env::VarError::NotUnicode(_)) => Err(SettingsError::NotUnicode(name.to_owned())),
    }
}
