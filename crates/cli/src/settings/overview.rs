//! What is set, and where, with no secret in it: for people who wonder why a command does what it does.

use std::path::PathBuf;

use super::Section;
use super::error::SettingsError;
use super::file::SettingsFile;
use super::key::{Key, Unset};
use super::source::Source;

/// All settings of some vendors.
#[derive(Debug)]
pub(crate) struct Overview {
    /// The file that was read, or the default one that does not exist.
    pub(crate) path: Option<PathBuf>,
    pub(crate) settings: Vec<Setting>,
    /// What is wrong with the file, and with the settings that can be checked here.
    pub(crate) problems: Vec<SettingsError>,
    /// Secrets that others on this machine can read.
    pub(crate) warnings: Vec<String>,
}

/// One setting, as it may be shown.
#[derive(Debug)]
pub(crate) struct Setting {
    pub(crate) section: &'static Section,
    pub(crate) key: &'static Key,
    /// "set" in place of a secret, which is not even measured.
    pub(crate) value: Option<String>,
    pub(crate) set_by: SetBy,
    /// Where it is, for people.
    pub(crate) origin: String,
}

/// The kind of place where a setting is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SetBy {
    Environment,
    File,
    OwnFile,
    Command,
    Default,
    Nothing,
}

impl SetBy {
    fn of(source: &Source) -> Self {
        match source {
            Source::Variable { .. } => Self::Environment,
            Source::Entry { .. } => Self::File,
            Source::OwnFile { .. } => Self::OwnFile,
            Source::Command(_) => Self::Command,
        }
    }

    /// A stable word for scripts.
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Environment => "environment",
            Self::File => "file",
            Self::OwnFile => "own file",
            Self::Command => "command",
            Self::Default => "default",
            Self::Nothing => "not set",
        }
    }
}

/// What stands in place of a secret.
const SET: &str = "set";

impl Overview {
    /// Reads what is there, and goes on after what is wrong. No command is run.
    pub(crate) fn read(
        sections: &[&'static Section],
        file: Option<PathBuf>,
    ) -> Result<Self, SettingsError> {
        let (file, mistakes) = SettingsFile::read_with_mistakes(file)?;
        let mut overview = Self {
            path: file.path.clone(),
            settings: Vec::new(),
            problems: mistakes.into_iter().collect(),
            warnings: Vec::new(),
        };
        for section in sections.iter().copied() {
            for key in section.all_keys() {
                match section.source(key, &file) {
                    Ok(source) => overview.add(section, key, source),
                    Err(problem) => {
                        overview.problems.push(problem);
                        overview.add(section, key, None);
                    }
                }
            }
            overview.warnings.extend(file.exposed_secrets(section));
        }
        // The settings file is the same for all vendors.
        overview.warnings.sort();
        overview.warnings.dedup();
        Ok(overview)
    }

    fn add(&mut self, section: &'static Section, key: &'static Key, source: Option<Source>) {
        let setting = match source {
            Some(source) => {
                self.problems.extend(source.problem(key));
                Setting {
                    section,
                    key,
                    value: Some(shown(key, &source)),
                    set_by: SetBy::of(&source),
                    origin: source.to_string(),
                }
            }
            None => Setting::unset(section, key),
        };
        self.settings.push(setting);
    }
}

impl Setting {
    /// Whether somebody has set it.
    pub(crate) fn is_set(&self) -> bool {
        !matches!(self.set_by, SetBy::Default | SetBy::Nothing)
    }

    fn unset(section: &'static Section, key: &'static Key) -> Self {
        let (value, origin) = match key.unset {
            Unset::Default(value) => (Some(value.to_owned()), "default".to_owned()),
            Unset::Needed => (None, "not set (needed)".to_owned()),
            Unset::Otherwise(words) => (None, format!("not set: {words}")),
            Unset::Nothing => (None, "not set".to_owned()),
        };
        Self {
            section,
            key,
            set_by: value.as_ref().map_or(SetBy::Nothing, |_| SetBy::Default),
            value,
            origin,
        }
    }
}

fn shown(key: &Key, source: &Source) -> String {
    match source {
        Source::Variable { value, .. } | Source::Entry { value, .. }
            if !key.may_be_a_file() && !may_hold_credentials(value) =>
        {
            value.clone()
        }
        _ => SET.to_owned(),
    }
}

/// A URL with a user name or a query, which no client takes, but somebody may have written it all the same.
fn may_hold_credentials(value: &str) -> bool {
    value.contains("://") && value.contains(['@', '?'])
}
