//! One pass: every lead into the campaign or into the file, and only then confirmed.

use std::collections::HashSet;

use leadbank::operations::{FETCH_LEADS, VALIDATE_LEADS};
use leadbank::{
    Confirmation, Confirmed, Delivery, Error, Handling, IntakeError, IntakeFailure, IntakeReport,
    OnRejection, Pass, RawJson, ReceivedLead, Rejection, SetAside, Validation,
};

use super::contacts::{self, Imported};
use super::reason::Reason;
use super::set_aside::{SetAsideError, SetAsideFile};
use super::summary::Summary;
use super::{Task, named, number};
use crate::dialler::warnings;
use crate::failure::{CallFailure, Failure};
use crate::interrupt::Stop;
use crate::leadbank::failed;
use crate::output::Output;

/// Between the two vendors.
pub(super) struct Forwarder<'a> {
    pub(super) leads: leadbank::Client,
    pub(super) contacts: dialler::Client,
    pub(super) task: Task,
    pub(super) file: SetAsideFile,
    pub(super) stop: Stop,
    pub(super) output: &'a Output,
}

/// Of so many leads in a row, if the campaign takes none, it is not the leads that are to blame.
const IN_A_ROW: usize = 3;

/// What became of a lead.
enum Fate {
    /// It is in the campaign or in the file.
    Safe,
    /// It comes again.
    Open,
}

/// What a pass remembers from lead to lead.
#[derive(Default)]
struct Progress {
    summary: Summary,
    /// The numbers of the leads that were sent to the campaign.
    sent: HashSet<i64>,
    /// How many leads in a row the campaign did not take.
    not_taken: usize,
    /// The last failure that left a lead open.
    open: Option<Failure>,
    /// The failure after which no lead is looked at any more.
    ended: Option<Failure>,
}

impl Forwarder<'_> {
    /// One pass, and why it has failed if it has; what is done is done nevertheless.
    pub(super) async fn pass(&mut self) -> (Summary, Option<Failure>) {
        let mut progress = Progress::default();
        let taken_in = self.take_in(&mut progress).await;
        // The first cause says more than what followed from it.
        let failure = progress.ended.or(taken_in.err()).or(progress.open);
        (progress.summary, failure)
    }

    async fn take_in(&mut self, progress: &mut Progress) -> Result<(), Failure> {
        let intake = self
            .leads
            .intake(self.task.parameter)
            .confirm_by(self.task.confirmation.clone())
            .on_rejection(OnRejection::SetAside);
        // Nothing is in hand yet.
        let Ok(pass) = self.stop.or(intake.start()).await else {
            return Ok(());
        };
        let report = match pass {
            Ok(pass) => self.hand_over(pass, progress).await,
            Err(error) => Err(error),
        };
        match report {
            Ok(report) => self.confirm_rest(&report, &mut progress.summary).await,
            Err(error) => {
                let (failure, done) = error.into_parts();
                progress.summary.leads = done.received();
                progress.summary.unconfirmed = done.received();
                Err(intake_failed(failure))
            }
        }
    }

    /// Reads the answer to its end in any case: only then is it known whether its leads count. A lead of which
    /// nothing is said is not confirmed.
    async fn hand_over(
        &mut self,
        mut pass: Pass,
        progress: &mut Progress,
    ) -> Result<IntakeReport, IntakeError> {
        while let Some(lead) = pass.next().await? {
            if progress.ended.is_some() || self.stop.asked().is_some() {
                progress.summary.left += 1;
                continue;
            }
            match self.forward(&lead, progress).await {
                Ok(Fate::Safe) => lead.settle(Handling::Handled)?,
                Ok(Fate::Open) => {}
                Err(failure) => {
                    progress.summary.left += 1;
                    progress.ended = Some(failure);
                }
            }
        }
        pass.confirm().await
    }

    async fn forward(
        &mut self,
        lead: &ReceivedLead,
        progress: &mut Progress,
    ) -> Result<Fate, Failure> {
        if self.file.has(lead.json()) {
            progress.summary.set_aside_before += 1;
            return Ok(Fate::Safe);
        }
        let contact = match self.task.contact(lead) {
            Ok((number, _)) if progress.sent.contains(&number) => {
                Err("another lead with this number came before it".into())
            }
            contact => contact,
        };
        let (number, contact) = match contact {
            Ok(contact) => contact,
            Err(reason) => {
                let number = number(lead);
                self.set_aside(number, lead.json(), &reason, &mut progress.summary)?;
                return Ok(Fate::Safe);
            }
        };
        for doubt in warnings::doubts(&contact) {
            self.output
                .note(&format!("warning: lead {number}: {doubt}"));
        }
        progress.sent.insert(number);
        progress.not_taken += 1;
        match contacts::import(&self.contacts, contact).await {
            Imported::Done => {
                progress.summary.imported += 1;
                progress.not_taken = 0;
                Ok(Fate::Safe)
            }
            Imported::Refused(reason, failure) => {
                self.set_aside(Some(number), lead.json(), &reason, &mut progress.summary)?;
                if progress.not_taken == IN_A_ROW {
                    progress.ended = Some(failure.into());
                }
                Ok(Fate::Safe)
            }
            Imported::Unknown(failure) => {
                let outcome = format!("lead {number}: {}; it comes again", failure.error);
                self.output.note(&outcome);
                progress.summary.unknown += 1;
                if progress.not_taken == IN_A_ROW {
                    progress.ended = Some(failure.into());
                } else {
                    progress.open = Some(failure.into());
                }
                Ok(Fate::Open)
            }
            Imported::Impossible(failure) => Err(failure.into()),
        }
    }

    fn set_aside(
        &mut self,
        number: Option<i64>,
        lead: &RawJson,
        reason: &Reason,
        summary: &mut Summary,
    ) -> Result<(), SetAsideError> {
        if self.file.keep(number, lead, reason.in_full())? {
            let said = format!("{} set aside: {}", named(number), reason.shown);
            self.output.note(&said);
            summary.set_aside += 1;
        } else {
            summary.set_aside_before += 1;
        }
        Ok(())
    }

    /// The leads that do not decode were not handed over: they go to the file now, and are confirmed after the
    /// others.
    async fn confirm_rest(
        &mut self,
        report: &IntakeReport,
        summary: &mut Summary,
    ) -> Result<(), Failure> {
        let mut confirmed = Numbers::of_pass(report);
        confirmed.count_in(report, summary);
        for lead in &report.set_aside {
            if let Rejection::Unreadable(error) = lead.why() {
                let reason = format!("does not decode: {error}").into();
                self.set_aside(lead.id_lead_bank(), lead.json(), &reason, summary)?;
            }
        }
        if let Some(validation) = self.validation_of_rest(report) {
            confirmed.add(&validation);
            let receipt = self.leads.validate_leads(validation).await;
            receipt.map_err(confirmation_failed)?;
            confirmed.count_in(report, summary);
        }
        Ok(())
    }

    /// `None` if there is nothing that could be confirmed now.
    fn validation_of_rest(&self, report: &IntakeReport) -> Option<Validation> {
        let (unreadable, open): (Vec<_>, Vec<_>) = report
            .set_aside
            .iter()
            .partition(|lead| matches!(lead.why(), Rejection::Unreadable(_)));
        if unreadable.is_empty() {
            return None;
        }
        match &self.task.confirmation {
            Confirmation::Leads => {
                let mut left_out: HashSet<_> = open
                    .into_iter()
                    .filter_map(SetAside::id_lead_bank)
                    .collect();
                let numbers: Vec<_> = unreadable
                    .into_iter()
                    .filter_map(SetAside::id_lead_bank)
                    .filter(|number| left_out.insert(*number))
                    .collect();
                (!numbers.is_empty()).then_some(Validation::Leads(numbers))
            }
            _ if !open.is_empty() => None,
            Confirmation::Integer(integer) => Some(Validation::Integer(*integer)),
            Confirmation::Json(json) => Some(Validation::Json(json.clone())),
            _ => Some(Validation::None),
        }
    }
}

