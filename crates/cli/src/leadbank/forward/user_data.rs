//! The key by which a contact is found again: an import that finds it overwrites, and so may be repeated.

/// What stands before the number of a lead.
#[derive(Clone, Debug)]
pub(super) struct Prefix(String);

/// As long as the vendor's column is.
const LONGEST_KEY: usize = 64;

/// Of 64 bits, with its sign.
const LONGEST_NUMBER: usize = 20;

const LONGEST_PREFIX: usize = LONGEST_KEY - LONGEST_NUMBER;

impl Prefix {
    /// For the argument parser: every key that can come of it is looked at here.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let characters = text.chars().count();
        if text.trim() != text || text.is_empty() || text.contains(char::is_control) {
            return Err(
                "expected a text without space at its ends and without control characters"
                    .to_owned(),
            );
        }
        if text.ends_with(|last: char| last.is_ascii_digit() || last == '-') {
            return Err(
                "expected a text that ends with neither a digit nor a minus sign: two leads could have the same key"
                    .to_owned(),
            );
        }
        if characters > LONGEST_PREFIX {
            return Err(format!(
                "expected at most {LONGEST_PREFIX} characters, not {characters}: a key has at most {LONGEST_KEY}, and the \
                 number of a lead up to {LONGEST_NUMBER}"
            ));
        }
        Ok(Self(text.to_owned()))
    }

    pub(super) fn user_data(&self, number: i64) -> String {
        format!("{}{number}", self.0)
    }
}
