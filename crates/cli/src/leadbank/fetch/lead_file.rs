//! The file that leads are saved in.

use std::io::Write as _;

use leadbank::RawJson;

use super::csv_file::CsvFile;
use crate::exit::Exit;
use crate::leadbank::format::Format;
use crate::leadbank::one_line::one_line;
use crate::new_file::{NewFile, NewFileError, Place};

/// The leads cannot be saved.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LeadFileError {
    #[error(transparent)]
    File(#[from] NewFileError),
    #[error("a lead of the answer is no object, so it has no row in CSV")]
    NoObject,
    #[error("the leads have more members and keys than a CSV file can have columns")]
    TooManyColumns,
}

impl LeadFileError {
    pub(crate) fn exit(&self) -> Exit {
        match self {
            Self::File(error) => error.exit(),
            Self::NoObject | Self::TooManyColumns => Exit::Unreadable,
        }
    }

    /// What to do next.
    pub(crate) fn advice(&self) -> &'static str {
        match self {
            Self::File(NewFileError::Exists(_)) => {
                "Nothing was fetched. Give another name, or say --overwrite to replace it."
            }
            Self::File(NewFileError::NoFile(_) | NewFileError::NoDirectory(_)) => {
                "Nothing was fetched. Give another name, then run it again."
            }
            Self::File(NewFileError::NotMade { .. } | NewFileError::NotWritten { .. }) => {
                "Nothing was saved, and nothing is confirmed: the same leads come again. Make room, or give another \
                 name, and run it again."
            }
            Self::NoObject | Self::TooManyColumns => {
                "Nothing was saved, and nothing is confirmed: the same leads come again. Save them as .jsonl, which \
                 takes whatever the vendor sends."
            }
        }
    }
}

pub(super) enum LeadFile {
    Jsonl(NewFile),
    Csv(Box<CsvFile>),
}

impl LeadFile {
    pub(super) fn begin(place: Place, format: Format) -> Result<Self, LeadFileError> {
        Ok(match format {
            Format::Jsonl => Self::Jsonl(place.begin()?),
            Format::Csv => Self::Csv(Box::new(CsvFile::begin(place)?)),
        })
    }

    pub(super) fn add(&mut self, lead: &RawJson) -> Result<(), LeadFileError> {
        match self {
            Self::Jsonl(file) => {
                let written = writeln!(file, "{}", one_line(lead).get());
                written.map_err(|error| file.not_written(error).into())
            }
            Self::Csv(file) => file.add(lead),
        }
    }

    /// When this returns, the file is there as a whole. Tells how many cells a spreadsheet takes for formulas.
    pub(super) async fn finish(self) -> Result<u64, LeadFileError> {
        match self {
            Self::Jsonl(file) => {
                file.finish()?;
                Ok(0)
            }
            Self::Csv(file) => file.finish().await,
        }
    }
}
