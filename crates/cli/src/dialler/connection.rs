//! From settings to a client.

use dialler::{Client, SecretString, StaticCredentials};
use vendor_core::BuildError;
use vendor_sandbox::Sandbox;
use vendor_sandbox::dialler::Dialler;

use crate::arguments::Connection;
use crate::connection::{Connected, Target};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Found, Key, Section, SettingsError};

/// The table `[dialler]`.
pub(crate) static SETTINGS: Section = Section {
    name: "dialler",
    keys: &[&[BASE_URL, TOKEN]],
};

/// Every installation has its own.
const BASE_URL: Key = Key::base_url("(needed) https://SERVER:PORT/rest/v1.0/CLIENTSID");
const TOKEN: Key = Key::secret("token", "(needed) the token of the jtel portal");

/// Where the calls go, and who makes them.
struct Account {
    base_url: Found,
    token: SecretString,
}

/// Sets up the client; with `--sandbox`, starts the sandbox that it talks to.
pub(super) async fn open(
    connection: &Connection,
    output: &Output,
) -> Result<Connected<Client>, Failure> {
    let sandbox = connection.start_sandbox(output).await?;
    let client = client(connection, &BASE_URL, sandbox.as_ref(), output)?;
    Ok(Connected::new(client, sandbox))
}

/// Sets up the client for a command of another vendor, whose base URL has the usual flag.
pub(crate) fn second_client(
    connection: &Connection,
    sandbox: Option<&Sandbox>,
    output: &Output,
) -> Result<Client, Failure> {
    static BASE_URL_OF_SECOND: Key = Key {
        flag: Some("--dialler-base-url"),
        ..BASE_URL
    };
    client(connection, &BASE_URL_OF_SECOND, sandbox, output)
}

/// Where the calls go. The token says nothing about whose it is.
pub(super) fn target(connection: &Connection) -> Result<Target, SettingsError> {
    if connection.sandbox {
        return Ok(Target::sandbox());
    }
    let mut settings = connection.settings_of_target(&SETTINGS)?;
    let base_url = settings.text(&BASE_URL, connection.base_url.clone())?;
    let base_url = settings.require(&BASE_URL, base_url);
    Ok(Target {
        base_url: settings.complete(base_url)?.value,
        account: None,
    })
}

fn client(
    connection: &Connection,
    base_url: &'static Key,
    sandbox: Option<&Sandbox>,
    output: &Output,
) -> Result<Client, Failure> {
    let account = match sandbox {
        Some(sandbox) => Account::of_sandbox(sandbox.dialler()),
        None => Account::of_settings(connection, base_url, output)?,
    };
    let builder = Client::builder(&account.base_url.value)
        .credentials(StaticCredentials::bearer(account.token.clone()));
    connection
        .build(builder)
        .map_err(|error| account.unusable(error))
}

impl Account {
    fn of_sandbox(vendor: &Dialler) -> Self {
        Self {
            base_url: Found::in_sandbox(vendor.base_url()),
            token: vendor.token().into(),
        }
    }

    fn of_settings(
        connection: &Connection,
        base_url_key: &'static Key,
        output: &Output,
    ) -> Result<Self, SettingsError> {
        let mut settings = connection.settings(&SETTINGS, output)?;
        let base_url = settings.text(base_url_key, connection.base_url.clone())?;
        let base_url = settings.require(base_url_key, base_url);
        let token = settings.secret(&TOKEN)?;
        let token = settings.require(&TOKEN, token);
        let (base_url, token) = settings.complete(base_url.zip(token))?;
        Ok(Self { base_url, token })
    }

    /// Names the setting that is to blame.
    fn unusable(&self, error: BuildError) -> Failure {
        match error {
            BuildError::BaseUrl(reason) => self.base_url.unusable("base URL", reason).into(),
            error => error.into(),
        }
    }
}
