//! The settings file: one table per vendor, texts only, every name checked.

use std::collections::BTreeMap;
use std::env;
use std::fmt;
use std::io;
use std::ops::Range;
use std::path::{Path, PathBuf};

use toml::de::{DeTable, DeValue};
use vendor_core::SecretString;

use super::error::{Place, SettingsError};
use super::{Found, Key, SECTIONS, Section};
use crate::{output, text};

/// What a settings file says. It holds secrets; `Debug` shows where it is from, and no value.
pub(super) struct SettingsFile {
    /// The file that was read, or the default one that does not exist.
    pub(super) path: Option<PathBuf>,
    entries: BTreeMap<(&'static str, String), Entry>,
}

struct Entry {
    value: String,
    line: usize,
}

impl fmt::Debug for SettingsFile {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SettingsFile")
            .field("path", &self.path)
            .finish_non_exhaustive()
    }
}

impl SettingsFile {
    pub(super) fn read(chosen: Option<PathBuf>) -> Result<Self, SettingsError> {
        let must_exist = chosen.is_some();
        let Some(path) = chosen.or_else(default_path) else {
            return Ok(Self::empty(None));
        };
        match text::of_file(&path) {
            Ok(text) => Self::parse(path, &text),
            Err(error) if error.kind() == io::ErrorKind::NotFound && !must_exist => {
                Ok(Self::empty(Some(path)))
            }
            Err(source) => Err(SettingsError::Unreadable { path, source }),
        }
    }

    fn empty(path: Option<PathBuf>) -> Self {
        Self {
            path,
            entries: BTreeMap::new(),
        }
    }

    fn parse(path: PathBuf, text: &str) -> Result<Self, SettingsError> {
        let place = |span: Range<usize>| Place {
            path: path.clone(),
            line: text::line_of(text, span.start),
        };
        // Only the message: the rest of the error quotes the line, and a secret may stand there.
        let document = DeTable::parse(text).map_err(|error| SettingsError::Syntax {
            place: place(error.span().unwrap_or_default()),
            message: error.message().to_owned(),
        })?;
        let mut entries = BTreeMap::new();
        for (name, table) in document.get_ref() {
            let section = SECTIONS
                .iter()
                .find(|section| section.name == name.get_ref())
                .ok_or_else(|| {
                    let known = SECTIONS.iter().map(|section| section.name.to_owned());
                    unknown(place(name.span()), "table", name.get_ref(), known.collect())
                })?;
            let DeValue::Table(table) = table.get_ref() else {
                return Err(wrong_type(place(name.span()), name.get_ref(), "a table"));
            };
            for (key, value) in table {
                let known = section.names();
                if !known.iter().any(|known| known == key.get_ref()) {
                    let place = place(key.span());
                    return Err(unknown(place, "setting", key.get_ref(), known));
                }
                let DeValue::String(value) = value.get_ref() else {
                    return Err(wrong_type(place(key.span()), key.get_ref(), "a text"));
                };
                let entry = Entry {
                    value: value.to_string(),
                    line: text::line_of(text, key.span().start),
                };
                entries.insert((section.name, key.get_ref().to_string()), entry);
            }
        }
        Ok(Self {
            path: Some(path),
            entries,
        })
    }

    pub(super) fn found(&self, section: &Section, key: &Key) -> Option<Found> {
        let entry = self.entry(section, key.name)?;
        Some(Found {
            value: entry.value.clone(),
            origin: self.place(entry).to_string(),
        })
    }

    /// The secret itself, or what stands in the file that is named in its place.
    pub(super) fn secret(
        &self,
        section: &Section,
        key: &Key,
    ) -> Result<Option<SecretString>, SettingsError> {
        let inline = self.entry(section, key.name);
        match (inline, self.secret_file(section, key)) {
            (Some(inline), Some(_)) => Err(SettingsError::Twice {
                place: self.place(inline),
                name: key.name,
            }),
            (Some(inline), None) => key
                .secret_in(&inline.value, || self.place(inline).to_string())
                .map(Some),
            (None, Some(path)) => read_secret(path, key).map(Some),
            (None, None) => Ok(None),
        }
    }

    /// Warnings about secrets that other users of this machine can read.
    pub(super) fn exposed_secrets(&self, section: &Section) -> Vec<String> {
        let secrets = || section.all_keys().filter(|key| key.is_secret());
        let inline = secrets().any(|key| self.entry(section, key.name).is_some());
        let own_files = secrets().filter_map(|key| self.secret_file(section, key));
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

    /// Relative to the settings file.
    fn secret_file(&self, section: &Section, key: &Key) -> Option<PathBuf> {
        let named = self.entry(section, &key.file_name())?;
        let beside = self.path.as_deref().and_then(Path::parent);
        Some(beside.unwrap_or(Path::new("")).join(&named.value))
    }
}

fn read_secret(path: PathBuf, key: &Key) -> Result<SecretString, SettingsError> {
    match text::of_file(&path) {
        Ok(text) if text.trim_end_matches(['\r', '\n']).is_empty() => {
            Err(SettingsError::EmptySecret {
                path,
                key: key.name,
            })
        }
        Ok(text) => key.secret_in(&text, || path.display().to_string()),
        Err(source) => Err(SettingsError::Unreadable { path, source }),
    }
}

/// `vendor/config.toml` where the user's settings are kept.
fn default_path() -> Option<PathBuf> {
    let directory = |name| {
        env::var_os(name)
            .map(PathBuf::from)
            .filter(|path| path.is_absolute())
    };
    let configuration = directory("XDG_CONFIG_HOME")
        .or_else(|| directory("APPDATA"))
        .or_else(|| Some(directory("HOME")?.join(".config")))?;
    Some(configuration.join("vendor").join("config.toml"))
}

#[cfg(unix)]
fn others_can_read(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path)
        .is_ok_and(|found| found.is_file() && found.permissions().mode() & 0o077 != 0)
}

/// Elsewhere a user's own directories are closed to others unless somebody opens them.
#[cfg(not(unix))]
fn others_can_read(_: &Path) -> bool {
    false
}

fn unknown(place: Place, kind: &'static str, name: &str, known: Vec<String>) -> SettingsError {
    SettingsError::Unknown {
        place,
        kind,
        name: output::line(name),
        nearest: text::nearest(name, known.iter().map(String::as_str)).map(str::to_owned),
        known,
    }
}

fn wrong_type(place: Place, name: &str, expected: &'static str) -> SettingsError {
    SettingsError::WrongType {
        place,
        name: name.to_owned(),
        expected,
    }
}
