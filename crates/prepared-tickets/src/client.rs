//! The client, with a method per operation.

use uuid::Uuid;
use vendor_core::{ClientBuilder, Pipeline, RateLimit};

use crate::create_once::CreateOnce;
use crate::models::{NewPreparedTicket, PreparedTicketUpdate};
use crate::operations::{
    CreatePreparedTicket, DeletePreparedTicket, GetPreparedTicket, ListPreparedTickets,
    UpdatePreparedTicket,
};

/// Requests a second that the vendor accepts, and the burst (page "Concepts").
const REQUESTS_PER_SECOND: f64 = 5.0;
const BURST: u32 = 10;

/// A client of the Jifeline Partner API's prepared tickets.
///
/// It holds a connection pool, a token and a retry budget; clones share them. Make one and keep it.
#[derive(Clone)]
pub struct Client {
    pipeline: Pipeline,
}

impl Client {
    /// Starts building a client for a base URL, [`PRODUCTION_URL`](crate::PRODUCTION_URL) for example.
    ///
    /// It sends at most 5 requests a second after a burst of 10, as the vendor documents; the limit counts per
    /// credential, so processes that share one should share a [`Throttle`](vendor_core::Throttle) too. The
    /// documented quota of 50,000 requests a day is not counted.
    ///
    /// # Examples
    /// The examples of this crate run against the embedded sandbox, and all begin as this one does. With an
    /// account, give [`PRODUCTION_URL`](crate::PRODUCTION_URL) and your own id and secret.
    ///
    /// ```
    /// use prepared_tickets::{Client, PartnerCredentials};
    /// use vendor_sandbox::Sandbox;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start().await?;
    /// let vendor = sandbox.partner();
    /// let credentials = PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    /// let client = Client::builder(vendor.base_url()).credentials(credentials).build()?;
    ///
    /// let tickets = client.list_prepared_tickets().await?;
    /// assert_eq!(tickets.total, Some(3));
    /// # Ok(()) }
    /// ```
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(
            concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url,
        )
        .throttle(RateLimit::new(REQUESTS_PER_SECOND, BURST))
    }

    /// Retrieves a list of prepared tickets, one page of it; see
    /// [`items`](ListPreparedTickets::items) and [`pages`](ListPreparedTickets::pages) for all of them.
    ///
    /// # Examples
    /// ```
    /// use vendor_sandbox::partner::demo;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.partner();
    /// # let credentials = prepared_tickets::PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    /// # let client = prepared_tickets::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let page = client.list_prepared_tickets().customer_id(demo::CUSTOMERS[0]).limit(10).await?;
    /// for ticket in &page.result {
    ///     println!("ticket {:?}, made {:?}", ticket.ticket_number, ticket.created_at);
    /// }
    /// // `total` counts all that match, also those of further pages.
    /// assert_eq!((page.result.len(), page.total), (2, Some(2)));
    /// # Ok(()) }
    /// ```
    ///
    /// Tickets without a VIN, which is another question than tickets of any VIN:
    ///
    /// ```
    /// use prepared_tickets::VinFilter;
    /// use vendor_sandbox::partner::demo;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.partner();
    /// # let credentials = prepared_tickets::PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    /// # let client = prepared_tickets::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let without = client.list_prepared_tickets().vin(VinFilter::Without).await?;
    /// assert_eq!(without.result[0].id, Some(demo::TICKETS[2]));
    /// assert_eq!(without.total, Some(1));
    /// # Ok(()) }
    /// ```
    pub fn list_prepared_tickets(&self) -> ListPreparedTickets {
        ListPreparedTickets::new(self.call())
    }

    /// Creates a prepared ticket. Not idempotent: after an error with an unknown
    /// [`delivery`](vendor_core::Error::delivery) there may be a ticket;
    /// [`create_once`](Self::create_once) looks for it.
    ///
    /// # Examples
    /// ```
    /// use prepared_tickets::NewPreparedTicket;
    /// use vendor_sandbox::partner::demo;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.partner();
    /// # let credentials = prepared_tickets::PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    /// # let client = prepared_tickets::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let (customer, model) = (demo::CUSTOMERS[0], demo::VEHICLE_MODELS[1]);
    /// let vin = Some("JH4KA7630PC007649".to_owned());
    /// let ticket = NewPreparedTicket::new(customer, model, vin, "ERP-4711").voucher_code("WQ4MM3");
    /// let created = client.create_prepared_ticket(ticket).await?;
    ///
    /// // Keep the id with the order: the ticket is read, updated and deleted by it.
    /// let id = created.id.ok_or("the vendor gave no id")?;
    /// assert!(sandbox.partner().ticket(id).is_some());
    /// # Ok(()) }
    /// ```
    ///
    /// An error says whether there is a ticket:
    ///
    /// ```
    /// use prepared_tickets::{Delivery, NewPreparedTicket};
    /// use vendor_sandbox::Fault;
    /// use vendor_sandbox::partner::{CREATE_PREPARED_TICKET, demo};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.partner();
    /// # let credentials = prepared_tickets::PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    /// # let client = prepared_tickets::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// // The vendor creates the ticket, but its answer gets lost.
    /// sandbox.faults().inject(CREATE_PREPARED_TICKET, Fault::DropAfterActing);
    /// let ticket = NewPreparedTicket::new(demo::CUSTOMERS[0], demo::VEHICLE_MODELS[1], None, "ERP-4711");
    /// let error = client.create_prepared_ticket(ticket).await.unwrap_err();
    /// match error.delivery() {
    ///     Delivery::NotSent | Delivery::Refused => println!("there is none: {error}"),
    ///     Delivery::Unknown => println!("there may be one: look for ERP-4711 before you create it again"),
    ///     Delivery::Done => println!("there is one, but its id could not be read"),
    /// }
    /// assert_eq!(error.delivery(), Delivery::Unknown);
    /// assert_eq!(sandbox.ledger().applied(CREATE_PREPARED_TICKET), 1); // here there is
    /// # Ok(()) }
    /// ```
    pub fn create_prepared_ticket(&self, ticket: NewPreparedTicket) -> CreatePreparedTicket {
        CreatePreparedTicket::new(self.call(), ticket)
    }

    /// Creates a prepared ticket, and when the outcome is unknown, looks for it by its external reference.
    ///
    /// # Examples
    /// ```
    /// use std::time::Duration;
    ///
    /// use prepared_tickets::{Created, NewPreparedTicket};
    /// use vendor_sandbox::Fault;
    /// use vendor_sandbox::partner::{CREATE_PREPARED_TICKET, demo};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.partner();
    /// # let credentials = prepared_tickets::PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    /// # let client = prepared_tickets::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// // The vendor creates the ticket, but its answer gets lost.
    /// sandbox.faults().inject(CREATE_PREPARED_TICKET, Fault::DropAfterActing);
    /// let ticket = NewPreparedTicket::new(demo::CUSTOMERS[0], demo::VEHICLE_MODELS[1], None, "ERP-4711");
    /// // The sandbox needs no time to settle. The vendor does: leave the 10 s as they are.
    /// let created = client.create_once(ticket).settle(Duration::ZERO).await?;
    ///
    /// assert!(matches!(created, Created::Found(_)));
    /// let id = created.ticket().id.ok_or("the vendor gave no id")?;
    /// assert_eq!(sandbox.ledger().applied(CREATE_PREPARED_TICKET), 1); // and not two
    /// # assert!(sandbox.partner().ticket(id).is_some());
    /// # Ok(()) }
    /// ```
    pub fn create_once(&self, ticket: NewPreparedTicket) -> CreateOnce {
        CreateOnce::new(self.call(), ticket)
    }

    /// Retrieves a single prepared ticket by its identifier.
    ///
    /// # Examples
    /// ```
    /// use prepared_tickets::Uuid;
    /// use vendor_sandbox::partner::demo;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.partner();
    /// # let credentials = prepared_tickets::PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    /// # let client = prepared_tickets::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let ticket = client.get_prepared_ticket(demo::TICKETS[0]).await?;
    /// assert_eq!(ticket.ticket_number, Some(7_440_301));
    /// assert_eq!(ticket.vin.as_deref(), Some("JH4KA7630PC007649"));
    ///
    /// // One that is not there is an error, with what the vendor says about it.
    /// let error = client.get_prepared_ticket(Uuid::nil()).await.unwrap_err();
    /// assert!(error.is_not_found());
    /// # Ok(()) }
    /// ```
    pub fn get_prepared_ticket(&self, prepared_ticket_id: Uuid) -> GetPreparedTicket {
        GetPreparedTicket::new(self.call(), prepared_ticket_id)
    }

    /// Replaces all members of a prepared ticket: what is `None` in the update is sent as `null`. See
    /// [`PreparedTicketUpdate::from_ticket`] for changing some of them.
    ///
    /// # Examples
    /// To change one member, start from the ticket as it is:
    ///
    /// ```
    /// use prepared_tickets::PreparedTicketUpdate;
    /// use vendor_sandbox::partner::demo;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.partner();
    /// # let credentials = prepared_tickets::PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    /// # let client = prepared_tickets::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let ticket = client.get_prepared_ticket(demo::TICKETS[0]).await?;
    /// let mut update = PreparedTicketUpdate::from_ticket(&ticket)?;
    /// update.voucher_code = None; // sent as `null`: the voucher is taken off
    ///
    /// let updated = client.update_prepared_ticket(demo::TICKETS[0], update).await?;
    /// assert!(updated.voucher_code.is_null());
    /// assert_eq!(updated.vin, ticket.vin); // as before
    /// # Ok(()) }
    /// ```
    pub fn update_prepared_ticket(
        &self,
        prepared_ticket_id: Uuid,
        update: PreparedTicketUpdate,
    ) -> UpdatePreparedTicket {
        UpdatePreparedTicket::new(self.call(), prepared_ticket_id, update)
    }

    /// Deletes a prepared ticket by its identifier.
    ///
    /// # Examples
    /// ```
    /// use prepared_tickets::Deletion;
    /// use vendor_sandbox::partner::demo;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.partner();
    /// # let credentials = prepared_tickets::PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    /// # let client = prepared_tickets::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let deletion = client.delete_prepared_ticket(demo::TICKETS[0]).await?;
    /// // `Deletion::Gone` would say: an attempt got no answer, and the next one found nothing.
    /// assert_eq!(*deletion, Deletion::Deleted);
    ///
    /// // Nothing found at the first attempt is an error: the id may be wrong.
    /// let error = client.delete_prepared_ticket(demo::TICKETS[0]).await.unwrap_err();
    /// assert!(error.is_not_found());
    /// # Ok(()) }
    /// ```
    pub fn delete_prepared_ticket(&self, prepared_ticket_id: Uuid) -> DeletePreparedTicket {
        DeletePreparedTicket::new(self.call(), prepared_ticket_id)
    }
}

vendor_core::client!(Client);
