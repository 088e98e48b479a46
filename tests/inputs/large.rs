//! Inputs of a quarter of a megabyte that repeat what a decoder has to look at twice: one that took the square of their
//! length, which is 62,500,000,000, would not come to an end.

use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use behaviours::decoders::{DECODERS, Decoder};
use behaviours::effort::count;

/// Below the 256 KiB of its texts that an error keeps.
const LENGTH: usize = 250_000;

/// Nobody waits longer for an input. What is linear takes about a hundredth of it, on a slow machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// What is repeated, between a beginning and an end.
const REPEATED: [(&str, &str, &str); 24] = [
    ("", "[", ""),
    ("", "{\"a\":", ""),
    ("{\"Leads\":[", "[", ""),
    ("{\"Leads\":[", "{},", "{}]}"),
    ("{\"Leads\":[", " ", "]}"),
    ("{", "\"a\":1,", "\"a\":1}"),
    ("{", "\"Status\":{},", "\"a\":1}"),
    ("{\"Message\":\"", "\\\\", "\"}"),
    ("{\"Message\":\"", "\\u0041", "\"}"),
    ("{\"type\":\"", "\\\"", "\"}"),
    ("\"", "{\\\"a\\\":1}", "\""),
    ("", "1", ""),
    ("0.", "0", "1"),
    ("1e", "9", ""),
    ("2024-10-15T05:29:19.", "1", "Z"),
    ("/Date(", "1", ")/"),
    ("", "<!--", ""),
    ("", "<!---->", "<html>"),
    ("", "<a>", ""),
    ("<Error>", "<a></a>", "</Error>"),
    ("<Error><Message>", "&#65;", "</Message></Error>"),
    ("<Error ", "a='1' ", "/>"),
    ("https://api.example.com", "/../a", "/"),
    ("application/json", ";", ""),
];

#[test]
fn every_decoder_comes_to_an_end_with_a_quarter_of_a_megabyte() {
    let mut inputs = 0;
    for decoder in &DECODERS {
        for (before, repeated, after) in REPEATED {
            let times = LENGTH / repeated.len();
            let text = [before, &repeated.repeat(times), after].concat();
            // The first ways of reading it are different enough.
            let ways = decoder.choices.clamp(1, 2);
            for way in 0..ways {
                let first = if decoder.choices > 0 { &[way][..] } else { &[] };
                let input = [first, text.as_bytes()].concat();
                let ends = comes_to_an_end(*decoder, input);
                assert!(ends, "{} on {before}{repeated}..{after}", decoder.name);
                inputs += 1;
            }
        }
    }
    count(&format!(
        "inputs: {inputs} inputs of a quarter of a megabyte, all read to their end"
    ));
}

fn comes_to_an_end(decoder: Decoder, input: Vec<u8>) -> bool {
    let (done, is_done) = mpsc::channel();
    thread::spawn(move || {
        (decoder.check)(&input);
        // Nobody may be waiting any more.
        let _ = done.send(());
    });
    is_done.recv_timeout(PATIENCE).is_ok()
}
