//! Who the caller is, and where the caller's endpoint is.

mod session;

use std::fmt;
use std::sync::Arc;

use vendor_core::clock::BoxFuture;
use vendor_core::credentials::{
    Authorization, Credentials, CredentialsError, InvalidCredentials, secret_header,
};
use vendor_core::origin::Schemes;
use vendor_core::{Exchange, HeaderMap, HeaderName, Operation, Renewable, SecretString};

use self::session::{Session, open};
use crate::operations::{API_KEY, APP_ID, DEVICE_ID, GET_END_POINT, OAUTH_TOKEN, TOKEN};

/// The domain of the endpoints that public programs talk to, for
/// [`allow_host_suffix`](vendor_core::ClientBuilder::allow_host_suffix). It was observed; no page of the vendor
/// names it, and nothing allows it by default.
pub const OBSERVED_HOST_SUFFIX: &str = "active-e.net";

/// Credentials of AIM web services: an API key and the identifier of your integration, which are in the
/// headers of every request, and what discovery and login add to them.
///
/// - **Discovery** (`GetEndPoint`, as public programs do it) asks the client's base URL for the customer's
///   endpoint, which all calls then go to, and for an `OAuthToken`. The endpoint gets nothing, and the call
///   fails with `NotSent`, unless it has the origin of the base URL, or is reached over https and on the client's
///   allow-list ([`allow_host`](vendor_core::ClientBuilder::allow_host),
///   [`allow_host_suffix`](vendor_core::ClientBuilder::allow_host_suffix)).
/// - **Login** (`Security`), if [`login`](Self::login) gives a user, asks the endpoint for a `Token`.
///
/// Both happen when the first call needs them, once for all who wait, and once more when a call is answered
/// with 401: both, since the vendor does not say which token a 401 is about. How long they live is not
/// documented; they are kept until then, or until [`forget_session`](Self::forget_session). Clones share them.
/// Their answers are judged by the client's [`AimDialect`](crate::AimDialect), as all others are.
///
/// What discovery and login give belongs to one base URL; the key, the identifier and tokens of yours go to the
/// base URL of whatever client they are given to.
#[derive(Clone)]
pub struct AimCredentials {
    settings: Arc<Settings>,
    session: Renewable<Session>,
}

#[derive(Clone)]
struct Settings {
    /// `ApiKey` and `AppId`.
    identity: HeaderMap,
    /// What the caller has fixed beside them.
    fixed: HeaderMap,
    app_id: String,
    device_id: Option<String>,
    discovers: bool,
    user: Option<User>,
    /// Whose value a header cannot carry.
    invalid: Vec<HeaderName>,
}

#[derive(Clone)]
struct User {
    name: SecretString,
    password: SecretString,
}

impl AimCredentials {
    /// An API key, as Tri-Tech provides it, and the identifier of your integration; with discovery, and without
    /// login.
    #[must_use]
    pub fn new(api_key: impl Into<SecretString>, app_id: impl Into<String>) -> Self {
        let app_id = app_id.into();
        let mut settings = Settings {
            identity: HeaderMap::new(),
            fixed: HeaderMap::new(),
            app_id: app_id.clone(),
            device_id: None,
            discovers: true,
            user: None,
            invalid: Vec::new(),
        };
        settings.set(&API_KEY, &api_key.into(), |settings| &mut settings.identity);
        settings.set(&APP_ID, &app_id.into(), |settings| &mut settings.identity);
        Self::of(settings)
    }

    /// Makes no discovery: the client's base URL is the customer's endpoint itself.
    #[must_use]
    pub fn without_discovery(self) -> Self {
        self.with(|settings| settings.discovers = false)
    }

    /// Logs in, for secured calls: an employee's ID or a customer's e-mail address, and a password. They
    /// stand in the query of the login, where the vendor documents them; no log and no error ever shows them.
    ///
    /// # Examples
    /// ```
    /// use aim_contracts::{AimCredentials, Client};
    /// use vendor_sandbox::{Sandbox, aim};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start().await?;
    /// let vendor = sandbox.aim();
    /// let credentials = AimCredentials::new(vendor.api_key(), vendor.app_id())
    ///     .login(vendor.user_name(), vendor.password());
    /// let client = Client::builder(vendor.base_url()).credentials(credentials).build()?;
    ///
    /// client.unfinished_contracts().await?;
    /// client.unfinished_contracts().await?;
    /// assert_eq!(sandbox.ledger().applied(aim::LOGIN), 1); // with the first call, for both
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn login(
        self,
        user_name: impl Into<SecretString>,
        password: impl Into<SecretString>,
    ) -> Self {
        let user = User {
            name: user_name.into(),
            password: password.into(),
        };
        self.with(|settings| settings.user = Some(user))
    }

