//! What a client has to know to reach the sandbox.

use crate::aim::Aim;
use crate::dialler::Dialler;
use crate::iveco::Iveco;
use crate::leadbank::LeadBank;
use crate::partner::Partner;

/// The base URLs and credentials of all vendors, under the names that the command `vendor` has for them.
///
/// They are known to everyone, and good for nothing but a sandbox.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClientSettings(Vec<ClientSetting>);

/// One setting of one vendor.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ClientSetting {
    /// The vendor, as `vendor` names it: `tickets`, `leadbank`, `dialler`, `iveco` or `aim`.
    pub vendor: &'static str,
    /// The name of the setting: `base_url`.
    pub name: &'static str,
    /// What it is now: a fault can end the dialler's token.
    pub value: String,
}

impl ClientSettings {
    pub(crate) fn of(
        partner: &Partner,
        leadbank: &LeadBank,
        dialler: &Dialler,
        iveco: &Iveco,
        aim: &Aim,
    ) -> Self {
        let settings = [
            ("tickets", "base_url", partner.base_url()),
            ("tickets", "token_url", &partner.token_url()),
            ("tickets", "client_id", partner.client_id()),
            ("tickets", "client_secret", partner.client_secret()),
            ("tickets", "api_key", partner.api_key()),
            ("leadbank", "base_url", leadbank.base_url()),
            ("dialler", "base_url", dialler.base_url()),
            ("dialler", "token", &dialler.token()),
            ("iveco", "base_url", iveco.base_url()),
            ("aim", "base_url", aim.base_url()),
            ("aim", "api_key", aim.api_key()),
            ("aim", "app_id", aim.app_id()),
            ("aim", "user_name", aim.user_name()),
            ("aim", "password", aim.password()),
        ];
        let setting = |(vendor, name, value): (_, _, &str)| ClientSetting {
            vendor,
            name,
            value: value.to_owned(),
        };
        Self(settings.into_iter().map(setting).collect())
    }

    /// All of them, those of a vendor one after the other.
    pub fn iter(&self) -> impl Iterator<Item = &ClientSetting> {
        self.0.iter()
    }

    /// A line each, for a shell.
    pub fn exports(&self) -> String {
        self.iter().map(ClientSetting::export).collect()
    }

    /// A settings file of the command `vendor`.
    pub fn toml(&self) -> String {
        let tables: Vec<String> = self
            .0
            .chunk_by(|one, next| one.vendor == next.vendor)
            .map(table)
            .collect();
        tables.join("\n")
    }
}

impl ClientSetting {
    /// `export VENDOR_DIALLER_TOKEN=..`, with the end of the line.
    pub(crate) fn export(&self) -> String {
        let Self {
            vendor,
            name,
            value,
        } = self;
        let variable = format!("VENDOR_{vendor}_{name}").to_uppercase();
        // Nothing in the values is special to a shell.
        format!("export {variable}={value}\n")
    }
}

fn table(settings: &[ClientSetting]) -> String {
    let name = settings.first().map_or("", |first| first.vendor);
    let mut table = format!("[{name}]\n");
    for ClientSetting { name, value, .. } in settings {
        // Nothing in the values is special to TOML.
        table.extend([name, " = \"", value, "\"\n"]);
    }
    table
}
