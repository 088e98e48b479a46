//! One check: what it is about, how it came out, and what to do.

use serde::Serialize;

use crate::exit::Exit;

/// What a check is about, in the order in which one thing needs the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Subject {
    Settings,
    /// Files with secrets, and who can read them.
    Files,
    Url,
    Connection,
    Api,
    Credentials,
    /// Where discovery leads.
    Endpoint,
    Login,
    Clock,
}

impl Subject {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Settings => "settings",
            Self::Files => "files",
            Self::Url => "url",
            Self::Connection => "connection",
            Self::Api => "api",
            Self::Credentials => "credentials",
            Self::Endpoint => "endpoint",
            Self::Login => "login",
            Self::Clock => "clock",
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum State {
    Ok,
    /// It works, and should be another way.
    Warning,
    Problem,
    Skipped,
}

impl State {
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warning => "warning",
            Self::Problem => "problem",
            Self::Skipped => "skipped",
        }
    }
}

#[derive(Debug, Serialize)]
pub(super) struct Check {
    vendor: &'static str,
    #[serde(rename = "check")]
    pub(super) subject: Subject,
    pub(super) state: State,
    pub(super) finding: String,
    pub(super) details: Vec<String>,
    /// What to do about it.
    pub(super) advice: Option<String>,
    /// How a command would end that meets this problem.
    #[serde(skip)]
    exit: Option<Exit>,
}

const NOT_CONFIGURED: &str = "not configured: nothing of this vendor is set";

impl Check {
    pub(super) fn new(
        vendor: &'static str,
        subject: Subject,
        state: State,
        finding: impl Into<String>,
    ) -> Self {
        Self {
            vendor,
            subject,
            state,
            finding: finding.into(),
            details: Vec::new(),
            advice: None,
            exit: None,
        }
    }

    pub(super) fn not_configured(vendor: &'static str) -> Self {
        Self::new(vendor, Subject::Settings, State::Skipped, NOT_CONFIGURED)
    }

    pub(super) fn problem(
        vendor: &'static str,
        subject: Subject,
        exit: Exit,
        finding: impl Into<String>,
    ) -> Self {
        Self {
            exit: Some(exit),
            ..Self::new(vendor, subject, State::Problem, finding)
        }
    }

    pub(super) fn details(self, details: Vec<String>) -> Self {
        Self { details, ..self }
    }

    pub(super) fn advice(self, advice: impl Into<String>) -> Self {
        let advice = Some(advice.into());
        Self { advice, ..self }
    }
}

/// The worst of the problems: settings come first, since calls that fail may follow from them.
pub(super) fn worst(checks: &[Check]) -> Option<Exit> {
    const FIRST: [Exit; 5] = [
        Exit::Invalid,
        Exit::Unknown,
        Exit::Unreadable,
        Exit::Refused,
        Exit::NotSent,
    ];
    let rank = |exit: &Exit| FIRST.iter().position(|one| one == exit);
    checks
        .iter()
        .filter_map(|check| check.exit)
        .min_by_key(|exit| rank(exit).unwrap_or(FIRST.len()))
}
