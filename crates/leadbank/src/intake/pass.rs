//! A pass under way.

use std::fmt;
use std::ops::Deref;

use vendor_core::{Call, Element, Elements};

use super::confirmation::{Confirmation, Confirmed};
use super::error::{IntakeError, IntakeFailure};
use super::handling::{Handling, OnRejection};
use super::received_lead::ReceivedLead;
use super::report::IntakeReport;
use super::seen::Seen;
use super::set_aside::SetAside;
use crate::models::Lead;
use crate::operations::ValidateLeads;
use crate::validation::Validation;

/// How many bytes of JSON the leads may have that are set aside: as many as an answer that is not streamed.
const MOST_SET_ASIDE: usize = 16 * 1024 * 1024;

/// A pass of an [`Intake`](crate::Intake) whose leads you pull, one after the other; see
/// [`Intake::start`](crate::Intake::start). An error ends it: after one, no lead comes and nothing is confirmed.
///
/// # Cancel safety
/// The future of [`next`](Self::next) may be dropped and made anew: no lead is passed over.
#[must_use = "a pass confirms nothing until `confirm`"]
pub struct Pass {
    call: Call,
    confirmation: Confirmation,
    on_rejection: OnRejection,
    state: State,
    seen: Seen,
    /// How much may still be set aside, in bytes of JSON.
    room: usize,
    report: IntakeReport,
}

enum State {
    /// The lead that was handed out, if nothing was said of it yet.
    Reading(Box<Elements<Lead>>, Option<ReceivedLead>),
    /// The answer has ended well.
    Ended,
    Failed,
}

impl Pass {
    pub(super) fn new(
        call: Call,
        confirmation: Confirmation,
        on_rejection: OnRejection,
        leads: Elements<Lead>,
    ) -> Self {
        Self {
            call,
            confirmation,
            on_rejection,
            state: State::Reading(Box::new(leads), None),
            seen: Seen::default(),
            room: MOST_SET_ASIDE,
            report: IntakeReport::default(),
        }
    }

