//! Texts from files and stdin: settings, secrets, requests. All of them are small.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// Far more than any of them needs; a device or a wrong file would otherwise fill the memory.
const LIMIT: usize = 1024 * 1024;

pub(crate) fn of_file(path: &Path) -> io::Result<String> {
    if fs::metadata(path)?.is_dir() {
        let kind = io::ErrorKind::IsADirectory;
        return Err(io::Error::new(kind, "it is a directory"));
    }
    read(File::open(path)?)
}

pub(crate) fn of_stdin() -> io::Result<String> {
    read(io::stdin().lock())
}

fn read(source: impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    source.take(LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LIMIT {
        let kind = io::ErrorKind::FileTooLarge;
        return Err(io::Error::new(kind, "it is larger than 1 MiB"));
    }
    String::from_utf8(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not a text in UTF-8"))
}
