//! What a file of contacts is written in.

use std::fs::File;
use std::io::{BufWriter, Write as _};
use std::path::Path;

#[derive(Clone, Copy, Debug)]
pub(crate) enum Format {
    JsonLines,
    Csv,
}

impl Format {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::JsonLines => "JSON lines",
            Self::Csv => "CSV",
        }
    }

    pub(crate) fn file_name(self) -> &'static str {
        match self {
            Self::JsonLines => "contacts.jsonl",
            Self::Csv => "contacts.csv",
        }
    }

    /// So many contacts, each another one.
    pub(crate) fn write(self, path: &Path, rows: usize) {
        let mut file = BufWriter::new(File::create(path).expect("a file"));
        if let Some(header) = self.header() {
            writeln!(file, "{header}").expect("room for it");
        }
        for number in 0..rows {
            writeln!(file, "{}", self.row(number)).expect("room for a row");
        }
        file.flush().expect("room for the rows");
    }

    fn header(self) -> Option<&'static str> {
        match self {
            Self::JsonLines => None,
            Self::Csv => {
                Some("DiallerCampaignsID,UserData,Name,FirstName,Company,PhoneNumber1,Amount")
            }
        }
    }

    fn row(self, number: usize) -> String {
        match self {
            Self::JsonLines => format!(
                r#"{{"DiallerCampaignsID":538,"UserData":"CON-{number}","Name":"Mustermann","FirstName":"Erika","Company":"Muster GmbH","PhoneNumber1":"+4930{number:08}","Amount":1249.90}}"#
            ),
            Self::Csv => format!(
                "538,CON-{number},Mustermann,Erika,\"Muster, GmbH\",+4930{number:08},1249.90"
            ),
        }
    }
}
