//! From settings to a client.

use iveco_bt::{Client, INTEGRATION_URL};
use vendor_core::BuildError;
use vendor_sandbox::iveco::Iveco;

use crate::access::{self, Access};
use crate::arguments::Connection;
use crate::connection::{Connected, Target};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Found, Key, Section, Settings, SettingsError};

/// The table `[iveco]`.
pub(crate) static SETTINGS: Section = Section {
    name: "iveco",
    title: "IVECO Assistance Non-Stop, BT controller",
    keys: &[&[BASE_URL], access::KEYS],
};

const BASE_URL: Key = Key::base_url("where the API is", "https://ans.example").needed();

/// What no table can say.
pub(super) fn help() -> String {
    format!(
        "{}\n\n{}\n\nNo page prints the base URL. That of the help page is {INTEGRATION_URL}, an integration \
         environment\nby its name: ask the vendor for yours.",
        SETTINGS.help(),
        access::HELP
    )
}

/// Where the calls go, and who makes them.
pub(super) struct Account {
    pub(super) base_url: Found,
    pub(super) access: Access,
}

/// Sets up the client; with `--sandbox`, starts the sandbox that it talks to.
pub(super) async fn open(
    connection: &Connection,
    output: &Output,
) -> Result<Connected<Client>, Failure> {
    let sandbox = connection.start_sandbox(output).await?;
    let account = match &sandbox {
        Some(sandbox) => Account::of_sandbox(sandbox.iveco()),
        None => Account::of_settings(connection, connection.settings(&SETTINGS, output)?)?,
    };
    let client = connection
        .build(
            account
                .access
                .apply_to(Client::builder(&account.base_url.value)),
        )
        .map_err(|error| account.unusable(error))?;
    Ok(Connected::new(client, sandbox))
}

impl Account {
    pub(super) fn of_sandbox(vendor: &Iveco) -> Self {
        Self {
            base_url: Found::in_sandbox(vendor.base_url()),
            access: Access::default(),
        }
    }

    pub(super) fn of_settings(
        connection: &Connection,
        mut settings: Settings,
    ) -> Result<Self, SettingsError> {
        let base_url = connection.needed_base_url(&BASE_URL, &mut settings)?;
        let access = Access::read(&mut settings)?;
        let base_url = settings.complete(base_url)?;
        Ok(Self { base_url, access })
    }

    /// Names the setting that is to blame.
    pub(super) fn unusable(&self, error: BuildError) -> Failure {
        self.access.unusable(&self.base_url, error)
    }
}

/// Where the calls go, and whose they are.
pub(super) fn target(connection: &Connection) -> Result<Target, SettingsError> {
    if connection.sandbox {
        return Ok(Target::sandbox());
    }
    let mut settings = connection.settings_of_target(&SETTINGS)?;
    let base_url = connection.needed_base_url(&BASE_URL, &mut settings)?;
    let account = access::account(&settings)?;
    Ok(Target {
        base_url: settings.complete(base_url)?.value,
        account,
    })
}
