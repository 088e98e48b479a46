//! A file that is there when it is complete, in place of another perhaps, or not at all.

use std::fs;
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::directory;
use crate::exit::Exit;
use crate::text;

/// The file cannot be made.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NewFileError {
    #[error("{} is there already", .0.display())]
    Exists(PathBuf),
    #[error("{} is no file, and cannot be replaced by one", .0.display())]
    NoFile(PathBuf),
    #[error("{} cannot be made: there is no directory {}", .0.display(), directory::of(.0).display())]
    NoDirectory(PathBuf),
    #[error("{} cannot be made: {source}", path.display())]
    NotMade { path: PathBuf, source: io::Error },
    #[error("{} cannot be written: {source}", path.display())]
    NotWritten { path: PathBuf, source: io::Error },
}

impl NewFileError {
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Exists(_) | Self::NoFile(_) | Self::NoDirectory(_) => Exit::Invalid,
            Self::NotMade { source, .. } => text::exit_of(source),
            Self::NotWritten { .. } => Exit::Failed,
        }
    }
}

/// Where a file can be made, by what is there now.
#[derive(Debug)]
pub(crate) struct Place {
    /// As it was said.
    path: PathBuf,
    /// Where a link leads to.
    real: PathBuf,
    overwrite: bool,
}

impl Place {
    /// Changes nothing.
    pub(crate) fn find(path: PathBuf, overwrite: bool) -> Result<Self, NewFileError> {
        let real = match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => path.clone(),
            Err(source) => return Err(NewFileError::NotMade { path, source }),
            Ok(_) => match path.canonicalize() {
                Ok(real) if !real.is_file() => return Err(NewFileError::NoFile(path)),
                Ok(_) if !overwrite => return Err(NewFileError::Exists(path)),
                Ok(real) => real,
                Err(source) => return Err(NewFileError::NotMade { path, source }),
            },
        };
        if real.file_name().is_none() {
            return Err(NewFileError::NoFile(path));
        }
        if !directory::of(&real).is_dir() {
            return Err(NewFileError::NoDirectory(path));
        }
        Ok(Self {
            path,
            real,
            overwrite,
        })
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Where there is room for as much as the file will take.
    pub(crate) fn directory(&self) -> &Path {
        directory::of(&self.real)
    }

    /// Begins the file under another name beside it, for nobody else to read.
    pub(crate) fn begin(self) -> Result<NewFile, NewFileError> {
        let temporary = tempfile::Builder::new()
            .prefix(".vendor-")
            .tempfile_in(self.directory());
        match temporary {
            Ok(file) => Ok(NewFile {
                place: self,
                file: BufWriter::new(file),
            }),
            Err(source) => Err(NewFileError::NotMade {
                path: self.path,
                source,
            }),
        }
    }
}

/// What is written so far: it is gone when this is dropped.
#[derive(Debug)]
pub(crate) struct NewFile {
    place: Place,
    file: BufWriter<NamedTempFile>,
}

impl NewFile {
    /// What an error of writing to it means.
    pub(crate) fn not_written(&self, source: io::Error) -> NewFileError {
        let path = self.place.path.clone();
        NewFileError::NotWritten { path, source }
    }

    /// When this returns, it is on the disk as a whole, and has its name.
    pub(crate) fn finish(self) -> Result<(), NewFileError> {
        let Place {
            path,
            real,
            overwrite,
        } = self.place;
        let not_written = |source| NewFileError::NotWritten {
            path: path.clone(),
            source,
        };
        let file = self.file.into_inner();
        let file = file.map_err(|error| not_written(error.into_error()))?;
        file.as_file().sync_all().map_err(not_written)?;
        let named = if overwrite {
            file.persist(&real)
        } else {
            file.persist_noclobber(&real)
        };
        match named {
            Ok(_) => directory::sync(&real).map_err(not_written),
            // Somebody else was faster.
            Err(error) if error.error.kind() == io::ErrorKind::AlreadyExists => {
                Err(NewFileError::Exists(path))
            }
            Err(error) => Err(not_written(error.error)),
        }
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.file.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn begun(path: &Path, overwrite: bool) -> NewFile {
        let place = Place::find(path.to_owned(), overwrite).unwrap();
        let mut file = place.begin().unwrap();
        file.write_all(b"new").unwrap();
        file
    }

    #[test]
    fn is_not_there_before_it_is_complete() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("file");
        let file = begun(&path, false);
        assert!(!path.exists());
        file.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }

    #[test]
    fn leaves_nothing_if_it_never_is() {
        let directory = tempfile::tempdir().unwrap();
        drop(begun(&directory.path().join("file"), false));
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 0);
    }

    #[test]
    fn does_not_replace_one_that_was_made_meanwhile() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("file");
        let file = begun(&path, false);
        fs::write(&path, "theirs").unwrap();
        assert!(matches!(file.finish(), Err(NewFileError::Exists(_))));
        assert_eq!(fs::read(&path).unwrap(), b"theirs");
        assert_eq!(fs::read_dir(directory.path()).unwrap().count(), 1);
    }

    #[test]
    fn replaces_one_where_that_was_said() {
        let directory = tempfile::tempdir().unwrap();
        let path = directory.path().join("file");
        fs::write(&path, "old").unwrap();
        begun(&path, true).finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }
}
