//! What to do about settings that cannot be used.

use vendor_core::{BaseUrlError, BuildError};

use crate::settings::SettingsError;

/// After settings that were refused before there was a client.
pub(super) fn step(error: &SettingsError) -> String {
    match error {
        SettingsError::Unreadable { .. } => {
            "Check the path, and whether you may read the file; another one is named by --config.".to_owned()
        }
        SettingsError::UnreadableValue { .. } => {
            "Check the path, which is relative to the settings file, and whether you may read it, then run it again."
                .to_owned()
        }
        SettingsError::Unwritable { .. } => {
            "Check the path, and whether you may write there; another file is named by --config.".to_owned()
        }
        SettingsError::Exists { .. } => {
            "Edit it as it is: vendor config show says what is in it, and vendor config init --print what could be. To begin \
             anew, move it away first."
                .to_owned()
        }
        SettingsError::NoDirectory => {
            "Name a file with --config, or set HOME.".to_owned()
        }
        SettingsError::File { .. } => {
            "Correct what is named, then run it again; vendor config init --print has all settings with what they are."
                .to_owned()
        }
        SettingsError::Command(error) => error.advice().to_owned(),
        SettingsError::Several(errors) => {
            let mut steps: Vec<String> = errors.iter().map(step).collect();
            steps.dedup();
            steps.join("\n")
        }
        SettingsError::EmptyValue { .. } => {
            "Write the value into that file, and nothing else, then run it again.".to_owned()
        }
        SettingsError::ControlCharacter { .. } => {
            "Copy the secret anew, on one line and without anything around it, then run it again.".to_owned()
        }
        SettingsError::NotUnicode(name) => {
            format!("Set {name} anew, or take it away (unset {name}), then run it again.")
        }
        SettingsError::Url { reason, .. } => {
            format!("{}, then run it again.", of_url(*reason))
        }
        SettingsError::Unusable(_) => {
            "Correct these settings, then run it again; vendor config show shows where each one is from.".to_owned()
        }
        SettingsError::Missing(missing) => format!(
            "Set what is missing, then run it again: vendor config init writes a file to begin with, and vendor doctor {} checks \
             it all. Or try it without settings: --sandbox.",
            missing.vendor()
        ),
    }
}

/// After settings that no client can be built from.
pub(super) fn of_build(error: &BuildError) -> &'static str {
    match error {
        BuildError::Pem(_) => {
            "Give the text between BEGIN and END, those lines included, as it is in the PEM file: client_certificate_file \
             and client_key_file may name the files."
        }
        BuildError::Proxy => {
            "Correct the proxy in the environment (HTTPS_PROXY, HTTP_PROXY or ALL_PROXY), for example http://proxy.example:3128, \
             or take it away."
        }
        BuildError::Tls(_) => {
            "Check that certificate and key belong together, and the root certificates of this machine."
        }
        BuildError::Credentials(_) => {
            "Correct the setting of the credentials that is named; the help of the vendor lists them all."
        }
        _ => "Correct the settings; vendor config show shows where each one is from.",
    }
}

fn of_url(reason: BaseUrlError) -> &'static str {
    match reason {
        BaseUrlError::UserInfo => {
            "Take the user and the password out of the URL, and give them as settings of their own"
        }
        BaseUrlError::QueryOrFragment => "Cut the URL off where its path ends",
        BaseUrlError::PlainHttp => "Write https:// in place of http://",
        _ => "Write the whole URL, for example https://api.example.com/v1",
    }
}
