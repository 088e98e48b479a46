//! Taking leads in, so that none is lost: fetch, hand over, and only then confirm.

mod confirmation;
mod error;
mod handling;
mod received_lead;
mod report;

use std::collections::HashSet;
use std::future::Future;
use std::hash::{BuildHasher as _, RandomState};

use vendor_core::wire::RawJson;
use vendor_core::{Call, Elements};

pub use self::confirmation::{Confirmation, Confirmed};
pub use self::error::{IntakeError, IntakeFailure};
pub use self::handling::{Handling, OnRejection};
pub use self::received_lead::ReceivedLead;
pub use self::report::{IntakeReport, Rejection, SetAside};

use crate::fetch_parameter::FetchParameter;
use crate::operations::{FetchLeads, ValidateLeads};
use crate::validation::Validation;

/// One pass of taking leads in: it fetches, hands each lead to a handler, and confirms when all are handled.
///
/// Delivery is *at least once*. LeadBank gives the same leads until they are confirmed, and nothing is confirmed
/// before every lead was handed over, the answer ended well and its `Status` passed the client's
/// [`StatusRule`](crate::StatusRule) (it may stand behind the leads). So after a crash, a cut connection or an
/// error at any point, the next pass takes the work up again: whatever is not confirmed comes once more. The
/// handler must therefore store a lead durably before it says [`Handled`](Handling::Handled), and must not mind
/// a lead that it has stored before; it should be quick with those, for a pass that is always cut off gets
/// further each time only so.
///
/// Within a pass, a lead that comes twice (with the same `IDLeadBank` and the same contents) is handed over once; one
/// with the number of another and other contents is a lead of its own. Leads are decoded as they arrive, one at a
/// time: memory holds one lead and the numbers of those before it, some 40 bytes each, and the leads that were set
/// aside.
///
/// # Confirmation
/// By a list of `IDLeadBank` (the default) or for the fetch as a whole: see [`Confirmation`]. A lead that was
/// rejected, or that does not decode, is never confirmed:
///
/// - by a list, the handled leads are confirmed, and the others come again;
/// - for the fetch as a whole, nothing is confirmed when a single lead was set aside.
///
/// Once you hold such leads yourself (they are in the [report](IntakeReport)), confirm them by a
/// [`validate_leads`](crate::Client::validate_leads) of your own.
///
/// # Cancel safety
/// Dropping the future of [`run`](Self::run) loses no lead. If the confirmation was not sent yet, all leads come
/// again; if it was, it may have been carried out, and every lead was handled before.
///
/// # Two readers
/// LeadBank hands the same leads to whoever asks. Have one intake per account at a time, or a lock around it.
///
/// The options (`with_timeout` ..) hold for the fetch and for the confirmation, each by itself; the fetch has an
/// idle timeout in place of the time limit of an attempt, which does not run while the handler is at work.
#[derive(Clone, Debug)]
#[must_use = "an intake does nothing until it is run"]
pub struct Intake {
    call: Call,
    parameter: FetchParameter,
    confirmation: Confirmation,
    on_rejection: OnRejection,
}

vendor_core::call_options!(Intake);

impl Intake {
    pub(crate) fn new(call: Call, parameter: FetchParameter) -> Self {
        Self {
            call,
            parameter,
            confirmation: Confirmation::default(),
            on_rejection: OnRejection::default(),
        }
    }

    /// What the leads are confirmed with; a list of `IDLeadBank` by default.
    pub fn confirm_by(mut self, confirmation: Confirmation) -> Self {
        self.confirmation = confirmation;
        self
    }

    /// What happens when a lead is rejected by the handler or does not decode; the pass stops by default.
    pub fn on_rejection(mut self, on_rejection: OnRejection) -> Self {
        self.on_rejection = on_rejection;
        self
    }

    /// Runs one pass. The leads are handed over one after the other, in the vendor's order.
    ///
    /// # Errors
    /// [`IntakeError`], with the report of what was done until then.
    pub async fn run<H, F>(self, mut handler: H) -> Result<IntakeReport, IntakeError>
    where
        H: FnMut(ReceivedLead) -> F,
        F: Future<Output = Handling>,
    {
        let mut report = IntakeReport::default();
        if let Err(failure) = self.hand_over(&mut handler, &mut report).await {
            return Err(IntakeError::new(failure, report));
        }
        match self.confirm(&mut report).await {
            Ok(()) => Ok(report),
            Err(failure) => Err(IntakeError::new(failure, report)),
        }
    }

