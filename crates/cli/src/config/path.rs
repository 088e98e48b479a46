//! `vendor config path`.

use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{SettingsError, default_path};

pub(super) const EXAMPLES: &str = "\
It need not exist. A command with --config reads another one.

Example:
  vendor config path";

pub(super) fn run(output: &Output) -> Result<(), Failure> {
    let path = default_path().ok_or(SettingsError::NoDirectory)?;
    let path = path.display().to_string();
    output.result(&serde_json::json!({ "path": path }), |_| path.clone())
}
