//! The patterns that a contract may use: one class of characters, and how many of them.

use crate::codegen::contract::{Range, TextRule};

/// Reads `^[A-Z0-9]{4,8}$`. `None` for everything that is not of this form.
pub(super) fn parse(pattern: &str) -> Option<TextRule> {
    let (class, count) = pattern
        .strip_prefix("^[")?
        .strip_suffix("}$")
        .and_then(|rest| rest.split_once("]{"))?;
    let (least, greatest) = count.split_once(',').unwrap_or((count, count));
    let length = Range {
        least: Some(least.parse::<u32>().ok()?.into()),
        greatest: if greatest.is_empty() {
            None
        } else {
            Some(greatest.parse::<u32>().ok()?.into())
        },
    };
    let characters = class_ranges(class)?;
    (!characters.is_empty() && !length.is_empty()).then_some(TextRule { length, characters })
}

/// Letters, digits and signs without a meaning of their own; `-` stands for itself at the end only.
fn class_ranges(class: &str) -> Option<Vec<(char, char)>> {
    let signs = ['_', '.', ' ', ',', ':', ';', '/', '+', '*', '@', '#', '='];
    let characters: Vec<char> = class.chars().collect();
    let mut ranges = Vec::new();
    let mut at = 0;
    while let Some(&first) = characters.get(at) {
        let is_last = at + 1 == characters.len();
        if first == '-' && is_last && at > 0 {
            ranges.push((first, first));
            at += 1;
        } else if !first.is_ascii_alphanumeric() && !signs.contains(&first) {
            return None;
        } else if characters.get(at + 1) == Some(&'-') && at + 2 < characters.len() {
            let last = characters[at + 2];
            let is_one_kind = [
                char::is_ascii_uppercase as fn(&char) -> bool,
                char::is_ascii_lowercase,
                char::is_ascii_digit,
            ]
            .iter()
            .any(|is_kind| is_kind(&first) && is_kind(&last));
            if !is_one_kind || first > last {
                return None;
            }
            ranges.push((first, last));
            at += 3;
        } else {
            ranges.push((first, first));
            at += 1;
        }
    }
    Some(ranges)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_and_a_count_are_read() {
        let rule = parse("^[A-Z0-9_-]{4,8}$").expect("supported");
        assert_eq!(
            rule.characters,
            [('A', 'Z'), ('0', '9'), ('_', '_'), ('-', '-')]
        );
        assert_eq!(
            rule.length,
            Range {
                least: Some(4),
                greatest: Some(8)
            }
        );
        assert_eq!(
            parse("^[0-9]{3}$").expect("supported").length,
            Range {
                least: Some(3),
                greatest: Some(3)
            }
        );
        assert_eq!(
            parse("^[a-f]{1,}$").expect("supported").length,
            Range {
                least: Some(1),
                greatest: None
            }
        );
    }

    #[test]
    fn every_other_pattern_is_refused() {
        for pattern in [
            "",
            "[A-Z]{4}",
            "^[A-Z]{4}",
            "^[A-Z]+$",
            "^[^A-Z]{4}$",
            "^[\\d]{4}$",
            "^[Z-A]{4}$",
            "^[A-z]{4}$",
            "^[]{4}$",
            "^[A-Z]{8,4}$",
            "^[A-Z]{,4}$",
            "^[-A]{4}$",
            "^[A-Z]{4}[0-9]{2}$",
            "^([A-Z]{4})?$",
        ] {
            assert_eq!(parse(pattern), None, "{pattern}");
        }
    }
}
