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
            Err(error) => Err(InputError::unreadable(Input::at(path), error)),
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

fn open(path: &Path) -> io::Result<(File, u64)> {
    let file = if path == Path::new("-") {
        copy_of(io::stdin().lock())?
    } else {
        let file = File::open(path)?;
        match file.metadata()?.file_type() {
            kind if kind.is_dir() => {
                let kind = io::ErrorKind::IsADirectory;
                return Err(io::Error::new(kind, "it is a directory"));
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
fn copy_of(mut source: impl io::Read) -> io::Result<File> {
    let mut copy = NamedTempFile::new()?.into_file();
    io::copy(&mut source, &mut copy)?;
    Ok(copy)
}
