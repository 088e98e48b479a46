//! Everything that reads bytes of others, each with a promise that holds for whatever bytes: it ends, it does not
//! panic, and where somebody else's reader of the same form exists, it agrees with that.
//!
//! `tests/inputs` runs them over seeds and mutations of seeds in every CI run; `cargo xtask fuzz` runs them for as long
//! as one likes, guided by coverage.

// A promise that is broken must be loud.
#![allow(clippy::expect_used, clippy::missing_panics_doc, clippy::panic)]

mod content_type;
mod dates;
mod decimals;
mod elements;
mod models;
mod numbers;
mod problems;
mod retry_after;
mod sessions;
mod tokens;
mod urls;
mod xml;

use std::fs;
use std::path::Path;

pub use self::dates::http_date;
pub use self::elements::{MEMBER, Members, Streamed, members, stream};
pub use self::numbers::Number;
pub use self::retry_after::wait;

/// Something that reads bytes.
#[derive(Clone, Copy, Debug)]
pub struct Decoder {
    /// Its name, on the command line too.
    pub name: &'static str,
    /// What it promises, for a person.
    pub promise: &'static str,
    /// How many meanings the first byte has, which says how the rest is read; 0 where the rest is all.
    pub choices: u8,
    /// Reads the bytes, and panics if the promise is broken.
    pub check: fn(&[u8]),
    /// What it is made for, without such a first byte.
    texts: fn() -> Vec<Vec<u8>>,
}

/// All of them.
pub const DECODERS: [Decoder; 21] = [
    Decoder {
        name: "retry-after",
        promise: "seconds and the three forms of an HTTP date are read as RFC 9110 says, and nothing else is absurd",
        choices: 0,
        check: retry_after::check,
        texts: retry_after::seeds,
    },
    Decoder {
        name: "date-rfc3339",
        promise: "agrees with chrono, and is written as it was read",
        choices: 0,
        check: dates::rfc3339,
        texts: dates::seeds,
    },
    Decoder {
        name: "date-dotnet",
        promise: "agrees with chrono, with an offset and without, and is written as it was read",
        choices: 0,
        check: dates::dotnet,
        texts: dates::seeds,
    },
    Decoder {
        name: "date-dotnet-offset",
        promise: "agrees with chrono, and is written with seven digits of a fraction at most",
        choices: 0,
        check: dates::dotnet_offset,
        texts: dates::seeds,
    },
    Decoder {
        name: "date-naive",
        promise: "agrees with chrono, and is written as it was read",
        choices: 0,
        check: dates::naive,
        texts: dates::seeds,
    },
    Decoder {
        name: "date-naive-7",
        promise: "agrees with chrono, /Date(..)/ too, and is written with seven digits of a fraction",
        choices: 0,
        check: dates::naive_7,
        texts: dates::seeds,
    },
    Decoder {
        name: "decimal",
        promise: "digit for digit what the text says, or an error",
        choices: 0,
        check: decimals::check,
        texts: decimals::seeds,
    },
    Decoder {
        name: "elements",
        promise: "the elements that serde_json finds in the whole, wherever the pieces end; or an error",
        choices: 16,
        check: elements::check,
        texts: elements::seeds,
    },
    Decoder {
        name: "problem-json",
        promise: "the members that serde_json finds",
        choices: 0,
        check: problems::problem_json,
        texts: problems::seeds,
    },
    Decoder {
        name: "problem-aspnet",
        promise: "the members that serde_json finds",
        choices: 0,
        check: problems::aspnet,
        texts: problems::seeds,
    },
    Decoder {
        name: "problem-aim",
        promise: "an answer with any status is judged",
        choices: 36,
        check: problems::aim,
        texts: problems::seeds,
    },
    Decoder {
        name: "problem-dialler",
        promise: "an answer with any status is judged",
        choices: 36,
        check: problems::dialler,
        texts: problems::seeds,
    },
    Decoder {
        name: "problem-iveco",
        promise: "an answer with any status is judged",
        choices: 36,
        check: problems::iveco,
        texts: problems::seeds,
    },
    Decoder {
        name: "problem-leadbank",
        promise: "an answer with any status is judged",
        choices: 36,
        check: problems::leadbank,
        texts: problems::seeds,
    },
    Decoder {
        name: "xml-answer",
        promise: "an error in XML says what the same error in JSON says",
        choices: 2,
        check: xml::check,
        texts: xml::seeds,
    },
    Decoder {
        name: "models",
        promise: "what a model reads, it reads again from what it writes; and a model reads JSON only",
        choices: 40,
        check: models::check,
        texts: samples,
    },
    Decoder {
        name: "base-url",
        promise: "agrees with the url crate, and requests stay below it",
        choices: 0,
        check: urls::base_url,
        texts: urls::base_url_seeds,
    },
    Decoder {
        name: "link",
        promise: "a link is followed to the origin of the base URL, and nowhere else",
        choices: 0,
        check: urls::link,
        texts: urls::link_seeds,
    },
    Decoder {
        name: "token",
        promise: "the token of the answer is sent, exactly, or nothing is",
        choices: 0,
        check: tokens::check,
        texts: tokens::seeds,
    },
    Decoder {
        name: "session",
        promise: "whatever discovery and login say, requests go to allowed hosts over https",
        choices: 2,
        check: sessions::check,
        texts: sessions::seeds,
    },
    Decoder {
        name: "content-type",
        promise: "an answer that does not decode is done if its media type is listed, and unknown otherwise",
        choices: 0,
        check: content_type::check,
        texts: content_type::seeds,
    },
];

/// Inputs that broke a promise once, by the name of the decoder: they are tried in every run.
#[must_use]
pub fn regressions(decoder: &str) -> Vec<Vec<u8>> {
    let directory = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/regressions");
    files_in(&directory.join(decoder))
}

/// The documented payloads of all vendors.
fn samples() -> Vec<Vec<u8>> {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates");
    let vendors = [
        "aim-contracts",
        "dialler",
        "iveco-bt",
        "leadbank",
        "prepared-tickets",
    ];
    let files = vendors.map(|vendor| files_in(&crates.join(vendor).join("samples")));
    files.concat()
}

/// The files of a directory that hold JSON, XML or bytes, in the order of their names; none where it is missing.
fn files_in(directory: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(directory).into_iter().flatten().flatten();
    let mut paths: Vec<_> = entries.map(|entry| entry.path()).collect();
    paths.sort();
    let prose = ["md", "txt"];
    paths.retain(|path| {
        let extension = path.extension().and_then(|extension| extension.to_str());
        !extension.is_some_and(|extension| prose.contains(&extension))
    });
    let read = |path| fs::read(path).expect("the file can be read");
    paths.iter().map(read).collect()
}

fn texts<const N: usize>(texts: [&str; N]) -> Vec<Vec<u8>> {
    texts.map(|text| text.as_bytes().to_vec()).into()
}

/// The first byte, which says how the rest is read; 0 where there is none.
fn choice(bytes: &[u8]) -> (usize, &[u8]) {
    let (first, rest) = bytes.split_first().unwrap_or((&0, bytes));
    (usize::from(*first), rest)
}

impl Decoder {
    /// What mutations start from: everything that it is made for, in every way of reading it.
    #[must_use]
    pub fn seeds(&self) -> Vec<Vec<u8>> {
        let texts = (self.texts)();
        if self.choices == 0 {
            return texts;
        }
        let with = |choice: u8| {
            texts
                .iter()
                .map(move |text| [&[choice], &text[..]].concat())
        };
        (0..self.choices).flat_map(with).collect()
    }
}
