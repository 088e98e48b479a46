//! Files of ours that nobody else should read, and that no other process may move away unnoticed.

use std::fs::{File, OpenOptions};
use std::io;
use std::path::Path;

/// For a file that is read, and written at its end only; it is made if there is none.
pub(crate) fn options() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).append(true).create(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt as _;
        options.mode(0o600);
    }
    options
}

#[cfg(unix)]
pub(crate) fn others_can_read(file: &File) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(file.metadata()?.permissions().mode() & 0o077 != 0)
}

/// Elsewhere a user's own directories are closed to others unless somebody opens them.
#[cfg(not(unix))]
pub(crate) fn others_can_read(_: &File) -> io::Result<bool> {
    Ok(false)
}

/// Whether nobody has moved or deleted the file meanwhile: what is written then may be nowhere.
#[cfg(unix)]
pub(crate) fn is_at(path: &Path, file: &File) -> io::Result<bool> {
    use std::fs::Metadata;
    use std::os::unix::fs::MetadataExt as _;

    let ours = file.metadata()?;
    let is_ours = |there: Metadata| (there.dev(), there.ino()) == (ours.dev(), ours.ino());
    Ok(path.metadata().is_ok_and(is_ours))
}

/// Elsewhere a file that is open stays where it is.
#[cfg(not(unix))]
pub(crate) fn is_at(_: &Path, _: &File) -> io::Result<bool> {
    Ok(true)
}
