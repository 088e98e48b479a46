//! The decoders on bytes of anybody: their seeds, inputs that broke a promise once, and mutations of all of them. What
//! `cargo xtask fuzz` looks for over hours, guided by coverage, is tried here in short, and always the same.

use behaviours::decoders::{DECODERS, Decoder, regressions};
use behaviours::effort::count;

use crate::group::{effort, quietly, said};

/// Mutations of a decoder, for each case that other properties have.
const MUTATIONS: u64 = 4;

#[test]
fn every_decoder_keeps_its_promise_for_whatever_bytes() {
    let effort = effort();
    let mut inputs = 0;
    let mut kept = 0;
    let mut broken = Vec::new();
    for decoder in &DECODERS {
        let regressions = regressions(decoder.name);
        kept += regressions.len();
        let mut seeds = decoder.seeds();
        seeds.extend(regressions);
        let mut rng = fastrand::Rng::with_seed(effort.seed);
        let mutations = effort.amount * MUTATIONS;
        let mutations = (0..mutations).map(|_| mutated(&seeds, &mut rng));
        let mut tried = seeds.iter().cloned().chain(mutations);
        let breaks = tried.find(|input| breaks(decoder, input).is_some());
        broken.extend(breaks.map(|input| describe(decoder, input)));
        inputs += seeds.len() as u64 + effort.amount * MUTATIONS;
    }
    assert!(broken.is_empty(), "{}", broken.join("\n\n"));
    let decoders = DECODERS.len();
    count(&format!(
        "inputs: {decoders} decoders on {inputs} inputs ({kept} that broke a promise once)"
    ));
}

/// Why an input breaks the promise of a decoder, if it does.
fn breaks(decoder: &Decoder, input: &[u8]) -> Option<String> {
    let outcome = quietly(|| (decoder.check)(input));
    outcome.err().map(|why| said(&*why).to_owned())
}

fn describe(decoder: &Decoder, input: Vec<u8>) -> String {
    let Decoder { name, promise, .. } = decoder;
    let smallest = shrunk(decoder, input);
    let why = breaks(decoder, &smallest).unwrap_or_default();
    let smallest = String::from_utf8_lossy(&smallest);
    format!(
        "{name} (its promise: {promise}): {why}\nbroken by {smallest:?}, to be kept in tests/fuzz/regressions/{name}"
    )
}

/// As short as it still breaks the promise.
fn shrunk(decoder: &Decoder, mut input: Vec<u8>) -> Vec<u8> {
    let mut width = input.len();
    while width > 0 {
        let mut at = 0;
        while at + width <= input.len() {
            let shorter = [&input[..at], &input[at + width..]].concat();
            if breaks(decoder, &shorter).is_some() {
                input = shorter;
            } else {
                at += width;
            }
        }
        width /= 2;
    }
    input
}

/// What texts of machines are made of.
const TOKENS: [&str; 40] = [
    "{",
    "}",
    "[",
    "]",
    ":",
    ",",
    "\"",
    "\\",
    "\\u0000",
    "\\ud800",
    "null",
    "true",
    "0",
    "-",
    "1e9",
    ".5",
    "{}",
    "[]",
    "\"Leads\"",
    "\"Status\"",
    "\u{feff}",
    "\r\n",
    " ",
    "\0",
    "<",
    ">",
    "</",
    "/>",
    "&amp;",
    "&#x0;",
    "<!--",
    "-->",
    "<![CDATA[",
    "T",
    "Z",
    "+00:00",
    "99999999999999999999",
    "%2e%2e",
    "//",
    "é",
];

fn mutated(seeds: &[Vec<u8>], rng: &mut fastrand::Rng) -> Vec<u8> {
    let mut input = seeds[rng.usize(..seeds.len())].clone();
    for _ in 0..=rng.usize(..4) {
        let at = rng.usize(..=input.len());
        let end = (at + rng.usize(..16)).min(input.len());
        match rng.u8(..6) {
            0 => _ = input.drain(at..end),
            1 => {
                let token = TOKENS[rng.usize(..TOKENS.len())];
                input.splice(at..end.min(at + 1), token.bytes());
            }
            2 => {
                let copy = input[at..end].to_vec();
                let times = 1 + rng.usize(..4);
                input.splice(at..at, copy.repeat(times));
            }
            3 => {
                let other = &seeds[rng.usize(..seeds.len())];
                let from = rng.usize(..=other.len());
                let part = other[from..(from + 32).min(other.len())].to_vec();
                input.splice(at..end, part);
            }
            _ if at < input.len() => input[at] = rng.u8(..),
            _ => input.push(rng.u8(..)),
        }
    }
    input
}
