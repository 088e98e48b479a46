//! `vendor config show`.

use clap::builder::PossibleValuesParser;
use serde_json::{Value, json};

use super::File;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Overview, SECTIONS, Section, Setting, SettingsError};
use crate::table;

pub(super) const EXAMPLES: &str = "\
A flag of a command, such as --base-url, comes before all that is shown here. Commands that print a secret are not
run. All that is wrong with the settings is named, and then it ends with 2; `vendor doctor` also tries them.

With --json, each setting is an object on a line of its own: vendor, setting, value, source (environment, file, own
file, command, default or not set) and origin.

Examples:
  vendor config show
  vendor config show tickets dialler --json";

#[derive(Debug, clap::Args)]
pub(crate) struct Arguments {
    /// Only the settings of these vendors
    #[arg(value_name = "VENDOR", value_parser = PossibleValuesParser::new(SECTIONS.iter().map(|section| section.name)))]
    vendors: Vec<String>,

    #[command(flatten)]
    file: File,
}

pub(super) fn run(arguments: &Arguments, output: &Output) -> Result<(), Failure> {
    let sections: Vec<&'static Section> = SECTIONS
        .iter()
        .copied()
        .filter(|section| {
            let asked = &arguments.vendors;
            asked.is_empty() || asked.iter().any(|name| name == section.name)
        })
        .collect();
    let overview = Overview::read(&sections, arguments.file.config.clone())?;
    output.note(&file_note(&overview));
    for warning in &overview.warnings {
        output.note(&format!("warning: {warning}"));
    }
    show(&overview.settings, output)?;
    SettingsError::all(overview.problems).map_err(Failure::from)
}

fn file_note(overview: &Overview) -> String {
    match &overview.path {
        Some(path) if path.exists() => format!("settings file: {}", path.display()),
        Some(path) => format!(
            "settings file: {}, which is not there; `vendor config init` writes one",
            path.display()
        ),
        None => SettingsError::NoDirectory.to_string(),
    }
}

fn show(settings: &[Setting], output: &Output) -> Result<(), Failure> {
    if output.is_json() {
        return settings
            .iter()
            .try_for_each(|setting| output.result(&as_json(setting), Value::to_string));
    }
    let header = ["VENDOR", "SETTING", "VALUE", "FROM"];
    let rows = settings.iter().map(|setting| {
        [
            setting.section.name.to_owned(),
            setting.key.name.to_owned(),
            table::cell(setting.value.as_ref()),
            table::cell(Some(&setting.origin)),
        ]
    });
    output.result(&(), |()| table::with_header(header, rows))
}

fn as_json(setting: &Setting) -> Value {
    json!({
        "vendor": setting.section.name,
        "setting": setting.key.name,
        "value": setting.value,
        "source": setting.set_by.as_str(),
        "origin": setting.origin,
    })
}
