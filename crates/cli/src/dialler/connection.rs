//! From settings to a client.

use dialler::{Client, SecretString, StaticCredentials};
use vendor_core::{BuildError, ClientBuilder};
use vendor_sandbox::Sandbox;
use vendor_sandbox::dialler::Dialler;

use crate::arguments::Connection;
use crate::connection::{Connected, Target};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Found, Key, Section, Settings, SettingsError};

/// The table `[dialler]`.
pub(crate) static SETTINGS: Section = Section {
    name: "dialler",
    title: "jtel ACD, dialler",
    keys: &[&[BASE_URL, TOKEN]],
};

/// Every installation has its own.
const BASE_URL: Key = Key::base_url(
    "where the API is, https://SERVER:PORT/rest/v1.0/CLIENTSID",
    "https://acd.example:8443/rest/v1.0/1",
)
.needed();
const TOKEN: Key = Key::secret("token", "the token of the jtel portal").needed();

/// Where the calls go, and who makes them.
pub(super) struct Account {
    pub(super) base_url: Found,
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
    static BASE_URL_OF_SECOND: Key = BASE_URL.flag("--dialler-base-url");
    client(connection, &BASE_URL_OF_SECOND, sandbox, output)
}

/// Where the calls go. The token says nothing about whose it is.
pub(super) fn target(connection: &Connection) -> Result<Target, SettingsError> {
    if connection.sandbox {
        return Ok(Target::sandbox());
    }
    let mut settings = connection.settings_of_target(&SETTINGS)?;
    let base_url = connection.needed_base_url(&BASE_URL, &mut settings)?;
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
    let account = if let Some(sandbox) = sandbox {
        Account::of_sandbox(sandbox.dialler())
    } else {
        let settings = connection.settings(&SETTINGS, output)?;
        Account::of_settings(connection, base_url, settings)?
    };
    connection
        .build(account.builder())
        .map_err(|error| account.unusable(error))
}

/// The account of the settings alone.
pub(super) fn account(
    connection: &Connection,
    settings: Settings,
) -> Result<Account, SettingsError> {
    Account::of_settings(connection, &BASE_URL, settings)
}

impl Account {
    pub(super) fn of_sandbox(vendor: &Dialler) -> Self {
        Self {
            base_url: Found::in_sandbox(vendor.base_url()),
            token: vendor.token().into(),
        }
    }

    fn of_settings(
        connection: &Connection,
        base_url_key: &'static Key,
        mut settings: Settings,
    ) -> Result<Self, SettingsError> {
        let base_url = connection.needed_base_url(base_url_key, &mut settings)?;
        let token = settings.secret(&TOKEN)?;
        let token = settings.require(&TOKEN, token);
        let (base_url, token) = settings.complete(base_url.zip(token))?;
        Ok(Self { base_url, token })
    }

    pub(super) fn builder(&self) -> ClientBuilder<Client> {
        Client::builder(&self.base_url.value)
            .credentials(StaticCredentials::bearer(self.token.clone()))
    }

    /// Names the setting that is to blame.
    pub(super) fn unusable(&self, error: BuildError) -> Failure {
        match error {
            BuildError::BaseUrl(reason) => self.base_url.unusable("base URL", reason).into(),
            error => error.into(),
        }
    }
}
