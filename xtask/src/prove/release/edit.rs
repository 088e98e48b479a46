//! Changes of files by which a break is planted.

use std::fs;
use std::io;
use std::path::Path;

use semver::Version;

/// Paths are those below the root of the repository.
#[derive(Clone, Copy, Debug)]
pub(super) enum Edit {
    /// Wherever the old text stands in the file.
    Replace {
        file: &'static str,
        old: &'static str,
        new: &'static str,
    },
    Append {
        file: &'static str,
        text: &'static str,
    },
    Create {
        file: &'static str,
        text: &'static str,
    },
    /// The next patch version of a crate.
    RaisePatch { manifest: &'static str },
}

#[derive(Debug, thiserror::Error)]
pub(super) enum EditError {
    #[error("{file}: {error}")]
    File {
        file: &'static str,
        error: io::Error,
    },
    #[error("{file}: what is to be changed is not there: {text:?}. Adapt the plant to the sources")]
    NotFound {
        file: &'static str,
        text: &'static str,
    },
    #[error("{file} is there already. Adapt the plant to the sources")]
    IsThere { file: &'static str },
}

impl Edit {
    pub(super) fn apply(&self, root: &Path) -> Result<(), EditError> {
        let file = self.file();
        let path = root.join(file);
        let failed = |error| EditError::File { file, error };
        if let Self::Create { text, .. } = *self {
            if path.exists() {
                return Err(EditError::IsThere { file });
            }
            return fs::write(&path, text).map_err(failed);
        }
        let changed = self.change(&fs::read_to_string(&path).map_err(failed)?)?;
        fs::write(&path, changed).map_err(failed)
    }

    fn file(&self) -> &'static str {
        match *self {
            Self::Replace { file, .. } | Self::Append { file, .. } | Self::Create { file, .. } => {
                file
            }
            Self::RaisePatch { manifest } => manifest,
        }
    }

    fn change(&self, before: &str) -> Result<String, EditError> {
        match *self {
            Self::Create { text, .. } => Ok(text.to_owned()),
            Self::Append { text, .. } => Ok(format!("{before}{text}")),
            Self::Replace { file, old, new } => {
                let text = old;
                let found = before.contains(old).then(|| before.replace(old, new));
                found.ok_or(EditError::NotFound { file, text })
            }
            Self::RaisePatch { manifest } => raise_patch(before).ok_or(EditError::NotFound {
                file: manifest,
                text: VERSION,
            }),
        }
    }
}

const VERSION: &str = "version = \"";

/// `None` if no line of the manifest is a version of its own.
fn raise_patch(manifest: &str) -> Option<String> {
    let line = manifest.lines().find(|line| line.starts_with(VERSION))?;
    let version = line.strip_prefix(VERSION)?.strip_suffix('"')?;
    let mut raised = Version::parse(version).ok()?;
    raised.patch += 1;
    Some(manifest.replacen(line, &format!("{VERSION}{raised}\""), 1))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::{Edit, EditError};

    const REPLACE: Edit = Edit::Replace {
        file: "lib.rs",
        old: "pub fn",
        new: "fn",
    };

    #[test]
    fn a_text_is_replaced_wherever_it_stands() {
        let changed = REPLACE
            .change("pub fn one() {}\npub fn two() {}\n")
            .unwrap();
        assert_eq!(changed, "fn one() {}\nfn two() {}\n");
    }

    #[test]
    fn a_text_that_is_not_there_is_an_error() {
        let error = REPLACE.change("fn one() {}\n").unwrap_err();
        assert!(matches!(error, EditError::NotFound { .. }), "{error}");
    }

    #[test]
    fn only_the_version_of_the_crate_itself_is_raised() {
        let raise = Edit::RaisePatch {
            manifest: "Cargo.toml",
        };
        let manifest = "name = \"one\"\nversion = \"0.1.9\"\n\n[dependencies]\ntwo = { version = \"0.1.9\" }\n";
        let raised = raise.change(manifest).unwrap();
        assert_eq!(
            raised,
            "name = \"one\"\nversion = \"0.1.10\"\n\n[dependencies]\ntwo = { version = \"0.1.9\" }\n"
        );
        let error = raise.change("version.workspace = true\n").unwrap_err();
        assert!(matches!(error, EditError::NotFound { .. }), "{error}");
    }

    #[test]
    fn a_file_that_is_there_is_not_created() {
        let directory = tempfile::tempdir().unwrap();
        let create = Edit::Create {
            file: "notes.md",
            text: "Notes.\n",
        };
        create.apply(directory.path()).unwrap();
        let text = fs::read_to_string(directory.path().join("notes.md")).unwrap();
        assert_eq!(text, "Notes.\n");
        let error = create.apply(directory.path()).unwrap_err();
        assert!(matches!(error, EditError::IsThere { .. }), "{error}");
    }
}
