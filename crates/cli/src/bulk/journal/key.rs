//! How a row is known again: by what is sent for it, wherever in the file it stands.

use std::collections::{HashMap, HashSet};
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// Of the SHA-256 of a row's request in JSON and its number among equal ones, the first 128 bits: 32 hexadecimal
/// digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "String", try_from = "String")]
pub(crate) struct Key([u8; 16]);

/// Counts equal rows, in the order of the file: the second of them is another row than the first.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// Small, since most rows are only here.
    seen: HashSet<u64>,
    /// How many there are of those that are there more than once.
    copies: HashMap<u64, u32>,
}

impl Keys {
    /// The key of the next row.
    pub(crate) fn next(&mut self, request: &[u8]) -> Key {
        let mut hash = Sha256::new();
        hash.update(request);
        let content = u64::from_be_bytes(first(&hash.clone().finalize()));
        let copy = self.count(content);
        // No request in JSON ends with this.
        hash.update(format!("\n{copy}"));
        Key(first(&hash.finalize()))
    }

    /// The number of a row among equal ones.
    fn count(&mut self, content: u64) -> u32 {
        if self.seen.insert(content) {
            return 1;
        }
        let copies = self.copies.entry(content).or_insert(1);
        *copies += 1;
        *copies
    }
}

fn first<const N: usize>(hash: &[u8]) -> [u8; N] {
    let mut first = [0; N];
    first.copy_from_slice(&hash[..N]);
    first
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", u128::from_be_bytes(self.0))
    }
}

impl From<Key> for String {
    fn from(key: Key) -> Self {
        key.to_string()
    }
}

#[derive(Debug, thiserror::Error)]
#[error("no key")]
pub(crate) struct NoKey;

impl FromStr for Key {
    type Err = NoKey;

    fn from_str(text: &str) -> Result<Self, NoKey> {
        let is_hexadecimal = text.bytes().all(|byte| byte.is_ascii_hexdigit());
        if text.len() != 32 || !is_hexadecimal {
            return Err(NoKey);
        }
        let number = u128::from_str_radix(text, 16).map_err(|_| NoKey)?;
        Ok(Self(number.to_be_bytes()))
    }
}

impl TryFrom<String> for Key {
    type Error = NoKey;

    fn try_from(text: String) -> Result<Self, NoKey> {
        text.parse()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_the_same_for_the_same_request_wherever_it_stands() {
        let keys = |rows: [&str; 3]| {
            let mut keys = Keys::default();
            rows.map(|row| keys.next(row.as_bytes()))
        };
        let [one, two, three] = keys(["1", "2", "3"]);
        let [three_first, one_second, two_last] = keys(["3", "1", "2"]);
        assert_eq!([one, two, three], [one_second, two_last, three_first]);
    }

    #[test]
    fn is_another_for_each_of_equal_requests() {
        let mut keys = Keys::default();
        let [one, two, three] = ["1", "1", "1"].map(|row| keys.next(row.as_bytes()));
        assert!(one != two && two != three && one != three);
        let mut again = Keys::default();
        assert_eq!(again.next(b"1"), one);
        assert_eq!(again.next(b"1"), two);
    }

    /// What journals have that are there already.
    #[test]
    fn is_made_as_it_always_was() {
        let key = Keys::default().next(br#"{"Name":"N1"}"#);
        // printf '{"Name":"N1"}\n1' | sha256sum
        assert_eq!(key.to_string(), "f9ae73de927f8285d9b36ed2b1a2e57d");
    }

    #[test]
    fn is_read_as_it_is_written_and_nothing_else_is_one() {
        let key = Keys::default().next(b"1");
        assert_eq!(key.to_string().parse::<Key>().unwrap(), key);
        for text in ["", "12", &"g".repeat(32), &format!("+{}", "1".repeat(31))] {
            assert!(text.parse::<Key>().is_err(), "{text}");
        }
    }
}
