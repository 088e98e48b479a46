//! The examination of one vendor, step by step; each step needs the ones before it.

use vendor_core::{BaseUrl, BuildError, ClientBuilder, Error, ErrorKind, Pipeline, RetryPolicy};
use vendor_sandbox::Sandbox;

use super::check::{Check, State, Subject};
use super::watch::Watch;
use super::{blame, clock_skew};
use crate::advice::{self, Reader};
use crate::arguments::Connection;
use crate::exit::Exit;
use crate::failure::{CallFailure, Failure, causes};
use crate::settings::{Found, Overview, Section, Settings, SettingsError};

/// What has been found about a vendor so far.
pub(crate) struct Examination<'a> {
    vendor: &'static str,
    connection: &'a Connection,
    sandbox: Option<&'a Sandbox>,
    settings: Option<Settings>,
    /// Where each setting is from.
    origins: Vec<String>,
    watch: Watch,
    checks: Vec<Check>,
}

const SET_THE_CLOCK: &str = "Set the clock of this machine, or have it set (timedatectl set-ntp true): tokens and \
                             certificates are valid from and until a time.";

const EXPOSED: &str = "other users of this machine can read secrets";

impl<'a> Examination<'a> {
    pub(super) fn new(
        section: &'static Section,
        connection: &'a Connection,
        sandbox: Option<&'a Sandbox>,
    ) -> Self {
        Self {
            vendor: section.name,
            connection,
            sandbox,
            settings: None,
            origins: Vec::new(),
            watch: Watch::default(),
            checks: Vec::new(),
        }
    }

