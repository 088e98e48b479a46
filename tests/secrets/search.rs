//! Finds a mark in what was printed, however it was encoded on its way there.

use std::fmt::Write as _;
use std::sync::LazyLock;

use behaviours::calls::marks::{DIGITS, HEADER_SECRET, TEXT, found_in};

use crate::marks::{NUMBER, PERSONAL, SECRET};

/// What is searched for.
#[derive(Clone, Copy)]
pub(crate) enum Marks {
    /// Secrets and personal data.
    All,
    /// Secrets: where personal data is what a person has asked to see.
    Secrets,
}

/// A mark that was found.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Leak {
    pub(crate) form: &'static str,
    /// Where, with a little of what stands around it.
    pub(crate) place: String,
}

/// A word in all forms in which it could have been printed. Of those that ignore capitals, the text is searched in small letters.
struct Forms {
    any_case: Vec<(&'static str, String)>,
    exact: Vec<(&'static str, String)>,
}

/// Secrets.
static OF_SECRETS: LazyLock<Vec<Forms>> =
    LazyLock::new(|| [SECRET, HEADER_SECRET].map(forms).into());
/// Personal data, also that of the calls against the sandbox.
static OF_PERSONS: LazyLock<Vec<Forms>> =
    LazyLock::new(|| [PERSONAL, NUMBER, TEXT, DIGITS].map(forms).into());

/// The first mark in a text.
pub(crate) fn find(text: &str, marks: Marks) -> Option<Leak> {
    let of_persons: &[Forms] = match marks {
        Marks::All => &OF_PERSONS,
        Marks::Secrets => &[],
    };
    // Lists of bytes and long lines of base64 are broken up by white space.
    let dense: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let small = dense.to_ascii_lowercase();
    let found = OF_SECRETS.iter().chain(of_persons).find_map(|forms| {
        let in_any_case = forms.any_case.iter().map(|form| (&small, form));
        let exact = forms.exact.iter().map(|form| (&dense, form));
        in_any_case
            .chain(exact)
            .find_map(|(text, (form, encoded))| {
                let at = text.find(encoded.as_str())?;
                Some(Leak {
                    form,
                    place: around(text, at),
                })
            })
    });
    found.or_else(|| match marks {
        Marks::All => of_the_sandbox(text),
        Marks::Secrets => of_the_sandbox(&text.replace(DEMONSTRATED, "")),
    })
}

/// A person of the sandbox's demonstration data.
const DEMONSTRATED: &str = "Ada Byron";

/// The sandbox's own secrets: its fixed ones, and the tokens that it issues.
fn of_the_sandbox(text: &str) -> Option<Leak> {
    let mark = found_in(text).filter(|mark| ![TEXT, DIGITS].contains(mark))?;
    let place = around(text, text.find(mark)?);
    Some(Leak {
        form: "a secret of the sandbox",
        place,
    })
}

/// How many forms of each mark are searched for.
pub(crate) fn count_forms() -> usize {
    OF_SECRETS[0].any_case.len() + OF_SECRETS[0].exact.len()
}

fn forms(word: &str) -> Forms {
    let small = word.to_ascii_lowercase();
    let each = |one: fn(u8) -> String, word: &str| word.bytes().map(one).collect::<String>();
    let list =
        |one: fn(u8) -> String, word: &str| word.bytes().map(one).collect::<Vec<_>>().join(",");
    let mut any_case = vec![("as it is", small.clone())];
    let mut exact = Vec::new();
    // A letter has another code in each case; which one a program prints is its own affair.
    for word in [word, &small] {
        any_case.extend([
            ("percent-encoded", each(|b| format!("%{b:02x}"), word)),
            ("escaped as in JSON", each(|b| format!("\\u{b:04x}"), word)),
            ("escaped as in Rust", each(|b| format!("\\x{b:02x}"), word)),
            (
                "escaped as in Rust",
                each(|b| format!("\\u{{{b:x}}}"), word),
            ),
            ("escaped as in XML", each(|b| format!("&#{b};"), word)),
            ("escaped as in XML", each(|b| format!("&#x{b:x};"), word)),
            ("in hexadecimal", each(|b| format!("{b:02x}"), word)),
            ("a list of bytes", list(|b| b.to_string(), word)),
            ("a list of bytes", list(|b| format!("{b:x}"), word)),
            ("a list of bytes", list(|b| format!("0x{b:x}"), word)),
        ]);
        exact.extend((0..3).map(|before| ("in base64", base64_after(before, word))));
    }
    any_case.push(("backwards", small.chars().rev().collect()));
    Forms { any_case, exact }
}

/// The characters of base64 that come of a word alone, if so many bytes stand before it in their group of three.
fn base64_after(before: usize, word: &str) -> String {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = "0".repeat(8 * before);
    for byte in word.bytes() {
        write!(bits, "{byte:08b}").expect("a text grows");
    }
    let (first, end) = ((8 * before).div_ceil(6), bits.len() / 6);
    (first..end)
        .map(|position| {
            let index = usize::from_str_radix(&bits[6 * position..6 * position + 6], 2);
            char::from(ALPHABET[index.expect("six bits")])
        })
        .collect()
}

fn around(text: &str, at: usize) -> String {
    let (mut start, mut end) = (at.saturating_sub(80), (at + 80).min(text.len()));
    while !text.is_char_boundary(start) {
        start -= 1;
    }
    while !text.is_char_boundary(end) {
        end += 1;
    }
    text[start..end].to_owned()
}

/// The check of the check: a mark that is there is found.
mod finds {
    use super::{Marks, find};
    use crate::marks::{INTEGER, PERSONAL, SECRET, personal, secret};

    fn is_found(text: &str) -> bool {
        find(text, Marks::All).is_some()
    }

    #[test]
    fn every_mark_as_it_is_and_in_other_capitals() {
        for text in [
            secret("password"),
            personal("name"),
            personal("name").to_lowercase(),
            format!("{INTEGER}"),
            format!("{:?}", [1, INTEGER]),
        ] {
            assert!(is_found(&text), "{text}");
        }
    }

    #[test]
    fn every_mark_as_rust_prints_texts_and_bytes() {
        let bytes = bytes::Bytes::from(secret("password"));
        let list = bytes.to_vec();
        for text in [
            format!("{bytes:?}"),
            format!("{list:?}"),
            format!("{list:#?}"),
            format!("{list:x?}"),
            format!("{list:#x?}"),
            format!("{bytes:x}"),
            format!("{bytes:X}"),
            secret("").escape_unicode().to_string(),
        ] {
            assert!(is_found(&text), "{text}");
        }
    }

    #[test]
    fn every_mark_in_what_stands_in_urls_and_documents() {
        for text in [
            "%58%5A%37%56%4B%57",
            "%78%7a%37%76%6b%77",
            r"\u0058\u005a\u0037\u0056\u004B\u0057",
            "&#88;&#90;&#55;&#86;&#75;&#87;",
            "&#x58;&#x5A;&#x37;&#x56;&#x4B;&#x57;",
        ] {
            assert!(is_found(text), "{text}");
        }
    }

    #[test]
    fn every_mark_in_base64_wherever_it_stands() {
        // {"", "u", "us"} + "XZ7VKW" + ":", and the same in small letters
        for text in [
            "WFo3VktXOg==",
            "dVhaN1ZLVzo=",
            "dXNYWjdWS1c6",
            "eHo3dmt3Og==",
            "dXh6N3Zrdzo=",
            "dXN4ejd2a3c6",
        ] {
            assert!(is_found(text), "{text}");
        }
    }

    #[test]
    fn a_mark_that_is_broken_over_lines() {
        assert!(is_found("XZ7\n  VKW"));
    }

    #[test]
    fn nothing_where_there_is_nothing() {
        for text in [
            "",
            "XZ7",
            "[redacted]",
            "listPreparedTickets: refused: 400 Bad Request",
        ] {
            assert!(!is_found(text), "{text}");
        }
        assert!(find(PERSONAL, Marks::Secrets).is_none());
        assert!(find(SECRET, Marks::Secrets).is_some());
    }
}
