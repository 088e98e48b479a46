//! `cargo xtask fuzz`: looks for inputs that break the promise of a decoder, for as long as one likes.
//!
//! By libFuzzer, guided by coverage, and with the stable toolchain. The decoders, their promises and what CI does with
//! them are in `tests/decoders` and `tests/inputs`.

use std::error::Error;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use clap::Args;

use crate::cargo::{self, command};

/// Looks for inputs that break the promise of a decoder.
///
/// What was found interesting is kept in target/fuzz, and is where the next run begins. Needs a C++ compiler, for
/// libFuzzer itself.
#[derive(Debug, Args)]
pub(crate) struct Fuzz {
    /// The decoder; all of them, one after the other, without it.
    decoder: Option<String>,
    /// How long to look, for each decoder.
    #[arg(long, default_value_t = 60)]
    seconds: u64,
    /// Only try this file: an input that was found before.
    #[arg(long, requires = "decoder", value_name = "FILE")]
    input: Option<PathBuf>,
}

/// What libFuzzer needs to see which code an input has reached.
const COVERAGE: &str = "--cfg fuzzing -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";

/// An input may take 10 s and 1 GiB at most: nothing that is linear takes a thousandth of it.
const LIMITS: [&str; 3] = ["-timeout=10", "-rss_limit_mb=1024", "-max_len=4096"];

impl Fuzz {
    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, Box<dyn Error>> {
        let directory = cargo::target_directory(root).join("fuzz");
        let program = build(root, &directory)?;
        let known = names(&program)?;
        let wanted = match &self.decoder {
            Some(name) if !known.contains(name) => {
                return Err(
                    format!("no decoder \"{name}\": there are {}", known.join(", ")).into(),
                );
            }
            Some(name) => vec![name.clone()],
            None => known,
        };
        if let (Some(decoder), Some(input)) = (&self.decoder, &self.input) {
            let mut again = Command::new(&program);
            let status = again.env("DECODER", decoder).arg(input).status()?;
            return Ok(exit_code(status.success()));
        }
        let mut found = 0;
        for decoder in &wanted {
            println!("{decoder}: {} s", self.seconds);
            if !self.search(&program, &directory, decoder)? {
                found += 1;
            }
        }
        println!("{} decoders, {found} broke their promise", wanted.len());
        Ok(exit_code(found == 0))
    }

    /// Whether the promise held.
    fn search(
        &self,
        program: &Path,
        directory: &Path,
        decoder: &str,
    ) -> Result<bool, Box<dyn Error>> {
        let corpus = directory.join("corpus").join(decoder);
        let broken = directory.join("broken").join(decoder);
        fs::create_dir_all(&corpus)?;
        fs::create_dir_all(&broken)?;
        let log = directory.join(format!("{decoder}.log"));
        let status = Command::new(program)
            .env("DECODER", decoder)
            .env("SEEDS", &corpus)
            .arg(&corpus)
            .arg(format!("-artifact_prefix={}/", broken.display()))
            .arg(format!("-max_total_time={}", self.seconds))
            .arg("-print_final_stats=1")
            .args(LIMITS)
            .stdout(Stdio::null())
            .stderr(File::create(&log)?)
            .status()?;
        let said = fs::read_to_string(&log)?;
        let line = |beginning: &str| said.lines().find_map(|line| line.strip_prefix(beginning));
        if status.success() {
            let inputs = line("stat::number_of_executed_units:").unwrap_or_default();
            println!("  held for {} inputs", inputs.trim());
            return Ok(true);
        }
        let artifact = said
            .lines()
            .find_map(|line| line.split_once("Test unit written to "));
        let input = artifact.map_or("the input that its log names", |(_, file)| file);
        println!("  BROKEN; the log is {}", log.display());
        println!("  again: cargo xtask fuzz {decoder} --input {input}");
        println!(
            "  keep it: copy it to tests/fuzz/regressions/{decoder}/, which every CI run tries"
        );
        Ok(false)
    }
}

/// The program with all decoders.
fn build(root: &Path, directory: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let compiler = std::env::var("CXX").unwrap_or_else(|_| "c++".to_owned());
    let version = Command::new(&compiler).arg("--version").output();
    if !version.is_ok_and(|output| output.status.success()) {
        let reason = "libFuzzer is compiled from its sources: install g++ or clang";
        return Err(format!("{compiler} is not there ({reason})").into());
    }
    // Named, so that the flags are those of the program alone, and not of build scripts.
    let host = host()?;
    let manifest = root.join("tests/fuzz/Cargo.toml");
    let status = command(root, &["build", "--release", "--target", &host])
        .arg("--manifest-path")
        .arg(manifest)
        .arg("--target-dir")
        .arg(directory)
        .env("RUSTFLAGS", COVERAGE)
        .status()?;
    if !status.success() {
        return Err("the decoders do not build".into());
    }
    Ok(directory.join(host).join("release/decoder"))
}

fn host() -> Result<String, Box<dyn Error>> {
    let output = Command::new("rustc").arg("-vV").output()?;
    let text = String::from_utf8(output.stdout)?;
    let host = text.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(host
        .ok_or("rustc does not say for which host it is")?
        .to_owned())
}

/// The names of all decoders: the program tells them.
fn names(program: &Path) -> Result<Vec<String>, Box<dyn Error>> {
    let output = Command::new(program).env_remove("DECODER").output()?;
    let text = String::from_utf8(output.stdout)?;
    Ok(text.lines().map(str::to_owned).collect())
}

fn exit_code(success: bool) -> ExitCode {
    if success {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}
