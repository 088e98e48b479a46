//! The exit codes, which scripts decide by.

use std::process::ExitCode;

use vendor_core::{Delivery, Error, ErrorKind};

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Exit {
    Done = 0,
    Failed = 1,
    Invalid = 2,
    Refused = 3,
    NotSent = 4,
    Unknown = 5,
    Unreadable = 6,
    /// 128 and the number of SIGINT, as shells have it.
    Interrupted = 130,
    /// 128 and the number of SIGTERM.
    Terminated = 143,
}

impl Exit {
    pub(crate) fn code(self) -> u8 {
        self as u8
    }

    pub(crate) fn of_error(error: &Error) -> Self {
        match error.kind() {
            ErrorKind::InvalidRequest => Self::Invalid,
            _ => Self::of_delivery(error.delivery()),
        }
    }

    pub(crate) fn of_delivery(delivery: Delivery) -> Self {
        match delivery {
            Delivery::NotSent => Self::NotSent,
            Delivery::Refused => Self::Refused,
            Delivery::Unknown => Self::Unknown,
            Delivery::Done => Self::Unreadable,
        }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}
