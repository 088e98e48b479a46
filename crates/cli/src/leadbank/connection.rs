//! From settings to a client.

use leadbank::{Client, StatusRule};
use vendor_sandbox::Sandbox;
use vendor_sandbox::leadbank::LeadBank;

use crate::access::{self, Access};
use crate::arguments::Connection;
use crate::connection::Connected;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Found, Key, Section, SettingsError};

/// The table `[leadbank]`.
pub(crate) static SETTINGS: Section = Section {
    name: "leadbank",
    keys: &[&[BASE_URL, SUCCESS_STATUS], access::KEYS],
};

/// No page names a production host.
const BASE_URL: Key = Key::base_url("(needed)");
const SUCCESS_STATUS: Key = Key::text("success_status", "1; several as \"0,1\", or \"any\"");

/// Where the calls go, and who makes them.
struct Account {
    base_url: Found,
    access: Access,
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
        None => Account::of_settings(connection, output)?,
    };
    let builder = Client::builder(&account.base_url.value).dialect(account.status_rule);
    connection
        .build(account.access.apply_to(builder))
        .map_err(|error| account.access.unusable(&account.base_url, error))
}

impl Account {
    fn of_sandbox(vendor: &LeadBank) -> Self {
        Self {
            base_url: Found::in_sandbox(vendor.base_url()),
            access: Access::default(),
            status_rule: StatusRule::default(),
        }
    }

    fn of_settings(connection: &Connection, output: &Output) -> Result<Self, SettingsError> {
        let mut settings = connection.settings(&SETTINGS, output)?;
        let base_url = settings.text(&BASE_URL, connection.base_url.clone())?;
        let base_url = settings.require(&BASE_URL, base_url);
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
