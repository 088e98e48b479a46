//! What can be said on the command line.

use std::net::SocketAddr;

use clap::Parser;
use vendor_sandbox::{Fault, FaultPlan, Operation, Sandbox};

use crate::{bind, faults};

/// Stand-ins for vendor APIs: stateful, checked against the contracts, in memory.
///
/// Prints the settings of a client on stdout, ready to paste into a shell, and a line per call on stderr.
#[derive(Debug, Parser)]
#[command(version)]
pub(crate) struct Arguments {
    /// Where to listen: ADDRESS:PORT, or a port on loopback; port 0 takes a free one. Anyone who reaches it can use it
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080", value_parser = bind::parse)]
    pub(crate) bind: SocketAddr,

    /// What ids and tokens are made from
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(crate) seed: u64,

    /// What goes wrong with the next call of an operation; given again, with the one after it
    #[arg(long = "fault", value_name = "OPERATION=KIND", value_parser = faults::parse, long_help = faults::help())]
    faults: Vec<(Operation, Fault)>,

    /// How many calls fail by chance, from 0 to 1
    #[arg(long, value_name = "RATE", value_parser = faults::parse_rate)]
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

    /// Prints no line per call
    #[arg(long)]
    pub(crate) quiet: bool,
}

impl Arguments {
    /// Makes a sandbox that has started what the arguments ask for.
    pub(crate) fn set_up(self, sandbox: &Sandbox) {
        for (operation, fault) in self.faults {
            sandbox.faults().inject(operation, fault);
        }
        if let Some(rate) = self.fault_rate {
            sandbox
                .faults()
                .follow(FaultPlan::random(self.fault_seed, rate));
        }
        if self.no_throttle {
            sandbox
                .partner()
                .configure(|settings| settings.throttle = None);
        }
    }
}
