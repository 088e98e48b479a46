//! From settings to a client.

use prepared_tickets::{Client, PRODUCTION_URL, PartnerCredentials};
use vendor_core::credentials::InvalidCredentials;
use vendor_core::{BuildError, SecretString};
use vendor_sandbox::Sandbox;

use crate::arguments::Connection;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Found, Key, Section, Settings, SettingsError};

/// The table `[tickets]`.
pub(crate) static SETTINGS: Section = Section {
    name: "tickets",
    keys: &[BASE_URL, TOKEN_URL, CLIENT_ID, CLIENT_SECRET, API_KEY],
};

const BASE_URL: Key = Key {
    name: "base_url",
    variable: "VENDOR_TICKETS_BASE_URL",
    flag: Some("--base-url"),
    secret: false,
    default: PRODUCTION_URL,
};
const TOKEN_URL: Key = Key {
    name: "token_url",
    variable: "VENDOR_TICKETS_TOKEN_URL",
    flag: Some("--token-url"),
    secret: false,
    default: "/oauth2/token below the base URL",
};
const CLIENT_ID: Key = Key {
    name: "client_id",
    variable: "VENDOR_TICKETS_CLIENT_ID",
    flag: None,
    secret: false,
    default: "(needed)",
};
const CLIENT_SECRET: Key = Key {
    name: "client_secret",
    variable: "VENDOR_TICKETS_CLIENT_SECRET",
    flag: None,
    secret: true,
    default: "(needed)",
};
const API_KEY: Key = Key {
    name: "api_key",
    variable: "VENDOR_TICKETS_API_KEY",
    flag: None,
    secret: true,
    default: "(none; if yours needs one)",
};

/// Where the calls go, and who makes them.
struct Account {
    base_url: Found,
    token_url: Option<Found>,
    client_id: String,
    client_secret: SecretString,
    api_key: Option<SecretString>,
}

/// A client, and the sandbox that it talks to, if it does: dropping that stops it.
pub(super) struct Connected {
    pub(super) client: Client,
    _sandbox: Option<Sandbox>,
}

impl Connected {
    /// Sets up the client; with `--sandbox`, starts the sandbox that it talks to.
    pub(super) async fn open(connection: Connection, output: &Output) -> Result<Self, Failure> {
        let Connection {
            timeout,
            allow_plain_http,
            ..
        } = connection;
        let (account, sandbox) = if connection.sandbox {
            let sandbox = Sandbox::start().await?;
            output.note(
                "sandbox: nothing of this reaches the vendor, and its state ends with the command",
            );
            (Account::of_sandbox(&sandbox), Some(sandbox))
        } else {
            (Account::of_settings(connection, output)?, None)
        };
        let mut builder = Client::builder(account.base_url.value.clone())
            .user_agent(concat!("vendor-cli/", env!("CARGO_PKG_VERSION")))
            .credentials(account.credentials());
        if let Some(timeout) = timeout {
            builder = builder.timeout(timeout);
        }
        if allow_plain_http {
            builder = builder.allow_plain_http();
        }
        Ok(Self {
            client: builder.build().map_err(|error| account.unusable(error))?,
            _sandbox: sandbox,
        })
    }
}

impl Account {
    fn of_sandbox(sandbox: &Sandbox) -> Self {
        let vendor = sandbox.partner();
        Self {
            base_url: Found {
                value: vendor.base_url().to_owned(),
                origin: "the sandbox".to_owned(),
            },
            token_url: None,
            client_id: vendor.client_id().to_owned(),
            client_secret: vendor.client_secret().into(),
            api_key: None,
        }
    }

    fn of_settings(connection: Connection, output: &Output) -> Result<Self, SettingsError> {
        let mut settings = Settings::read(&SETTINGS, connection.config)?;
        for warning in settings.warnings() {
            output.note(&format!("warning: {warning}"));
        }
        let base_url = settings
            .text(&BASE_URL, connection.base_url)?
            .unwrap_or_else(|| Found {
                value: PRODUCTION_URL.to_owned(),
                origin: "the defaults".to_owned(),
            });
        let token_url = settings.text(&TOKEN_URL, connection.token_url)?;
        let client_id = settings.text(&CLIENT_ID, None)?.map(|found| found.value);
        let client_id = settings.require(&CLIENT_ID, client_id);
        let client_secret = settings.secret(&CLIENT_SECRET)?;
        let client_secret = settings.require(&CLIENT_SECRET, client_secret);
        let api_key = settings.secret(&API_KEY)?;
        let (Some(client_id), Some(client_secret)) = (client_id, client_secret) else {
            return Err(settings.missing());
        };
        Ok(Self {
            base_url,
            token_url,
            client_id,
            client_secret,
            api_key,
        })
    }

    fn credentials(&self) -> PartnerCredentials {
        let mut credentials =
            PartnerCredentials::new(self.client_id.clone(), self.client_secret.clone());
        if let Some(url) = &self.token_url {
            credentials = credentials.token_url(&url.value);
        }
        if let Some(key) = &self.api_key {
            credentials = credentials.api_key(key.clone());
        }
        credentials
    }

    /// Names the setting that is to blame.
    fn unusable(&self, error: BuildError) -> Failure {
        match (error, &self.token_url) {
            (BuildError::BaseUrl(reason), _) => self.base_url.unusable("base URL", reason).into(),
            (BuildError::Credentials(InvalidCredentials::Url(reason)), Some(url)) => {
                url.unusable("token URL", reason).into()
            }
            (error, _) => error.into(),
        }
    }
}
