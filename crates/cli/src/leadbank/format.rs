//! What leads are saved in.

use std::path::Path;

use clap::ValueEnum;
use serde::Serialize;

use crate::failure::Failure;

#[derive(Clone, Copy, Debug, Serialize, ValueEnum)]
#[serde(rename_all = "lowercase")]
pub(super) enum Format {
    // A comment for the help would make all of it long.
    Jsonl,
    Csv,
}

impl Format {
    /// By the end of the file's name.
    pub(super) fn of(path: &Path) -> Result<Self, Failure> {
        let end = path.extension().and_then(|end| end.to_str());
        match end.unwrap_or_default().to_ascii_lowercase().as_str() {
            "jsonl" | "ndjson" => Ok(Self::Jsonl),
            "csv" => Ok(Self::Csv),
            _ => Err(Failure::Invalid(format!(
                "the name {} does not tell how leads are written there: let it end with .jsonl or .csv, or say \
                 --format jsonl or --format csv",
                path.display()
            ))),
        }
    }
}
