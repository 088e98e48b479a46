//! Why a journal cannot be used, and what to do then.

use std::io;
use std::path::PathBuf;

use crate::exit::Exit;
use crate::text;

/// The words of each are completed by its [`advice`](Self::advice).
#[derive(Debug, thiserror::Error)]
pub(crate) enum JournalError {
    #[error("{what} has no place beside it for a journal")]
    NoPlace { what: String },
    #[error("the journal {} cannot be opened: {source}", path.display())]
    Open { path: PathBuf, source: io::Error },
    #[error(
        "the journal {} is no file of its own but a link, a directory or a device",
        path.display()
    )]
    NoFile { path: PathBuf },
    #[error(
        "the journal {} is in use: another run of this job is not at its end",
        path.display()
    )]
    InUse { path: PathBuf },
    #[error(
        "{} is no journal of this program, and nothing was written to it",
        path.display()
    )]
    Foreign { path: PathBuf },
    #[error(
        "the journal {} has the format {found}, and this program knows {}",
        path.display(), super::header::FORMAT
    )]
    Format { path: PathBuf, found: u32 },
    #[error(
        "the journal {} belongs to another job (rows done by it: {done}, in doubt: {in_doubt}):{}",
        path.display(), list(.differences)
    )]
    OtherJob {
        path: PathBuf,
        differences: Vec<String>,
        done: u64,
        in_doubt: u64,
    },
    #[error(
        "the journal {}, line {line} cannot be read: it was changed or damaged, so it is not known what became of a row",
        path.display()
    )]
    Broken { path: PathBuf, line: u64 },
    #[error("the journal {} cannot be read: {source}", path.display())]
    Read { path: PathBuf, source: io::Error },
    #[error("the journal {} cannot be written: {source}", path.display())]
    Write { path: PathBuf, source: io::Error },
    #[error("the journal {} was moved or deleted while it was in use", path.display())]
    Gone { path: PathBuf },
}

impl JournalError {
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Open { source, .. } => text::exit_of(source),
            Self::NoPlace { .. }
            | Self::NoFile { .. }
            | Self::InUse { .. }
            | Self::Foreign { .. }
            | Self::Format { .. }
            | Self::OtherJob { .. }
            | Self::Broken { .. } => Exit::Invalid,
            Self::Read { .. } | Self::Write { .. } | Self::Gone { .. } => Exit::Failed,
        }
    }

    /// What to do next.
    pub(crate) fn advice(&self) -> &'static str {
        match self {
            Self::NoPlace { .. } => {
                "Say where it is with --journal FILE; or go without one by --no-journal, which sends all rows again in \
                 a second run."
            }
            Self::Open { .. } | Self::Read { .. } => {
                "Check the path and its permissions, or say --journal FILE to have it elsewhere, then run it again."
            }
            Self::NoFile { .. } | Self::Foreign { .. } => {
                "Move it away, or say --journal FILE, then run it again."
            }
            Self::InUse { .. } => "Wait for it, then run it again: nothing was sent by this one.",
            Self::Format { .. } => "Use the version of this program that has written it.",
            Self::OtherJob {
                done: 0,
                in_doubt: 0,
                ..
            } => {
                "Delete the journal, since it has nothing that must not be done twice, and run it again. Or do it as the \
                 journal says."
            }
            Self::OtherJob { .. } => {
                "Do it as the journal says. Or, to send all rows of the file as they are now, those too that are done, move \
                 the journal away or say --journal FILE with another one."
            }
            Self::Broken { .. } => {
                "Take the line out if you know that it says nothing of use. Or move the journal away, which sends all \
                 rows again."
            }
            Self::Write { .. } => "See to that first: a full disk, for example.",
            Self::Gone { .. } => {
                "Put it back, then run the same command again. Without it a second run sends the rows again that are done: \
                 take them out of the file first."
            }
        }
    }
}

fn list(differences: &[String]) -> String {
    let lines = differences.iter();
    lines.fold(String::new(), |text, line| format!("{text}\n  {line}"))
}
