//! The journal of a job: what has become of each row, on the disk before and after it is sent, so that a job which ends
//! at any moment, by a power cut too, can go on.
//!
//! It is a file of JSON lines. The first one is the [`Header`]: which job it is. Each other one is a [`Record`]:
//!
//! ```text
//! {"journal":1,"vendor":"dialler","operation":"importContact","base_url":"https://..","account":null,"options":{"--overwrite-duplicates":"false"},"mapping":{}}
//! {"line":7,"key":"5ea3..","state":"started","at":"2024-10-15T09:00:00Z"}
//! {"line":7,"key":"5ea3..","state":"done","at":"2024-10-15T09:00:01Z","id":"215387"}
//! ```
//!
//! A row that is `started` with nothing after it may have been done: its outcome is unknown. Of a row that must not be
//! sent twice, `started` is on the disk before it is sent; of others it is in the file, and on the disk by the end. Lines
//! are only ever added, in every run of the job, and the last one of a row counts. A last line without an end was being
//! written when the program ended: nothing was sent for it, so it is cut off.
//!
//! It holds no secret and nothing of what is sent or answered, but for the ids that the vendor gives.

mod error;
mod fates;
mod header;
mod key;
mod record;

use std::borrow::Cow;
use std::fs::{self, File, TryLockError};
use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use vendor_core::wire::RawJson;
use vendor_core::{Clock as _, SystemClock};

pub(crate) use self::error::JournalError;
pub(crate) use self::fates::Fates;
pub(crate) use self::header::Header;
pub(crate) use self::key::{Key, Keys};
pub(crate) use self::record::State;

use self::header::{BEGINNING, FORMAT, Format};
use self::record::Record;
use crate::{directory, private_file};

/// Far more than a line of ours has; a wrong file would otherwise fill the memory.
const LONGEST: u64 = 1024 * 1024;

/// The file, which no other process uses. It is written at its end only.
#[derive(Debug)]
pub(crate) struct Journal {
    path: PathBuf,
    file: Arc<File>,
}

/// What was found when the file was opened.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) fates: Fates,
    pub(crate) others_can_read: bool,
}

/// What has become of a row.
#[derive(Debug)]
pub(crate) struct Ended<'a> {
    pub(crate) line: u64,
    pub(crate) key: Key,
    pub(crate) state: State,
    pub(crate) id: Option<&'a str>,
    /// In our words only.
    pub(crate) message: Option<&'a str>,
}

/// When a record has to be on the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Durable {
    Now,
    ByTheEnd,
}

