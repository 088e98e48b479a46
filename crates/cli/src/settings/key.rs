//! One setting: its names, what it is, and what holds without it.

use vendor_core::SecretString;

use super::error::SettingsError;

/// One setting.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Key {
    /// Its name in the settings file.
    pub(crate) name: &'static str,
    /// The flag that sets it, too; a secret has none.
    pub(crate) flag: Option<&'static str>,
    pub(crate) kind: Kind,
    /// What it is, in a few words.
    pub(crate) about: &'static str,
    pub(crate) unset: Unset,
    /// What it may look like.
    pub(super) example: &'static str,
}

/// What a setting is, and so where it may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Text,
    /// May also stand in a file of its own, which `name_file` names, and which nobody else should read; or a program
    /// prints it, which `name_command` names.
    Secret,
    /// The same, of many lines.
    SecretDocument,
    /// Many lines, best in a file of their own, and no secret.
    Document,
}

/// What holds when a setting is not set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unset {
    /// Nothing works.
    Needed,
    Default(&'static str),
    /// What is done then, in words.
    Otherwise(&'static str),
    Nothing,
}

impl Key {
    /// Where the vendor's API is.
    pub(crate) const fn base_url(about: &'static str, example: &'static str) -> Self {
        Self::text("base_url", about, example).flag("--base-url")
    }

    pub(crate) const fn text(
        name: &'static str,
        about: &'static str,
        example: &'static str,
    ) -> Self {
        Self {
            name,
            flag: None,
            kind: Kind::Text,
            about,
            unset: Unset::Nothing,
            example,
        }
    }

    /// A secret, which never has a flag.
    pub(crate) const fn secret(name: &'static str, about: &'static str) -> Self {
        Self {
            kind: Kind::Secret,
            ..Self::text(name, about, "")
        }
    }

    /// A secret of many lines, a private key for example.
    pub(crate) const fn secret_document(name: &'static str, about: &'static str) -> Self {
        Self {
            kind: Kind::SecretDocument,
            ..Self::text(name, about, "")
        }
    }

    /// A text of many lines, in PEM for example.
    pub(crate) const fn document(name: &'static str, about: &'static str) -> Self {
        Self {
            kind: Kind::Document,
            ..Self::text(name, about, "")
        }
    }

    pub(crate) const fn flag(self, flag: &'static str) -> Self {
        Self {
            flag: Some(flag),
            ..self
        }
    }

    pub(crate) const fn needed(self) -> Self {
        Self {
            unset: Unset::Needed,
            ..self
        }
    }

    pub(crate) const fn default_value(self, value: &'static str) -> Self {
        Self {
            unset: Unset::Default(value),
            ..self
        }
    }

    pub(crate) const fn otherwise(self, words: &'static str) -> Self {
        Self {
            unset: Unset::Otherwise(words),
            ..self
        }
    }

    /// Whether others should not see it.
    pub(crate) fn is_secret(&self) -> bool {
        matches!(self.kind, Kind::Secret | Kind::SecretDocument)
    }

    /// Whether it may stand in a file of its own.
    pub(super) fn may_be_a_file(&self) -> bool {
        self.kind != Kind::Text
    }

    /// The setting that names a file with nothing but this one's value.
    pub(super) fn file_name(&self) -> String {
        format!("{}_file", self.name)
    }

    /// The setting that names a program which prints this one's value.
    pub(super) fn command_name(&self) -> String {
        format!("{}_command", self.name)
    }

    /// How it is best given in the settings file.
    pub(super) fn name_in_file(&self) -> String {
        if self.may_be_a_file() {
            self.file_name()
        } else {
            self.name.to_owned()
        }
    }

    /// All names by which the settings file may give it.
    pub(super) fn names(&self) -> impl Iterator<Item = String> {
        let file = self.may_be_a_file().then(|| self.file_name());
        let command = self.is_secret().then(|| self.command_name());
        [Some(self.name.to_owned()), file, command]
            .into_iter()
            .flatten()
    }

    /// What it is, and what holds without it.
    pub(super) fn description(&self) -> String {
        let about = self.about;
        match self.unset {
            Unset::Needed => format!("{about} (needed)"),
            Unset::Default(value) => format!("{about} [default: {value}]"),
            Unset::Otherwise(words) => format!("{about} [otherwise: {words}]"),
            Unset::Nothing => about.to_owned(),
        }
    }

    /// The secret in a text: without the line break at its end, which editors and shells add. Any other one is
    /// somebody's mistake, and neither a header nor a form would say where it is from.
    pub(super) fn secret_in(
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
}
