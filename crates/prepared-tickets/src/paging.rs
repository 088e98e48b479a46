//! All pages of a list: `limit` and `offset`, up to `total`.

use vendor_core::{Items, Page, Pages, Position};

use crate::models::{PreparedTicket, PreparedTicketList};
use crate::operations::{LIST_PREPARED_TICKETS, ListPreparedTickets};

/// A stream of pages; the cursor is the offset of a page.
pub type TicketPages = Pages<i64, PreparedTicket>;

/// A stream of tickets; its position can be stored and taken up again.
pub type Tickets = Items<i64, PreparedTicket>;

/// Tickets of a page where the caller sets no limit: a tenth of the vendor's maximum, so that a page stays
/// small and a long list takes few requests.
const PAGE_SIZE: i32 = 100;

impl ListPreparedTickets {
    /// All pages from the `offset` on, as a stream. `limit` is the size of a page, 100 here where it is not
    /// set (the vendor's own default is 25); a limit of 0 would never get on, and is refused. `with_timeout` and
    /// the other options hold for each page.
    ///
    /// The vendor documents no order: tickets that are created or deleted meanwhile can shift others from one
    /// page to another, so that a ticket is missed or seen twice.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.partner();
    /// # let credentials = prepared_tickets::PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    /// # let client = prepared_tickets::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let mut pages = client.list_prepared_tickets().limit(2).pages();
    /// let mut sizes = Vec::new();
    /// while let Some(page) = pages.next().await {
    ///     sizes.push(page?.items.len());
    /// }
    /// assert_eq!(sizes, [2, 1]);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn pages(self) -> TicketPages {
        let start = self.offset.unwrap_or(0);
        let limit = self.limit.unwrap_or(PAGE_SIZE);
        Pages::new(&LIST_PREPARED_TICKETS, start, move |offset| {
            let page = self.clone().limit(limit).offset(offset);
            Box::pin(async move {
                let mut request = page.to_request();
                request.violations().range("limit", limit, 1..=1000);
                let list = page
                    .call
                    .json::<PreparedTicketList>(request)
                    .await?
                    .into_inner();
                let next = next_offset(&list, offset);
                Ok(Page::new(offset, list.result, next))
            })
        })
    }

    /// All tickets from the `offset` on, as a stream.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.partner();
    /// # let credentials = prepared_tickets::PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    /// # let client = prepared_tickets::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// // Two on a page, but the reader need not care.
    /// let mut tickets = client.list_prepared_tickets().limit(2).items();
    /// let mut numbers = Vec::new();
    /// while let Some(ticket) = tickets.next().await {
    ///     numbers.extend(ticket?.ticket_number);
    /// }
    /// assert_eq!(numbers, [7_440_301, 7_440_302, 7_440_303]);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn items(self) -> Tickets {
        self.pages().items()
    }

    /// All tickets from a position on, which an earlier stream gave.
    ///
    /// # Examples
    /// ```
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.partner();
    /// # let credentials = prepared_tickets::PartnerCredentials::new(vendor.client_id(), vendor.client_secret());
    /// # let client = prepared_tickets::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let list = client.list_prepared_tickets().limit(2);
    /// let mut tickets = list.clone().items();
    /// let first = tickets.next().await.ok_or("there are no tickets")??;
    /// // The first one is done: store where the next one stands (serde writes and reads it).
    /// let position = tickets.position().ok_or("it was the last one")?;
    ///
    /// // Later, perhaps in another process:
    /// let mut rest = list.items_from(position);
    /// let second = rest.next().await.ok_or("the second one has gone")??;
    /// assert_ne!(second.id, first.id);
    /// assert_eq!(second.ticket_number, Some(7_440_302));
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn items_from(self, position: Position<i64>) -> Tickets {
        self.offset(position.cursor)
            .pages()
            .items_after(position.skip)
    }
}

/// Where the next page starts. An empty page is the last one; without a total, only an empty page is.
fn next_offset(list: &PreparedTicketList, offset: i64) -> Option<i64> {
    let count = i64::try_from(list.result.len())
        .ok()
        .filter(|count| *count > 0)?;
    let next = offset.checked_add(count)?;
    (list.total.is_none_or(|total| next < total)).then_some(next)
}
