//! The five clients.

use prepared_tickets::core::testing::ManualClock;
use prepared_tickets::core::{ClientBuilder, HeaderName, Pipeline, StaticCredentials};
use vendor_sandbox::{RequiredHeader, Sandbox, SandboxBuilder};

use super::marks;

/// A header for the vendors that document no authentication.
const HEADER: &str = "x-sandbox-key";

/// What a check sets differently from the [`World`](super::World)'s own settings; `()` sets nothing.
pub trait Settings {
    /// Where a vendor's base URL is reached: through a relay, for example.
    fn base_url(&self, base_url: &str) -> String {
        base_url.to_owned()
    }

    /// Settings of every client.
    fn client<C: From<Pipeline>>(&self, builder: ClientBuilder<C>) -> ClientBuilder<C> {
        builder
    }

    /// Settings of the sandbox, where the [`World`](super::World) starts it.
    fn sandbox(&self, builder: SandboxBuilder) -> SandboxBuilder {
        builder
    }
}

impl Settings for () {}

/// One client of each vendor. Clones share their connections, tokens and retry budgets.
#[derive(Clone, Debug)]
pub struct Clients {
    /// Of the Jifeline Partner API.
    pub partner: prepared_tickets::Client,
    /// Of IVECO's BT controller.
    pub iveco: iveco_bt::Client,
    /// Of AIM's Contracts Service.
    pub aim: aim_contracts::Client,
    /// Of LeadBank.
    pub leadbank: leadbank::Client,
    /// Of the jtel dialler.
    pub dialler: dialler::Client,
}

impl Clients {
    /// Clients of a sandbox, on a clock on which waits pass by themselves, and without the rate limit that the
    /// Partner API asks for. They have neither a connection nor a token yet.
    ///
    /// # Panics
    /// If the settings are not valid.
    #[must_use]
    pub fn new(sandbox: &Sandbox, clock: &ManualClock, settings: &impl Settings) -> Self {
        let (partner, aim, dialler) = (sandbox.partner(), sandbox.aim(), sandbox.dialler());
        let header = || {
            StaticCredentials::none()
                .with_header(HeaderName::from_static(HEADER), marks::HEADER_SECRET)
        };
        Self {
            partner: build(
                prepared_tickets::Client::builder(settings.base_url(partner.base_url()))
                    .no_throttle()
                    .credentials(
                        prepared_tickets::PartnerCredentials::new(
                            partner.client_id(),
                            partner.client_secret(),
                        )
                        .api_key(partner.api_key()),
                    ),
                clock,
                settings,
            ),
            iveco: build(
                iveco_bt::Client::builder(settings.base_url(sandbox.iveco().base_url()))
                    .credentials(header()),
                clock,
                settings,
            ),
            aim: build(
                aim_contracts::Client::builder(settings.base_url(aim.base_url())).credentials(
                    aim_contracts::AimCredentials::new(aim.api_key(), aim.app_id())
                        .login(aim.user_name(), aim.password()),
                ),
                clock,
                settings,
            ),
            leadbank: build(
                leadbank::Client::builder(settings.base_url(sandbox.leadbank().base_url()))
                    .credentials(header()),
                clock,
                settings,
            ),
            dialler: build(
                dialler::Client::builder(settings.base_url(dialler.base_url()))
                    .credentials(StaticCredentials::bearer(dialler.token())),
                clock,
                settings,
            ),
        }
    }
}

fn build<C: From<Pipeline>>(
    builder: ClientBuilder<C>,
    clock: &ManualClock,
    settings: &impl Settings,
) -> C {
    settings
        .client(builder.clock(clock.clone()))
        .build()
        .expect("valid settings")
}

/// Makes a sandbox ask for all of the credentials that [`Clients::new`] gives, and takes the demonstration data out of it:
/// what is left is what the calls put there.
pub(super) fn make_ready(sandbox: &Sandbox) {
    sandbox.partner().configure(|settings| {
        settings.require_api_key = true;
        settings.throttle = None;
        settings.known_references_only = false;
    });
    sandbox.iveco().configure(|settings| {
        settings.required_header = Some(RequiredHeader::new(HEADER, marks::HEADER_SECRET));
    });
    sandbox.leadbank().configure(|settings| {
        settings.required_header = Some(RequiredHeader::new(HEADER, marks::HEADER_SECRET));
    });
    sandbox.partner().remove_all_tickets();
    sandbox.aim().remove_all_contracts();
    sandbox.leadbank().remove_all_leads();
    sandbox.dialler().remove_all_contacts();
}
