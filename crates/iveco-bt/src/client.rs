//! The client, with a method per operation.

use vendor_core::{ClientBuilder, Pipeline};

use crate::dialect::AspNet;
use crate::models::Activation;
use crate::operations::WorkshopActivation;

/// A client of the BT controller of IVECO Assistance Non-Stop.
///
/// It holds a connection pool and a retry budget; clones share them. Make one and keep it.
#[derive(Clone)]
pub struct Client {
    pipeline: Pipeline,
}

impl Client {
    /// Starts building a client for a base URL, which has no default: no page prints one. What is inferred of
    /// it is at [`INTEGRATION_URL`](crate::INTEGRATION_URL).
    ///
    /// Authentication is not documented either: none is sent unless
    /// [`credentials`](ClientBuilder::credentials) or a
    /// [`client_certificate`](ClientBuilder::client_certificate) is given. Answers are judged by [`AspNet`];
    /// [`dialect`](ClientBuilder::dialect) takes another judge.
    ///
    /// # Examples
    /// The examples of this crate run against the embedded sandbox, and all begin as this one does. The vendor will
    /// tell you your base URL, and what the codes mean.
    ///
    /// ```
    /// use iveco_bt::{Activation, Client};
    /// use vendor_sandbox::Sandbox;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// let sandbox = Sandbox::start().await?;
    /// let vendor = sandbox.iveco();
    /// let client = Client::builder(vendor.base_url()).build()?;
    ///
    /// let receipt = client.workshop_activation(Activation::new(4).dossier_number("D-17")).await?;
    /// assert_eq!(receipt.status(), 200);
    /// # Ok(()) }
    /// ```
    pub fn builder(base_url: impl Into<String>) -> ClientBuilder<Self> {
        ClientBuilder::new(
            concat!(env!("CARGO_PKG_NAME"), "/", env!("CARGO_PKG_VERSION")),
            base_url,
        )
        .dialect(AspNet)
    }

    /// Reports that a workshop was called for a breakdown dossier, with the outcome of each call; in JSON,
    /// unless [`with_format`](WorkshopActivation::with_format) says otherwise.
    ///
    /// Not idempotent: after an error with an unknown [`delivery`](vendor_core::Error::delivery) it may have
    /// been reported. Such a call is never repeated, and no documented operation can look for it.
    ///
    /// # Examples
    /// ```
    /// use std::time::SystemTime;
    ///
    /// use iveco_bt::{Activation, CallOutcome};
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.iveco();
    /// # let client = iveco_bt::Client::builder(vendor.base_url()).build()?;
    /// let call = CallOutcome::new(3)
    ///     .telephone("+39 011 000 00 00")
    ///     .tentative("1")
    ///     .utc_timestamp(SystemTime::now());
    /// let activation = Activation::new(4).dossier_number("D-17").dmd_outlet_code("12345").call_outcomes([call]);
    /// let receipt = client.workshop_activation(activation).await?;
    ///
    /// // No page says what comes back: keep the status and the text with the dossier.
    /// println!("{}: {}", receipt.status(), receipt.text());
    /// assert_eq!(sandbox.iveco().activations_of("D-17")[0].call_outcomes.len(), 1);
    /// # Ok(()) }
    /// ```
    ///
    /// An error says whether it was reported:
    ///
    /// ```
    /// use iveco_bt::{Activation, Delivery};
    /// use vendor_sandbox::Fault;
    /// use vendor_sandbox::iveco::WORKSHOP_ACTIVATION;
    ///
    /// # #[tokio::main(flavor = "current_thread")]
    /// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
    /// # let sandbox = vendor_sandbox::Sandbox::start().await?;
    /// # let vendor = sandbox.iveco();
    /// # let client = iveco_bt::Client::builder(vendor.base_url()).build()?;
    /// // The vendor takes the report, but its answer gets lost.
    /// sandbox.faults().inject(WORKSHOP_ACTIVATION, Fault::DropAfterActing);
    /// let reported = client.workshop_activation(Activation::new(4).dossier_number("D-17")).await;
    /// let error = reported.unwrap_err();
    /// match error.delivery() {
    ///     Delivery::NotSent | Delivery::Refused => println!("it was not: {error}"),
    ///     Delivery::Unknown => println!("ask the vendor before you report it again"),
    ///     Delivery::Done => println!("it was, but the answer could not be read"),
    /// }
    /// assert_eq!((error.delivery(), error.attempts()), (Delivery::Unknown, 1));
    /// assert_eq!(sandbox.iveco().activations_of("D-17").len(), 1); // here it was, once
    /// # Ok(()) }
    /// ```
    pub fn workshop_activation(&self, activation: Activation) -> WorkshopActivation {
        WorkshopActivation::new(self.call(), activation)
    }
}

vendor_core::client!(Client);