impl Journal {
    /// Opens the journal of a job, or makes it, for nobody else to read.
    pub(crate) fn open(path: &Path, header: &Header) -> Result<(Self, Found), JournalError> {
        let opening = |source| JournalError::Open {
            path: path.to_owned(),
            source,
        };
        must_be_a_file(path)?;
        let file = private_file::options().open(path).map_err(opening)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let path = path.to_owned();
                return Err(JournalError::InUse { path });
            }
            Err(TryLockError::Error(source)) => return Err(opening(source)),
        }
        // A link that was put there since would lead elsewhere.
        must_be_a_file(path)?;
        let contents = Contents::of(&file, path, Some(header))?;
        let journal = Self {
            path: path.to_owned(),
            file: Arc::new(file),
        };
        journal.repair(&contents)?;
        if !contents.has_header {
            journal.append(&[header])?;
        }
        // What a process has written that was ended before it could be sure is safe only now, and a file of which the
        // directory knows nothing is none.
        journal.file.sync_all().map_err(opening)?;
        directory::sync(path).map_err(opening)?;
        let others_can_read = private_file::others_can_read(&journal.file).map_err(opening)?;
        let found = Found {
            fates: contents.fates,
            others_can_read,
        };
        Ok((journal, found))
    }

    /// What a journal knows, if there is one, which is left as it is. Without a header it may be any job's.
    pub(crate) fn look(
        path: &Path,
        header: Option<&Header>,
    ) -> Result<Option<Fates>, JournalError> {
        must_be_a_file(path)?;
        let file = match File::open(path) {
            Ok(file) => file,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(source) => {
                let path = path.to_owned();
                return Err(JournalError::Open { path, source });
            }
        };
        Ok(Some(Contents::of(&file, path, header)?.fates))
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    /// Notes that these rows are about to be sent: none may be before this returns, and none if it fails.
    pub(crate) async fn start(
        &self,
        rows: &[(u64, Key)],
        durable: Durable,
    ) -> Result<(), JournalError> {
        let records: Vec<_> = rows
            .iter()
            .map(|row| record(*row, State::Started))
            .collect();
        self.append(&records)?;
        if durable == Durable::ByTheEnd {
            return self.must_be_there();
        }
        let safe = self.sync().await;
        if safe.is_err() {
            // They are not sent. If that cannot be noted, they are in doubt later, which is wrong on the safe side.
            let records: Vec<_> = rows
                .iter()
                .map(|row| record(*row, State::NotSent))
                .collect();
            let _ = self.append(&records);
        }
        safe
    }

    pub(crate) fn end(&self, ended: &Ended<'_>) -> Result<(), JournalError> {
        self.append(&[Record {
            id: ended.id.map(Cow::Borrowed),
            message: ended.message.map(Cow::Borrowed),
            ..record((ended.line, ended.key), ended.state)
        }])
    }

    /// When this returns, all that was written is on the disk. Calls in flight go on meanwhile.
    pub(crate) async fn sync(&self) -> Result<(), JournalError> {
        let file = self.file.clone();
        let synced = tokio::task::spawn_blocking(move || file.sync_data()).await;
        synced
            .unwrap_or_else(|failed| Err(io::Error::other(failed)))
            .map_err(|source| self.unwritten(source))?;
        self.must_be_there()
    }

    /// What was written of late may be nowhere otherwise.
    fn must_be_there(&self) -> Result<(), JournalError> {
        match private_file::is_at(&self.path, &self.file) {
            Ok(true) => Ok(()),
            Ok(false) => Err(JournalError::Gone {
                path: self.path.clone(),
            }),
            Err(source) => Err(self.unwritten(source)),
        }
    }

    /// All of these lines or none.
    fn append<T: serde::Serialize>(&self, lines: &[T]) -> Result<(), JournalError> {
        let mut text = Vec::new();
        for line in lines {
            serde_json::to_writer(&mut text, line).map_err(|error| self.unwritten(error.into()))?;
            text.push(b'\n');
        }
        let mut file = &*self.file;
        let before = file
            .metadata()
            .map_err(|source| self.unwritten(source))?
            .len();
        file.write_all(&text).map_err(|source| {
            // If this fails too, the next run repairs the end.
            let _ = file.set_len(before);
            self.unwritten(source)
        })
    }

    fn repair(&self, contents: &Contents) -> Result<(), JournalError> {
        let mut file = &*self.file;
        match contents.end {
            End::Whole => Ok(()),
            End::WithoutLineBreak => file.write_all(b"\n"),
            End::Torn => file.set_len(contents.whole),
        }
        .map_err(|source| self.unwritten(source))
    }

    fn unwritten(&self, source: io::Error) -> JournalError {
        JournalError::Write {
            path: self.path.clone(),
            source,
        }
    }
}

fn record((line, key): (u64, Key), state: State) -> Record<'static> {
    let at = SystemClock.utc().format("%Y-%m-%dT%H:%M:%SZ").to_string();
    Record {
        line,
        key,
        state,
        at: at.into(),
        id: None,
        message: None,
    }
}

/// Or nothing: whoever can write to the directory could have a link lead to another file of the user's.
fn must_be_a_file(path: &Path) -> Result<(), JournalError> {
    match fs::symlink_metadata(path) {
        Ok(there) if !there.file_type().is_file() => Err(JournalError::NoFile {
            path: path.to_owned(),
        }),
        _ => Ok(()),
    }
}

