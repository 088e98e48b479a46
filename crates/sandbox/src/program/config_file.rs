//! `--write-config`.

use std::fs::{self, File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::Path;

use super::error::ServeError;
use crate::client_settings::ClientSettings;

/// By it a file is known for one that may be overwritten.
const FIRST_LINE: &str =
    "# Written by the sandbox, and overwritten by the next one. For: vendor .. --config FILE\n";

/// Writes the settings where `vendor --config` can read them.
pub(super) fn write(path: &Path, settings: &ClientSettings) -> Result<(), ServeError> {
    let cannot = |source| ServeError::Config {
        path: path.to_owned(),
        source,
    };
    if !is_ours(path).map_err(cannot)? {
        return Err(ServeError::NotOurConfig(path.to_owned()));
    }
    open(path)
        .and_then(|mut file| write!(file, "{FIRST_LINE}\n{}", settings.toml()))
        .map_err(cannot)
}

/// Also if there is none yet.
fn is_ours(path: &Path) -> io::Result<bool> {
    match fs::read(path) {
        Ok(found) => Ok(found.starts_with(FIRST_LINE.as_bytes())),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(true),
        Err(error) => Err(error),
    }
}

/// For its owner alone, as `vendor` expects it of a file with credentials.
fn open(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options.open(path)
}