/// Which leads are confirmed.
enum Numbers {
    These(HashSet<i64>),
    All,
}

impl Numbers {
    fn of_pass(report: &IntakeReport) -> Self {
        match report.confirmed {
            Confirmed::Leads(_) => {
                let others = report.set_aside.iter().filter_map(SetAside::id_lead_bank);
                let others: HashSet<_> = others.collect();
                let handled = report.handled.iter().copied();
                Self::These(handled.filter(|number| !others.contains(number)).collect())
            }
            Confirmed::Fetch(_) => Self::All,
            _ => Self::These(HashSet::new()),
        }
    }

    fn add(&mut self, validation: &Validation) {
        match (&mut *self, validation) {
            (Self::These(numbers), Validation::Leads(more)) => numbers.extend(more),
            _ => *self = Self::All,
        }
    }

    /// Counts leads, of which several may have the same number.
    fn count_in(&self, report: &IntakeReport, summary: &mut Summary) {
        summary.leads = report.received();
        summary.confirmed = match self {
            Self::All => report.received(),
            Self::These(numbers) => {
                let set_aside = report.set_aside.iter().filter_map(SetAside::id_lead_bank);
                let all = report.handled.iter().copied().chain(set_aside);
                all.filter(|number| numbers.contains(number)).count()
            }
        };
        summary.unconfirmed = summary.leads - summary.confirmed;
    }
}

fn intake_failed(failure: IntakeFailure) -> Failure {
    match failure {
        IntakeFailure::Fetch(error) => failed::call(&FETCH_LEADS, error).impersonal().into(),
        IntakeFailure::Confirm(error) => confirmation_failed(error).into(),
        // The handler neither fails nor rejects, and the pass is confirmed at its end.
        _ => SetAsideError::TooMany.into(),
    }
}

/// Every lead is safe by then, whatever form it was confirmed in.
fn confirmation_failed(error: Error) -> CallFailure {
    let is_open = error.delivery() >= Delivery::Unknown;
    let failure = failed::call(&VALIDATE_LEADS, error).impersonal();
    if !is_open {
        return failure;
    }
    failure.advice(Some(
        "Run it again: its leads are in the campaign or set aside, and if they come again nothing is done twice. If it \
         always fails like this, look at success_status (see vendor leadbank --help), and ask the vendor how leads are \
         confirmed.",
    ))
}
