//! From the arguments and settings of a command to a client: what is the same for all vendors.

use std::ops::Deref;

use vendor_core::{BuildError, ClientBuilder, Pipeline, RateLimit};
use vendor_sandbox::Sandbox;

use crate::arguments::Connection;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Found, Key, Section, Settings, SettingsError};

/// Where the calls go, and who makes them, as far as that is no secret.
#[derive(Clone, Debug)]
pub(crate) struct Target {
    pub(crate) base_url: String,
    pub(crate) account: Option<String>,
}

impl Target {
    /// The embedded sandbox, which has another address each time.
    pub(crate) fn sandbox() -> Self {
        Self {
            base_url: SANDBOX.to_owned(),
            account: None,
        }
    }

    pub(crate) fn is_sandbox(&self) -> bool {
        self.base_url == SANDBOX
    }
}

/// No base URL.
const SANDBOX: &str = "sandbox";

/// A client, and the sandbox that it talks to, if it does: dropping that stops it.
#[derive(Debug)]
pub(crate) struct Connected<C> {
    client: C,
    _sandbox: Option<Sandbox>,
}

impl<C> Connected<C> {
    pub(crate) fn new(client: C, sandbox: Option<Sandbox>) -> Self {
        Self {
            client,
            _sandbox: sandbox,
        }
    }
}

impl<C> Deref for Connected<C> {
    type Target = C;

    fn deref(&self) -> &C {
        &self.client
    }
}

impl Connection {
    /// Starts the sandbox, with `--sandbox`.
    pub(crate) async fn start_sandbox(&self, output: &Output) -> Result<Option<Sandbox>, Failure> {
        if !self.sandbox {
            return Ok(None);
        }
        let sandbox = Sandbox::start().await?;
        output.note(
            "sandbox: nothing of this reaches the vendor, and its state ends with the command",
        );
        Ok(Some(sandbox))
    }

    /// At most so many requests a second, in place of what the vendor documents.
    pub(crate) fn limit_rate(&mut self, rate: Option<f64>) {
        self.rate = rate;
    }

    /// Opens the vendor's settings to see where the calls go. What is doubtful about the files is pointed out when the
    /// client is set up.
    pub(crate) fn settings_of_target(
        &self,
        section: &'static Section,
    ) -> Result<Settings, SettingsError> {
        self.settings(section, &Output::new(false, true))
    }

    /// Opens the vendor's settings, and points out what is wrong with the files.
    pub(crate) fn settings(
        &self,
        section: &'static Section,
        output: &Output,
    ) -> Result<Settings, SettingsError> {
        let settings = Settings::read(section, self.config.clone(), output)?;
        for warning in settings.warnings() {
            output.note(&format!("warning: {warning}"));
        }
        Ok(settings)
    }

    /// Where the API is, of a vendor for which nobody but the user knows it.
    pub(crate) fn needed_base_url(
        &self,
        key: &'static Key,
        settings: &mut Settings,
    ) -> Result<Option<Found>, SettingsError> {
        let base_url = settings.text(key, self.base_url.clone())?;
        Ok(settings.require(key, base_url))
    }

    /// Builds a client with the settings that all vendors have.
    pub(crate) fn build<C: From<Pipeline>>(
        &self,
        builder: ClientBuilder<C>,
    ) -> Result<C, BuildError> {
        let mut builder = builder.user_agent(concat!("vendor-cli/", env!("CARGO_PKG_VERSION")));
        if let Some(rate) = self.rate {
            builder = builder.throttle(RateLimit::new(rate, 1));
        }
        if let Some(timeout) = self.timeout {
            builder = builder.timeout(timeout);
        }
        if self.allow_plain_http {
            builder = builder.allow_plain_http();
        }
        builder.build()
    }
}
