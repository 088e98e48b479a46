//! Leads as rows in CSV (RFC 4180). Which columns there are, the last lead may tell, so they are put aside until then.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Seek as _, Write as _};

use csv::{Terminator, WriterBuilder};
use leadbank::RawJson;
use tokio::task;

use super::columns::Columns;
use super::details::{self, Source};
use super::lead_file::LeadFileError;
use crate::new_file::{NewFile, Place};

pub(super) struct CsvFile {
    file: NewFile,
    columns: Columns,
    /// A line for each lead, with its cells by the positions of their columns.
    aside: BufWriter<File>,
}

/// What begins a cell that spreadsheets take for more than a text.
const FORMULA: [char; 4] = ['=', '+', '-', '@'];

/// After so many rows a signal is looked for.
const ROWS: u64 = 1_000;

impl CsvFile {
    pub(super) fn begin(place: Place) -> Result<Self, LeadFileError> {
        // It holds personal data as the file does, and has no name: it is gone with the process, however that ends.
        let aside = tempfile::tempfile_in(place.directory());
        let file = place.begin()?;
        let aside = BufWriter::new(aside.map_err(|error| file.not_written(error))?);
        Ok(Self {
            file,
            columns: Columns::new(),
            aside,
        })
    }

    /// Takes the cells of a lead, which is no object if there are none.
    pub(super) fn add(&mut self, lead: &RawJson) -> Result<(), LeadFileError> {
        let cells = details::cells(lead).ok_or(LeadFileError::NoObject)?;
        let at_columns = cells.into_iter().map(|cell| self.at_its_column(cell));
        let cells: Vec<_> = at_columns
            .collect::<Option<_>>()
            .ok_or(LeadFileError::TooManyColumns)?;
        self.put_aside(&cells)
            .map_err(|error| self.file.not_written(error).into())
    }

    fn at_its_column(&mut self, (source, text): (Source, String)) -> Option<(usize, String)> {
        Some((self.columns.position_of(source)?, text))
    }

    fn put_aside(&mut self, cells: &[(usize, String)]) -> io::Result<()> {
        serde_json::to_writer(&mut self.aside, cells)?;
        self.aside.write_all(b"\n")
    }

    /// Writes the rows. Tells how many cells a spreadsheet takes for formulas or numbers.
    pub(super) async fn finish(mut self) -> Result<u64, LeadFileError> {
        let formulas = self.write().await;
        let formulas = formulas.map_err(|error| self.file.not_written(error))?;
        self.file.finish()?;
        Ok(formulas)
    }

    async fn write(&mut self) -> io::Result<u64> {
        self.aside.rewind()?;
        let lines = BufReader::new(self.aside.get_ref()).lines();
        let mut rows = WriterBuilder::new()
            .terminator(Terminator::CRLF)
            .from_writer(&mut self.file);
        let headers = self.columns.headers();
        rows.write_record(&headers)?;
        let mut formulas = count_formulas(&headers);
        let order = self.columns.order();
        for (line, number) in lines.zip(1_u64..) {
            let cells: Vec<(usize, String)> = serde_json::from_str(&line?)?;
            let mut row = vec![""; order.len()];
            for (column, text) in &cells {
                if let Some(cell) = row.get_mut(*column) {
                    *cell = text;
                }
            }
            rows.write_record(order.iter().map(|column| row[*column]))?;
            formulas += count_formulas(&row);
            if number % ROWS == 0 {
                task::yield_now().await;
            }
        }
        rows.flush()?;
        Ok(formulas)
    }
}

fn count_formulas(cells: &[impl AsRef<str>]) -> u64 {
    let is_formula = |cell: &&_| AsRef::<str>::as_ref(*cell).starts_with(FORMULA);
    cells.iter().filter(is_formula).count() as u64
}
