//! What to do after a failure on this machine: of files, and of what a program needs to run.

use std::io;

use crate::input::{InputError, Problem};
use crate::leadbank::SetAsideError;

pub(super) fn of_input(error: &InputError) -> &'static str {
    match error.problem() {
        Problem::Unreadable(_) => {
            "Check the path, and whether you may read the file, then run it again; nothing was sent."
        }
        Problem::NoCopy(_) => {
            "Make room in the directory for temporary files, or name another one by TMPDIR, or give a file in place of \
             stdin; nothing was sent."
        }
        Problem::Syntax(_) => {
            "Correct the JSON at that place, then run it again; nothing was sent."
        }
        Problem::Mistakes(_) | Problem::Rows { .. } => {
            "Correct what is named, then run it again; nothing was sent."
        }
    }
}

pub(super) fn of_set_aside(error: &SetAsideError) -> &'static str {
    match error {
        SetAsideError::Open { .. } | SetAsideError::Read { .. } => {
            "Check the path, and whether you may read and write the file, then run it again: the same leads come again."
        }
        SetAsideError::NoFile { .. } => {
            "Name a file of your own by --set-aside, for example set-aside.jsonl; it is made if it is not there."
        }
        SetAsideError::InUse { .. } => {
            "Wait for the other process, or end it: one process per LeadBank account is enough."
        }
        SetAsideError::Foreign { .. } => {
            "Name another file by --set-aside, or put that line right; nothing was written to it."
        }
        SetAsideError::Write { .. } => {
            "Make room on that disk, then run it again: the lead was not confirmed, and comes again."
        }
        SetAsideError::TooMany => {
            "Run it again; if it fails in the same way, look at the leads with vendor leadbank fetch --json."
        }
        SetAsideError::Gone { .. } => "Put the file back if it is still needed, then run it again.",
    }
}

/// A runtime or a sandbox that does not start.
pub(super) const NO_START: &str = "\
Check whether this process may open sockets and enough files (ulimit -n), and listen on 127.0.0.1, then run it again.";

/// Results that could not be written.
pub(super) fn of_output(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
            "Make room where the output goes. Nothing was changed at the vendor: nothing speaks against running it again."
        }
        _ => "Nothing was changed at the vendor: nothing speaks against running it again.",
    }
}
