//! Requests that are given as JSON, from a file or from stdin.

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::exit::Exit;

/// Why a request cannot be read.
#[derive(Debug, thiserror::Error)]
pub(crate) enum InputError {
    #[error("{} cannot be read: {source}", path.display())]
    Unreadable { path: PathBuf, source: io::Error },
    #[error("the JSON cannot be used: {0}")]
    Json(serde_json::Error),
    /// A misspelt optional member would otherwise be dropped without a word.
    #[error("the JSON has members that are not known here: {}", .0.join(", "))]
    Unknown(Vec<String>),
    /// An option that is missing reads as null, and null is sent.
    #[error("the JSON lacks {}; write null where there is no value", .0.join(", "))]
    Missing(Vec<String>),
}

impl InputError {
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::Unreadable { .. } => Exit::Failed,
            Self::Json(_) | Self::Unknown(_) | Self::Missing(_) => Exit::Invalid,
        }
    }
}

/// Reads a request, `-` from stdin. It must have exactly the members that will be sent.
pub(crate) fn read<T: DeserializeOwned + Serialize>(path: &Path) -> Result<T, InputError> {
    let text = read_text(path).map_err(|source| InputError::Unreadable {
        path: path.to_owned(),
        source,
    })?;
    let request: T = serde_json::from_str(&text).map_err(InputError::Json)?;
    let given = members(&serde_json::from_str(&text).map_err(InputError::Json)?);
    let sent = members(&serde_json::to_value(&request).map_err(InputError::Json)?);
    let unknown: Vec<_> = given.difference(&sent).cloned().collect();
    let missing: Vec<_> = sent.difference(&given).cloned().collect();
    if !unknown.is_empty() {
        Err(InputError::Unknown(unknown))
    } else if !missing.is_empty() {
        Err(InputError::Missing(missing))
    } else {
        Ok(request)
    }
}

fn read_text(path: &Path) -> io::Result<String> {
    if path == Path::new("-") {
        let mut text = String::new();
        io::stdin().read_to_string(&mut text)?;
        Ok(text)
    } else {
        fs::read_to_string(path)
    }
}

fn members(value: &Value) -> BTreeSet<String> {
    value
        .as_object()
        .into_iter()
        .flat_map(Map::keys)
        .cloned()
        .collect()
}
