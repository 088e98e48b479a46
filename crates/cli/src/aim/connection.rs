//! From settings to a client.

use aim_contracts::{AimCredentials, Client, DISCOVERY_URL, OBSERVED_HOST_SUFFIX};
use clap::Args;
use vendor_core::{BuildError, ClientBuilder, SecretString};
use vendor_sandbox::aim::Aim;

use crate::arguments::Connection;
use crate::connection::{Connected, Target};
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Found, Key, Section, Settings, SettingsError};

/// The table `[aim]`.
pub(crate) static SETTINGS: Section = Section {
    name: "aim",
    title: "Tri-Tech AIM, active-e Contracts Service",
    keys: &[&[
        BASE_URL,
        ENDPOINT,
        ALLOW_HOSTS,
        API_KEY,
        APP_ID,
        USER_NAME,
        PASSWORD,
        DEVICE_ID,
        OAUTH_TOKEN,
        TOKEN,
    ]],
};

const BASE_URL: Key =
    Key::base_url("where discovery is", DISCOVERY_URL).default_value(DISCOVERY_URL);
const ENDPOINT: Key = Key::text(
    "endpoint",
    "the endpoint of your shop, in place of discovery",
    "https://shop.example/aeServices30",
)
.flag("--endpoint")
.otherwise("what discovery names");
const ALLOW_HOSTS: Key = Key::text(
    "allow_hosts",
    "where discovery may lead, names with commas between them",
    "shop.example, *.shops.example",
)
.flag("--allow-host")
.otherwise("only the host of the base URL");
const API_KEY: Key = Key::secret("api_key", "your API key").needed();
const APP_ID: Key = Key::text("app_id", "your app id", "your-integration").needed();
const USER_NAME: Key = Key::text(
    "user_name",
    "for the login, which most operations need",
    "you",
)
.otherwise("no login");
const PASSWORD: Key = Key::secret("password", "for the login").otherwise("no login");
const DEVICE_ID: Key = Key::text("device_id", "if the login needs one", "your-device");
const OAUTH_TOKEN: Key = Key::secret("oauth_token", "in place of what discovery or login give");
const TOKEN: Key = Key::secret("token", "in place of what the login gives");

/// What no table can say.
pub(super) fn help() -> String {
    format!(
        "{}\n\n\
         The base URL is where discovery is: it names the endpoint of your shop, where everything else happens. \
         Nothing\ngoes to a host that is neither the base URL's nor allowed: allow_hosts = \"shop.example, \
         *.shops.example\"; with *.\nthe domain and all hosts below it. Public programs have seen endpoints below \
         *.{OBSERVED_HOST_SUFFIX}; no page of the\nvendor names it, so it is not allowed by default. With an \
         endpoint there is no discovery.",
        SETTINGS.help()
    )
}

/// Where the calls of a command go.
#[derive(Debug, Args)]
pub(crate) struct AimConnection {
    #[command(flatten)]
    shared: Connection,

    /// The endpoint of your shop, in place of discovery
    #[arg(
        long,
        value_name = "URL",
        conflicts_with_all = ["sandbox", "base_url"],
        help_heading = "Connection"
    )]
    endpoint: Option<String>,

    /// A host that discovery may lead to, *.DOMAIN for all of a domain; once for each
    #[arg(
        long,
        value_name = "HOST",
        conflicts_with = "sandbox",
        help_heading = "Connection"
    )]
    allow_host: Vec<String>,
}

/// Where the calls go, and who makes them.
pub(super) struct Account {
    pub(super) at: Place,
    allowed: Vec<String>,
    /// Without the login.
    credentials: AimCredentials,
    /// User name and password.
    pub(super) login: Option<(String, SecretString)>,
}

pub(super) enum Place {
    Discovery(Found),
    Endpoint(Found),
}

impl AimConnection {
    /// Sets up the client; with `--sandbox`, starts the sandbox that it talks to.
    pub(super) async fn open(&self, output: &Output) -> Result<Connected<Client>, Failure> {
        self.open_at(output, Self::place).await
    }

    /// The same, for discovery itself: an endpoint that is set does not take its place.
    pub(super) async fn open_for_discovery(
        &self,
        output: &Output,
    ) -> Result<Connected<Client>, Failure> {
        if self.endpoint.is_some() {
            return Err(Failure::Invalid(
                "--endpoint takes the place of discovery, and this command shows what discovery names: leave it out"
                    .to_owned(),
            ));
        }
        self.open_at(output, Self::discovery).await
    }

    /// Where the calls go, and whose they are.
    pub(super) fn target(&self) -> Result<Target, SettingsError> {
        if self.shared.sandbox {
            return Ok(Target::sandbox());
        }
        let mut settings = self.shared.settings_of_target(&SETTINGS)?;
        let (Place::Discovery(at) | Place::Endpoint(at)) = self.place(&settings)?;
        let user_name = settings.value(&USER_NAME)?;
        let app_id = settings.value(&APP_ID)?;
        let app_id = settings.require(&APP_ID, app_id);
        let app_id = settings.complete(app_id)?;
        let user = user_name.map(|name| format!(", user {name}"));
        Ok(Target {
            base_url: at.value,
            account: Some(format!("app id {app_id}{}", user.unwrap_or_default())),
        })
    }

    /// At most so many requests a second.
    pub(super) fn limit_rate(&mut self, rate: Option<f64>) {
        self.shared.limit_rate(rate);
    }

