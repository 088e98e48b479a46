//! Carries out the steps of the tour, and compares three accounts of each: what was expected, what the client
//! says, and what the sandbox's ledger says.

use std::fmt;
use std::future::Future;
use std::time::Duration;

use vendor_core::{Clock as _, Delivery, Error, Response, SystemClock};
use vendor_sandbox::{Call, Fault, Operation, Sandbox, StatusCode};

use super::expectation::Expectation;
use super::report::Step;
use super::stopwatch::Stopwatch;
use crate::failure::Failure;

/// Leads through the operations of one vendor.
pub(super) struct Guide<'a> {
    sandbox: &'a Sandbox,
    vendor: &'static str,
    /// The operations that the credentials call by themselves, on the way.
    credentials: &'static [Operation],
    pub(super) stopwatch: Stopwatch,
    steps: Vec<Step>,
    /// The number of the last call in the ledger that a step has accounted for.
    seen: u64,
}

/// A walk through one vendor's operations: the rows of the report, and whether it came to its end.
pub(super) struct Walked {
    pub(super) steps: Vec<Step>,
    pub(super) end: Result<(), Failure>,
}

/// What the client says about a call.
struct Account {
    delivery: Delivery,
    outcome: Option<&'static str>,
    status: Option<StatusCode>,
    attempts: u32,
    elapsed: Duration,
}

impl<'a> Guide<'a> {
    /// A guide for a vendor, as the sandbox names it. The calls in the ledger up to now are none of its own.
    pub(super) fn new(
        sandbox: &'a Sandbox,
        vendor: &'static str,
        credentials: &'static [Operation],
    ) -> Self {
        Self {
            sandbox,
            vendor,
            credentials,
            stopwatch: Stopwatch::default(),
            steps: Vec::new(),
            seen: sandbox
                .ledger()
                .calls()
                .last()
                .map_or(0, |call| call.number),
        }
    }

    /// What became of the walk, which ended in this way.
    pub(super) fn walked(self, end: Result<(), Failure>) -> Walked {
        Walked {
            steps: self.steps,
            end,
        }
    }

    /// A step that the next ones build upon: without its value the tour ends.
    pub(super) async fn step<T>(
        &mut self,
        expected: Expectation,
        call: impl IntoFuture<Output = Result<Response<T>, Error>>,
    ) -> Result<T, Failure> {
        self.step_ending(expected, call, |_| None).await
    }

    /// The same, for operations that can end in several ways.
    pub(super) async fn step_ending<T>(
        &mut self,
        expected: Expectation,
        call: impl IntoFuture<Output = Result<Response<T>, Error>>,
        ending: impl FnOnce(&T) -> Option<&'static str>,
    ) -> Result<T, Failure> {
        let operation = expected.operation.id();
        self.prepare(&expected);
        let outcome = call.await;
        let account = match &outcome {
            Ok(response) => Account {
                delivery: Delivery::Done,
                outcome: ending(response.value()),
                status: Some(response.status()),
                attempts: response.attempts(),
                elapsed: response.elapsed(),
            },
            Err(error) => Account::of_error(error),
        };
        self.record(&expected, expected.operation.id(), account)
            .await;
        outcome
            .map(Response::into_inner)
            .map_err(|_| Failure::TourStopped { operation })
    }

    /// A step that should fail.
    pub(super) async fn failing_step<T>(
        &mut self,
        expected: Expectation,
        call: impl IntoFuture<Output = Result<Response<T>, Error>>,
    ) {
        // Should it succeed against expectation, the record says so.
        let _ = self.step(expected, call).await;
    }

