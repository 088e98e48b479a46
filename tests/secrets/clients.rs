//! Clients whose credentials are all marked.

use std::time::Duration;

use vendor_core::testing::ManualClock;
use vendor_core::{
    ClientBuilder, HeaderName, OAuth2ClientCredentials, Pipeline, RetryPolicy, StaticCredentials,
};

use crate::marks::secret;
use crate::shown;

/// One client of each vendor.
#[derive(Clone, Debug)]
pub(crate) struct Clients {
    pub(crate) partner: prepared_tickets::Client,
    pub(crate) iveco: iveco_bt::Client,
    pub(crate) aim: aim_contracts::Client,
    pub(crate) leadbank: leadbank::Client,
    pub(crate) dialler: dialler::Client,
    clock: ManualClock,
}

/// Which of the credentials that a vendor's crate offers.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Scheme {
    /// What the vendor documents; where it documents nothing, a header.
    Documented,
    /// The same with all that can be added, and tokens of the caller's own.
    InFull,
    /// Basic or bearer.
    Static,
    /// A token of a token endpoint.
    OAuth2,
}

pub(crate) const SCHEMES: [Scheme; 4] = [
    Scheme::Documented,
    Scheme::InFull,
    Scheme::Static,
    Scheme::OAuth2,
];

const API_KEY: HeaderName = HeaderName::from_static("x-api-key");

impl Clients {
    /// Clients of base URLs that differ in the name of the vendor, on a clock on which waits pass by themselves; each
    /// call is tried twice.
    pub(crate) fn new(scheme: Scheme, base_url: impl Fn(&str) -> String) -> Self {
        let clock = ManualClock::new().sleeps_pass();
        let header = || StaticCredentials::none().with_header(API_KEY, secret("api-key"));
        let oauth2 = || {
            OAuth2ClientCredentials::below_base_url(
                "/oauth2/token",
                "client",
                secret("client-secret"),
            )
            .with_header(API_KEY, secret("api-key"))
        };
        let partner = prepared_tickets::PartnerCredentials::new("client", secret("client-secret"));
        let aim = aim_contracts::AimCredentials::new(secret("api-key"), secret("app-id"));
        let log_in = |aim: aim_contracts::AimCredentials| {
            aim.login(secret("user"), secret("password"))
                .device_id(secret("device"))
        };
        let basic = || StaticCredentials::basic("user", secret("password"));
        let bearer = || StaticCredentials::bearer(secret("token"));

        let of_partner = prepared_tickets::Client::builder(base_url("partner")).no_throttle();
        let of_iveco = iveco_bt::Client::builder(base_url("iveco"));
        let of_aim = aim_contracts::Client::builder(base_url("aim"));
        let of_leadbank = leadbank::Client::builder(base_url("leadbank"));
        let of_dialler = dialler::Client::builder(base_url("dialler"));
        match scheme {
            Scheme::Documented => Self {
                partner: build(&clock, of_partner.credentials(partner)),
                iveco: build(&clock, of_iveco.credentials(header())),
                aim: build(&clock, of_aim.credentials(log_in(aim))),
                leadbank: build(&clock, of_leadbank.credentials(header())),
                dialler: build(&clock, of_dialler.credentials(bearer())),
                clock,
            },
            Scheme::InFull => Self {
                partner: build(
                    &clock,
                    of_partner.credentials(partner.api_key(secret("api-key"))),
                ),
                iveco: build(
                    &clock,
                    of_iveco.credentials(header().with_header(
                        HeaderName::from_static("x-second-key"),
                        secret("second-key"),
                    )),
                ),
                aim: build(
                    &clock,
                    of_aim.credentials(
                        log_in(aim)
                            .oauth_token(secret("oauth-token"))
                            .token(secret("token")),
                    ),
                ),
                leadbank: build(
                    &clock,
                    of_leadbank.credentials(basic().with_header(API_KEY, secret("api-key"))),
                ),
                dialler: build(
                    &clock,
                    of_dialler.credentials(bearer().with_header(API_KEY, secret("api-key"))),
                ),
                clock,
            },
            Scheme::Static => Self {
                partner: build(&clock, of_partner.credentials(bearer())),
                iveco: build(&clock, of_iveco.credentials(basic())),
                aim: build(
                    &clock,
                    of_aim.credentials(
                        aim.without_discovery()
                            .oauth_token(secret("oauth-token"))
                            .token(secret("token")),
                    ),
                ),
                leadbank: build(&clock, of_leadbank.credentials(basic())),
                dialler: build(&clock, of_dialler.credentials(bearer())),
                clock,
            },
            Scheme::OAuth2 => Self {
                partner: build(&clock, of_partner.credentials(oauth2().scope("all"))),
                iveco: build(&clock, of_iveco.credentials(oauth2())),
                aim: build(&clock, of_aim.credentials(log_in(aim.without_discovery()))),
                leadbank: build(&clock, of_leadbank.credentials(oauth2())),
                dialler: build(&clock, of_dialler.credentials(oauth2())),
                clock,
            },
        }
    }
}

impl Clients {
    /// Lets a minute pass: why there are no credentials is remembered for half of one at most.
    pub(crate) fn pass_a_minute(&self) {
        self.clock.advance(Duration::from_secs(60));
    }
}

/// Builds a client, and prints it as well as its builder.
fn build<C: From<Pipeline> + std::fmt::Debug>(clock: &ManualClock, builder: ClientBuilder<C>) -> C {
    let builder = builder
        .clock(clock.clone())
        .retry(RetryPolicy::default().max_attempts(2));
    shown::debug(&builder);
    let client = builder.build().expect("valid settings");
    shown::debug(&client);
    client
}
