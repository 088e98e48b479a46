//! The directory of a file. A new file is only safe once its directory is on the disk, too.

use std::io;
use std::path::Path;

/// Where the file is, or will be.
pub(crate) fn of(file: &Path) -> &Path {
    match file.parent() {
        Some(directory) if !directory.as_os_str().is_empty() => directory,
        _ => Path::new("."),
    }
}

/// Has the disk know of a file, whose contents are there already.
#[cfg(unix)]
pub(crate) fn sync(file: &Path) -> io::Result<()> {
    std::fs::File::open(of(file))?.sync_all()
}

/// Elsewhere a directory cannot be opened as a file is.
#[cfg(not(unix))]
pub(crate) fn sync(_: &Path) -> io::Result<()> {
    Ok(())
}
