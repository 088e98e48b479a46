//! From the arguments and settings of a command to a client: what is the same for all vendors.

use std::ops::Deref;

use vendor_core::{BuildError, ClientBuilder, Pipeline};
use vendor_sandbox::Sandbox;

use crate::arguments::Connection;
use crate::failure::Failure;
use crate::output::Output;
use crate::settings::{Section, Settings, SettingsError};

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

    /// Builds a client with the settings that all vendors have.
    pub(crate) fn build<C: From<Pipeline>>(
        &self,
        builder: ClientBuilder<C>,
    ) -> Result<C, BuildError> {
        let mut builder = builder.user_agent(concat!("vendor-cli/", env!("CARGO_PKG_VERSION")));
        if let Some(timeout) = self.timeout {
            builder = builder.timeout(timeout);
        }
        if self.allow_plain_http {
            builder = builder.allow_plain_http();
        }
        builder.build()
    }
}