/// What is in a journal.
struct Contents {
    fates: Fates,
    has_header: bool,
    /// Between the job that it is of and the one that is to be done.
    differences: Vec<String>,
    /// The bytes of the lines that are whole.
    whole: u64,
    end: End,
}

/// How the last line ends.
enum End {
    Whole,
    /// An editor's work, or nothing but the line break was lost.
    WithoutLineBreak,
    /// Its writing was broken off.
    Torn,
}

impl Contents {
    fn of(file: &File, path: &Path, header: Option<&Header>) -> Result<Self, JournalError> {
        let mut contents = Self {
            fates: Fates::default(),
            has_header: false,
            differences: Vec::new(),
            whole: 0,
            end: End::Whole,
        };
        let mut reader = BufReader::new(file);
        let mut bytes = Vec::new();
        for line in 1.. {
            bytes.clear();
            (&mut reader)
                .take(LONGEST)
                .read_until(b'\n', &mut bytes)
                .map_err(|source| JournalError::Read {
                    path: path.to_owned(),
                    source,
                })?;
            if bytes.is_empty() {
                break;
            }
            let is_known = if contents.has_header {
                contents.take_record(&bytes)
            } else {
                contents.take_header(&bytes, path, header)?
            };
            let has_end = bytes.ends_with(b"\n");
            match (is_known, has_end) {
                (true, true) => {}
                (true, false) => contents.end = End::WithoutLineBreak,
                (false, false) if contents.may_be_torn(&bytes) => {
                    contents.end = End::Torn;
                    break;
                }
                (false, _) if !contents.has_header => {
                    let path = path.to_owned();
                    return Err(JournalError::Foreign { path });
                }
                (false, _) => {
                    let path = path.to_owned();
                    return Err(JournalError::Broken { path, line });
                }
            }
            contents.whole += bytes.len() as u64;
        }
        if contents.differences.is_empty() {
            return Ok(contents);
        }
        Err(JournalError::OtherJob {
            path: path.to_owned(),
            differences: contents.differences,
            done: contents.fates.done(),
            in_doubt: contents.fates.in_doubt(),
        })
    }

    /// Tells whether it is one, or nothing at all.
    fn take_record(&mut self, bytes: &[u8]) -> bool {
        if bytes.trim_ascii().is_empty() {
            return true;
        }
        let Ok(record) = vendor_core::decode::<Record<'static>>(bytes) else {
            return false;
        };
        self.fates.learn(&record);
        true
    }

    /// Tells whether it is one.
    fn take_header(
        &mut self,
        bytes: &[u8],
        path: &Path,
        header: Option<&Header>,
    ) -> Result<bool, JournalError> {
        match vendor_core::decode::<Format>(bytes) {
            Ok(Format { journal: FORMAT }) => {}
            Ok(Format { journal: found }) => {
                let path = path.to_owned();
                return Err(JournalError::Format { path, found });
            }
            Err(_) => return Ok(false),
        }
        let Ok(there) = vendor_core::decode::<Header>(bytes) else {
            return Ok(false);
        };
        self.has_header = true;
        self.differences = header.map_or_else(Vec::new, |header| header.differences(&there));
        Ok(true)
    }

    /// Whether these last bytes can be the beginning of a line of ours, and no more: another's file is not cut. A power
    /// cut may leave zeros where nothing was written yet.
    fn may_be_torn(&self, bytes: &[u8]) -> bool {
        let zeros = bytes.iter().rev().take_while(|byte| **byte == 0).count();
        let written = &bytes[..bytes.len() - zeros];
        let beginning: &[u8] = if self.has_header {
            record::BEGINNING
        } else {
            BEGINNING
        };
        let common = written.len().min(beginning.len());
        written[..common] == beginning[..common] && vendor_core::decode::<RawJson>(written).is_err()
    }
}
