//! Tables for people: columns and nothing else, so that they can also be cut and searched.

use std::iter;

use comfy_table::{ColumnConstraint, Table, Width, presets};

use crate::output;

/// What stands in a cell that has no value.
const NONE: &str = "-";

/// What stands between two columns.
const GAP: u16 = 2;

/// A value, or the sign for none.
pub(crate) fn cell(value: Option<impl ToString>) -> String {
    value.map_or_else(|| NONE.to_owned(), |value| output::line(&value.to_string()))
}

/// Rows in columns, below a header.
pub(crate) fn with_header<const N: usize>(
    header: [&str; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    of_rows(iter::once(header.map(str::to_owned)).chain(rows))
}

/// Rows in columns, without a header.
pub(crate) fn of_rows<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> String {
    of_columns([0; N], rows)
}

/// Rows in columns of at least these widths, so that several tables can stand below each other as one.
pub(crate) fn of_columns<const N: usize>(
    widths: [u16; N],
    rows: impl IntoIterator<Item = [String; N]>,
) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).add_rows(rows);
    for (column, width) in table.column_iter_mut().zip(widths) {
        column
            .set_padding((0, GAP))
            .set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width + GAP)));
    }
    table.trim_fmt()
}
