//! Texts from files and stdin: settings, secrets, requests. All of them are small.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use crate::exit::Exit;

/// Far more than any of them needs; a device or a wrong file would otherwise fill the memory.
const LIMIT: usize = 1024 * 1024;

const BYTE_ORDER_MARK: char = '\u{feff}';

pub(crate) fn of_file(path: &Path) -> io::Result<String> {
    if fs::metadata(path)?.is_dir() {
        let kind = io::ErrorKind::IsADirectory;
        return Err(io::Error::new(kind, "it is a directory"));
    }
    of_reader(File::open(path)?)
}

pub(crate) fn of_stdin() -> io::Result<String> {
    of_reader(io::stdin().lock())
}

pub(crate) fn of_reader(source: impl Read) -> io::Result<String> {
    let mut bytes = Vec::new();
    source.take(LIMIT as u64 + 1).read_to_end(&mut bytes)?;
    if bytes.len() > LIMIT {
        let kind = io::ErrorKind::FileTooLarge;
        return Err(io::Error::new(kind, "it is larger than 1 MiB"));
    }
    let text = String::from_utf8(bytes)
        .map_err(|_| io::Error::new(io::ErrorKind::InvalidData, "it is not a text in UTF-8"))?;
    // Some editors begin a file with it, and it is no part of the text.
    Ok(match text.strip_prefix(BYTE_ORDER_MARK) {
        Some(text) => text.to_owned(),
        None => text,
    })
}

/// Whether there is nothing in it but line breaks, which editors and shells add.
pub(crate) fn is_blank(text: &str) -> bool {
    text.trim_end_matches(['\r', '\n']).is_empty()
}

/// The line of a position in a text, from 1.
pub(crate) fn line_of(text: &str, position: usize) -> usize {
    text.bytes()
        .take(position)
        .filter(|byte| *byte == b'\n')
        .count()
        + 1
}

/// What a misspelt name was meant to be, if it is like one of the known ones.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    // Two thirds alike: enough for a slip, too little for another word.
    known
        .into_iter()
        .map(|known| (strsim::normalized_damerau_levenshtein(name, known), known))
        .filter(|(likeness, _)| *likeness > 0.66)
        .max_by(|(one, _), (other, _)| one.total_cmp(other))
        .map(|(_, known)| known)
}

/// How a command ends whose file cannot be read: another file is needed, or this machine failed.
pub(crate) fn exit_of(error: &io::Error) -> Exit {
    match error.kind() {
        io::ErrorKind::NotFound
        | io::ErrorKind::IsADirectory
        | io::ErrorKind::NotADirectory
        | io::ErrorKind::FileTooLarge
        | io::ErrorKind::InvalidData => Exit::Invalid,
        _ => Exit::Failed,
    }
}
