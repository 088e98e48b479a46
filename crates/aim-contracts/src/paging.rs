//! All pages of the full details: `StartOffset`, until nothing remains.

use vendor_core::wire::RawJson;
use vendor_core::{Items, Page, Pages, Position};

use crate::models::ContractFullDetailsResponse;
use crate::operations::{CONTRACT_FULL_DETAILS, ContractFullDetails};

/// A stream of pages; the cursor is the offset of a page.
pub type ContractPages = Pages<i64, RawJson>;

/// A stream of contracts, as JSON; its position can be stored and taken up again.
pub type Contracts = Items<i64, RawJson>;

impl ContractFullDetails {
    /// All pages from the filter's `start_offset` on, as a stream. `record_count` is the size of a page; where
    /// it is not set, a page has as many contracts as the vendor gives. `with_timeout` and the other options
    /// hold for each page. Of a contract by its reference there is one page.
    ///
    /// The end is where `RemainingRecords` is 0, or a page is empty. An empty page after which some remain is an
    /// error ([`RepeatedPage`](vendor_core::ErrorKind::RepeatedPage)), since they would be missed. That offsets
    /// count from 0 is inferred: if they count from 1, the last contract of a page comes again as the first of the
    /// next, and none is missed.
    /// The vendor documents no order either: contracts that change meanwhile can be missed or come twice.
    ///
    /// # Examples
    /// ```
    /// use aim_contracts::ContractFilter;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let mut pages = client.contract_full_details(ContractFilter::new().record_count(2)).pages();
    /// let mut sizes = Vec::new();
    /// while let Some(page) = pages.next().await {
    ///     sizes.push(page?.items.len());
    /// }
    /// assert_eq!(sizes, [2, 2, 1]);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn pages(self) -> ContractPages {
        let start = self.start_offset.unwrap_or(0);
        Pages::new(&CONTRACT_FULL_DETAILS, start, move |offset| {
            let page = self.clone().starting_at(offset);
            Box::pin(async move {
                let is_filter = page.is_filter();
                let answer = page.send().await?.into_inner();
                let next = next_offset(&answer, offset).filter(|_| is_filter);
                Ok(Page::new(offset, answer.contracts, next))
            })
        })
    }

    /// All contracts from the filter's `start_offset` on, as a stream.
    ///
    /// # Examples
    /// ```
    /// use std::collections::BTreeMap;
    ///
    /// use aim_contracts::{ContractFilter, RawJson};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let mut contracts = client.contract_full_details(ContractFilter::new().record_count(2)).items();
    /// let mut references = Vec::new();
    /// while let Some(contract) = contracts.next().await {
    ///     let members: BTreeMap<String, RawJson> = contract?.decode()?;
    ///     references.push(members["WebRef"].decode::<String>()?);
    /// }
    /// assert_eq!(references, ["W1001", "W1002", "W1003", "W1004", "W1005"]);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn items(self) -> Contracts {
        self.pages().items()
    }

    /// All contracts from a position on, which an earlier stream gave.
    ///
    /// # Examples
    /// ```
    /// use aim_contracts::ContractFilter;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.aim();
    /// # let credentials = aim_contracts::AimCredentials::new(vendor.api_key(), vendor.app_id())
    /// #     .login(vendor.user_name(), vendor.password());
    /// # let client = aim_contracts::Client::builder(vendor.base_url()).credentials(credentials).build()?;
    /// let all = client.contract_full_details(ContractFilter::new().record_count(2));
    /// let mut contracts = all.clone().items();
    /// contracts.next().await.ok_or("there are no contracts")??;
    /// // The first one is done: store where the next one stands (serde writes and reads it).
    /// let position = contracts.position().ok_or("it was the last one")?;
    ///
    /// // Later, perhaps in another process:
    /// let mut rest = all.items_from(position);
    /// let mut count = 0;
    /// while let Some(contract) = rest.next().await {
    ///     contract?;
    ///     count += 1;
    /// }
    /// assert_eq!(count, 4);
    /// # Ok(()) }
    /// ```
    #[must_use]
    pub fn items_from(self, position: Position<i64>) -> Contracts {
        self.starting_at(position.cursor)
            .pages()
            .items_after(position.skip)
    }

    /// An offset of 0 is left out where the filter has none: whether the vendor counts from 0 is unknown.
    fn starting_at(mut self, offset: i64) -> Self {
        if self.is_filter() && offset != self.start_offset.unwrap_or(0) {
            self.start_offset = Some(offset);
        }
        self
    }

    fn is_filter(&self) -> bool {
        self.aim_ref.is_none() && self.web_ref.is_none()
    }
}

/// Where the next page starts. An empty page is the last one; without a number of those that remain, only an
/// empty page is.
fn next_offset(answer: &ContractFullDetailsResponse, offset: i64) -> Option<i64> {
    let count = i64::try_from(answer.contracts.len()).ok()?;
    let remains = answer.remaining_records.map(|remaining| remaining > 0);
    match (count, remains) {
        (_, Some(false)) | (0, None) => None,
        // Of an empty page after which some remain that is the page itself: the stream ends with an error.
        _ => offset.checked_add(count),
    }
}
