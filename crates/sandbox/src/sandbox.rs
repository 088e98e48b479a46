//! Starting and stopping.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::aim::Aim;
use crate::clock::{Clock, SystemClock};
use crate::contract::ContractError;
use crate::dialler::Dialler;
use crate::exchange::Exchange;
use crate::faults::Faults;
use crate::iveco::Iveco;
use crate::leadbank::LeadBank;
use crate::ledger::Ledger;
use crate::partner::Partner;
use crate::server;
use crate::tasks::Tasks;

/// A running sandbox with all vendors on one port. It stops when it is dropped, and leaves nothing behind.
pub struct Sandbox {
    address: SocketAddr,
    partner: Partner,
    iveco: Iveco,
    aim: Aim,
    leadbank: LeadBank,
    dialler: Dialler,
    faults: Faults,
    ledger: Ledger,
    tasks: Arc<Tasks>,
    closings: Arc<watch::Sender<()>>,
}

impl Sandbox {
    /// Starts a sandbox on the loopback interface, on a port that is free, with the machine's clock.
    pub async fn start() -> Result<Self, StartError> {
        Self::builder().start().await
    }

    /// For a sandbox with an address, clock or seed of your own.
    pub fn builder() -> SandboxBuilder {
        SandboxBuilder::default()
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The Jifeline Partner API.
    pub fn partner(&self) -> &Partner {
        &self.partner
    }

    /// IVECO's BT controller.
    pub fn iveco(&self) -> &Iveco {
        &self.iveco
    }

    /// The active-e Contracts Service of AIM.
    pub fn aim(&self) -> &Aim {
        &self.aim
    }

    /// LeadBank (Datacar).
    pub fn leadbank(&self) -> &LeadBank {
        &self.leadbank
    }

    /// The dialler of the jtel ACD.
    pub fn dialler(&self) -> &Dialler {
        &self.dialler
    }

    /// What goes wrong, for all vendors.
    pub fn faults(&self) -> &Faults {
        &self.faults
    }

    /// What really happened, for all vendors.
    pub fn ledger(&self) -> &Ledger {
        &self.ledger
    }

    /// Closes the connections that there are, as a server does with those that have been idle for long: at once, or
    /// when the call that is on is answered. New ones are accepted as ever.
    pub fn close_connections(&self) {
        self.closings.send_replace(());
    }

    /// Stops, and waits until the port is free again; dropping only tells it to stop.
    pub async fn shutdown(self) {
        self.tasks.shutdown().await;
    }
}

impl Drop for Sandbox {
    fn drop(&mut self) {
        self.tasks.abort_all();
    }
}

impl fmt::Debug for Sandbox {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Sandbox")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

/// Why a sandbox does not start.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StartError {
    /// The address cannot be listened on.
    #[error("cannot listen on {address}")]
    Listen {
        /// The address that was asked for.
        address: SocketAddr,
        /// What the operating system says.
        source: std::io::Error,
    },
    /// A built-in contract cannot be used.
    #[error("the contract of {vendor} cannot be used")]
    Contract {
        /// The vendor whose contract it is.
        vendor: &'static str,
        /// What is wrong with it.
        source: ContractError,
    },
}

/// Settings of a sandbox before it starts.
#[derive(Debug, Clone)]
#[must_use]
pub struct SandboxBuilder {
    address: SocketAddr,
    clock: Arc<dyn Clock>,
    seed: u64,
}

impl Default for SandboxBuilder {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            clock: Arc::new(SystemClock::new()),
            seed: 0,
        }
    }
}

impl SandboxBuilder {
    /// The address to listen on; port 0 takes a free one. Default: `127.0.0.1:0`.
    ///
    /// The sandbox speaks plain HTTP, and its credentials are known to everyone: anything but loopback is for a
    /// network of your own.
    pub fn bind(self, address: impl Into<SocketAddr>) -> Self {
        Self {
            address: address.into(),
            ..self
        }
    }

    /// The clock of everything that takes time. Default: the machine's.
    pub fn clock(self, clock: impl Clock) -> Self {
        Self {
            clock: Arc::new(clock),
            ..self
        }
    }

    /// What ids and tokens are made from: the same seed and the same calls give the same ones. Default: 0.
    ///
    /// The demonstration data has the same ids with any seed.
    pub fn seed(self, seed: u64) -> Self {
        Self { seed, ..self }
    }

    /// Starts the server on the current tokio runtime, which must have IO and time enabled.
    pub async fn start(self) -> Result<Sandbox, StartError> {
        let cannot_listen = |source| StartError::Listen {
            address: self.address,
            source,
        };
        let listener = TcpListener::bind(self.address)
            .await
            .map_err(cannot_listen)?;
        let address = listener.local_addr().map_err(cannot_listen)?;
        let unusable = |vendor| move |source| StartError::Contract { vendor, source };
        let partner = Partner::new(address, Arc::clone(&self.clock), self.seed)
            .map_err(unusable("partner"))?;
        let iveco = Iveco::new(address).map_err(unusable("iveco"))?;
        let aim = Aim::new(address, Arc::clone(&self.clock), self.seed).map_err(unusable("aim"))?;
        let leadbank =
            LeadBank::new(address, Arc::clone(&self.clock)).map_err(unusable("leadbank"))?;
        let dialler = Dialler::new(address, self.seed).map_err(unusable("dialler"))?;
        let exchange = Exchange {
            vendors: vec![
                partner.vendor(),
                iveco.vendor(),
                aim.vendor(),
                leadbank.vendor(),
                dialler.vendor(),
            ],
            faults: Faults::new(),
            ledger: Ledger::new(),
            clock: self.clock,
            tasks: Arc::default(),
            closings: Arc::new(watch::Sender::new(())),
        };
        let sandbox = Sandbox {
            address,
            partner,
            iveco,
            aim,
            leadbank,
            dialler,
            faults: exchange.faults.clone(),
            ledger: exchange.ledger.clone(),
            tasks: Arc::clone(&exchange.tasks),
            closings: Arc::clone(&exchange.closings),
        };
        sandbox
            .tasks
            .spawn(server::run(listener, Arc::new(exchange)));
        Ok(sandbox)
    }
}
