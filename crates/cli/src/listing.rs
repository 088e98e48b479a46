//! Lists that are shown as they arrive: memory holds a few rows at a time, whatever their number.

use serde::Serialize;
use serde::de::DeserializeOwned;
use vendor_core::wire::RawJson;
use vendor_core::{Elements, Error};

use crate::failure::{CallFailure, Failure};
use crate::output::Output;
use crate::table;

/// How the elements of a list look as a table. The widths are what a column has at least, so that the rows which
/// come later stand below the first ones.
#[derive(Debug)]
pub(crate) struct Columns<T, const N: usize> {
    pub(crate) header: [&'static str; N],
    pub(crate) widths: [u16; N],
    pub(crate) cells: fn(&T) -> [String; N],
}

impl<T, const N: usize> Columns<T, N> {
    /// Rows below a header.
    pub(crate) fn with_header<'a>(&self, elements: impl IntoIterator<Item = &'a T>) -> String
    where
        T: 'a,
    {
        let header = self.header.map(str::to_owned);
        let rows = elements.into_iter().map(self.cells);
        table::of_columns(self.widths, std::iter::once(header).chain(rows))
    }

    /// Rows alone: those after the first ones.
    pub(crate) fn without_header(&self, elements: &[T]) -> String {
        table::of_columns(self.widths, elements.iter().map(self.cells))
    }
}

/// How many rows are shown at once.
const ROWS: usize = 100;

/// For people: a table, in pieces. Tells how many elements there were.
pub(crate) async fn as_table<T, const N: usize>(
    mut elements: Elements<T>,
    columns: &Columns<T, N>,
    output: &Output,
    failed: impl Fn(Error) -> CallFailure,
) -> Result<usize, Failure>
where
    T: Serialize + DeserializeOwned + Send + 'static,
{
    let mut seen = 0;
    loop {
        let mut piece = Vec::new();
        let end = fill(&mut piece, &mut elements).await;
        // What came before a failure is shown too.
        if seen == 0 {
            output.result(&piece, |piece| columns.with_header(piece))?;
        } else if !piece.is_empty() {
            output.result(&piece, |piece| columns.without_header(piece))?;
        }
        seen += piece.len();
        if end.map_err(&failed)? {
            return Ok(seen);
        }
    }
}

/// The next rows; tells whether they are the last ones.
async fn fill<T: DeserializeOwned + Send + 'static>(
    piece: &mut Vec<T>,
    elements: &mut Elements<T>,
) -> Result<bool, Error> {
    while piece.len() < ROWS {
        match elements.next().await {
            Some(element) => piece.push(element?),
            None => return Ok(true),
        }
    }
    Ok(false)
}

/// For machines: each element on a line of its own, as the vendor wrote it. Tells how many there were.
pub(crate) async fn as_lines(
    mut elements: Elements<RawJson>,
    output: &Output,
    failed: impl Fn(Error) -> CallFailure,
) -> Result<usize, Failure> {
    let mut seen = 0;
    while let Some(element) = elements.next().await {
        let element = element.map_err(&failed)?;
        output.result(&element, |element| element.get().to_owned())?;
        seen += 1;
    }
    Ok(seen)
}
