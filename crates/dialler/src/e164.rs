//! A check of phone numbers, which are otherwise sent as given.

use std::fmt;

/// The most digits that E.164 allows, country code included.
const MOST_DIGITS: usize = 15;

/// Why a phone number is not written as of E.164. Never shows the number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NotE164 {
    /// There is no digit.
    NoDigits,
    /// The character at this position is neither a digit nor a plus sign in front: a space, for example.
    NotADigit {
        /// The position, counted from 1.
        position: usize,
    },
    /// The first digit is 0, and no country code starts with it: a national number, most likely, or one with 00
    /// in place of the plus sign.
    LeadingZero,
    /// It has more than 15 digits.
    TooLong {
        /// How many digits it has.
        digits: usize,
    },
    /// Nothing but the plus sign is missing. jtel's pages on calls to other systems write numbers so ("E.164
    /// format without a plus"); what the dialler expects, no page shows.
    NoPlus,
}

impl fmt::Display for NotE164 {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoDigits => f.write_str("there is no digit"),
            Self::NotADigit { position } => {
                write!(f, "the character at position {position} is no digit")
            }
            Self::LeadingZero => f.write_str("no country code starts with 0"),
            Self::TooLong { digits } => {
                write!(
                    f,
                    "{digits} digits are more than the {MOST_DIGITS} of E.164"
                )
            }
            Self::NoPlus => f.write_str("the plus sign is missing"),
        }
    }
}

impl std::error::Error for NotE164 {}

/// Checks that a phone number is written as of E.164: a plus sign, the country code and the number, at most 15
/// digits, and nothing else.
///
/// E.164 is named by the documentation of the CSV import only, without an example; whether the REST functions
/// demand it is not documented. So the client sends numbers as they are given, and checking them is up to the
/// caller.
///
/// # Errors
/// [`NotE164`], with the first thing that is wrong; [`NotE164::NoPlus`] only if nothing else is.
///
/// ```
/// use dialler::{NotE164, check_e164};
///
/// assert_eq!(check_e164("+493023125001"), Ok(()));
/// assert_eq!(check_e164("493023125001"), Err(NotE164::NoPlus));
/// assert_eq!(check_e164("03023125001"), Err(NotE164::LeadingZero));
/// ```
pub fn check_e164(number: &str) -> Result<(), NotE164> {
    let digits = number.strip_prefix('+').unwrap_or(number);
    if digits.is_empty() {
        return Err(NotE164::NoDigits);
    }
    let signs = number.len() - digits.len();
    if let Some(at) = digits.chars().position(|c| !c.is_ascii_digit()) {
        let position = signs + at + 1;
        return Err(NotE164::NotADigit { position });
    }
    if digits.starts_with('0') {
        return Err(NotE164::LeadingZero);
    }
    if digits.len() > MOST_DIGITS {
        let digits = digits.len();
        return Err(NotE164::TooLong { digits });
    }
    if signs == 0 {
        return Err(NotE164::NoPlus);
    }
    Ok(())
}
