//! Taking leads in, so that none is lost: fetch, hand over, and only then confirm.

mod confirmation;
mod error;
mod handling;
mod number;
mod pass;
mod received_lead;
mod report;
mod seen;
mod set_aside;

use std::future::Future;
use std::time::Duration;

use vendor_core::{Call, HeaderName, HeaderValue, RetryPolicy};

pub use self::confirmation::{Confirmation, Confirmed};
pub use self::error::{IntakeError, IntakeFailure};
pub use self::handling::{Handling, OnRejection};
pub use self::pass::{OpenLead, Pass};
pub use self::received_lead::ReceivedLead;
pub use self::report::IntakeReport;
pub use self::set_aside::{Rejection, SetAside};

use crate::fetch_parameter::FetchParameter;
use crate::operations::FetchLeads;

/// One pass of taking leads in: it fetches, hands each lead over, and confirms when all are handled. Either
/// [`run`](Self::run) it with a handler, or [`start`](Self::start) it and pull the leads.
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
/// aside, up to 16 MiB of JSON: with more of them the pass ends
/// ([`IntakeFailure::TooMuchSetAside`]).
///
/// # Confirmation
/// By a list of `IDLeadBank` (the default) or for the fetch as a whole: see [`Confirmation`]. A lead that was
/// rejected, or that does not decode, is never confirmed:
///
/// - by a list, the handled leads are confirmed, and the others come again;
/// - for the fetch as a whole, nothing is confirmed when a single lead was set aside.
///
/// Once you hold such leads yourself (they are in the [report](IntakeReport)), confirm them by a
/// [`validate_leads`](crate::Client::validate_leads) of your own, with their [numbers](SetAside::id_lead_bank).
///
/// # Cancel safety
/// Dropping the future of [`run`](Self::run), or a [`Pass`], loses no lead. If the confirmation was not sent yet, all
/// leads come again; if it was, it may have been carried out, and every lead was handled before.
///
/// # Time limits
/// None holds for the pass as a whole, since storing many leads takes its time. The fetch has to give its first lead
/// within the time limit of a call, and from then on must not be silent for longer than the idle timeout, which does
/// not run while a lead is being handled. Where a pass must end some time, put a time limit around it, as with
/// `tokio::time::timeout`: it is safe to be dropped.
///
/// # Two readers
/// LeadBank hands the same leads to whoever asks. Have one intake per account at a time, or a lock around it.
#[derive(Clone, Debug)]
#[must_use = "an intake does nothing until it is run or started"]
pub struct Intake {
    call: Call,
    parameter: FetchParameter,
    confirmation: Confirmation,
    on_rejection: OnRejection,
}

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
    ///
    /// # Examples
    /// As the vendor may have agreed it with you: an integer confirms the fetch as a whole.
    ///
    /// ```
    /// use leadbank::{Confirmation, Confirmed, Handling};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.leadbank();
    /// # let client = leadbank::Client::builder(vendor.base_url()).build()?;
    /// let intake = client.intake(1).confirm_by(Confirmation::Integer(1));
    /// let report = intake.run(async |_| Handling::Handled).await?;
    /// assert!(matches!(report.confirmed, Confirmed::Fetch(_)));
    /// # Ok(()) }
    /// ```
    pub fn confirm_by(mut self, confirmation: Confirmation) -> Self {
        self.confirmation = confirmation;
        self
    }

    /// What happens when a lead is rejected by the handler or does not decode; the pass stops by default.
    ///
    /// # Examples
    /// ```
    /// use leadbank::{Handling, OnRejection};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.leadbank();
    /// # let client = leadbank::Client::builder(vendor.base_url()).build()?;
    /// let intake = client.intake(1).on_rejection(OnRejection::SetAside);
    /// let handled = intake.run(async |lead| match lead.content("Phone") {
    ///     Some(_) => Handling::Handled,
    ///     None => Handling::rejected("nobody to call"),
    /// });
    /// let report = handled.await?;
    ///
    /// assert_eq!(report.handled, [48_102, 48_103]);
    /// // Not confirmed: it comes again with the next pass.
    /// assert_eq!(report.set_aside[0].to_string(), "lead 48101: nobody to call");
    /// # Ok(()) }
    /// ```
    pub fn on_rejection(mut self, on_rejection: OnRejection) -> Self {
        self.on_rejection = on_rejection;
        self
    }

    /// Runs one pass: fetches, hands the leads to the handler one after the other, in the vendor's order, and
    /// confirms.
    ///
    /// # State in the handler
    /// An `async` closure may use what lives outside by shared reference: a pool of connections, a channel, a
    /// `Mutex`. What it would have to change (`let mut file`, `&mut connection`) it cannot hold across an await; the
    /// compiler then says that the "async closure does not implement `FnMut` because it captures state from its
    /// environment". Either pull the leads, by [`start`](Self::start), or do without an await:
    ///
    /// ```
    /// use std::io::{self, Write};
    ///
    /// use leadbank::{Handling, ReceivedLead};
    /// # struct Pool;
    ///
    /// async fn insert(pool: &Pool, lead: &ReceivedLead) -> Result<(), io::Error> {
    ///     # _ = (pool, lead); Ok(())
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.leadbank();
    /// # let client = leadbank::Client::builder(vendor.base_url()).build()?;
    /// # let (pool, mut file) = (Pool, Vec::new());
    /// let report = client.intake(1).run(async |lead| insert(&pool, &lead).await.into()).await?;
    /// assert_eq!(report.handled.len(), 3);
    ///
    /// // The next pass, with a file that is written to: the three leads are confirmed and do not come again.
    /// let report = client.intake(1).run(|lead| {
    ///     std::future::ready(writeln!(file, "{}", lead.json().get()).into())
    /// });
    /// assert_eq!(report.await?.received(), 0);
    /// # Ok(()) }
    /// ```
    ///
    /// A `Result<(), E>` and a `Result<Handling, E>` can be made into a [`Handling`], as here by `into`.
    ///
    /// # Errors
    /// [`IntakeError`], with the report of what was done until then.
    pub async fn run<H, F>(self, mut handler: H) -> Result<IntakeReport, IntakeError>
    where
        H: FnMut(ReceivedLead) -> F,
        F: Future<Output = Handling>,
    {
        let mut pass = self.start().await?;
        while let Some(lead) = pass.next().await? {
            let handling = handler(lead.clone()).await;
            lead.settle(handling)?;
        }
        pass.confirm().await
    }

    /// Starts a pass whose leads you pull: for code that stores them by something that it has to change, and that
    /// has errors of its own. It keeps the same promises as [`run`](Self::run), which is made of it; nothing is
    /// confirmed before [`Pass::confirm`].
    ///
    /// # Examples
    /// With code of yours that needs `&mut` and has errors of its own:
    ///
    /// ```
    /// use leadbank::{Client, Handling, IntakeReport, ReceivedLead};
    /// # struct Connection;
    /// # async fn insert(_: &mut Connection, _: &ReceivedLead) -> Result<(), std::io::Error> { Ok(()) }
    ///
    /// async fn take_in(
    ///     client: &Client,
    ///     connection: &mut Connection,
    /// ) -> Result<IntakeReport, Box<dyn std::error::Error>> {
    ///     let mut pass = client.intake(1).start().await?;
    ///     while let Some(lead) = pass.next().await? {
    ///         insert(connection, &lead).await?; // an error here ends the pass, and nothing is confirmed
    ///         lead.settle(Handling::Handled)?;
    ///     }
    ///     Ok(pass.confirm().await?)
    /// }
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.leadbank();
    /// # let client = leadbank::Client::builder(vendor.base_url()).build()?;
    /// let report = take_in(&client, &mut Connection).await?;
    /// assert_eq!(report.handled, [48_101, 48_102, 48_103]);
    /// # Ok(()) }
    /// ```
    ///
    /// # Errors
    /// [`IntakeError`] when not even the first lead could be read.
    pub async fn start(self) -> Result<Pass, IntakeError> {
        let fetch = FetchLeads::new(self.call.clone(), self.parameter);
        match fetch.stream().await {
            Ok(leads) => Ok(Pass::new(
                self.call,
                self.confirmation,
                self.on_rejection,
                leads,
            )),
            Err(error) => Err(IntakeError::new(
                IntakeFailure::Fetch(error),
                IntakeReport::default(),
            )),
        }
    }

    /// The time limit of each of the two calls, retries and waits included; 120 s by default. For the fetch it holds
    /// until its first lead.
    pub fn with_timeout(mut self, timeout: Duration) -> Self {
        self.call = self.call.with_timeout(timeout);
        self
    }

    /// The time limit of each attempt of the confirmation, from connecting to the end of the body; 30 s by default.
    pub fn with_attempt_timeout(mut self, timeout: Duration) -> Self {
        self.call = self.call.with_attempt_timeout(timeout);
        self
    }

    /// How long the fetch may be silent; 30 s by default.
    pub fn with_idle_timeout(mut self, timeout: Duration) -> Self {
        self.call = self.call.with_idle_timeout(timeout);
        self
    }

    /// The largest lead, in bytes; 1 MiB by default.
    pub fn with_element_cap(mut self, bytes: usize) -> Self {
        self.call = self.call.with_element_cap(bytes);
        self
    }

    /// The retry policy of both calls, in place of the client's. What may be repeated of a confirmation depends on
    /// its form, whatever the policy.
    pub fn with_retry(mut self, retry: RetryPolicy) -> Self {
        self.call = self.call.with_retry(retry);
        self
    }

    /// One more header on every attempt of both calls. Credentials win over it.
    pub fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.call = self.call.with_header(name, value);
        self
    }
}
