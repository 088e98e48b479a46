//! `vendor config init`.

use std::fs::{self, DirBuilder, File as FsFile, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use serde_json::json;

use super::File;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{SettingsError, default_path, template};

pub(super) const EXAMPLES: &str = "\
A file that is there already is never overwritten. Directories are made as needed, and nobody else can read the file.

Examples:
  vendor config init
  vendor config init --config ./vendor.toml
  vendor config init --print";

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Prints it on stdout, and writes no file
    #[arg(long, conflicts_with = "config")]
    print: bool,

    #[command(flatten)]
    file: File,
}

pub(super) fn run(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    let template = template();
    if arguments.print {
        return output.result(&template, |template| template.trim_end().to_owned());
    }
    let chosen = arguments.file.config.clone();
    let is_default = chosen.is_none();
    let path = chosen
        .or_else(default_path)
        .ok_or(SettingsError::NoDirectory)?;
    write_new(&path, &template)?;
    let path = path.display().to_string();
    output.result(&json!({ "path": path }), |_| written(&path, is_default))
}

fn written(path: &str, is_default: bool) -> String {
    let config = if is_default {
        String::new()
    } else {
        format!(" --config {path}")
    };
    format!(
        "{path} is written: every setting is in it, commented out.\n\n\
         Next:\n  \
         1. open it, and take the # away from what your vendor needs\n  \
         2. vendor config show{config}\n  \
         3. vendor doctor{config}"
    )
}

/// Writes a file that is not there yet, for nobody else to read.
fn write_new(path: &Path, text: &str) -> Result<(), SettingsError> {
    let failed = |source: io::Error| match source.kind() {
        io::ErrorKind::AlreadyExists => SettingsError::Exists { path: path.into() },
        _ => SettingsError::Unwritable {
            path: path.into(),
            source,
        },
    };
    if let Some(directory) = path.parent() {
        make_directories(directory).map_err(|source| SettingsError::Unwritable {
            path: directory.into(),
            source,
        })?;
    }
    let mut file = open_new(path).map_err(failed)?;
    file.write_all(text.as_bytes())
        .and_then(|()| file.sync_all())
        .map_err(|error| {
            // Half a file would be in the way of the next try.
            let _ = fs::remove_file(path);
            failed(error)
        })
}

fn make_directories(directory: &Path) -> io::Result<()> {
    // Of a bare file name there is nothing to make.
    if directory == PathBuf::new() {
        return Ok(());
    }
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(directory)
}

fn open_new(path: &Path) -> io::Result<FsFile> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
