//! What can be said on the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::Args;

use super::error::ServeError;
use super::{bind, config_file, fault_argument};
use crate::fault::Fault;
use crate::faults::FaultPlan;
use crate::operation::Operation;
use crate::sandbox::{Sandbox, SandboxBuilder};

/// What the sandbox of a program is to be like.
#[derive(Debug, Args)]
#[group(skip)] // it would have the name of this type, which a program may have for its own
pub struct Arguments {
    /// Where to listen: ADDRESS:PORT, or a port on loopback; port 0 takes a free one. Anyone who reaches it can use it
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", value_parser = bind::parse)]
    bind: SocketAddr,

    /// A further name under which browsers and clients may reach it, such as this machine's in your network
    #[arg(long = "allow-host", value_name = "NAME")]
    hosts: Vec<String>,

    /// What ids and tokens are made from
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,

    /// What goes wrong with the next call of an operation; given again, with the one after it
    #[arg(long = "fault", value_name = "OPERATION=KIND", value_parser = fault_argument::parse, long_help = fault_argument::help())]
    faults: Vec<(Operation, Fault)>,

    /// How many calls fail by chance, from 0 to 1
    #[arg(long, value_name = "RATE", value_parser = fault_argument::parse_rate)]
    fault_rate: Option<f64>,

    /// What the chance is made from: the same seed and the same calls give the same faults
    #[arg(
        long,
        value_name = "NUMBER",
        default_value_t = 0,
        requires = "fault_rate"
    )]
    fault_seed: u64,

    /// Rejects no call for coming too soon
    #[arg(long)]
    no_throttle: bool,

    /// Writes base URLs and credentials to a settings file, too, for `vendor .. --config FILE`
    #[arg(long, value_name = "FILE")]
    pub(super) write_config: Option<PathBuf>,
}

/// So many calls are kept to be looked at, the latest: a program runs for long.
const CALLS_KEPT: usize = 1_000;

impl Arguments {
    pub(super) async fn start(&self) -> Result<Sandbox, ServeError> {
        let builder = Sandbox::builder()
            .bind(self.bind)
            .seed(self.seed)
            .calls_kept(CALLS_KEPT)
            .inspector(true);
        let hosts = self.hosts.iter();
        let builder = hosts.fold(builder, SandboxBuilder::allow_host);
        let sandbox = builder.start().await?;
        for (operation, fault) in &self.faults {
            sandbox.faults().inject(*operation, fault.clone());
        }
        if let Some(rate) = self.fault_rate {
            let plan = FaultPlan::random(self.fault_seed, rate);
            sandbox.faults().follow(plan);
        }
        if self.no_throttle {
            sandbox
                .partner()
                .configure(|settings| settings.throttle = None);
        }
        Ok(sandbox)
    }

    pub(super) fn write_config(&self, sandbox: &Sandbox) -> Result<(), ServeError> {
        match &self.write_config {
            Some(path) => config_file::write(path, &sandbox.client_settings()),
            None => Ok(()),
        }
    }
}
