//! The client, with a method per operation.

use vendor_core::{ClientBuilder, Pipeline};

use crate::fetch_parameter::FetchParameter;
use crate::intake::Intake;
use crate::models::Acknowledgement;
use crate::operations::{FetchLeads, SendAcknowledgements, ValidateLeads};
use crate::status_rule::StatusRule;
use crate::validation::Validation;

/// A client of Datacar LeadBank.
///
/// It holds a connection pool and a retry budget; clones share them. Make one and keep it. LeadBank hands the
/// same leads to two readers: have one reader per account, or a lock around them.
#[derive(Clone)]
pub struct Client {
    pipeline: Pipeline,
}

impl Client {
    /// Starts building a client for a base URL, [`HELP_PAGES_URL`](crate::HELP_PAGES_URL) for example.
    ///
    /// No page mentions authentication, so none is sent unless
    /// [`credentials`](ClientBuilder::credentials) are given. Which `Status` means success is not documented
    /// either: what the answers' numbers mean is a [`StatusRule`], given to
    /// [`dialect`](ClientBuilder::dialect); by default only the 1 of the vendor's samples passes.
    ///
    /// # Examples
    /// The examples of this crate run against the embedded sandbox, and all begin as this one does. With an
    /// account, give the base URL that the vendor has told you.
    ///
    /// ```
    /// use leadbank::Client;
    /// use vendor_sandbox::Sandbox;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start().await?;
    /// let vendor = sandbox.leadbank();
    /// let client = Client::builder(vendor.base_url()).build()?;
    ///
    /// let answer = client.fetch_leads(1).await?;
    /// assert_eq!(answer.leads.len(), 3);
    /// # Ok(()) }
    /// ```
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(
            concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url,
        )
        .dialect(StatusRule::default())
    }

    /// Provides new leads and moves them to "in progress". Until
    /// [`validate_leads`](Self::validate_leads) confirms them, the same leads come again.
    ///
    /// Awaited, it gives all leads at once, up to the cap on a body; see
    /// [`stream`](FetchLeads::stream) for one by one, and [`intake`](Self::intake) for the whole way.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.leadbank();
    /// # let client = leadbank::Client::builder(vendor.base_url()).build()?;
    /// let answer = client.fetch_leads(1).await?;
    /// for lead in &answer.leads {
    ///     println!("lead {:?} is about {:?}", lead.id_lead_bank, lead.content("VehicleModel"));
    /// }
    /// assert_eq!(answer.leads[0].content("LastName"), Some("Martin"));
    ///
    /// // Nothing was confirmed, so they come again.
    /// assert_eq!(client.fetch_leads(1).await?.leads, answer.leads);
    /// # Ok(()) }
    /// ```
    ///
    /// One by one, in the memory of one:
    ///
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.leadbank();
    /// # let client = leadbank::Client::builder(vendor.base_url()).build()?;
    /// let mut leads = client.fetch_leads(1).stream().await?;
    /// let mut numbers = Vec::new();
    /// while let Some(lead) = leads.next().await {
    ///     numbers.extend(lead?.id_lead_bank);
    /// }
    /// // The answer has ended well, and its `Status` says success.
    /// assert_eq!(numbers, [48_101, 48_102, 48_103]);
    /// # Ok(()) }
    /// ```
    pub fn fetch_leads(&self, parameter: impl Into<FetchParameter>) -> FetchLeads {
        FetchLeads::new(self.call(), parameter)
    }

    /// Confirms that leads were received: they are not given again. Confirm what is stored safely, never
    /// before.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.leadbank();
    /// # let client = leadbank::Client::builder(vendor.base_url()).build()?;
    /// let answer = client.fetch_leads(1).await?;
    /// // Store them durably. Then, and only then:
    /// let ids: Vec<i64> = answer.leads.iter().filter_map(|lead| lead.id_lead_bank).collect();
    /// let confirmed = client.validate_leads(ids).await?;
    ///
    /// // No page shows what comes back, so all of it is there.
    /// assert_eq!(confirmed.receipt().and_then(|receipt| receipt.status), Some(1));
    /// assert!(client.fetch_leads(1).await?.leads.is_empty());
    /// # Ok(()) }
    /// ```
    ///
    /// A 200 may say no by its `Status`. As long as nobody has told the client which number means what (see
    /// [`StatusRule`]), it may be done, or not:
    ///
    /// ```
    /// use leadbank::{Delivery, StatusCode};
    /// use vendor_sandbox::leadbank::{Stage, VALIDATE_LEADS};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.leadbank();
    /// # let client = leadbank::Client::builder(vendor.base_url()).build()?;
    /// client.fetch_leads(1).await?;
    /// sandbox.leadbank().refuse_next(VALIDATE_LEADS);
    /// let error = client.validate_leads([48_101]).await.unwrap_err();
    /// assert_eq!((error.status(), error.delivery()), (Some(StatusCode::OK), Delivery::Unknown));
    ///
    /// // A list of leads may be confirmed twice, so do it again.
    /// assert!(error.idempotency().may_repeat());
    /// client.validate_leads([48_101]).await?;
    /// assert_eq!(sandbox.leadbank().leads_at(Stage::Received), [48_101]);
    /// # Ok(()) }
    /// ```
    pub fn validate_leads(&self, validation: impl Into<Validation>) -> ValidateLeads {
        ValidateLeads::new(self.call()).body(validation)
    }

    /// Sends the status of leads back. Not idempotent: after an error with an unknown
    /// [`delivery`](vendor_core::Error::delivery) the events may have been recorded.
    ///
    /// # Examples
    /// ```
    /// use leadbank::{Acknowledgement, LeadEvent, OffsetDateTime};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.leadbank();
    /// # let client = leadbank::Client::builder(vendor.base_url()).build()?;
    /// // Which numbers there are for a status and its reason, the vendor will tell you.
    /// let (contacted, by_phone) = (2, 4);
    /// let at: OffsetDateTime = "2024-10-15T09:30:00+02:00".parse()?;
    /// let event = LeadEvent::new(contacted, at).id_reason(by_phone);
    /// client.send_acknowledgements([Acknowledgement::new(48_101, [event])]).await?;
    ///
    /// let lead = sandbox.leadbank().lead(48_101).ok_or("the lead has gone")?;
    /// assert_eq!(lead.acknowledgements[0].status, Some(contacted));
    /// # Ok(()) }
    /// ```
    ///
    /// Once it may have been carried out it is never repeated, and an error says so:
    ///
    /// ```
    /// use std::time::SystemTime;
    ///
    /// use leadbank::{Acknowledgement, Delivery, LeadEvent};
    /// use vendor_sandbox::Fault;
    /// use vendor_sandbox::leadbank::SEND_ACKNOWLEDGEMENTS;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.leadbank();
    /// # let client = leadbank::Client::builder(vendor.base_url()).build()?;
    /// // The vendor records the event, but its answer gets lost.
    /// sandbox.faults().inject(SEND_ACKNOWLEDGEMENTS, Fault::DropAfterActing);
    /// let event = LeadEvent::new(2, SystemTime::now());
    /// let sent = client.send_acknowledgements([Acknowledgement::new(48_101, [event])]).await;
    /// let error = sent.unwrap_err();
    /// assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
    /// assert!(!error.idempotency().may_repeat()); // ask the vendor before you send it again
    /// assert_eq!(sandbox.ledger().applied(SEND_ACKNOWLEDGEMENTS), 1);
    /// # Ok(()) }
    /// ```
    pub fn send_acknowledgements(
        &self,
        acknowledgements: impl Into<Vec<Acknowledgement>>,
    ) -> SendAcknowledgements {
        SendAcknowledgements::new(self.call(), acknowledgements)
    }

    /// Fetches leads, hands each to a handler, and confirms them when all are handled.
    ///
    /// # Examples
    /// ```
    /// use leadbank::Handling;
    /// use vendor_sandbox::leadbank::Stage;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.leadbank();
    /// # let client = leadbank::Client::builder(vendor.base_url()).build()?;
    /// let mut stored = Vec::new(); // in your program something that survives a crash
    /// let mut pass = client.intake(1).start().await?;
    /// while let Some(lead) = pass.next().await? {
    ///     stored.push(lead.json().get().to_owned());
    ///     lead.settle(Handling::Handled)?;
    /// }
    /// let report = pass.confirm().await?;
    ///
    /// assert_eq!(report.to_string(), "3 leads were handled; what was handled is confirmed");
    /// assert_eq!(sandbox.leadbank().leads_at(Stage::Received), report.handled);
    /// assert_eq!(stored.len(), 3);
    /// # Ok(()) }
    /// ```
    pub fn intake(&self, parameter: impl Into<FetchParameter>) -> Intake {
        Intake::new(self.call(), parameter.into())
    }
}

vendor_core::client!(Client);
