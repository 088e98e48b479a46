//! One call, and everything that is to go wrong with it.

use std::fmt;
use std::time::Duration;

use behaviours::calls::{self, Route, Subject};
use fastrand::Rng;
use vendor_sandbox::{aim, dialler, partner};

use crate::trouble::Trouble;

/// How many attempts a call has by default.
pub(crate) const MAX_ATTEMPTS: usize = 4;

pub(crate) struct Plan {
    pub(crate) subject: &'static Subject,
    /// Where the input of the call comes from.
    pub(crate) seed: u64,
    /// So many calls go well before this one: there are a connection and a token then.
    pub(crate) calls_before: usize,
    /// The vendor has closed their connection since.
    pub(crate) is_disconnected: bool,
    /// The vendor refuses the call, in its own way.
    pub(crate) vendor_says_no: bool,
    /// What the attempts meet, one after the other; those after the last of these meet nothing.
    pub(crate) troubles: Vec<Trouble>,
    /// The same for the requests of credentials.
    pub(crate) of_credentials: Vec<Trouble>,
    /// A jump of the clocks before the call.
    pub(crate) jump_before: Option<Jump>,
    /// Jumps in the waits before the second attempt, the third and so on.
    pub(crate) jumps: Vec<Option<Jump>>,
}

/// Time passes, more than any token lives: on the clocks of both, or of one of them only.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Jump {
    Both,
    Vendors,
    Clients,
}

impl Jump {
    pub(crate) const LENGTH: Duration = Duration::from_secs(2 * 60 * 60);

    fn any(random: &mut Rng) -> Self {
        [Self::Both, Self::Vendors, Self::Clients][random.usize(0..3)]
    }
}

impl Plan {
    /// A call whose attempts meet these, and nothing else that goes wrong.
    pub(crate) fn of(subject: &'static Subject, seed: u64, troubles: Vec<Trouble>) -> Self {
        let plan = Self {
            subject,
            seed,
            calls_before: usize::try_from(seed % 2).unwrap_or_default(),
            is_disconnected: false,
            vendor_says_no: false,
            troubles,
            of_credentials: Vec::new(),
            jump_before: None,
            jumps: Vec::new(),
        };
        if !plan.is_about_credentials() {
            return plan;
        }
        Self {
            // With a token there would be no request for one.
            calls_before: 0,
            of_credentials: plan.troubles,
            troubles: Vec::new(),
            ..plan
        }
    }

    /// The plan of the nth call of a seed: the same one whenever and wherever it is made.
    pub(crate) fn random(seed: u64, number: u64) -> Self {
        let mut random = Rng::with_seed(seed);
        let mut random =
            Rng::with_seed(random.u64(..) ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        let random = &mut random;
        let subjects: Vec<_> = calls::table().collect();
        let subject = subjects[random.usize(0..subjects.len())];
        let mut plan = Self::of(subject, random.u64(..), chain(random));
        if plan.is_about_credentials() {
            return plan;
        }
        plan.calls_before = random.usize(0..3);
        plan.is_disconnected = random.u8(0..4) == 0;
        plan.vendor_says_no = random.u8(0..10) == 0 && can_say_no(subject);
        if random.u8(0..4) == 0 {
            plan.of_credentials = chain(random);
        }
        if random.u8(0..4) == 0 {
            plan.jump_before = random.bool().then(|| Jump::any(random));
            plan.jumps = (1..MAX_ATTEMPTS)
                .map(|_| random.bool().then(|| Jump::any(random)))
                .collect();
        }
        plan
    }

    /// Whether the troubles are those of the request for credentials.
    pub(crate) fn is_about_credentials(&self) -> bool {
        self.subject.route == Route::Credentials
    }

    /// Whether nothing but the written table decides what becomes of it.
    pub(crate) fn is_plain(&self) -> bool {
        let has_jumps = self.jump_before.is_some() || self.jumps.iter().any(Option::is_some);
        let renews = self.of_credentials.is_empty() || self.is_about_credentials();
        !has_jumps && renews
    }

    /// The time limit of the whole call: so long that no jump reaches it.
    pub(crate) fn call_timeout(&self) -> Option<Duration> {
        let is_long = !self.is_plain() || !self.of_credentials.is_empty();
        is_long.then_some(Jump::LENGTH * 24)
    }
}

/// Up to four troubles.
fn chain(random: &mut Rng) -> Vec<Trouble> {
    let length = random.usize(0..=MAX_ATTEMPTS);
    (0..length).map(|_| Trouble::any(random)).collect()
}

/// Whether the vendor can be made to refuse a valid request.
pub(crate) fn can_say_no(subject: &Subject) -> bool {
    let operation = subject.operation;
    match operation.vendor() {
        "iveco" | "leadbank" => true,
        "partner" => [
            partner::GET_PREPARED_TICKET,
            partner::UPDATE_PREPARED_TICKET,
            partner::DELETE_PREPARED_TICKET,
        ]
        .contains(&operation),
        "dialler" => [
            dialler::GET_CONTACT,
            dialler::DELETE_CONTACT,
            dialler::DELETE_CONTACT_BY_USER_DATA,
        ]
        .contains(&operation),
        _ => [
            aim::CONTRACT_FULFILLMENT,
            aim::SET_CONTRACT_SERIAL,
            aim::CONTRACT_DETAILS,
            aim::SCHEDULE_RETURN,
            aim::PUT_SCHEDULED_RETURNS,
            aim::SCHEDULE_EXCHANGE,
            aim::SET_CONTRACT_CUSTOMER,
            aim::TOGGLE_CONTRACT_LOCK,
        ]
        .contains(&operation),
    }
}

/// Makes the vendor refuse the call that is prepared.
pub(crate) fn make_it_say_no(subject: &Subject, sandbox: &vendor_sandbox::Sandbox) {
    match subject.operation.vendor() {
        "partner" => sandbox.partner().remove_all_tickets(),
        "dialler" => sandbox.dialler().remove_all_contacts(),
        "aim" => sandbox.aim().remove_all_contracts(),
        "leadbank" => {
            for _ in 0..=MAX_ATTEMPTS {
                sandbox.leadbank().refuse_next(subject.operation);
            }
        }
        _ => sandbox.iveco().configure(|settings| {
            let refused = vendor_sandbox::StatusCode::CONFLICT;
            settings.answer = vendor_sandbox::iveco::Answer::ResponseMessage(refused);
        }),
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} after {} others", self.subject, self.calls_before)?;
        if self.is_disconnected {
            write!(f, "; their connection is closed")?;
        }
        if self.vendor_says_no {
            write!(f, "; the vendor refuses it")?;
        }
        if let Some(jump) = self.jump_before {
            write!(f, "; a jump {jump:?} before it")?;
        }
        list(f, "its attempts meet", &self.troubles)?;
        list(f, "requests of credentials meet", &self.of_credentials)?;
        if self.jumps.iter().any(Option::is_some) {
            write!(f, "; jumps between the attempts: {:?}", self.jumps)?;
        }
        Ok(())
    }
}

fn list(f: &mut fmt::Formatter<'_>, what: &str, troubles: &[Trouble]) -> fmt::Result {
    if troubles.is_empty() {
        return Ok(());
    }
    let names: Vec<_> = troubles.iter().map(ToString::to_string).collect();
    write!(f, "; {what}: {}", names.join(", "))
}