    /// Fetches, and hands every lead over. It is `Ok` only when the answer has ended well.
    async fn hand_over<H, F>(
        &self,
        handler: &mut H,
        report: &mut IntakeReport,
    ) -> Result<(), IntakeFailure>
    where
        H: FnMut(ReceivedLead) -> F,
        F: Future<Output = Handling>,
    {
        let fetch = FetchLeads::new(self.call.clone(), self.parameter);
        let mut leads: Elements<RawJson> = fetch.stream_as().await.map_err(IntakeFailure::Fetch)?;
        let mut seen = Seen::default();
        while let Some(json) = leads.next().await {
            let json = json.map_err(IntakeFailure::Fetch)?;
            let lead = match json.decode() {
                Ok(lead) => ReceivedLead::new(lead, json),
                Err(error) => {
                    self.set_aside(SetAside::unreadable(json, error), report)?;
                    continue;
                }
            };
            let number = number_of(&lead);
            if number.is_some_and(|number| seen.again(number, lead.json())) {
                report.duplicates += 1;
                continue;
            }
            match handler(lead.clone()).await {
                Handling::Handled => match number {
                    Some(number) => report.handled.push(number),
                    None => report.handled_without_id += 1,
                },
                Handling::Rejected(reason) => {
                    self.set_aside(SetAside::rejected(lead, reason), report)?;
                }
                Handling::Failed(error) => {
                    return Err(IntakeFailure::Handler {
                        id_lead_bank: lead.id_lead_bank,
                        error,
                    });
                }
            }
        }
        Ok(())
    }

    fn set_aside(&self, lead: SetAside, report: &mut IntakeReport) -> Result<(), IntakeFailure> {
        report.set_aside.push(lead);
        match self.on_rejection {
            OnRejection::SetAside => Ok(()),
            OnRejection::Stop => Err(IntakeFailure::Rejected),
        }
    }

    /// Confirms what is safe to confirm; everything was handed over before.
    async fn confirm(&self, report: &mut IntakeReport) -> Result<(), IntakeFailure> {
        let validation = match &self.confirmation {
            Confirmation::Leads => {
                let numbers = confirmable(report);
                (!numbers.is_empty()).then_some(Validation::Leads(numbers))
            }
            _ if !report.set_aside.is_empty() => {
                report.confirmed = Confirmed::Withheld;
                return Ok(());
            }
            _ if report.handled.is_empty() && report.handled_without_id == 0 => None,
            Confirmation::Integer(value) => Some(Validation::Integer(*value)),
            Confirmation::NoBody => Some(Validation::None),
            Confirmation::Json(json) => Some(Validation::Json(json.clone())),
        };
        let Some(validation) = validation else {
            report.confirmed = Confirmed::NothingToConfirm;
            return Ok(());
        };
        let confirming = ValidateLeads::new(self.call.clone()).body(validation);
        match confirming.send().await {
            Ok(receipt) => {
                report.confirmed = match self.confirmation {
                    Confirmation::Leads => Confirmed::Leads(receipt),
                    _ => Confirmed::Fetch(receipt),
                };
                Ok(())
            }
            Err(error) => {
                report.confirmed = Confirmed::Failed(error.delivery());
                Err(IntakeFailure::Confirm(error))
            }
        }
    }
}

/// The lead's number. 0 is none (inferred): .NET writes it for a number that was never set.
fn number_of(lead: &ReceivedLead) -> Option<i64> {
    lead.id_lead_bank.filter(|number| *number != 0)
}

/// The numbers that were handled, each once, without those of leads that were set aside.
fn confirmable(report: &IntakeReport) -> Vec<i64> {
    let leads = report.set_aside.iter().filter_map(SetAside::lead);
    let mut left_out: HashSet<i64> = leads.filter_map(number_of).collect();
    let numbers = report.handled.iter().copied();
    numbers.filter(|number| left_out.insert(*number)).collect()
}

/// The leads of a pass so far, by their numbers and a hash of their contents.
#[derive(Default)]
struct Seen {
    leads: HashSet<(i64, u64)>,
    hasher: RandomState,
}

impl Seen {
    fn again(&mut self, number: i64, contents: &RawJson) -> bool {
        let contents = self.hasher.hash_one(contents.get());
        !self.leads.insert((number, contents))
    }
}
