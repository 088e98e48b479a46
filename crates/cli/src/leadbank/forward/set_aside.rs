//! The file of the leads that nobody could forward: a lead in it is in safe hands, and may be confirmed.

use std::collections::HashSet;
use std::fs::{File, TryLockError};
use std::hash::{BuildHasher as _, RandomState};
use std::io::{self, BufRead as _, BufReader, Write as _};
use std::path::{Path, PathBuf};

use leadbank::{Lead, RawJson};
use serde::{Deserialize, Serialize};

use crate::exit::Exit;
use crate::leadbank::one_line::one_line;
use crate::{directory, private_file, text};

/// The file cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SetAsideError {
    #[error("{} cannot be opened: {source}", path.display())]
    Open { path: PathBuf, source: io::Error },
    #[error("{} is no file", path.display())]
    NoFile { path: PathBuf },
    #[error("{} is in use: another process sets leads aside there", path.display())]
    InUse { path: PathBuf },
    #[error(
        "{}, line {line} is no lead that was set aside here: perhaps it is another file, or was changed by hand",
        path.display()
    )]
    Foreign { path: PathBuf, line: usize },
    #[error("{} cannot be read: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("a lead cannot be set aside in {}: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error(
        "more leads could not be read, or were left, than memory is kept for: none is confirmed, and all come again"
    )]
    TooMany,
    #[error(
        "{} was moved or deleted while it was in use: the lead that was to be set aside there comes again",
        path.display()
    )]
    Gone { path: PathBuf },
}

impl SetAsideError {
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Open { source, .. } => text::exit_of(source),
            Self::NoFile { .. } | Self::InUse { .. } | Self::Foreign { .. } => Exit::Invalid,
            Self::Read { .. } | Self::Write { .. } | Self::TooMany | Self::Gone { .. } => {
                Exit::Failed
            }
        }
    }
}

/// One line, with the members in this order.
#[derive(Serialize, Deserialize)]
struct Line {
    /// The lead's number, if it has one.
    id: Option<i64>,
    reason: String,
    /// As it was received.
    lead: RawJson,
}

/// What every line begins with.
const BEGINNING: &[u8] = b"{\"id\":";

/// The file, which no other process uses. It is written at its end only.
#[derive(Debug)]
pub(super) struct SetAsideFile {
    path: PathBuf,
    file: File,
    known: Known,
}

/// What was found when the file was opened.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) leads: usize,
    /// Bytes of a line whose writing had been broken off, and which is cut off. Its lead was never confirmed.
    pub(super) torn: Option<usize>,
    pub(super) others_can_read: bool,
}