    async fn open_at(
        &self,
        output: &Output,
        place: impl Fn(&Self, &Settings) -> Result<Place, SettingsError>,
    ) -> Result<Connected<Client>, Failure> {
        let sandbox = self.shared.start_sandbox(output).await?;
        let account = match &sandbox {
            Some(sandbox) => Account::of_sandbox(sandbox.aim()),
            None => self.account(self.shared.settings(&SETTINGS, output)?, place)?,
        };
        let client = self
            .shared
            .build(account.builder())
            .map_err(|error| account.unusable(error))?;
        Ok(Connected::new(client, sandbox))
    }

    /// One without flags of its own.
    pub(super) fn of(shared: Connection) -> Self {
        Self {
            shared,
            endpoint: None,
            allow_host: Vec::new(),
        }
    }

    pub(super) fn account(
        &self,
        mut settings: Settings,
        place: impl Fn(&Self, &Settings) -> Result<Place, SettingsError>,
    ) -> Result<Account, SettingsError> {
        let at = place(self, &settings)?;
        let api_key = settings.secret(&API_KEY)?;
        let api_key = settings.require(&API_KEY, api_key);
        let app_id = settings.value(&APP_ID)?;
        let app_id = settings.require(&APP_ID, app_id);
        let login = login(&mut settings)?;
        let device_id = settings.value(&DEVICE_ID)?;
        let oauth_token = settings.secret(&OAUTH_TOKEN)?;
        let token = settings.secret(&TOKEN)?;
        let allowed = self.allowed(&settings)?;
        let (api_key, app_id) = settings.complete(api_key.zip(app_id))?;

        let mut credentials = AimCredentials::new(api_key, app_id);
        if let Place::Endpoint(_) = at {
            credentials = credentials.without_discovery();
        }
        if let Some(device_id) = device_id {
            credentials = credentials.device_id(device_id);
        }
        if let Some(oauth_token) = oauth_token {
            credentials = credentials.oauth_token(oauth_token);
        }
        if let Some(token) = token {
            credentials = credentials.token(token);
        }
        Ok(Account {
            at,
            allowed,
            credentials,
            login,
        })
    }

    /// A base URL that is typed wins over an endpoint that is set elsewhere.
    pub(super) fn place(&self, settings: &Settings) -> Result<Place, SettingsError> {
        if self.shared.base_url.is_none()
            && let Some(endpoint) = settings.text(&ENDPOINT, self.endpoint.clone())?
        {
            return Ok(Place::Endpoint(endpoint));
        }
        self.discovery(settings)
    }

    fn discovery(&self, settings: &Settings) -> Result<Place, SettingsError> {
        let base_url = settings.text(&BASE_URL, self.shared.base_url.clone())?;
        Ok(Place::Discovery(
            base_url.unwrap_or_else(|| Found::default_value(DISCOVERY_URL)),
        ))
    }

    fn allowed(&self, settings: &Settings) -> Result<Vec<String>, SettingsError> {
        let flag = (!self.allow_host.is_empty()).then(|| self.allow_host.join(","));
        let Some(listed) = settings.text(&ALLOW_HOSTS, flag)? else {
            return Ok(Vec::new());
        };
        let hosts = listed.value.split(',').map(str::trim);
        let hosts: Vec<_> = hosts.filter(|host| !host.is_empty()).collect();
        if !hosts.iter().all(|host| is_host(host)) {
            return Err(SettingsError::Unusable(format!(
                "the hosts to be allowed, from {}, must be names such as shop.example, or *.shops.example for a domain \
                 and all hosts below it: no URL, no port, and no other *",
                listed.origin
            )));
        }
        Ok(hosts.into_iter().map(str::to_owned).collect())
    }
}

/// The name of a host, or `*.` and that of a domain. What is none would never match.
fn is_host(text: &str) -> bool {
    let name = text.strip_prefix("*.").unwrap_or(text);
    name.split('.').all(|label| {
        let in_a_label = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
        !label.is_empty() && label.chars().all(in_a_label)
    })
}

/// User name and password, or neither.
fn login(settings: &mut Settings) -> Result<Option<(String, SecretString)>, SettingsError> {
    let user_name = settings.value(&USER_NAME)?;
    let password = settings.secret(&PASSWORD)?;
    Ok(settings.both((&USER_NAME, user_name), (&PASSWORD, password)))
}

impl Account {
    pub(super) fn of_sandbox(vendor: &Aim) -> Self {
        Self {
            at: Place::Discovery(Found::in_sandbox(vendor.base_url())),
            allowed: Vec::new(),
            credentials: AimCredentials::new(vendor.api_key(), vendor.app_id()),
            login: Some((vendor.user_name().to_owned(), vendor.password().into())),
        }
    }

    pub(super) fn builder(&self) -> ClientBuilder<Client> {
        let mut credentials = self.credentials.clone();
        if let Some((user_name, password)) = &self.login {
            credentials = credentials.login(user_name.clone(), password.clone());
        }
        let builder = Client::builder(&self.base_url().value).credentials(credentials);
        self.allowed
            .iter()
            .fold(builder, |builder, host| match host.strip_prefix("*.") {
                Some(domain) => builder.allow_host_suffix(domain),
                None => builder.allow_host(host),
            })
    }

    /// Of discovery, or the endpoint.
    pub(super) fn base_url(&self) -> &Found {
        let (Place::Discovery(at) | Place::Endpoint(at)) = &self.at;
        at
    }

    /// Names the setting that is to blame.
    pub(super) fn unusable(&self, error: BuildError) -> Failure {
        match (error, &self.at) {
            (BuildError::BaseUrl(reason), Place::Discovery(at)) => {
                at.unusable("base URL", reason).into()
            }
            (BuildError::BaseUrl(reason), Place::Endpoint(at)) => {
                at.unusable("endpoint", reason).into()
            }
            (error, _) => error.into(),
        }
    }
}
