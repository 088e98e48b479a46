//! Where the settings file is, and who else gets at it.

use std::env;
use std::path::{Path, PathBuf};

/// `vendor/config.toml` where the user's settings are kept.
pub(crate) fn default_path() -> Option<PathBuf> {
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

pub(super) fn others_can_read(path: &Path) -> bool {
    others_can(path, 0o077)
}

pub(super) fn others_can_write(path: &Path) -> bool {
    others_can(path, 0o022)
}

#[cfg(unix)]
fn others_can(path: &Path, mode: u32) -> bool {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path)
        .is_ok_and(|found| found.is_file() && found.permissions().mode() & mode != 0)
}

/// Elsewhere a user's own directories are closed to others unless somebody opens them.
#[cfg(not(unix))]
fn others_can(_: &Path, _: u32) -> bool {
    false
}