impl SetAsideFile {
    /// Opens the file, or makes it, for nobody else to read.
    pub(super) fn open(path: &Path) -> Result<(Self, Found), SetAsideError> {
        let opening = |source| SetAsideError::Open {
            path: path.to_owned(),
            source,
        };
        // Elsewhere "-" is a stream, and who says it here means one.
        if path == Path::new("-") || path.exists() && !path.is_file() {
            let path = path.to_owned();
            return Err(SetAsideError::NoFile { path });
        }
        let file = private_file::options().open(path).map_err(opening)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let path = path.to_owned();
                return Err(SetAsideError::InUse { path });
            }
            Err(TryLockError::Error(source)) => return Err(opening(source)),
        }
        // Whether it is new or was made just before a crash: a file of which the directory knows nothing is none. By a
        // link, it is in another directory than the link.
        let real = path.canonicalize().map_err(opening)?;
        directory::sync(&real).map_err(opening)?;
        let mut set_aside = Self {
            path: path.to_owned(),
            file,
            known: Known::default(),
        };
        let found = set_aside.read()?;
        Ok((set_aside, found))
    }

    /// Whether this lead is there.
    pub(super) fn has(&self, lead: &RawJson) -> bool {
        self.known.has(&one_line(lead))
    }

    /// Puts a lead there, unless it is there: when this returns, it is safe. Tells whether it was put there.
    pub(super) fn keep(
        &mut self,
        id: Option<i64>,
        lead: &RawJson,
        reason: String,
    ) -> Result<bool, SetAsideError> {
        let lead = one_line(lead);
        if self.known.has(&lead) {
            return Ok(false);
        }
        let writing = |source| SetAsideError::Write {
            path: self.path.clone(),
            source,
        };
        let line = Line { id, reason, lead };
        append(&self.file, &line).map_err(writing)?;
        if !private_file::is_at(&self.path, &self.file).map_err(writing)? {
            let path = self.path.clone();
            return Err(SetAsideError::Gone { path });
        }
        self.known.add(&line.lead);
        Ok(true)
    }

    /// Learns what is there, and repairs the end.
    fn read(&mut self) -> Result<Found, SetAsideError> {
        let reading = |source| SetAsideError::Read {
            path: self.path.clone(),
            source,
        };
        let foreign = |line| SetAsideError::Foreign {
            path: self.path.clone(),
            line,
        };
        let mut found = Found {
            others_can_read: private_file::others_can_read(&self.file).map_err(reading)?,
            ..Found::default()
        };
        let mut reader = BufReader::new(&self.file);
        let mut bytes = Vec::new();
        let mut whole = 0;
        for line in 1.. {
            bytes.clear();
            let read = reader.read_until(b'\n', &mut bytes).map_err(reading)?;
            if read == 0 {
                break;
            }
            if let Ok(line) = vendor_core::decode::<Line>(&bytes) {
                self.known.add(&one_line(&line.lead));
                found.leads += 1;
                if !bytes.ends_with(b"\n") {
                    // An editor's work, or nothing but the line break was lost.
                    (&self.file).write_all(b"\n").map_err(reading)?;
                }
            } else if is_torn(&bytes) {
                found.torn = Some(read);
                self.file.set_len(whole).map_err(reading)?;
                break;
            } else if !bytes.trim_ascii().is_empty() {
                return Err(foreign(line));
            }
            whole += read as u64;
        }
        // What a process has written that was ended before it could be sure is safe only now.
        self.file.sync_all().map_err(reading)?;
        Ok(found)
    }
}

/// When this returns, the line is on the disk. After a failure nobody can tell, so none of it is left in the file: it
/// would be taken for safe later.
fn append(file: &File, line: &Line) -> io::Result<()> {
    let mut text = serde_json::to_vec(line)?;
    text.push(b'\n');
    let before = file.metadata()?.len();
    write(file, &text).inspect_err(|_| {
        // If this fails too, the next start repairs the end.
        let _ = file.set_len(before);
    })
}

fn write(mut file: &File, text: &[u8]) -> io::Result<()> {
    file.write_all(text)?;
    file.sync_all()
}

/// Whether these last bytes are the beginning of a line of ours, and no more: JSON that is whole is another's. A power
/// cut may leave zeros where nothing was written yet.
fn is_torn(bytes: &[u8]) -> bool {
    let zeros = bytes.iter().rev().take_while(|byte| **byte == 0).count();
    let written = &bytes[..bytes.len() - zeros];
    let common = written.len().min(BEGINNING.len());
    written[..common] == BEGINNING[..common]
        && !written.ends_with(b"\n")
        && vendor_core::decode::<RawJson>(bytes).is_err()
}

/// Which leads are there.
#[derive(Debug, Default)]
struct Known {
    leads: HashSet<u64>,
    hasher: RandomState,
}

impl Known {
    fn has(&self, lead: &RawJson) -> bool {
        self.leads.contains(&self.hash(lead))
    }

    fn add(&mut self, lead: &RawJson) {
        let hash = self.hash(lead);
        self.leads.insert(hash);
    }

    /// It is the same lead if it has the same number and the same contents: its state and its dates may change. One
    /// without a number, or that does not decode, is the same if its text is.
    fn hash(&self, lead: &RawJson) -> u64 {
        let same = lead.decode::<Lead>().ok().and_then(|lead| {
            let number = super::number(&lead)?;
            let contents = serde_json::to_string(&lead.contents).ok()?;
            Some((number, contents))
        });
        match same {
            Some(same) => self.hasher.hash_one(same),
            None => self.hasher.hash_one(lead.get()),
        }
    }
}
