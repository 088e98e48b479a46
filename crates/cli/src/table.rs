//! Tables for people: columns and nothing else, so that they can also be cut and searched.

use comfy_table::{Table, presets};

/// What stands in a cell that has no value.
const NONE: &str = "-";

/// A value, or the sign for none.
pub(crate) fn cell(value: Option<impl ToString>) -> String {
    value.map_or_else(|| NONE.to_owned(), |value| value.to_string())
}

/// Rows in columns; the first one may be a header.
pub(crate) fn of_rows<const N: usize>(rows: impl IntoIterator<Item = [String; N]>) -> String {
    let mut table = Table::new();
    table.load_style(presets::NOTHING).add_rows(rows);
    for column in table.column_iter_mut() {
        column.set_padding((0, 2));
    }
    table.trim_fmt()
}
