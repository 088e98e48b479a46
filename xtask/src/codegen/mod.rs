//! `cargo xtask codegen`: from a crate's openapi.yaml to its models.rs and operations.rs, and to the
//! sandbox's copy of the contract.
//!
//! It reads the part of OpenAPI 3.1 that our contracts use. A key that it does not know is an error with
//! its place. Beside OpenAPI's own keys it knows these:
//!
//! | key | where | says |
//! |---|---|---|
//! | `x-source` | operations and named schemas (required), most other things | `documented`, `elsewhere: <page>` or `inferred: <why>` |
//! | `x-idempotency` | operations (required) | `safe`, `idempotent`, `not-idempotent`, or `depends`: a method `idempotency(&self)` of the crate's own decides |
//! | `x-bulk` | operations | `depends`: a method `is_bulk(&self)` of the crate's own says whether several things are asked for at once |
//! | `x-gone-status` | DELETE without an answer body | the status that means "already deleted" |
//! | `x-stream` | operations | the list of the answer whose items can be read one by one |
//! | `x-role` | named objects (required) | `request`, `response`, `both`, or `error`: checked, but without a type |
//! | `x-sensitive` | parameters, bodies, members, items, named objects | secret or personal: redacted in `Debug` |
//! | `x-date-format` | `date-time` (required) | `rfc3339`, `dotnet-offset`, `dotnet` (with or without an offset), `naive-7` or `naive` |
//! | `x-decimal` | `number` (required) | an exact decimal, never a float |
//! | `x-open-enum` | named enums (required) | other values are kept as they came |
//! | `x-enum-names`, `x-enum-descriptions` | named enums | by value: the variant's name, its doc comment |
//! | `x-rust-name` | parameters, members, named schemas, servers, token URLs, API keys | the name in Rust; a URL or a key's header with one becomes a constant |
//! | `x-rust-type` | parameters, bodies, answers that no page describes | a type of the crate's own: one that encodes and validates itself, or is made from the whole answer |
//! | `x-rust-visibility` | parameters, members, named objects of a request | `crate`: only the crate's own code sets it; the constructor of such an object is `from_required` |
//! | `x-alias` | members | another name that is read, too |
//! | `x-ignore-body` | answers | whatever JSON it is, it says nothing beside the status |

pub(crate) mod contract;
mod docs;
mod emit;
pub(crate) mod layout;
pub(crate) mod names;
pub(crate) mod problem;
mod read;
mod spot;
#[cfg(test)]
mod tests;
pub(crate) mod yaml;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{fs, io};

use contract::Contract;
use layout::LayoutError;
use problem::Problem;
pub(crate) use read::read as read_contract;
use similar::TextDiff;

/// Writes the generated files, or checks that they are up to date.
#[derive(Debug, Default, clap::Args)]
pub(crate) struct Codegen {
    /// Write nothing: print what is out of date as a diff, and fail if anything is.
    #[arg(long)]
    check: bool,
    /// The crate to generate; all crates with a contract if left out.
    #[arg(value_name = "CRATE")]
    only: Option<String>,
}

/// The generated files of a crate.
#[derive(Debug)]
pub(crate) struct Generated {
    pub(crate) models: String,
    pub(crate) operations: String,
}

impl Generated {
    pub(crate) fn from(contract: &Contract, root: &Path) -> Result<Self, LayoutError> {
        Ok(Self {
            models: layout::lay_out(&emit::models::file(contract), root)?,
            operations: layout::lay_out(&emit::operations::file(contract), root)?,
        })
    }
}

