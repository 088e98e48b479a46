//! Starting and stopping.

use std::fmt;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::aim::Aim;
use crate::client_settings::ClientSettings;
use crate::clock::{Clock, SystemClock};
use crate::contract::ContractError;
use crate::dialler::Dialler;
use crate::exchange::Exchange;
use crate::faults::Faults;
#[cfg(feature = "inspector")]
use crate::inspector::Inspector;
use crate::iveco::Iveco;
use crate::leadbank::LeadBank;
use crate::ledger::Ledger;
use crate::partner::Partner;
use crate::reset::Reset;
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
    reset: Reset,
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

    /// What a client has to know to reach it, as it is now.
    pub fn client_settings(&self) -> ClientSettings {
        ClientSettings::of(
            &self.partner,
            &self.leadbank,
            &self.dialler,
            &self.iveco,
            &self.aim,
        )
    }

    /// Puts everything back as it was at the start: the demonstration data and no other, no tokens, no faults, and an
    /// empty ledger (its numbers go on). Settings stay. A call that is in progress may yet be carried out.
    pub fn reset(&self) {
        self.reset.run();
    }

    /// Closes the connections that there are, as a server does with those that have been idle for long: at once, or
    /// when the call that is on is answered. New ones are accepted as ever.
    pub fn close_connections(&self) {
        self.closings.send_replace(());
    }

    /// What the page is shown.
    #[cfg(feature = "inspector")]
    fn inspected(&self, clock: Arc<dyn Clock>, hosts: Vec<String>) -> Inspector {
        Inspector {
            address: self.address,
            hosts,
            partner: self.partner.clone(),
            leadbank: self.leadbank.clone(),
            dialler: self.dialler.clone(),
            iveco: self.iveco.clone(),
            aim: self.aim.clone(),
            faults: self.faults.clone(),
            ledger: self.ledger.clone(),
            reset: self.reset.clone(),
            clock,
            tasks: Arc::clone(&self.tasks),
        }
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
    calls_kept: Option<usize>,
    #[cfg(feature = "inspector")]
    inspector: bool,
    #[cfg(feature = "inspector")]
    hosts: Vec<String>,
}

impl Default for SandboxBuilder {
    fn default() -> Self {
        Self {
            address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            clock: Arc::new(SystemClock::new()),
            seed: 0,
            calls_kept: None,
            #[cfg(feature = "inspector")]
            inspector: false,
            #[cfg(feature = "inspector")]
            hosts: Vec::new(),
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

    /// How many calls the ledger keeps, the latest, for a sandbox that runs for long. Default: all, so that a test can
    /// count them.
    pub fn calls_kept(self, calls: usize) -> Self {
        Self {
            calls_kept: Some(calls),
            ..self
        }
    }

    /// Serves the inspector at `/_inspector/`: a page that shows the calls and the data, and that can add data, inject
    /// faults and reset everything. Default: no.
    ///
    /// With it, requests of other sites are refused, those to vendors as well: the README says which.
    #[cfg(feature = "inspector")]
    pub fn inspector(self, inspector: bool) -> Self {
        Self { inspector, ..self }
    }

    /// A further name under which browsers and clients may reach a sandbox with an inspector, on any port. Known are
    /// the address it listens on, and on loopback `localhost`.
    #[cfg(feature = "inspector")]
    pub fn allow_host(mut self, name: impl Into<String>) -> Self {
        let name = name.into();
        self.hosts.push(match name.parse::<http::uri::Authority>() {
            Ok(authority) => authority.host().to_owned(),
            Err(_) => name,
        });
        self
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
            ledger: Ledger::new(self.calls_kept),
            clock: self.clock,
            tasks: Arc::default(),
            closings: Arc::new(watch::Sender::new(())),
            #[cfg(feature = "inspector")]
            inspector: None,
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
            reset: Reset::of(&exchange),
            tasks: Arc::clone(&exchange.tasks),
            closings: Arc::clone(&exchange.closings),
        };
        #[cfg(feature = "inspector")]
        let exchange = {
            let clock = Arc::clone(&exchange.clock);
            exchange.with(self.inspector.then(|| sandbox.inspected(clock, self.hosts)))
        };
        sandbox
            .tasks
            .spawn(server::run(listener, Arc::new(exchange)));
        Ok(sandbox)
    }
}
