//! The columns that a file of rows can have: the members of a request, and what their cells become.

use super::csv::key;

/// A member of the request that a row becomes.
#[derive(Debug)]
pub(crate) struct Column {
    /// Its name in the vendor's request.
    pub(crate) wire: &'static str,
    /// What the command's option for it is called, where that is not the vendor's name.
    pub(super) option: Option<&'static str>,
    pub(super) kind: Kind,
    /// Whether the member is null where there is no value, and not left out.
    pub(super) is_null_if_empty: bool,
    /// Whether the option may be given beside a file, to all rows without a value of their own.
    pub(super) is_for_all_rows: bool,
}

/// What the text of a cell is in JSON. A text that is not of its kind stays a text there, so that the checks of a
/// request name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words, dates with a time, and ids.
    Text,
    /// A text that often has nothing but digits, so that spreadsheets take it for a number and spoil it.
    Digits,
    Integer,
    /// With exactly the digits that are there.
    Decimal,
    Boolean,
    /// A JSON value, for lists and objects.
    Json,
}

impl Column {
    pub(crate) const fn text(wire: &'static str) -> Self {
        Self::of(wire, Kind::Text)
    }

    /// Of phone numbers, postal codes and the like.
    pub(crate) const fn digits(wire: &'static str) -> Self {
        Self::of(wire, Kind::Digits)
    }

    pub(crate) const fn integer(wire: &'static str) -> Self {
        Self::of(wire, Kind::Integer)
    }

    pub(crate) const fn decimal(wire: &'static str) -> Self {
        Self::of(wire, Kind::Decimal)
    }

    pub(crate) const fn boolean(wire: &'static str) -> Self {
        Self::of(wire, Kind::Boolean)
    }

    pub(crate) const fn json(wire: &'static str) -> Self {
        Self::of(wire, Kind::Json)
    }

    /// Named after the command's option, too.
    pub(crate) const fn option(self, option: &'static str) -> Self {
        Self {
            option: Some(option),
            ..self
        }
    }

    /// See [`RowsAs::defaults`](super::RowsAs::defaults).
    pub(crate) const fn for_all_rows(self) -> Self {
        Self {
            is_for_all_rows: true,
            ..self
        }
    }

    pub(crate) const fn null_if_empty(self) -> Self {
        Self {
            is_null_if_empty: true,
            ..self
        }
    }

    /// What gives all rows a value, in words that follow what is wrong.
    pub(super) fn advice_for_all(&self) -> Option<String> {
        let option = self.option.filter(|_| self.is_for_all_rows)?;
        Some(format!("; --{option} gives one to all rows"))
    }

    /// The vendor's name, and the option's.
    pub(super) fn names(&self) -> impl Iterator<Item = &'static str> + use<> {
        [self.wire].into_iter().chain(self.option)
    }

    /// The one that is meant by a name in some spelling.
    pub(super) fn find(columns: &'static [Self], name: &str) -> Option<&'static Self> {
        let name = key(name);
        columns
            .iter()
            .find(|column| column.names().any(|known| key(known) == name))
    }

    const fn of(wire: &'static str, kind: Kind) -> Self {
        Self {
            wire,
            option: None,
            kind,
            is_null_if_empty: false,
            is_for_all_rows: false,
        }
    }
}
