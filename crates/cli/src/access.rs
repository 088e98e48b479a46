//! How a caller makes itself known where the vendor documents no authentication: every way that the clients
//! have, chosen by what is set.

use vendor_core::credentials::InvalidCredentials;
use vendor_core::transport::ClientCertificate;
use vendor_core::{
    BuildError, ClientBuilder, ExposeSecret as _, HeaderName, OAuth2ClientCredentials, Pipeline,
    SecretString, StaticCredentials,
};

use crate::failure::Failure;
use crate::settings::{Found, Key, Settings, SettingsError};

/// The settings, for the section of such a vendor.
pub(crate) const KEYS: &[Key] = &[
    TOKEN,
    USER,
    PASSWORD,
    TOKEN_URL,
    CLIENT_ID,
    CLIENT_SECRET,
    SCOPE,
    HEADER,
    HEADER_VALUE,
    CLIENT_CERTIFICATE,
    CLIENT_KEY,
];

const TOKEN: Key = Key::secret(
    "token",
    "a bearer token; of this, user and token_url only one is set",
);
const USER: Key = Key::text("user", "the user name, for basic authentication", "you");
const PASSWORD: Key = Key::secret("password", "the password, for basic authentication");
const TOKEN_URL: Key = Key::text(
    "token_url",
    "the token endpoint, for OAuth2 client credentials",
    "https://login.example/oauth2/token",
);
const CLIENT_ID: Key = Key::text("client_id", "the client id, for OAuth2", "your-client-id");
const CLIENT_SECRET: Key = Key::secret("client_secret", "the client's secret, for OAuth2");
const SCOPE: Key = Key::text("scope", "the scope, if OAuth2 needs one", "your-scope");
const HEADER: Key = Key::text(
    "header",
    "the name of a header, for an API key",
    "x-api-key",
);
const HEADER_VALUE: Key = Key::secret("header_value", "what stands in that header");
const CLIENT_CERTIFICATE: Key = Key::document(
    "client_certificate",
    "the client's certificate for TLS, in PEM",
);
const CLIENT_KEY: Key = Key::secret_document("client_key", "its private key, in PEM");

/// For the help of such a vendor.
pub(crate) const HELP: &str = "\
The vendor documents no authentication: set what it has agreed with you. One of these, or none: token; user and
password; token_url, client_id, client_secret and perhaps scope. Beside it or alone: header and header_value;
client_certificate and client_key.";

/// What a caller shows of itself.
#[derive(Debug, Default)]
pub(crate) struct Access {
    scheme: Scheme,
    header: Option<(HeaderName, SecretString)>,
    certificate: Option<ClientCertificate>,
}

/// What stands in the header `Authorization`.
#[derive(Debug, Default)]
enum Scheme {
    #[default]
    None,
    Bearer(SecretString),
    Basic {
        user: String,
        password: SecretString,
    },
    OAuth2 {
        token_url: Found,
        client_id: String,
        client_secret: SecretString,
        scope: Option<String>,
    },
}

impl Access {
    /// What is set, or nothing. What would be needed beside it counts as missing.
    pub(crate) fn read(settings: &mut Settings) -> Result<Self, SettingsError> {
        let scheme = scheme(settings)?;
        let header = header(settings)?;
        let is_a_scheme = |(name, _): &(HeaderName, _)| name == "authorization";
        if !matches!(scheme, Scheme::None) && header.as_ref().is_some_and(is_a_scheme) {
            return Err(two_schemes());
        }
        Ok(Self {
            scheme,
            header,
            certificate: certificate(settings)?,
        })
    }

    pub(crate) fn apply_to<C: From<Pipeline>>(
        &self,
        builder: ClientBuilder<C>,
    ) -> ClientBuilder<C> {
        let mut builder = match &self.scheme {
            Scheme::None => builder.credentials(self.with_header(StaticCredentials::none())),
            Scheme::Bearer(token) => {
                builder.credentials(self.with_header(StaticCredentials::bearer(token.clone())))
            }
            Scheme::Basic { user, password } => builder
                .credentials(self.with_header(StaticCredentials::basic(user, password.clone()))),
            Scheme::OAuth2 {
                token_url,
                client_id,
                client_secret,
                scope,
            } => {
                let mut credentials = OAuth2ClientCredentials::new(
                    &token_url.value,
                    client_id,
                    client_secret.clone(),
                );
                if let Some(scope) = scope {
                    credentials = credentials.scope(scope);
                }
                if let Some((name, value)) = &self.header {
                    credentials = credentials.with_header(name.clone(), value.clone());
                }
                builder.credentials(credentials)
            }
        };
        if let Some(certificate) = &self.certificate {
            builder = builder.client_certificate(certificate.clone());
        }
        builder
    }

    /// Whether nothing is set, so that nobody is known to the vendor.
    pub(crate) fn is_nobody(&self) -> bool {
        matches!(self.scheme, Scheme::None) && self.header.is_none() && self.certificate.is_none()
    }

    /// Whether a token endpoint is asked before each first call.
    pub(crate) fn asks_for_a_token(&self) -> bool {
        matches!(self.scheme, Scheme::OAuth2 { .. })
    }

