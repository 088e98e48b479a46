//! Where the journal of a job is.

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use super::SendOptions;
use crate::bulk::file::RowFile;
use crate::bulk::journal::JournalError;

/// Beside the file, unless somebody says otherwise.
#[derive(Debug)]
pub(super) enum Place {
    At(PathBuf),
    /// Nothing is remembered.
    Nowhere,
}

impl Place {
    pub(super) fn of(
        options: &SendOptions,
        file: &RowFile,
        is_sandbox: bool,
    ) -> Result<Self, JournalError> {
        if options.no_journal {
            return Ok(Self::Nowhere);
        }
        if let Some(path) = &options.journal {
            return Ok(Self::At(path.clone()));
        }
        if !has_place_beside(&file.path) {
            let what = file.input().to_string();
            return Err(JournalError::NoPlace { what });
        }
        let end = if is_sandbox {
            ".sandbox.journal"
        } else {
            ".journal"
        };
        let mut name = OsString::from(&file.path);
        name.push(end);
        Ok(Self::At(name.into()))
    }

    pub(super) fn into_path(self) -> Option<PathBuf> {
        match self {
            Self::At(path) => Some(path),
            Self::Nowhere => None,
        }
    }
}

/// Not so what can be read once only, and what a shell gives a name for the time being.
fn has_place_beside(file: &Path) -> bool {
    file.is_file() && !file.starts_with("/dev") && !file.starts_with("/proc")
}