    pub(crate) fn connection(&self) -> &'a Connection {
        self.connection
    }

    /// Takes the settings, unless something is wrong with one of them already.
    pub(super) fn look_at(&mut self, settings: Settings, overview: Overview) {
        if overview.problems.is_empty() {
            self.settings = Some(settings);
        }
        if !overview.warnings.is_empty() {
            let check = Check::new(self.vendor, Subject::Files, State::Warning, EXPOSED);
            let check = check
                .details(overview.warnings)
                .advice("Do what each line says.");
            self.add(check);
        }
        for problem in overview.problems {
            self.failed(Subject::Settings, &problem.into());
        }
        let set = overview.settings.iter().filter(|setting| setting.is_set());
        let origins = set.map(|setting| format!("{} from {}", setting.key.name, setting.origin));
        self.origins = origins.collect();
    }

    /// Who calls, by the settings or by the sandbox.
    pub(crate) fn account<A>(
        &mut self,
        of_sandbox: impl FnOnce(&Sandbox) -> A,
        of_settings: impl FnOnce(Settings) -> Result<A, SettingsError>,
    ) -> Option<A> {
        if let Some(sandbox) = self.sandbox {
            return Some(of_sandbox(sandbox));
        }
        match of_settings(self.settings.take()?) {
            Ok(account) => Some(account),
            Err(error) => {
                self.failed(Subject::Settings, &error.into());
                None
            }
        }
    }

    /// A client that looks on while it calls. It tries nothing twice: who asks the doctor is waiting for the answer.
    pub(crate) fn client<C: From<Pipeline>>(
        &mut self,
        base_url: &Found,
        builder: ClientBuilder<C>,
        unusable: impl FnOnce(BuildError) -> Failure,
    ) -> Option<C> {
        let watch = self.watch.clone();
        let builder = builder
            .retry(RetryPolicy::never())
            .wrap_transport(|transport| watch.over(transport));
        match self.connection.build(builder) {
            Ok(client) => {
                self.settings_are_complete();
                if let Ok(url) = BaseUrl::parse(&base_url.value) {
                    self.ok(Subject::Url, format!("{url} from {}", base_url.origin));
                }
                Some(client)
            }
            Err(error) => {
                let failure = unusable(error);
                if let Failure::Settings(SettingsError::Url { .. }) = failure {
                    self.settings_are_complete();
                    self.failed(Subject::Url, &failure);
                } else {
                    self.failed(Subject::Settings, &failure);
                }
                None
            }
        }
    }

    fn settings_are_complete(&mut self) {
        let finding = match self.sandbox {
            Some(_) => "the sandbox has its own",
            None => "complete",
        };
        let origins = std::mem::take(&mut self.origins);
        self.add(
            self.new_check(Subject::Settings, State::Ok, finding)
                .details(origins),
        );
    }

    /// A read: who may read is who the settings say.
    pub(crate) fn called(&mut self, outcome: Result<String, CallFailure>) {
        match outcome {
            Ok(finding) => {
                self.answered();
                self.ok(Subject::Api, "it answers as documented");
                self.ok(Subject::Credentials, finding);
            }
            Err(failure) => {
                let blamed = blame::of(&failure.error);
                self.call_failed(blamed, failure);
            }
        }
    }

    /// A call that failed, and what is to blame for it; what comes before that is well.
    pub(crate) fn call_failed(&mut self, blamed: Subject, failure: CallFailure) {
        if blamed > Subject::Connection {
            self.answered();
        }
        if blamed > Subject::Api && self.watch.has_answer_to(failure.operation) {
            self.ok(Subject::Api, "it answers");
        }
        let is_page = blamed > Subject::Connection && blame::is_page(&failure.error);
        let mut check = self.problem(blamed, &failure.into());
        if is_page {
            check.details.push(
                "The answer is a page for people: most likely a proxy, a portal or another server has answered."
                    .to_owned(),
            );
        }
        self.add(check);
    }

    /// What is well, unless something is known of it already.
    pub(crate) fn ok(&mut self, subject: Subject, finding: impl Into<String>) {
        if self.checks.iter().all(|check| check.subject != subject) {
            self.add(self.new_check(subject, State::Ok, finding));
        }
    }

    /// What works, and should be looked at all the same.
    pub(crate) fn warned(&mut self, subject: Subject, finding: impl Into<String>, advice: &str) {
        self.add(
            self.new_check(subject, State::Warning, finding)
                .advice(advice),
        );
    }

    /// What is not checked, and how it would be, if it can be.
    pub(crate) fn skipped(&mut self, subject: Subject, why: impl Into<String>) {
        self.add(self.new_check(subject, State::Skipped, why));
    }

    pub(crate) fn failed(&mut self, subject: Subject, failure: &Failure) {
        self.add(self.problem(subject, failure));
    }

    pub(super) fn add(&mut self, check: Check) {
        self.checks.push(check);
    }

    pub(super) fn has_a_problem(&self) -> bool {
        self.checks
            .iter()
            .any(|check| check.state == State::Problem)
    }

    /// What was found, with what could not be looked at.
    pub(super) fn finish(mut self) -> Vec<Check> {
        self.look_at_the_clock();
        let bad = |check: &&Check| check.state == State::Problem;
        let reason = match self.checks.iter().find(bad) {
            Some(check) => format!("not looked at: see {}", check.subject.as_str()),
            None => "not looked at".to_owned(),
        };
        for subject in [
            Subject::Url,
            Subject::Connection,
            Subject::Api,
            Subject::Credentials,
        ] {
            if self.checks.iter().all(|check| check.subject != subject) {
                self.skipped(subject, reason.clone());
            }
        }
        self.checks.sort_by_key(|check| check.subject);
        self.checks
    }

    fn look_at_the_clock(&mut self) {
        match self.watch.furthest_clock() {
            None => self.skipped(Subject::Clock, "no answer told the time"),
            Some((server, ahead)) => {
                let finding = clock_skew::describe(ahead, &server);
                if clock_skew::is_tolerated(ahead) {
                    self.ok(Subject::Clock, finding);
                } else {
                    self.warned(Subject::Clock, finding, SET_THE_CLOCK);
                }
            }
        }
    }

    /// Somebody has answered, once or more often.
    pub(crate) fn answered(&mut self) {
        let servers = self.watch.servers();
        if !servers.is_empty() {
            self.ok(Subject::Connection, servers.join(", "));
        }
    }

    fn problem(&self, subject: Subject, failure: &Failure) -> Check {
        let text = failure.to_string();
        let causes = match failure {
            Failure::Call(call) => beside(&text, &call.error),
            _ => Vec::new(),
        };
        let mut lines = text.lines().map(|line| line.trim().to_owned());
        let finding = lines.next().unwrap_or_default();
        self.new_problem(subject, failure.exit(), finding)
            .details(lines.chain(causes).collect())
            .advice(advice::after(failure, Reader::Person))
    }

    pub(super) fn new_problem(
        &self,
        subject: Subject,
        exit: Exit,
        finding: impl Into<String>,
    ) -> Check {
        Check::problem(self.vendor, subject, exit, finding)
    }

    pub(super) fn new_check(
        &self,
        subject: Subject,
        state: State,
        finding: impl Into<String>,
    ) -> Check {
        Check::new(self.vendor, subject, state, finding)
    }
}

/// What is known of a failed call beside its first line, which has what a token request says.
fn beside(text: &str, error: &Error) -> Vec<String> {
    let causes = causes(error)
        .filter(|cause| !cause.is::<Error>())
        .map(ToString::to_string)
        .filter(|cause| !text.contains(cause));
    let host = match error.kind() {
        ErrorKind::ForbiddenOrigin => error.server(),
        _ => None,
    };
    let host = host.map(|host| format!("the host is {host}"));
    host.into_iter().chain(causes).collect()
}
