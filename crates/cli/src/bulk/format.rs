//! What a file of rows is written in.

use std::path::Path;

use clap::ValueEnum;

use crate::failure::Failure;

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(super) enum Format {
    // One JSON object a line. A comment for the help would make all of it long.
    Jsonl,
}

impl Format {
    /// By the end of the file's name.
    pub(super) fn of(path: &Path) -> Result<Self, Failure> {
        let end = path.extension().and_then(|end| end.to_str());
        match end.unwrap_or_default().to_ascii_lowercase().as_str() {
            "jsonl" | "ndjson" => Ok(Self::Jsonl),
            "json" => Err(Failure::Invalid(format!(
                "{} is JSON by its name, and not JSON lines: give it to --from-json, or say --format jsonl",
                path.display()
            ))),
            _ if path == Path::new("-") => Err(Failure::Invalid(
                "stdin has no name that tells its format: say --format jsonl".to_owned(),
            )),
            _ => Err(Failure::Invalid(format!(
                "{} is not in JSON lines by its name, which would end with .jsonl or .ndjson, and no other format is \
                 known here: if it is, say --format jsonl",
                path.display()
            ))),
        }
    }
}
