//! Whether what a caller was told follows from what happened, by the sandbox's own ledger.

use std::collections::{HashMap, HashSet};

use behaviours::calls::{Reading, Subject};
use vendor_core::error::Attempt;
use vendor_core::retry::GaveUp;
use vendor_core::{Delivery, ErrorKind, Idempotency, StatusCode};
use vendor_sandbox::{Call, Fault};

use crate::load::{Failure, Made, Told};

/// What the ledger has of a round.
pub(crate) struct Evidence {
    /// The requests of each call, in order.
    of_calls: HashMap<String, Vec<Call>>,
    /// The requests of credentials, by vendor.
    of_credentials: HashMap<&'static str, Vec<Call>>,
    /// The vendors that have revoked a token.
    revoked: HashSet<&'static str>,
}

/// Why something does not follow.
pub(crate) type Unexplained = String;

impl Evidence {
    pub(crate) fn of(ledger: Vec<Call>) -> Self {
        let mut evidence = Self {
            of_calls: HashMap::new(),
            of_credentials: HashMap::new(),
            revoked: HashSet::new(),
        };
        for request in ledger {
            if request.fault == Some(Fault::ExpiredToken) {
                evidence.revoked.insert(request.vendor);
            }
            let requests = match &request.attempt_id {
                Some(id) => evidence.of_calls.entry(id.clone()).or_default(),
                None => evidence.of_credentials.entry(request.vendor).or_default(),
            };
            requests.push(request);
        }
        evidence
    }

    /// How many requests arrived.
    pub(crate) fn requests(&self) -> usize {
        self.all().count()
    }

    /// How many of them met a fault.
    pub(crate) fn faults(&self) -> usize {
        self.all().filter(|request| request.fault.is_some()).count()
    }

    fn all(&self) -> impl Iterator<Item = &Call> {
        self.of_calls
            .values()
            .chain(self.of_credentials.values())
            .flatten()
    }

    pub(crate) fn explain(&self, made: &Made) -> Result<(), Unexplained> {
        let Made { id, subject, told } = made;
        let happened = self.of_calls.get(id).map_or(&[][..], Vec::as_slice);
        let done = happened.iter().filter(|request| request.acted).count();
        let explained = match told {
            _ if subject.idempotency == Idempotency::NotIdempotent && done > 1 => {
                Err(format!("it was done {done} times"))
            }
            Told::Dropped => Ok(()),
            Told::Answered { .. } if done == 0 => Err("it was never done".to_owned()),
            Told::Answered { attempts } => explain_number(*attempts, happened),
            Told::Failed(failure) => self.explain_failure(subject, failure, happened),
        };
        explained.map_err(|why| {
            format!("{subject}, {id}: {why}\ntold: {told:#?}\nhappened: {happened:#?}")
        })
    }

    fn explain_failure(
        &self,
        subject: &Subject,
        failure: &Failure,
        happened: &[Call],
    ) -> Result<(), Unexplained> {
        let done = happened.iter().any(|request| request.acted);
        explain_delivery(failure.delivery, done)?;
        let attempts = &failure.history;
        let highest = attempts.iter().map(|attempt| attempt.delivery).max();
        if highest.unwrap_or(Delivery::NotSent) != failure.delivery {
            return Err("the delivery is not the highest of the attempts".to_owned());
        }
        explain_number(u32::try_from(attempts.len()).unwrap_or(u32::MAX), happened)?;
        let mut done_before = false;
        for (attempt, request) in attempts.iter().zip(happened) {
            // What an earlier attempt has deleted is not there any more.
            let is_gone =
                done_before && !request.acted && attempt.status == Some(StatusCode::NOT_FOUND);
            if !is_gone {
                self.explain_attempt(attempt, request)?;
            }
            done_before |= request.acted;
        }
        let vendor = subject.operation.vendor();
        let is_refused_token = attempts
            .last()
            .is_some_and(|last| last.status == Some(StatusCode::UNAUTHORIZED));
        match (failure.kind, failure.gave_up) {
            (ErrorKind::Credentials | ErrorKind::CredentialsRefused, None)
                if attempts.is_empty() =>
            {
                self.explain_credentials(vendor, failure.cause.as_deref())
            }
            _ if attempts.is_empty() => Err("no reason not to send it".to_owned()),
            (_, Some(GaveUp::Credentials)) => self.explain_credentials(vendor, None),
            // A renewal is no retry.
            (_, Some(GaveUp::Budget)) if is_refused_token => Err("no reason to give up".to_owned()),
            (_, Some(GaveUp::NotRetryable | GaveUp::Budget | GaveUp::Attempts)) => Ok(()),
            // A stream that broke off after its first element.
            (_, None) if subject.reading == Reading::Streamed => Ok(()),
            _ => Err("no reason to give up".to_owned()),
        }
    }