    /// The identifier of a mobile device, in a header of every call and in the query of the login. The vendor
    /// documents it as required for login; public programs log in without one.
    #[must_use]
    pub fn device_id(self, device_id: impl Into<String>) -> Self {
        let device_id = device_id.into();
        self.with(|settings| {
            settings.fix(&DEVICE_ID, &device_id.clone().into());
            settings.device_id = Some(device_id);
        })
    }

    /// Sends this `OAuthToken`, whatever discovery or login give.
    #[must_use]
    pub fn oauth_token(self, oauth_token: impl Into<SecretString>) -> Self {
        let oauth_token = oauth_token.into();
        self.with(|settings| settings.fix(&OAUTH_TOKEN, &oauth_token))
    }

    /// Sends this `Token`, of a login that was made elsewhere, in place of a login.
    #[must_use]
    pub fn token(self, token: impl Into<SecretString>) -> Self {
        let token = token.into();
        self.with(|settings| settings.fix(&TOKEN, &token))
    }

    /// Drops what discovery and login gave: the next call asks anew. For an end of a session that the vendor
    /// tells in another way than by 401: by the `Status` of a success, for example, or by an endpoint that has
    /// moved away. Holds for all clones.
    pub fn forget_session(&self) {
        self.session.forget();
    }

    fn of(settings: Settings) -> Self {
        Self {
            settings: Arc::new(settings),
            session: Renewable::of_one_base_url(),
        }
    }

    /// The same with another setting, and no session yet.
    fn with(self, change: impl FnOnce(&mut Settings)) -> Self {
        let mut settings = Settings::clone(&self.settings);
        change(&mut settings);
        Self::of(settings)
    }
}

impl Settings {
    fn fix(&mut self, name: &HeaderName, value: &SecretString) {
        self.set(name, value, |settings| &mut settings.fixed);
    }

    fn set(
        &mut self,
        name: &HeaderName,
        value: &SecretString,
        headers: fn(&mut Self) -> &mut HeaderMap,
    ) {
        self.invalid.retain(|invalid| invalid != name);
        match secret_header(value) {
            Some(value) => _ = headers(self).insert(name.clone(), value),
            None => self.invalid.push(name.clone()),
        }
    }

    /// Whether there is anything to ask the vendor for.
    fn has_session(&self) -> bool {
        self.discovers || self.user.is_some()
    }

    fn all_fixed(&self) -> HeaderMap {
        let mut headers = self.identity.clone();
        headers.extend(self.fixed.clone());
        headers
    }
}

impl Credentials for AimCredentials {
    fn authorize<'a>(
        &'a self,
        operation: &'static Operation,
        exchange: &'a Exchange,
    ) -> BoxFuture<'a, Result<Authorization, CredentialsError>> {
        Box::pin(async move {
            if operation.id() == GET_END_POINT.id() {
                return Ok(Authorization::new(self.settings.identity.clone()));
            }
            if !self.settings.has_session() {
                return Ok(Authorization::new(self.settings.all_fixed()));
            }
            let settings = self.settings.clone();
            let session = self
                .session
                .get(exchange, move |exchange| {
                    Box::pin(open(settings.clone(), exchange))
                })
                .await?;
            let Session { endpoint, headers } = session.value;
            Ok(Authorization::new(headers)
                .at(endpoint)
                .generation(session.generation))
        })
    }

    fn check(&self, _: Schemes) -> Result<(), InvalidCredentials> {
        match self.settings.invalid.first() {
            Some(name) => Err(InvalidCredentials::Header(name.clone())),
            None => Ok(()),
        }
    }

    fn refused(&self, refused: &Authorization) -> bool {
        self.session.refused(refused.number());
        self.settings.has_session()
    }
}

/// Shows what they do, and nothing of who the caller is.
impl fmt::Debug for AimCredentials {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("AimCredentials")
            .field("discovers", &self.settings.discovers)
            .field("logs_in", &self.settings.user.is_some())
            .finish_non_exhaustive()
    }
}
