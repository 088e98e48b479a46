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
    pub fn workshop_activation(&self, activation: Activation) -> WorkshopActivation {
        WorkshopActivation::new(self.call(), activation)
    }
}

vendor_core::client!(Client);