    fn with_header(&self, credentials: StaticCredentials) -> StaticCredentials {
        match &self.header {
            Some((name, value)) => credentials.with_header(name.clone(), value.clone()),
            None => credentials,
        }
    }

    /// Names the setting that is to blame for a client that cannot be built.
    pub(crate) fn unusable(&self, base_url: &Found, error: BuildError) -> Failure {
        match (error, &self.scheme) {
            (BuildError::BaseUrl(reason), _) => base_url.unusable("base URL", reason).into(),
            (
                BuildError::Credentials(InvalidCredentials::Url(reason)),
                Scheme::OAuth2 { token_url, .. },
            ) => token_url.unusable("token URL", reason).into(),
            (error, _) => error.into(),
        }
    }
}

/// Whose calls they are, as far as that is no secret.
pub(crate) fn account(settings: &Settings) -> Result<Option<String>, SettingsError> {
    if let Some(user) = settings.value(&USER)? {
        return Ok(Some(format!("user {user}")));
    }
    let client_id = settings.value(&CLIENT_ID)?;
    Ok(client_id.map(|id| format!("client id {id}")))
}

/// What makes a scheme together.
const SCHEMES: [&[Key]; 3] = [
    &[TOKEN],
    &[USER, PASSWORD],
    &[TOKEN_URL, CLIENT_ID, CLIENT_SECRET, SCOPE],
];

/// Two of them are told apart by what is set: one of which a part is missing is to be taken away, not to be completed.
fn scheme(settings: &mut Settings) -> Result<Scheme, SettingsError> {
    let mut begun = 0;
    for keys in SCHEMES {
        begun += usize::from(settings.has_any(keys)?);
    }
    if begun > 1 {
        return Err(two_schemes());
    }
    let found = [bearer(settings)?, basic(settings)?, oauth2(settings)?];
    Ok(found.into_iter().flatten().next().unwrap_or_default())
}

fn two_schemes() -> SettingsError {
    SettingsError::Unusable(
        "more than one of token, user and password, token_url, and a header Authorization is set, and they would \
         stand in the same header: one of them is enough"
            .to_owned(),
    )
}

fn bearer(settings: &Settings) -> Result<Option<Scheme>, SettingsError> {
    Ok(settings.secret(&TOKEN)?.map(Scheme::Bearer))
}

fn basic(settings: &mut Settings) -> Result<Option<Scheme>, SettingsError> {
    let user = settings.value(&USER)?;
    let password = settings.secret(&PASSWORD)?;
    let both = settings.both((&USER, user), (&PASSWORD, password));
    Ok(both.map(|(user, password)| Scheme::Basic { user, password }))
}

fn oauth2(settings: &mut Settings) -> Result<Option<Scheme>, SettingsError> {
    let token_url = settings.text(&TOKEN_URL, None)?;
    let client_id = settings.value(&CLIENT_ID)?;
    let client_secret = settings.secret(&CLIENT_SECRET)?;
    let scope = settings.value(&SCOPE)?;
    if token_url.is_none() && client_id.is_none() && client_secret.is_none() && scope.is_none() {
        return Ok(None);
    }
    let token_url = settings.require(&TOKEN_URL, token_url);
    let client_id = settings.require(&CLIENT_ID, client_id);
    let client_secret = settings.require(&CLIENT_SECRET, client_secret);
    let all = token_url.zip(client_id).zip(client_secret);
    Ok(
        all.map(|((token_url, client_id), client_secret)| Scheme::OAuth2 {
            token_url,
            client_id,
            client_secret,
            scope,
        }),
    )
}

/// What every request says of itself.
const TAKEN: [&str; 7] = [
    "host",
    "content-type",
    "content-length",
    "transfer-encoding",
    "connection",
    "accept",
    "user-agent",
];

fn header(settings: &mut Settings) -> Result<Option<(HeaderName, SecretString)>, SettingsError> {
    let name = settings.text(&HEADER, None)?;
    let value = settings.secret(&HEADER_VALUE)?;
    let Some((name, value)) = settings.both((&HEADER, name), (&HEADER_VALUE, value)) else {
        return Ok(None);
    };
    let unusable = |_| {
        SettingsError::Unusable(format!(
            "the header from {} has a name that no header can have",
            name.origin
        ))
    };
    let header: HeaderName = name.value.parse().map_err(unusable)?;
    if TAKEN.contains(&header.as_str()) {
        return Err(SettingsError::Unusable(format!(
            "the header from {} is {header}, which the client itself sets: it cannot make a caller known",
            name.origin
        )));
    }
    Ok(Some((header, value)))
}

fn certificate(settings: &mut Settings) -> Result<Option<ClientCertificate>, SettingsError> {
    let chain = settings.secret(&CLIENT_CERTIFICATE)?;
    let key = settings.secret(&CLIENT_KEY)?;
    let both = settings.both((&CLIENT_CERTIFICATE, chain), (&CLIENT_KEY, key));
    Ok(both.map(|(chain, key)| ClientCertificate::from_pem(chain.expose_secret(), key)))
}
