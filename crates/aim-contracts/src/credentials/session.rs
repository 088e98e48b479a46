//! Discovery and login: what they ask, and what they give.

use std::fmt;
use std::sync::Arc;

use vendor_core::credentials::{CredentialsError, secret_header};
use vendor_core::renewable::Fresh;
use vendor_core::{
    Answer, BaseUrl, Call, Dialect, Exchange, ExposeSecret as _, HeaderMap, HeaderName, Operation,
    Problem, Verdict,
};

use super::{Settings, User};
use crate::operations::{GetEndPoint, Login, OAUTH_TOKEN, TOKEN};

/// Where calls go, and the headers that they carry.
#[derive(Clone, PartialEq)]
pub(super) struct Session {
    pub(super) endpoint: BaseUrl,
    pub(super) headers: HeaderMap,
}

/// Discovery or login succeeded, as the vendor sees it, and yet gave nothing to go on with.
#[derive(Debug)]
enum NoSession {
    NoEndpoint,
    Endpoint(vendor_core::BaseUrlError),
    NoToken,
    Unsendable(HeaderName),
}

impl fmt::Display for NoSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoEndpoint => f.write_str("the discovery named no endpoint"),
            Self::Endpoint(error) => write!(
                f,
                "the endpoint that the discovery named cannot be used: {error}"
            ),
            Self::NoToken => f.write_str("the login gave no Token"),
            Self::Unsendable(name) => write!(
                f,
                "a {name} that was given holds characters that a header cannot carry"
            ),
        }
    }
}

impl std::error::Error for NoSession {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Endpoint(error) => Some(error),
            _ => None,
        }
    }
}

/// Does what the settings say, in the order that public programs have.
pub(super) async fn open(
    settings: Arc<Settings>,
    exchange: Exchange,
) -> Result<Fresh<Session>, CredentialsError> {
    let mut session = Session {
        endpoint: exchange.base_url().clone(),
        headers: settings.all_fixed(),
    };
    if settings.discovers {
        session.discover(&settings, &exchange).await?;
    }
    if let Some(user) = &settings.user {
        session.log_in(user, &settings, &exchange).await?;
    }
    Ok(Fresh::new(session))
}

impl Session {
    async fn discover(
        &mut self,
        settings: &Settings,
        exchange: &Exchange,
    ) -> Result<(), CredentialsError> {
        let silent = Arc::new(Silent(exchange.dialect()));
        let call = exchange.call_to(&self.endpoint, silent.clone())?;
        let found = GetEndPoint::new(with_headers(call, &settings.identity))
            .send()
            .await
            .map_err(|error| CredentialsError::new(error.without_body()))?
            .into_inner();
        let endpoint = found.new_endpoint_domain.unwrap_or_default();
        self.endpoint = parse_endpoint(endpoint.trim()).map_err(CredentialsError::new)?;
        // One that is not allowed is not kept: the next discovery may name another.
        drop(exchange.call_to(&self.endpoint, silent)?);
        self.keep(&OAUTH_TOKEN, found.oauth_token.as_deref())
    }

    async fn log_in(
        &mut self,
        user: &User,
        settings: &Settings,
        exchange: &Exchange,
    ) -> Result<(), CredentialsError> {
        let silent = Arc::new(Silent(exchange.dialect()));
        let call = exchange.call_to(&self.endpoint, silent)?;
        let mut login = Login::new(
            with_headers(call, &self.headers),
            user.name.expose_secret(),
            user.password.expose_secret(),
        )
        .app_id(settings.app_id.as_str());
        login.device_id.clone_from(&settings.device_id);
        let answer = login
            .send()
            .await
            .map_err(|error| CredentialsError::new(error.without_body()))?
            .into_inner();
        self.keep(&OAUTH_TOKEN, answer.oauth_token.as_deref())?;
        self.keep(&TOKEN, answer.token.as_deref())?;
        if self.headers.contains_key(&TOKEN) {
            Ok(())
        } else {
            Err(CredentialsError::new(NoSession::NoToken))
        }
    }

    /// Keeps a token, if there is one and none is fixed or was given before.
    fn keep(&mut self, name: &HeaderName, token: Option<&str>) -> Result<(), CredentialsError> {
        let Some(token) = token.filter(|token| !token.is_empty()) else {
            return Ok(());
        };
        let value = secret_header(&token.into())
            .ok_or_else(|| CredentialsError::new(NoSession::Unsendable(name.clone())))?;
        self.headers.entry(name).or_insert(value);
        Ok(())
    }
}

fn with_headers(call: Call, headers: &HeaderMap) -> Call {
    headers.iter().fold(call, |call, (name, value)| {
        call.with_header(name.clone(), value.clone())
    })
}

/// One public program adds the scheme, which the vendor seems to leave out at times.
fn parse_endpoint(text: &str) -> Result<BaseUrl, NoSession> {
    if text.is_empty() {
        return Err(NoSession::NoEndpoint);
    }
    let endpoint = if text.contains("://") {
        BaseUrl::parse(text)
    } else {
        BaseUrl::parse(&format!("https://{text}"))
    };
    endpoint.map_err(NoSession::Endpoint)
}

/// The client's dialect, but keeps of an error no text of the vendor: the web framework's repeat the URL of a request,
/// and its headers.
#[derive(Debug)]
struct Silent(Arc<dyn Dialect>);

fn without_texts(problem: &Problem) -> Problem {
    let mut silent = Problem::new();
    if let Some(code) = problem.code().filter(|code| is_word(code)) {
        silent = silent.with_code(code);
    }
    if let Some(hint) = problem.hint() {
        silent = silent.with_hint(hint);
    }
    silent
}

/// No URL is one.
fn is_word(code: &str) -> bool {
    let is_of_word = |byte: u8| byte.is_ascii_alphanumeric() || b"._-".contains(&byte);
    code.len() <= 64 && code.bytes().all(is_of_word)
}

impl Dialect for Silent {
    fn problem(&self, answer: &Answer<'_>) -> Option<Problem> {
        let problem = self.0.problem(answer)?;
        Some(without_texts(&problem))
    }

    fn may_deny_success(&self, operation: &Operation) -> bool {
        self.0.may_deny_success(operation)
    }

    fn verdict(&self, answer: &Answer<'_>) -> Verdict {
        match self.0.verdict(answer) {
            Verdict::Refused(problem) => Verdict::Refused(without_texts(&problem)),
            Verdict::Unknown(problem) => Verdict::Unknown(without_texts(&problem)),
            verdict => verdict,
        }
    }
}
