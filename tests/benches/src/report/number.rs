//! Numbers as people read them.

/// What stands where nothing was measured.
pub(super) const NONE: &str = "-";

/// Three digits, or all of those before the point.
pub(super) fn number(value: f64) -> String {
    let decimals = match value.abs() {
        below if below < 10.0 => 2,
        below if below < 100.0 => 1,
        _ => 0,
    };
    let text = format!("{value:.decimals$}");
    let (whole, rest) = text.split_at(text.find('.').unwrap_or(text.len()));
    let (sign, digits) = whole.split_at(whole.len() - whole.trim_start_matches('-').len());
    let mut grouped = String::from(sign);
    for (index, digit) in digits.char_indices() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped + rest
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn small_numbers_have_three_digits() {
        assert_eq!(number(0.0), "0.00");
        assert_eq!(number(1.234), "1.23");
        assert_eq!(number(12.34), "12.3");
        assert_eq!(number(123.4), "123");
    }

    #[test]
    fn large_numbers_are_grouped() {
        assert_eq!(number(1_234.5), "1,234");
        assert_eq!(number(80_000.0), "80,000");
        assert_eq!(number(1_234_567.0), "1,234,567");
    }

    #[test]
    fn what_shrinks_is_below_zero() {
        assert_eq!(number(-5.0), "-5.00");
        assert_eq!(number(-123_456.0), "-123,456");
    }
}
