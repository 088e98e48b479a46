//! The decoder that `DECODER` names, on whatever libFuzzer comes up with, from the seeds on that it brings with it.
//! Without `DECODER`: the names of all. To be run by `cargo xtask fuzz`.
#![no_main]

use std::path::PathBuf;
use std::sync::LazyLock;
use std::{env, fs, process};

use behaviours::decoders::{DECODERS, Decoder, regressions};
use libfuzzer_sys::fuzz_target;

static DECODER: LazyLock<Decoder> = LazyLock::new(|| {
    let name = env::var("DECODER").expect("DECODER names a decoder");
    let found = DECODERS.into_iter().find(|decoder| decoder.name == name);
    found.expect("there is a decoder of this name")
});

fn begin() {
    if env::var_os("DECODER").is_none() {
        DECODERS
            .iter()
            .for_each(|decoder| println!("{}", decoder.name));
        process::exit(0);
    }
    if let Some(corpus) = env::var_os("SEEDS") {
        write_seeds(&PathBuf::from(corpus));
    }
}

/// Where libFuzzer looks for what it begins with.
fn write_seeds(corpus: &PathBuf) {
    let mut seeds = DECODER.seeds();
    seeds.extend(regressions(DECODER.name));
    for (number, seed) in seeds.iter().enumerate() {
        let file = corpus.join(format!("seed-{number:04}"));
        fs::write(file, seed).expect("the corpus can be written");
    }
}

fuzz_target!(
    init: begin(),
    |data: &[u8]| (DECODER.check)(data)
);
