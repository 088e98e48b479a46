//! The settings file.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use super::Section;
use super::command::SecretCommand;
use super::entries::{Entries, Entry, Value, read_entries};
use super::error::{Place, SettingsError};
use super::key::Key;
use super::location::{default_path, others_can_read};
use super::source::Source;
use crate::text;

/// What a settings file says. It holds secrets; `Debug` shows where it is from, and no value.
#[derive(Default)]
pub(super) struct SettingsFile {
    /// The file that was read, or the default one that does not exist.
    pub(super) path: Option<PathBuf>,
    entries: Entries,
}

impl fmt::Debug for SettingsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SettingsFile")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl SettingsFile {
    /// Reads the file: the one that was asked for, or the default one if it exists.
    pub(super) fn read(chosen: Option<PathBuf>) -> Result<Self, SettingsError> {
        match Self::read_with_mistakes(chosen)? {
            (file, None) => Ok(file),
            (_, Some(mistakes)) => Err(mistakes),
        }
    }

    /// The same, with all that is right of a file that has mistakes.
    pub(super) fn read_with_mistakes(
        chosen: Option<PathBuf>,
    ) -> Result<(Self, Option<SettingsError>), SettingsError> {
        let must_exist = chosen.is_some();
        let Some(path) = chosen.or_else(default_path) else {
            return Ok((Self::default(), None));
        };
        match text::of_file(&path) {
            Ok(text) => {
                let (entries, mistakes) = read_entries(&text, &path);
                let error = (!mistakes.is_empty()).then(|| SettingsError::File {
                    path: path.clone(),
                    mistakes,
                });
                let path = Some(path);
                Ok((Self { path, entries }, error))
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound && !must_exist => {
                let (path, entries) = (Some(path), Entries::new());
                Ok((Self { path, entries }, None))
            }
            Err(source) => Err(SettingsError::Unreadable { path, source }),
        }
    }

    /// Where it has a setting: there, in the file that is named in its place, or in what a command prints.
    pub(super) fn source(&self, section: &Section, key: &Key) -> Option<Source> {
        key.names().find_map(|name| {
            let entry = self.entry(section, &name)?;
            let place = self.place(entry);
            Some(match &entry.value {
                Value::Text(value) if name == key.name => Source::Entry {
                    value: value.clone(),
                    place,
                },
                Value::Text(named) => Source::OwnFile {
                    path: self.beside(named),
                    place,
                },
                Value::Command { program, arguments } => Source::Command(SecretCommand {
                    program: program.clone(),
                    arguments: arguments.clone(),
                    place,
                }),
            })
        })
    }

    /// Warnings about secrets that other users of this machine can read.
    pub(super) fn exposed_secrets(&self, section: &Section) -> Vec<String> {
        let secrets = || section.all_keys().filter(|key| key.is_secret());
        let inline = secrets().any(|key| self.entry(section, key.name).is_some());
        let own_files = secrets().filter_map(|key| match self.source(section, key) {
            Some(Source::OwnFile { path, .. }) => Some(path),
            _ => None,
        });
        self.path
            .clone()
            .filter(|_| inline)
            .into_iter()
            .chain(own_files)
            .filter(|path| others_can_read(path))
            .map(|path| {
                let path = path.display();
                format!("{path} holds a secret, and other users can read it; chmod 600 {path}")
            })
            .collect()
    }

    fn entry(&self, section: &Section, name: &str) -> Option<&Entry> {
        self.entries.get(&(section.name, name.to_owned()))
    }

    fn place(&self, entry: &Entry) -> Place {
        Place {
            path: self.path.clone().unwrap_or_default(),
            line: entry.line,
        }
    }

    /// A file that is named relative to this one.
    fn beside(&self, named: &str) -> PathBuf {
        let directory = self.path.as_deref().and_then(Path::parent);
        directory.unwrap_or(Path::new("")).join(named)
    }
}
