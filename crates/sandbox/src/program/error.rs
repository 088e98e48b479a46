//! Why the program does not serve, and what to do about it.

use std::io::{self, ErrorKind};
use std::path::PathBuf;

use crate::sandbox::StartError;

/// Why the program cannot serve, or cannot go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum ServeError {
    /// The sandbox does not start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// Nobody could stop it.
    #[error("signals cannot be listened to")]
    Signals(#[source] io::Error),
    /// The settings file that was asked for cannot be written.
    #[error("{} cannot be written", path.display())]
    Config {
        /// The file.
        path: PathBuf,
        /// What the operating system says.
        source: io::Error,
    },
    /// The settings file that was asked for is there, and is somebody's.
    #[error("{} is there already, and no sandbox has written it", .0.display())]
    NotOurConfig(PathBuf),
}

impl ServeError {
    /// What to do about it, where that is known.
    pub fn advice(&self) -> Option<&'static str> {
        match self {
            Self::Start(StartError::Listen { source, .. }) => match source.kind() {
                ErrorKind::AddrInUse => Some(
                    "Another program has this port, perhaps another sandbox. Stop that one, or choose another port: \
                     --bind 8081, or --bind 0 for one that is free.",
                ),
                ErrorKind::AddrNotAvailable => Some(
                    "This machine has no such address. For this machine alone: --bind 8080; for all networks: --bind \
                     0.0.0.0:8080.",
                ),
                ErrorKind::PermissionDenied => Some(
                    "Ports below 1024 are mostly for the administrator: choose a higher one, such as --bind 8080.",
                ),
                _ => None,
            },
            Self::NotOurConfig(_) => Some("Give another name, or remove the file."),
            _ => None,
        }
    }
}
