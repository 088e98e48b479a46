//! A settings file with everything in it, commented out.

use std::fmt::Write as _;

use super::key::Key;
use super::{SECTIONS, Section};

const HEAD: &str = r#"# Settings of the command `vendor`.
#
# Take the # away from the start of a line to set what stands there. A flag of a command comes first, then the
# environment, then this file: `vendor config show` says what is set, and where.
#
# A secret is given in one of these ways, here for "password" of [aim]:
#   password_file = "aim-password"                        a file with nothing else in it, beside this one
#   password_command = ["pass", "show", "vendor/aim"]     what a program prints; no shell takes part
#   password = ".."                                       here; keep this file to yourself (chmod 600)
#   VENDOR_AIM_PASSWORD                                   in the environment, which comes before all of these
"#;

pub(crate) fn template() -> String {
    SECTIONS
        .iter()
        .fold(HEAD.to_owned(), |text, section| text + &section.template())
}

impl Section {
    /// The table is not commented out, and means nothing while it is empty. If it were, a line that is set without it
    /// would belong to the table above.
    fn template(&self) -> String {
        let mut text = format!("\n\n# {}\n[{}]\n", self.title, self.name);
        for key in self.all_keys() {
            // Writing to a String cannot fail.
            let _ = write!(
                text,
                "\n# {}\n#{} = {}\n",
                key.description(),
                key.name_in_file(),
                self.example(key)
            );
        }
        text
    }

    fn example(&self, key: &Key) -> String {
        if key.may_be_a_file() {
            format!("\"{}-{}\"", self.name, key.name.replace('_', "-"))
        } else {
            format!("\"{}\"", key.example)
        }
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::overview::SetBy;
    use super::super::{Overview, Setting, SettingsError};
    use super::*;

    /// As somebody does who takes everything that is offered.
    fn uncommented() -> String {
        let is_setting = |line: &str| line.starts_with(|first: char| first.is_ascii_lowercase());
        template()
            .lines()
            .map(|line| match line.strip_prefix('#') {
                Some(setting) if is_setting(setting) => format!("{setting}\n"),
                _ => format!("{line}\n"),
            })
            .collect()
    }

    #[test]
    fn uncommented_it_is_a_valid_file_with_every_setting() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("config.toml");
        fs::write(&path, uncommented()).unwrap();
        let overview = Overview::read(SECTIONS, Some(path)).unwrap();

        let from_file = |setting: &&Setting| matches!(setting.set_by, SetBy::File | SetBy::OwnFile);
        let others: Vec<_> = overview
            .settings
            .iter()
            .filter(|setting| !from_file(setting))
            .collect();
        assert!(others.is_empty(), "{others:#?}");
        // The files that it names are not there; nothing else is wrong with it.
        for problem in &overview.problems {
            assert!(
                matches!(problem, SettingsError::UnreadableValue { .. }),
                "{problem}"
            );
        }
    }

    #[test]
    fn as_it_is_it_sets_nothing() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("config.toml");
        fs::write(&path, template()).unwrap();
        let overview = Overview::read(SECTIONS, Some(path)).unwrap();
        assert!(!overview.settings.iter().any(Setting::is_set));
        assert!(overview.problems.is_empty());
    }

    #[test]
    fn the_readme_has_every_setting_with_the_same_words() {
        let table = reference();
        assert!(
            include_str!("../../README.md").contains(&table),
            "README.md, Settings, should have this table:\n\n{table}"
        );
    }

    /// The table of the README.
    fn reference() -> String {
        let mut table = "| vendor | setting | what it is |\n|---|---|---|\n".to_owned();
        for section in SECTIONS {
            for (index, key) in section.all_keys().enumerate() {
                let vendor = if index == 0 {
                    format!(" `[{}]`", section.name)
                } else {
                    String::new()
                };
                let flag = key.flag.map(|flag| format!(" (`{flag}`)"));
                let _ = writeln!(
                    table,
                    "|{vendor} | `{}`{} | {} |",
                    key.name,
                    flag.unwrap_or_default(),
                    key.description()
                );
            }
        }
        table
    }
}