/// Why nothing was generated.
#[derive(Debug, thiserror::Error)]
pub(crate) enum CodegenError {
    #[error("{} in the contracts:\n{}", count(problems.len(), "problem"), list(problems))]
    Contracts { problems: Vec<Problem> },
    #[error("no crate has a contract at crates/{0}/openapi.yaml")]
    NoContract(String),
    #[error(transparent)]
    Layout(#[from] LayoutError),
    #[error("{}: {error}", path.display())]
    File { path: PathBuf, error: io::Error },
}

/// A file as it should be.
#[derive(Debug)]
struct Output {
    /// Relative to the workspace.
    path: PathBuf,
    text: String,
}

impl Codegen {
    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, CodegenError> {
        let stale = stale(outputs(root, self.only.as_deref())?, root)?;
        for (output, old) in &stale {
            if self.check {
                print!("{}", diff(output, old));
            } else {
                write(root, output)?;
                println!("wrote {}", output.path.display());
            }
        }
        if stale.is_empty() {
            println!("all generated files are up to date");
        } else if self.check {
            eprintln!(
                "{} out of date: run `cargo xtask codegen`",
                count(stale.len(), "generated file")
            );
            return Ok(ExitCode::FAILURE);
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// All files of one crate, or of all.
fn outputs(root: &Path, only: Option<&str>) -> Result<Vec<Output>, CodegenError> {
    let mut outputs = Vec::new();
    let mut problems = Vec::new();
    let names = crates_with_contract(root)?;
    let chosen: Vec<&String> = names
        .iter()
        .filter(|name| only.is_none_or(|only| only == *name))
        .collect();
    if let (Some(only), true) = (only, chosen.is_empty()) {
        return Err(CodegenError::NoContract(only.to_owned()));
    }
    for name in chosen {
        let path = Path::new("crates").join(name);
        let contract_path = path.join("openapi.yaml");
        let text = read(&root.join(&contract_path))?;
        match read::read(&contract_path.to_string_lossy(), &text) {
            Err(more) => problems.extend(more),
            Ok(contract) => {
                let generated = Generated::from(&contract, root)?;
                outputs.push(Output {
                    path: path.join("src/models.rs"),
                    text: generated.models,
                });
                outputs.push(Output {
                    path: path.join("src/operations.rs"),
                    text: generated.operations,
                });
                if root.join("crates/sandbox").is_dir() {
                    let path = Path::new("crates/sandbox/contracts").join(format!("{name}.yaml"));
                    outputs.push(Output { path, text });
                }
            }
        }
    }
    if problems.is_empty() {
        Ok(outputs)
    } else {
        Err(CodegenError::Contracts { problems })
    }
}

fn crates_with_contract(root: &Path) -> Result<Vec<String>, CodegenError> {
    let crates = root.join("crates");
    let fail = |error| CodegenError::File {
        path: crates.clone(),
        error,
    };
    let mut names = Vec::new();
    for entry in fs::read_dir(&crates).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        if entry.path().join("openapi.yaml").is_file() {
            names.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// The outputs that differ from what is there, each with the old text.
fn stale(outputs: Vec<Output>, root: &Path) -> Result<Vec<(Output, String)>, CodegenError> {
    let mut stale = Vec::new();
    for output in outputs {
        let path = root.join(&output.path);
        let old = if path.exists() {
            read(&path)?
        } else {
            String::new()
        };
        if old != output.text {
            stale.push((output, old));
        }
    }
    Ok(stale)
}

fn diff(output: &Output, old: &str) -> String {
    let path = output.path.display();
    TextDiff::from_lines(old, &output.text)
        .unified_diff()
        .header(
            &format!("{path} (as it is)"),
            &format!("{path} (from the contract)"),
        )
        .to_string()
}

fn read(path: &Path) -> Result<String, CodegenError> {
    fs::read_to_string(path).map_err(|error| CodegenError::File {
        path: path.to_owned(),
        error,
    })
}

fn write(root: &Path, output: &Output) -> Result<(), CodegenError> {
    let path = root.join(&output.path);
    let write = || {
        path.parent().map(fs::create_dir_all).transpose()?;
        fs::write(&path, &output.text)
    };
    write().map_err(|error| CodegenError::File {
        path: path.clone(),
        error,
    })
}

fn count(count: usize, unit: &str) -> String {
    if count == 1 {
        format!("1 {unit}")
    } else {
        format!("{count} {unit}s")
    }
}

fn list(problems: &[Problem]) -> String {
    let lines: Vec<String> = problems
        .iter()
        .map(|problem| format!("  {problem}"))
        .collect();
    lines.join("\n")
}
