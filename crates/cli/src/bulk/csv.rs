//! Rows in CSV (RFC 4180): a record that names the columns, and after it a record a row.

mod cell;
mod cells;
mod headers;
mod mapping;
mod preamble;
mod quotes;
mod records;
mod table;

pub(super) use self::headers::key;
pub(super) use self::preamble::Preamble;
pub(super) use self::records::Records;
pub(super) use self::table::{CellMistake, Object, Table};
