//! What is in a `.crate` file.

use std::fs::File;
use std::io;
use std::path::Path;

use flate2::read::GzDecoder;
use tar::Archive;

/// A file in a package.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PackedFile {
    /// Below the directory that everything is in, with slashes.
    pub(super) path: String,
    pub(super) size: u64,
}

/// The files of an archive in which everything is below `directory`.
pub(super) fn files(archive: &Path, directory: &str) -> io::Result<Vec<PackedFile>> {
    let directory = format!("{directory}/");
    let mut archive = Archive::new(GzDecoder::new(File::open(archive)?));
    let mut files = Vec::new();
    for entry in archive.entries()? {
        let entry = entry?;
        let path = entry.path()?.to_string_lossy().into_owned();
        files.push(PackedFile {
            path: path.strip_prefix(&directory).unwrap_or(&path).to_owned(),
            size: entry.size(),
        });
    }
    files.sort_by(|one, other| one.path.cmp(&other.path));
    Ok(files)
}

#[cfg(test)]
mod tests {
    use std::fs::File;

    use flate2::Compression;
    use flate2::write::GzEncoder;
    use tar::{Builder, Header};

    use super::{PackedFile, files};

    #[test]
    fn files_are_named_below_the_packages_directory() {
        let directory = tempfile::tempdir().expect("a directory");
        let path = directory.path().join("one-0.1.0.crate");
        let file = File::create(&path).expect("a file");
        let mut archive = Builder::new(GzEncoder::new(file, Compression::fast()));
        for name in ["one-0.1.0/src/lib.rs", "one-0.1.0/README.md"] {
            let mut header = Header::new_gnu();
            header.set_size(5);
            let appended = archive.append_data(&mut header, name, &b"//! 1"[..]);
            appended.expect("an entry");
        }
        let finished = archive.into_inner().and_then(GzEncoder::finish);
        finished.expect("an archive");

        let file = |path: &str| PackedFile {
            path: path.to_owned(),
            size: 5,
        };
        let expected = [file("README.md"), file("src/lib.rs")];
        assert_eq!(files(&path, "one-0.1.0").expect("a list"), expected);
    }
}
