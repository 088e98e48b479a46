//! A file of rows, in which some are equal and some will be refused.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use behaviours::calls::marks::{DIGITS, TEXT};
use fastrand::Rng;
use vendor_sandbox::partner::demo::{CUSTOMERS, DISABLED_VEHICLE_MODEL, VEHICLE_MODELS};

use crate::job::Job;

/// A row, wherever it stands: equal ones are told apart by their number among each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct RowId {
    pub(crate) reference: String,
    pub(crate) copy: usize,
}

#[derive(Debug)]
pub(crate) struct Rows {
    path: PathBuf,
    job: Job,
    /// In the order of the file.
    rows: Vec<Row>,
    /// Where each one stands, by the line.
    places: BTreeMap<u64, RowId>,
}

#[derive(Clone, Debug)]
struct Row {
    number: usize,
    reference: String,
    is_refused: bool,
}

/// No campaign has this number.
const NO_CAMPAIGN: i64 = 99;

impl Rows {
    /// Some dozens or hundreds.
    pub(crate) fn any(job: Job, path: PathBuf, rng: &mut Rng) -> Self {
        let mut rows: Vec<Row> = Vec::new();
        let file = path.file_stem().and_then(|name| name.to_str());
        let file = file.expect("a name").to_owned();
        for number in 0..rng.usize(24..=160) {
            let one_before = rng.choice(&rows).filter(|_| number % 8 == 7).cloned();
            rows.push(one_before.unwrap_or_else(|| Row {
                number,
                reference: format!("{TEXT} {file}/{number}"),
                is_refused: rng.u8(..12) == 0,
            }));
        }
        let mut rows = Self {
            path,
            job,
            rows,
            places: BTreeMap::new(),
        };
        rows.write();
        rows
    }

    /// The same rows in another order, as somebody has sorted them meanwhile.
    pub(crate) fn shuffle(&mut self, rng: &mut Rng) {
        rng.shuffle(&mut self.rows);
        self.write();
    }

    pub(crate) fn path(&self) -> &Path {
        &self.path
    }

    pub(crate) fn count(&self) -> usize {
        self.rows.len()
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = &RowId> {
        self.places.values()
    }

    /// How many rows there are of each reference.
    pub(crate) fn copies(&self) -> BTreeMap<&str, usize> {
        let mut copies = BTreeMap::new();
        for row in &self.rows {
            *copies.entry(row.reference.as_str()).or_default() += 1;
        }
        copies
    }

    pub(crate) fn is_refused(&self, reference: &str) -> bool {
        self.rows
            .iter()
            .any(|row| row.is_refused && row.reference == reference)
    }

    pub(crate) fn at(&self, line: u64) -> Option<&RowId> {
        self.places.get(&line)
    }

    pub(crate) fn line_of(&self, row: &RowId) -> u64 {
        let mut places = self.places.iter();
        let place = places.find(|(_, there)| *there == row);
        *place.expect("a row of the file").0
    }

    fn write(&mut self) {
        let header = match self.job {
            Job::Import => "DiallerCampaignsID,UserData,Name,PhoneNumber1,Comment",
            Job::Tickets => "customer_id;vehicle_model_id;vin;reference",
        };
        let mut text = format!("{header}\n");
        let mut copies: BTreeMap<&str, usize> = BTreeMap::new();
        self.places.clear();
        for row in &self.rows {
            let copy = copies.entry(&row.reference).or_default();
            let id = RowId {
                reference: row.reference.clone(),
                copy: *copy,
            };
            *copy += 1;
            let line = 1 + text.matches('\n').count() as u64;
            self.places.insert(line, id);
            text.push_str(&row.in_csv(self.job));
        }
        fs::write(&self.path, text).expect("a file");
    }
}

impl Row {
    /// With a mark in all that is personal. Some are of several lines.
    fn in_csv(&self, job: Job) -> String {
        let Self {
            number, reference, ..
        } = self;
        match job {
            Job::Import => {
                let campaign = if self.is_refused {
                    NO_CAMPAIGN.to_string()
                } else {
                    String::new()
                };
                let comment = if number % 5 == 0 {
                    format!("\"{TEXT}\nsays \"\"call\"\"\"")
                } else {
                    String::new()
                };
                format!("{campaign},{reference},{TEXT} Müller,+4930{DIGITS}{number},{comment}\n")
            }
            Job::Tickets => {
                let customer = CUSTOMERS[number % CUSTOMERS.len()];
                let model = if self.is_refused {
                    DISABLED_VEHICLE_MODEL
                } else {
                    VEHICLE_MODELS[number % VEHICLE_MODELS.len()]
                };
                let vin = format!("{TEXT}{number:011}");
                format!("{customer};{model};{vin};\"{reference}\"\n")
            }
        }
    }
}
