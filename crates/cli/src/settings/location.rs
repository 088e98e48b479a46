//! Where the settings file is, and who else gets at it.

use std::env;
#[cfg(unix)]
use std::fs::{self, Metadata};
#[cfg(unix)]
use std::os::unix::fs::MetadataExt as _;
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

#[cfg(unix)]
pub(super) fn others_can_read(path: &Path) -> bool {
    metadata(path).is_some_and(|found| found.mode() & 0o077 != 0)
}

#[cfg(unix)]
pub(super) fn others_can_write(path: &Path) -> bool {
    let user = rustix::process::geteuid().as_raw();
    metadata(path).is_some_and(|found| others_write(found.uid(), found.mode(), user))
}

/// The owner can write it whatever the mode says. Root can in any case.
#[cfg(unix)]
fn others_write(owner: u32, mode: u32, user: u32) -> bool {
    mode & 0o022 != 0 || ![user, 0].contains(&owner)
}

#[cfg(unix)]
fn metadata(path: &Path) -> Option<Metadata> {
    fs::metadata(path).ok().filter(Metadata::is_file)
}

/// Elsewhere a user's own directories are closed to others unless somebody opens them.
#[cfg(not(unix))]
pub(super) fn others_can_read(_: &Path) -> bool {
    false
}

#[cfg(not(unix))]
pub(super) fn others_can_write(_: &Path) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn others_write_a_file_by_its_mode_or_because_it_is_theirs() {
        let (me, other, root) = (1000, 1001, 0);
        assert!(!others_write(me, 0o600, me));
        assert!(!others_write(me, 0o644, me));
        assert!(!others_write(root, 0o644, me));
        assert!(others_write(me, 0o620, me));
        assert!(others_write(me, 0o602, me));
        assert!(others_write(other, 0o600, me));
        assert!(others_write(other, 0o400, root));
    }
}
