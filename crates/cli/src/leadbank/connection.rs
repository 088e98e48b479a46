//! From settings to a client.

use leadbank::{Client, StatusRule};
use vendor_core::{BuildError, ClientBuilder};
use vendor_sandbox::Sandbox;
use vendor_sandbox::leadbank::LeadBank;

use crate::access::{self, Access};
use crate::arguments::Connection;
use crate::connection::Connected;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Found, Key, Section, Settings, SettingsError};

/// The table `[leadbank]`.
pub(crate) static SETTINGS: Section = Section {
    name: "leadbank",
    title: "Datacar LeadBank",
    keys: &[&[BASE_URL, SUCCESS_STATUS], access::KEYS],
};

/// No page names a production host.
const BASE_URL: Key = Key::base_url("where the API is", "https://leadbank.example").needed();
const SUCCESS_STATUS: Key = Key::text(
    "success_status",
    "which Status means success: a number, several as \"0,1\", or \"any\"",
    "0,1",
)
.default_value("1");

/// Where the calls go, and who makes them.
pub(super) struct Account {
    pub(super) base_url: Found,
    pub(super) access: Access,
    status_rule: StatusRule,
}

/// Sets up the client; with `--sandbox`, starts the sandbox that it talks to.
pub(super) async fn open(
    connection: &Connection,
    output: &Output,
) -> Result<Connected<Client>, Failure> {
    let sandbox = connection.start_sandbox(output).await?;
    let client = client(connection, sandbox.as_ref(), output)?;
    Ok(Connected::new(client, sandbox))
}

/// Sets up the client, of this sandbox if there is one.
pub(super) fn client(
    connection: &Connection,
    sandbox: Option<&Sandbox>,
    output: &Output,
) -> Result<Client, Failure> {
    let account = match sandbox {
        Some(sandbox) => Account::of_sandbox(sandbox.leadbank()),
        None => Account::of_settings(connection, connection.settings(&SETTINGS, output)?)?,
    };
    connection
        .build(account.builder())
        .map_err(|error| account.unusable(error))
}

impl Account {
    pub(super) fn of_sandbox(vendor: &LeadBank) -> Self {
        Self {
            base_url: Found::in_sandbox(vendor.base_url()),
            access: Access::default(),
            status_rule: StatusRule::default(),
        }
    }

    pub(super) fn of_settings(
        connection: &Connection,
        mut settings: Settings,
    ) -> Result<Self, SettingsError> {
        let base_url = connection.needed_base_url(&BASE_URL, &mut settings)?;
        let status_rule = match settings.text(&SUCCESS_STATUS, None)? {
            Some(found) => status_rule(&found)?,
            None => StatusRule::default(),
        };
        let access = Access::read(&mut settings)?;
        Ok(Self {
            base_url: settings.complete(base_url)?,
            access,
            status_rule,
        })
    }

    pub(super) fn builder(&self) -> ClientBuilder<Client> {
        let builder = Client::builder(&self.base_url.value).dialect(self.status_rule.clone());
        self.access.apply_to(builder)
    }

    /// Names the setting that is to blame.
    pub(super) fn unusable(&self, error: BuildError) -> Failure {
        self.access.unusable(&self.base_url, error)
    }
}

fn status_rule(found: &Found) -> Result<StatusRule, SettingsError> {
    if found.value == "any" {
        return Ok(StatusRule::any());
    }
    let numbers: Result<Vec<i64>, _> = found
        .value
        .split(',')
        .map(|number| number.trim().parse())
        .collect();
    numbers.map(StatusRule::success).map_err(|_| {
        SettingsError::Unusable(format!(
            "the success status from {} must be a number, several with commas between them, or any",
            found.origin
        ))
    })
}
