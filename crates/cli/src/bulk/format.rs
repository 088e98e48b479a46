//! What a file of rows is written in.

use std::path::Path;

use clap::ValueEnum;

use crate::failure::Failure;

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    // A table with a header line. A comment for the help would make all of it long.
    Csv,
    // The same, separated by tabs.
    Tsv,
    // One JSON object a line.
    Jsonl,
}

impl Format {
    /// By the end of the file's name.
    pub(super) fn of(path: &Path) -> Result<Self, Failure> {
        let end = path.extension().and_then(|end| end.to_str());
        let end = end.unwrap_or_default().to_ascii_lowercase();
        let name = path.display();
        Err(Failure::Invalid(match end.as_str() {
            "csv" => return Ok(Self::Csv),
            "tsv" | "tab" => return Ok(Self::Tsv),
            "jsonl" | "ndjson" => return Ok(Self::Jsonl),
            "xlsx" | "xls" | "xlsm" | "ods" | "numbers" => format!(
                "{name} is a spreadsheet by its name, and cannot be read: save it as \"CSV UTF-8\" in the spreadsheet \
                 program, and give that file"
            ),
            "json" => format!(
                "{name} is JSON by its name, and not JSON lines, which have an object in each line: make it so and say \
                 --rows-format jsonl, or give it to --from-json if that is an option of the command"
            ),
            _ if path == Path::new("-") => {
                "stdin has no name that tells its format: say --rows-format csv, tsv or jsonl"
                    .to_owned()
            }
            _ => format!(
                "what {name} is written in cannot be told by its name, which would end with .csv, .tsv, .jsonl or \
                 .ndjson: say --rows-format csv, tsv or jsonl"
            ),
        }))
    }
}