    /// There were no credentials: requests for those of this vendor went wrong, for the reason that was told if any was.
    /// Which of them it was, nothing says, since all calls share them.
    fn explain_credentials(&self, vendor: &str, told: Option<&Failure>) -> Result<(), Unexplained> {
        let happened = self
            .of_credentials
            .get(vendor)
            .map_or(&[][..], Vec::as_slice);
        let attempts = told.map_or(&[][..], |failure| &failure.history);
        let is_explained = |attempt| {
            happened
                .iter()
                .any(|request| self.explain_attempt(attempt, request).is_ok())
        };
        if happened.iter().any(|request| request.fault.is_some())
            && attempts.iter().all(is_explained)
        {
            Ok(())
        } else {
            Err("nothing was wrong with the credentials".to_owned())
        }
    }

    /// An attempt failed for the fault that its request met, or because the token that it carried had been revoked.
    fn explain_attempt(&self, attempt: &Attempt, request: &Call) -> Result<(), Unexplained> {
        explain_delivery(attempt.delivery, request.acted)?;
        let by_fault = request
            .fault
            .as_ref()
            .is_some_and(|fault| causes(fault, attempt));
        let by_token = attempt.status == Some(StatusCode::UNAUTHORIZED)
            && !request.acted
            && self.revoked.contains(request.vendor);
        if by_fault || by_token {
            Ok(())
        } else {
            Err(format!("no reason for {attempt:?}"))
        }
    }
}

fn explain_delivery(told: Delivery, done: bool) -> Result<(), Unexplained> {
    let is_true = match told {
        Delivery::NotSent | Delivery::Refused => !done,
        Delivery::Unknown => true,
        Delivery::Done => done,
    };
    if is_true {
        Ok(())
    } else {
        Err(format!("{told} is not true"))
    }
}

/// Every attempt arrives: nothing keeps the clients from connecting.
fn explain_number(attempts: u32, happened: &[Call]) -> Result<(), Unexplained> {
    if usize::try_from(attempts) == Ok(happened.len()) {
        Ok(())
    } else {
        Err(format!(
            "{attempts} attempts, of which {} have arrived",
            happened.len()
        ))
    }
}

/// What a fault does to an attempt.
fn causes(fault: &Fault, attempt: &Attempt) -> bool {
    let kind = attempt.kind;
    let has_status =
        |status: StatusCode| kind == ErrorKind::Status && attempt.status == Some(status);
    match fault {
        Fault::Refuse { status, .. } | Fault::ErrorAfterActing { status } => has_status(*status),
        Fault::ExpiredToken => has_status(StatusCode::UNAUTHORIZED),
        Fault::CloseBeforeReading | Fault::DropBeforeActing | Fault::DropAfterActing => {
            kind == ErrorKind::Interrupted
        }
        // An answer without a body is not sent at all.
        Fault::CutBody => matches!(
            kind,
            ErrorKind::Truncated | ErrorKind::Decode | ErrorKind::Interrupted
        ),
        Fault::GarbageBody | Fault::HtmlPage { .. } => {
            matches!(kind, ErrorKind::Decode | ErrorKind::Answer)
        }
        _ => false,
    }
}