    /// A step of several calls, which as a whole has an outcome and gives a value.
    pub(super) async fn composed_step<T>(
        &mut self,
        name: &str,
        expected: Expectation,
        calls: impl Future<Output = Result<(&'static str, T), Delivery>>,
    ) -> Result<T, Failure> {
        let operation = expected.operation.id();
        self.prepare(&expected);
        let started = SystemClock.now();
        let end = calls.await;
        let mut requests = self.new_calls();
        requests.retain(|call| !self.is_for_credentials(call));
        let account = Account {
            delivery: *end.as_ref().err().unwrap_or(&Delivery::Done),
            outcome: end.as_ref().ok().map(|(outcome, _)| *outcome),
            status: None,
            attempts: count(&requests),
            elapsed: SystemClock.now() - started,
        };
        self.record(&expected, name, account).await;
        end.map(|(_, value)| value)
            .map_err(|_| Failure::TourStopped { operation })
    }

    /// Something that must hold after the last step.
    pub(super) fn check(&mut self, holds: bool, otherwise: &str) {
        if let Some(step) = self.steps.last_mut().filter(|_| !holds) {
            step.unexpected.push(otherwise.to_owned());
        }
    }

    fn prepare(&self, expected: &Expectation) {
        self.stopwatch.reset();
        if let (Some(operation), Some(fault)) = (self.counterpart(expected), &expected.fault) {
            self.sandbox.faults().inject(operation, fault.clone());
        }
    }

    /// The operation as the sandbox names it.
    fn counterpart(&self, expected: &Expectation) -> Option<Operation> {
        Operation::find(self.vendor, expected.operation.id())
    }

    /// Enters the step in the report, with all that is not as expected.
    async fn record(&mut self, expected: &Expectation, name: &str, account: Account) {
        self.sandbox.ledger().settled().await;
        let calls = self.new_calls();
        self.seen = calls.last().map_or(self.seen, |call| call.number);
        let (for_credentials, calls): (Vec<_>, Vec<_>) = calls
            .into_iter()
            .partition(|call| self.is_for_credentials(call));
        self.record_credentials(&for_credentials);
        let unexpected = self.differences(expected, &account, &calls);
        self.steps.push(Step {
            vendor: self.vendor,
            operation: name.to_owned(),
            request: format!(
                "{} {}",
                expected.operation.method(),
                expected.operation.path()
            ),
            status: account.status.map(|status| status.as_u16()),
            attempts: account.attempts,
            delivery: account.delivery.as_str(),
            outcome: account.outcome,
            time_ms: Some(milliseconds(account.elapsed)),
            fault: calls
                .iter()
                .find_map(|call| call.fault.as_ref())
                .map(describe),
            unexpected,
        });
    }

    /// The calls since the last step.
    fn new_calls(&self) -> Vec<Call> {
        let mut calls = self.sandbox.ledger().calls();
        calls.retain(|call| call.number > self.seen);
        calls
    }

    fn is_for_credentials(&self, call: &Call) -> bool {
        let operation = call.operation;
        operation.is_some_and(|operation| self.credentials.contains(&operation))
    }

    /// The credentials fetch tokens by themselves, on the way: the ledger tells about that. One step for each
    /// operation, in the order in which they were first called.
    fn record_credentials(&mut self, calls: &[Call]) {
        // The watch knows how long all of them took together: that stands at the first.
        let mut time = Some(milliseconds(self.stopwatch.reset()));
        let mut rest = calls.to_vec();
        while let Some(operation) = rest.first().and_then(|call| call.operation) {
            let (own, others): (Vec<_>, Vec<_>) = rest
                .into_iter()
                .partition(|call| call.operation == Some(operation));
            rest = others;
            let mut step = self.credentials_step(operation, &own);
            step.time_ms = time.take();
            self.steps.push(step);
        }
    }

    fn credentials_step(&self, operation: Operation, calls: &[Call]) -> Step {
        let last = calls.last();
        let status = last.and_then(|call| call.status);
        let mut unexpected = Vec::new();
        if status != Some(StatusCode::OK) {
            unexpected.push("it gave no credentials".to_owned());
        }
        unexpected.extend(broken_rules(calls));
        Step {
            vendor: self.vendor,
            operation: operation.id().to_owned(),
            request: last.map_or_else(String::new, |call| format!("{} {}", call.method, call.path)),
            status: status.map(|status| status.as_u16()),
            attempts: count(calls),
            delivery: match status {
                Some(status) if status.is_success() => Delivery::Done,
                Some(status) => Delivery::of_status(status),
                None => Delivery::Unknown,
            }
            .as_str(),
            outcome: None,
            time_ms: None,
            fault: calls
                .iter()
                .find_map(|call| call.fault.as_ref())
                .map(describe),
            unexpected,
        }
    }

    fn differences(
        &self,
        expected: &Expectation,
        account: &Account,
        calls: &[Call],
    ) -> Vec<String> {
        let operation = self.counterpart(expected);
        let own = || calls.iter().filter(|call| call.operation == operation);
        let fault = own().find_map(|call| call.fault.clone());
        let mut found = Differences::default();
        found.compare("delivery", &expected.delivery, &account.delivery);
        found.compare("outcome", &expected.outcome, &account.outcome);
        found.compare("status", &expected.status, &account.status);
        found.compare("attempts", &expected.attempts, &account.attempts);
        found.compare("requests in the ledger", &account.attempts, &count(calls));
        found.compare("fault", &expected.fault, &fault);
        let applied = own().filter(|call| call.acted).count();
        found.compare("times that the vendor did it", &expected.applied, &applied);
        found.0.extend(broken_rules(calls));
        found.0
    }
}

impl Account {
    fn of_error(error: &Error) -> Self {
        Self {
            delivery: error.delivery(),
            outcome: None,
            status: error.status(),
            attempts: error.attempts(),
            elapsed: error.elapsed(),
        }
    }
}

#[derive(Default)]
struct Differences(Vec<String>);

impl Differences {
    fn compare<T: PartialEq + fmt::Debug>(&mut self, what: &str, expected: &T, found: &T) {
        if expected != found {
            self.0
                .push(format!("{what}: {found:?} instead of {expected:?}"));
        }
    }
}

/// Requests that the vendor's contract forbids.
fn broken_rules(calls: &[Call]) -> impl Iterator<Item = String> {
    let broken = calls.iter().filter(|call| !call.violations.is_empty());
    broken.map(|call| format!("the request breaks the contract: {:?}", call.violations))
}

fn describe(fault: &Fault) -> String {
    match fault {
        Fault::Refuse { status, .. } => format!("{status} instead of an answer"),
        Fault::DropAfterActing => "the answer was lost after the vendor had acted".to_owned(),
        Fault::DropBeforeActing => "the connection broke before the vendor acted".to_owned(),
        Fault::CutBody => "the answer was cut in the middle".to_owned(),
        Fault::GarbageBody => "the answer was garbage".to_owned(),
        Fault::HtmlPage { .. } => "a page came in place of the answer".to_owned(),
        Fault::ExpiredToken => "the token expired".to_owned(),
        Fault::WrongContentType => "the answer called itself plain text".to_owned(),
        other => format!("{other:?}"),
    }
}

fn count(calls: &[Call]) -> u32 {
    u32::try_from(calls.len()).unwrap_or(u32::MAX)
}

/// With a tenth: more would be noise.
fn milliseconds(duration: Duration) -> f64 {
    (duration.as_secs_f64() * 10_000.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use std::future::ready;

    use prepared_tickets::operations::{CREATE_PREPARED_TICKET, GET_PREPARED_TICKET};
    use vendor_sandbox::partner;

    use super::*;

    /// What a guide finds unexpected about one step.
    fn unexpected(
        expected: Expectation,
        outcome: Result<Response<()>, Error>,
    ) -> (Result<(), Failure>, Vec<String>) {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async {
            let sandbox = Sandbox::start().await.unwrap();
            let mut guide = Guide::new(&sandbox, partner::TOKEN.vendor(), &[partner::TOKEN]);
            let end = guide.step(expected, ready(outcome)).await;
            (end, guide.steps.remove(0).unexpected)
        })
    }

    #[test]
    fn a_success_that_the_ledger_does_not_know_is_not_as_expected() {
        let expected = Expectation::done(&GET_PREPARED_TICKET, StatusCode::OK);
        let (end, unexpected) = unexpected(expected, Ok(Response::from_value(())));
        assert!(end.is_ok());
        assert_eq!(
            unexpected,
            [
                "requests in the ledger: 0 instead of 1",
                "times that the vendor did it: 0 instead of 1",
            ]
        );
    }

    #[test]
    fn a_fault_that_does_not_happen_is_not_as_expected() {
        let expected = Expectation::unknown(&CREATE_PREPARED_TICKET, Fault::DropAfterActing);
        let (_, unexpected) = unexpected(expected, Ok(Response::from_value(())));
        assert_eq!(
            unexpected,
            [
                "delivery: Done instead of Unknown",
                "status: Some(200) instead of None",
                "requests in the ledger: 0 instead of 1",
                "fault: None instead of Some(DropAfterActing)",
                "times that the vendor did it: 0 instead of 1",
            ]
        );
    }
}
