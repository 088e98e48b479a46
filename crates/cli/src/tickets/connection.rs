//! From settings to a client.

use clap::Args;
use prepared_tickets::{Client, PRODUCTION_URL, PartnerCredentials};
use vendor_core::credentials::InvalidCredentials;
use vendor_core::{BuildError, ClientBuilder, SecretString};
use vendor_sandbox::partner::Partner;

use crate::arguments::Connection;
use crate::connection::{Connected, Target};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Found, Key, Section, Settings, SettingsError};

/// The table `[tickets]`.
pub(crate) static SETTINGS: Section = Section {
    name: "tickets",
    title: "Jifeline Partner API",
    keys: &[&[BASE_URL, TOKEN_URL, CLIENT_ID, CLIENT_SECRET, API_KEY]],
};

const BASE_URL: Key =
    Key::base_url("where the API is", PRODUCTION_URL).default_value(PRODUCTION_URL);
const TOKEN_URL: Key = Key::text(
    "token_url",
    "the token endpoint",
    "https://partner.example/oauth2/token",
)
.flag("--token-url")
.otherwise("/oauth2/token below the base URL");
const CLIENT_ID: Key = Key::text("client_id", "your client id", "your-client-id").needed();
const CLIENT_SECRET: Key = Key::secret("client_secret", "its secret").needed();
const API_KEY: Key = Key::secret("api_key", "an API key, if yours needs one");

/// Where the calls of a command go.
#[derive(Debug, Args)]
pub(crate) struct TicketsConnection {
    #[command(flatten)]
    shared: Connection,

    /// The token endpoint [default: /oauth2/token below the base URL]
    #[arg(
        long,
        value_name = "URL",
        conflicts_with = "sandbox",
        help_heading = "Connection"
    )]
    token_url: Option<String>,
}

/// Where the calls go, and who makes them.
pub(super) struct Account {
    pub(super) base_url: Found,
    token_url: Option<Found>,
    client_id: String,
    client_secret: SecretString,
    api_key: Option<SecretString>,
}

impl TicketsConnection {
    /// Sets up the client; with `--sandbox`, starts the sandbox that it talks to.
    pub(super) async fn open(self, output: &Output) -> Result<Connected<Client>, Failure> {
        let sandbox = self.shared.start_sandbox(output).await?;
        let account = match &sandbox {
            Some(sandbox) => Account::of_sandbox(sandbox.partner()),
            None => self.account(self.shared.settings(&SETTINGS, output)?)?,
        };
        let client = self
            .shared
            .build(account.builder())
            .map_err(|error| account.unusable(error))?;
        Ok(Connected::new(client, sandbox))
    }

    /// Where the calls go, and whose they are.
    pub(super) fn target(&self) -> Result<Target, SettingsError> {
        if self.shared.sandbox {
            return Ok(Target::sandbox());
        }
        let mut settings = self.shared.settings_of_target(&SETTINGS)?;
        let base_url = settings.text(&BASE_URL, self.shared.base_url.clone())?;
        let client_id = settings.value(&CLIENT_ID)?;
        let client_id = settings.require(&CLIENT_ID, client_id);
        let client_id = settings.complete(client_id)?;
        Ok(Target {
            base_url: base_url.map_or_else(|| PRODUCTION_URL.to_owned(), |found| found.value),
            account: Some(format!("client id {client_id}")),
        })
    }

    /// At most so many requests a second, in place of what the vendor documents.
    pub(super) fn limit_rate(&mut self, rate: Option<f64>) {
        self.shared.limit_rate(rate);
    }

    /// One without flags of its own.
    pub(super) fn of(shared: Connection) -> Self {
        Self {
            shared,
            token_url: None,
        }
    }

    pub(super) fn account(&self, mut settings: Settings) -> Result<Account, SettingsError> {
        let base_url = settings.text(&BASE_URL, self.shared.base_url.clone())?;
        let token_url = settings.text(&TOKEN_URL, self.token_url.clone())?;
        let client_id = settings.value(&CLIENT_ID)?;
        let client_id = settings.require(&CLIENT_ID, client_id);
        let client_secret = settings.secret(&CLIENT_SECRET)?;
        let client_secret = settings.require(&CLIENT_SECRET, client_secret);
        let api_key = settings.secret(&API_KEY)?;
        let (client_id, client_secret) = settings.complete(client_id.zip(client_secret))?;
        Ok(Account {
            base_url: base_url.unwrap_or_else(|| Found::default_value(PRODUCTION_URL)),
            token_url,
            client_id,
            client_secret,
            api_key,
        })
    }
}

impl Account {
    pub(super) fn of_sandbox(vendor: &Partner) -> Self {
        Self {
            base_url: Found::in_sandbox(vendor.base_url()),
            token_url: None,
            client_id: vendor.client_id().to_owned(),
            client_secret: vendor.client_secret().into(),
            api_key: None,
        }
    }

    pub(super) fn builder(&self) -> ClientBuilder<Client> {
        Client::builder(&self.base_url.value).credentials(self.credentials())
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
    pub(super) fn unusable(&self, error: BuildError) -> Failure {
        match (error, &self.token_url) {
            (BuildError::BaseUrl(reason), _) => self.base_url.unusable("base URL", reason).into(),
            (BuildError::Credentials(InvalidCredentials::Url(reason)), Some(url)) => {
                url.unusable("token URL", reason).into()
            }
            (error, _) => error.into(),
        }
    }
}
