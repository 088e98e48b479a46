//! `cargo xtask prove`: the checks that could go on for ever, for longer or with another chance than in CI.

mod new_vendor;
mod release;

use std::error::Error;
use std::path::Path;
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Args, ValueEnum};

use crate::cargo::command;

/// Runs a check for longer than CI does, or one case of it again.
///
/// Without a seed each run has another one, which is printed. CI runs the same checks with a seed of their own, and
/// less of them.
#[derive(Debug, Args)]
pub(crate) struct Prove {
    /// What to prove.
    check: Check,
    /// Where all chance comes from: the same seed gives the same cases.
    #[arg(long)]
    seed: Option<u64>,
    /// How many cases: calls, kills or inputs, as the check counts them.
    #[arg(long)]
    amount: Option<u64>,
    /// Only the call of this number, which a failure of `delivery` names.
    #[arg(long, value_name = "NUMBER")]
    only: Option<u64>,
    /// Only the break with this name, for `release`. May be given several times.
    #[arg(long = "plant", value_name = "NAME", conflicts_with_all = ["seed", "amount", "only"])]
    plants: Vec<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Check {
    /// No row is lost, and none that must not be repeated is, by a program that is killed at random moments.
    BulkKill,
    /// What the client says of a call against what happened, under random faults.
    Delivery,
    /// No lead is lost or forwarded twice by a program that is killed at random moments.
    ForwardKill,
    /// A long import: memory, and the calls in flight.
    Import,
    /// Everything that parses or encodes, with random inputs.
    Inputs,
    /// A crate that `cargo xtask new-vendor` makes passes CI: made in a copy of the workspace, and checked there.
    NewVendor,
    /// The gates of a release: each sees the break that is planted for it. Nothing of it is by chance.
    Release,
    /// A thousand calls at a time over all vendors: memory, tasks and connections.
    Soak,
}

impl Check {
    /// The name of its test, and an amount that takes a few minutes.
    fn test(self) -> Option<(&'static str, u64)> {
        match self {
            Self::BulkKill => Some(("bulk_kill", 1_000)),
            Self::Delivery => Some(("delivery", 200_000)),
            Self::ForwardKill => Some(("forward_kill", 1_000)),
            Self::Import => Some(("scale", 100_000)),
            Self::Inputs => Some(("inputs", 20_000)),
            Self::NewVendor | Self::Release => None,
            Self::Soak => Some(("soak", 200_000)),
        }
    }
}

impl Prove {
    pub(crate) fn run(&self, root: &Path) -> Result<ExitCode, Box<dyn Error>> {
        let Some((test, usual)) = self.check.test() else {
            if self.seed.or(self.amount).or(self.only).is_some() {
                return Err("nothing of this check is by chance".into());
            }
            return match self.check {
                Check::NewVendor if self.plants.is_empty() => new_vendor::run(root),
                Check::Release => release::run(root, &self.plants),
                _ => Err("breaks are planted for `release` only".into()),
            };
        };
        if !self.plants.is_empty() {
            return Err("breaks are planted for `release` only".into());
        }
        let seed = match self.seed {
            Some(seed) => seed,
            None => fresh_seed()?,
        };
        let amount = self.amount.unwrap_or(usual);
        println!("seed {seed}, amount {amount}");
        let arguments = [
            "test",
            "--release",
            "--package",
            "behaviours",
            "--test",
            test,
        ];
        let mut command = command(root, &arguments);
        command
            .env("PROVE_SEED", seed.to_string())
            .env("PROVE_AMOUNT", amount.to_string());
        if let Some(only) = self.only {
            if !matches!(self.check, Check::Delivery) {
                return Err("only a call of delivery can be repeated alone".into());
            }
            command
                .env("PROVE_ONLY", only.to_string())
                .args(["--", "what_clients_say_is_true"]);
        }
        let success = command.status()?.success();
        Ok(if success {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        })
    }
}

/// Short enough to be copied by hand.
#[expect(
    clippy::disallowed_methods,
    reason = "another seed with each run is what is wanted"
)]
fn fresh_seed() -> Result<u64, Box<dyn Error>> {
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
    Ok(u64::from(now.subsec_nanos()))
}
