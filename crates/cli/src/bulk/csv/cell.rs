//! What a cell is in JSON.

use serde::de::IgnoredAny;
use serde_json::{Number, Value};

use crate::bulk::columns::{Column, Kind};

/// The JSON of a cell; `None` if it is empty, so that its member is left out. A text that is not of the column's kind
/// stays a text, unless more can be said about it than that.
pub(super) fn json(column: &Column, cell: &str) -> Result<Option<String>, String> {
    if cell.is_empty() {
        return Ok(column.is_null_if_empty.then(|| "null".to_owned()));
    }
    let value = match column.kind {
        Kind::Digits if is_rounded(cell) => return Err(ROUNDED.to_owned()),
        Kind::Digits | Kind::Text => None,
        Kind::Integer => cell.parse::<i128>().ok().map(|number| number.to_string()),
        Kind::Decimal => decimal(cell)?,
        Kind::Boolean => boolean(cell),
        Kind::Json => Some(any(cell)?),
    };
    Ok(Some(value.unwrap_or_else(|| Value::from(cell).to_string())))
}

const ROUNDED: &str = "is a rounded number such as 4.98946E+12, as spreadsheets make it of a long one: its digits are \
                       lost. Make the column one of text there, and enter it again";

/// Whether a spreadsheet has shortened a long number.
fn is_rounded(cell: &str) -> bool {
    let Some((digits, exponent)) = cell.split_once(['E', 'e']) else {
        return false;
    };
    let exponent = exponent.strip_prefix('+').unwrap_or_default();
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|c| c.is_ascii_digit());
    is_number(exponent)
        && digits
            .trim_start_matches(['+', '-'])
            .split(['.', ','])
            .all(is_number)
}

/// With the digits that it has.
fn decimal(cell: &str) -> Result<Option<String>, String> {
    if cell.contains(',') {
        return Err("must have a point before its decimals, and no comma".to_owned());
    }
    let number: Option<Number> = serde_json::from_str(cell).ok();
    Ok(number.map(|_| cell.to_owned()))
}

fn boolean(cell: &str) -> Option<String> {
    match cell.to_ascii_lowercase().as_str() {
        "true" | "yes" | "1" => Some("true".to_owned()),
        "false" | "no" | "0" => Some("false".to_owned()),
        _ => None,
    }
}

fn any(cell: &str) -> Result<String, String> {
    let value: Result<IgnoredAny, _> = serde_json::from_str(cell);
    match value {
        Ok(_) => Ok(cell.to_owned()),
        Err(error) => Err(format!(
            "is not JSON, from its character {} on",
            error.column()
        )),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(column: &Column, cell: &str) -> String {
        match json(column, cell) {
            Ok(Some(json)) => json,
            Ok(None) => "absent".to_owned(),
            Err(rule) => rule,
        }
    }

    #[test]
    fn an_empty_cell_is_no_member_or_null() {
        assert_eq!(of(&Column::text("M"), ""), "absent");
        assert_eq!(of(&Column::json("M"), ""), "absent");
        assert_eq!(of(&Column::text("M").null_if_empty(), ""), "null");
    }

    #[test]
    fn what_is_not_of_its_kind_stays_a_text() {
        for (column, cell, expected) in [
            (Column::text("M"), "4.9E+12", r#""4.9E+12""#),
            (Column::text("M"), "a\"\n", r#""a\"\n""#),
            (Column::integer("M"), "+0538", "538"),
            (Column::integer("M"), "-5", "-5"),
            (Column::integer("M"), "5.0", r#""5.0""#),
            (Column::decimal("M"), "12.500", "12.500"),
            (Column::decimal("M"), ".5", r#"".5""#),
            (Column::boolean("M"), "TRUE", "true"),
            (Column::boolean("M"), "no", "false"),
            (Column::boolean("M"), "1", "true"),
            (Column::boolean("M"), "on", r#""on""#),
            (Column::json("M"), "[ 1.50 ]", "[ 1.50 ]"),
        ] {
            assert_eq!(of(&column, cell), expected, "{cell}");
        }
    }

    #[test]
    fn more_is_said_where_more_is_known() {
        let rounded = ["4.98946E+12", "4,98946E+12", "+5E+12", "1e+07"];
        for cell in rounded {
            assert_eq!(of(&Column::digits("M"), cell), ROUNDED, "{cell}");
        }
        for cell in ["+498946", "E+12", "5E12", "A5E+12", "5.E+12", "1E+2B"] {
            assert_eq!(of(&Column::digits("M"), cell), format!("\"{cell}\""));
        }
        let comma = "must have a point before its decimals, and no comma";
        assert_eq!(of(&Column::decimal("M"), "1,5"), comma);
        let no_json = "is not JSON, from its character 4 on";
        assert_eq!(of(&Column::json("M"), "[1 x"), no_json);
    }
}
