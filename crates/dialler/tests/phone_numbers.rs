//! The check of phone numbers, which is up to the caller.

use dialler::{NotE164, check_e164};

#[test]
fn a_plus_a_country_code_and_at_most_15_digits_pass() {
    for number in ["+4989461495000", "+15551234567", "+123456789012345", "+1"] {
        assert_eq!(check_e164(number), Ok(()), "{number}");
    }
}

#[test]
fn what_is_wrong_is_said() {
    for (number, wrong) in [
        ("", NotE164::NoDigits),
        ("+", NotE164::NoDigits),
        ("004989461495000", NotE164::LeadingZero),
        ("089461495000", NotE164::LeadingZero),
        ("+0498946", NotE164::LeadingZero),
        (" +4989461495000", NotE164::NotADigit { position: 1 }),
        ("PhoneNumber1", NotE164::NotADigit { position: 1 }),
        ("++49", NotE164::NotADigit { position: 2 }),
        ("+٤٩", NotE164::NotADigit { position: 2 }),
        ("+49 89 46149", NotE164::NotADigit { position: 4 }),
        ("49(0)89", NotE164::NotADigit { position: 3 }),
        ("+4989461495000 ", NotE164::NotADigit { position: 15 }),
        ("+1234567890123456", NotE164::TooLong { digits: 16 }),
        ("1234567890123456", NotE164::TooLong { digits: 16 }),
    ] {
        assert_eq!(check_e164(number), Err(wrong), "{number}");
    }
}

#[test]
fn a_missing_plus_is_said_only_if_nothing_else_is_wrong() {
    for number in ["4989461495000", "49199123456789"] {
        assert_eq!(check_e164(number), Err(NotE164::NoPlus), "{number}");
    }
}

#[test]
fn it_is_said_in_words_without_the_number() {
    for number in ["89461", "+", "+089461", "+49-89461", "+1234567890123456"] {
        let wrong = check_e164(number)
            .expect_err("it is no number as of E.164")
            .to_string();
        assert!(!wrong.is_empty() && !wrong.contains("89461"), "{wrong}");
    }
}
