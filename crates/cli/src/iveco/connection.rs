//! From settings to a client.

use iveco_bt::{Client, INTEGRATION_URL};

use crate::access::{self, Access};
use crate::arguments::Connection;
use crate::connection::{Connected, Target};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Found, Key, Section, SettingsError};

/// The table `[iveco]`.
pub(crate) static SETTINGS: Section = Section {
    name: "iveco",
    keys: &[&[BASE_URL], access::KEYS],
};

const BASE_URL: Key = Key::base_url("(needed)");

/// What no table can say.
pub(super) fn help() -> String {
    format!(
        "{}\n\n{}\n\nNo page prints the base URL. That of the help page is {INTEGRATION_URL}, an integration \
         environment\nby its name: ask the vendor for yours.",
        SETTINGS.help(),
        access::HELP
    )
}

/// Sets up the client; with `--sandbox`, starts the sandbox that it talks to.
pub(super) async fn open(
    connection: &Connection,
    output: &Output,
) -> Result<Connected<Client>, Failure> {
    let sandbox = connection.start_sandbox(output).await?;
    let (base_url, access) = match &sandbox {
        Some(sandbox) => (
            Found::in_sandbox(sandbox.iveco().base_url()),
            Access::default(),
        ),
        None => account(connection, output)?,
    };
    let builder = access.apply_to(Client::builder(&base_url.value));
    let client = connection
        .build(builder)
        .map_err(|error| access.unusable(&base_url, error))?;
    Ok(Connected::new(client, sandbox))
}

/// Where the calls go, and whose they are.
pub(super) fn target(connection: &Connection) -> Result<Target, SettingsError> {
    if connection.sandbox {
        return Ok(Target::sandbox());
    }
    let mut settings = connection.settings_of_target(&SETTINGS)?;
    let base_url = settings.text(&BASE_URL, connection.base_url.clone())?;
    let base_url = settings.require(&BASE_URL, base_url);
    let account = access::account(&settings)?;
    Ok(Target {
        base_url: settings.complete(base_url)?.value,
        account,
    })
}

fn account(connection: &Connection, output: &Output) -> Result<(Found, Access), SettingsError> {
    let mut settings = connection.settings(&SETTINGS, output)?;
    let base_url = settings.text(&BASE_URL, connection.base_url.clone())?;
    let base_url = settings.require(&BASE_URL, base_url);
    let access = Access::read(&mut settings)?;
    settings.complete(base_url.map(|base_url| (base_url, access)))
}
