//! A file of rows that is read twice: to check them all, and to send them.

use std::fs::File;
use std::io::{self, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::rows::Rows;
use crate::input::{Input, InputError};

/// The file, with what was in it when it was opened: what is added later is not looked at.
#[derive(Debug)]
pub(super) struct RowFile {
    path: PathBuf,
    file: File,
    length: u64,
}

impl RowFile {
    /// What can be read once only, such as stdin, is copied first.
    pub(super) fn open(path: PathBuf) -> Result<Self, InputError> {
        match open(&path) {
            Ok((file, length)) => Ok(Self { path, file, length }),
            Err(Unopened::Unreadable(error)) => Err(InputError::unreadable(Input::at(path), error)),
            Err(Unopened::NoCopy(error)) => Err(InputError::no_copy(Input::at(path), error)),
        }
    }

    /// From the first one on.
    pub(super) fn rows(&self) -> Result<Rows<'_>, InputError> {
        let mut file = &self.file;
        file.seek(SeekFrom::Start(0))
            .map_err(|error| self.unreadable(error))?;
        Ok(Rows::of(file, self.length))
    }

    pub(super) fn input(&self) -> Input {
        Input::at(self.path.clone())
    }

    pub(super) fn unreadable(&self, error: io::Error) -> InputError {
        InputError::unreadable(self.input(), error)
    }
}

/// Why there is no file.
enum Unopened {
    Unreadable(io::Error),
    /// It would have to be copied.
    NoCopy(io::Error),
}

impl From<io::Error> for Unopened {
    fn from(error: io::Error) -> Self {
        Self::Unreadable(error)
    }
}

fn open(path: &Path) -> Result<(File, u64), Unopened> {
    let file = if path == Path::new("-") {
        copy_of(io::stdin().lock())?
    } else {
        let file = File::open(path)?;
        match file.metadata()?.file_type() {
            kind if kind.is_dir() => {
                let kind = io::ErrorKind::IsADirectory;
                return Err(io::Error::new(kind, "it is a directory").into());
            }
            kind if kind.is_file() => file,
            _ => copy_of(file)?,
        }
    };
    let length = file.metadata()?.len();
    Ok((file, length))
}

/// In a file that nobody else can read, and that has lost its name before anything is in it: it is gone with the
/// process, however that ends.
fn copy_of(mut source: impl io::Read) -> Result<File, Unopened> {
    let copy = NamedTempFile::new().map_err(Unopened::NoCopy)?;
    let mut copy = copy.into_file();
    io::copy(&mut source, &mut copy)?;
    Ok(copy)
}
