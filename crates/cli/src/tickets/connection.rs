//! From settings to a client.

use prepared_tickets::{Client, PRODUCTION_URL, PartnerCredentials};
use vendor_core::SecretString;
use vendor_sandbox::Sandbox;

use crate::arguments::Connection;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Key, Section, Settings, SettingsError};

/// The table `[tickets]`.
pub(crate) static SETTINGS: Section = Section {
    name: "tickets",
    keys: &[BASE_URL, TOKEN_URL, CLIENT_ID, CLIENT_SECRET, API_KEY],
};

const BASE_URL: Key = Key {
    name: "base_url",
    variable: "VENDOR_TICKETS_BASE_URL",
    secret: false,
};
const TOKEN_URL: Key = Key {
    name: "token_url",
    variable: "VENDOR_TICKETS_TOKEN_URL",
    secret: false,
};
const CLIENT_ID: Key = Key {
    name: "client_id",
    variable: "VENDOR_TICKETS_CLIENT_ID",
    secret: false,
};
const CLIENT_SECRET: Key = Key {
    name: "client_secret",
    variable: "VENDOR_TICKETS_CLIENT_SECRET",
    secret: true,
};
const API_KEY: Key = Key {
    name: "api_key",
    variable: "VENDOR_TICKETS_API_KEY",
    secret: true,
};

/// Where the calls go, and who makes them.
struct Account {
    base_url: String,
    token_url: String,
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
        let mut builder = Client::builder(account.base_url.clone())
            .user_agent(concat!("vendor-cli/", env!("CARGO_PKG_VERSION")))
            .credentials(account.credentials());
        if let Some(timeout) = timeout {
            builder = builder.timeout(timeout);
        }
        if allow_plain_http {
            builder = builder.allow_plain_http();
        }
        Ok(Self {
            client: builder.build()?,
            _sandbox: sandbox,
        })
    }
}

impl Account {
    fn of_sandbox(sandbox: &Sandbox) -> Self {
        let vendor = sandbox.partner();
        Self {
            base_url: vendor.base_url().to_owned(),
            token_url: vendor.token_url(),
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
        let base_url = match connection.base_url {
            Some(flag) => flag,
            None => settings
                .text(&BASE_URL)?
                .unwrap_or_else(|| PRODUCTION_URL.to_owned()),
        };
        let token_url = match connection.token_url {
            Some(flag) => flag,
            // As documented for production; and so a test system's credentials stay with the test system.
            None => settings
                .text(&TOKEN_URL)?
                .unwrap_or_else(|| format!("{}/oauth2/token", base_url.trim_end_matches('/'))),
        };
        let client_id = settings.text(&CLIENT_ID)?;
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

    fn credentials(self) -> PartnerCredentials {
        let credentials =
            PartnerCredentials::new(self.client_id, self.client_secret).token_url(&self.token_url);
        match self.api_key {
            Some(key) => credentials.api_key(key),
            None => credentials,
        }
    }
}