    /// The next lead, in the vendor's order; `None` once all have come and the answer has ended well. Say what
    /// became of each by [`OpenLead::settle`]: a lead of which nothing was said when the next one is asked for is
    /// treated like one that was rejected.
    ///
    /// # Errors
    /// [`IntakeError`], with the report of what was done until then.
    pub async fn next(&mut self) -> Result<Option<OpenLead<'_>>, IntakeError> {
        let lead = match self.advance().await {
            Ok(lead) => lead,
            Err(failure) => return Err(self.fail(failure)),
        };
        Ok(lead.map(|lead| OpenLead { lead, pass: self }))
    }

    async fn advance(&mut self) -> Result<Option<ReceivedLead>, IntakeFailure> {
        loop {
            let State::Reading(leads, open) = &mut self.state else {
                return Ok(None);
            };
            if let Some(lead) = open.take() {
                self.set_aside(SetAside::unsettled(lead))?;
                continue;
            }
            let Some(element) = leads.next_with_json().await else {
                self.state = State::Ended;
                return Ok(None);
            };
            let Element { json, value, .. } = element.map_err(IntakeFailure::Fetch)?;
            let lead = match value {
                Ok(lead) => ReceivedLead::new(lead, json),
                Err(error) => {
                    self.set_aside(SetAside::unreadable(json, error))?;
                    continue;
                }
            };
            let number = lead.number();
            if number.is_some_and(|number| self.seen.again(number, lead.json())) {
                self.report.duplicates += 1;
                continue;
            }
            *open = Some(lead.clone());
            return Ok(Some(lead));
        }
    }

    /// Confirms what is safe to confirm, now that every lead has come.
    ///
    /// # Errors
    /// [`IntakeError`], with the report of what was done until then; of a pass whose leads did not all come, too.
    pub async fn confirm(mut self) -> Result<IntakeReport, IntakeError> {
        match self.send_confirmation().await {
            Ok(confirmed) => {
                self.report.confirmed = confirmed;
                Ok(self.report)
            }
            Err(failure) => Err(self.fail(failure)),
        }
    }

    async fn send_confirmation(&mut self) -> Result<Confirmed, IntakeFailure> {
        if !matches!(self.state, State::Ended) {
            return Err(IntakeFailure::Unfinished);
        }
        let report = &mut self.report;
        let validation = match &self.confirmation {
            Confirmation::Leads => match report.confirmable() {
                numbers if numbers.is_empty() => return Ok(Confirmed::NothingToConfirm),
                numbers => Validation::Leads(numbers),
            },
            _ if !report.set_aside.is_empty() => return Ok(Confirmed::Withheld),
            _ if report.all_handled() == 0 => return Ok(Confirmed::NothingToConfirm),
            Confirmation::Integer(value) => Validation::Integer(*value),
            Confirmation::NoBody => Validation::None,
            Confirmation::Json(json) => Validation::Json(json.clone()),
        };
        let confirming = ValidateLeads::new(self.call.clone()).body(validation);
        match confirming.send().await {
            Ok(receipt) => Ok(match self.confirmation {
                Confirmation::Leads => Confirmed::Leads(receipt),
                _ => Confirmed::Fetch(receipt),
            }),
            Err(error) => {
                report.confirmed = Confirmed::Failed(error.delivery());
                Err(IntakeFailure::Confirm(error))
            }
        }
    }

    fn settle(&mut self, lead: ReceivedLead, handling: Handling) -> Result<(), IntakeFailure> {
        if let State::Reading(_, open) = &mut self.state {
            *open = None;
        }
        match handling {
            Handling::Handled => match lead.number() {
                Some(number) => self.report.handled.push(number),
                None => self.report.handled_without_id += 1,
            },
            Handling::Rejected(reason) => self.set_aside(SetAside::rejected(lead, reason))?,
            Handling::Failed(error) => {
                return Err(IntakeFailure::Handler {
                    id_lead_bank: lead.id_lead_bank,
                    error,
                });
            }
        }
        Ok(())
    }

    fn set_aside(&mut self, lead: SetAside) -> Result<(), IntakeFailure> {
        let room = self.room.checked_sub(lead.json().get().len());
        self.report.set_aside.push(lead);
        match (self.on_rejection, room) {
            (OnRejection::Stop, _) => Err(IntakeFailure::Rejected),
            (OnRejection::SetAside, None) => Err(IntakeFailure::TooMuchSetAside),
            (OnRejection::SetAside, Some(room)) => {
                self.room = room;
                Ok(())
            }
        }
    }

    /// Ends the pass. The report goes with the error.
    fn fail(&mut self, failure: IntakeFailure) -> IntakeError {
        self.state = State::Failed;
        IntakeError::new(failure, std::mem::take(&mut self.report))
    }
}

impl fmt::Debug for Pass {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pass")
            .field("confirmation", &self.confirmation)
            .field("on_rejection", &self.on_rejection)
            .field("report", &self.report)
            .finish_non_exhaustive()
    }
}

/// A lead that a [`Pass`] has handed out, and of which nothing was said yet.
#[must_use = "a lead of which nothing is said counts as rejected"]
pub struct OpenLead<'a> {
    lead: ReceivedLead,
    pass: &'a mut Pass,
}

impl OpenLead<'_> {
    /// Says what became of the lead: a [`Handling`], or the `Result` of handling it.
    ///
    /// # Errors
    /// [`IntakeError`] when the pass ends with that: handling it failed, or it was rejected and the pass is to stop
    /// then.
    pub fn settle(self, handling: impl Into<Handling>) -> Result<(), IntakeError> {
        let settled = self.pass.settle(self.lead, handling.into());
        settled.map_err(|failure| self.pass.fail(failure))
    }
}

impl Deref for OpenLead<'_> {
    type Target = ReceivedLead;

    fn deref(&self) -> &ReceivedLead {
        &self.lead
    }
}

/// Shows the lead as its own `Debug` does, without personal data.
impl fmt::Debug for OpenLead<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("OpenLead").field(self.lead.lead()).finish()
    }
}
