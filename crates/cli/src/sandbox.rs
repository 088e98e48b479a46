//! `vendor sandbox`: the sandbox of `--sandbox` and of the tour, kept running.

use std::collections::BTreeMap;

use clap::Args;
use serde::Serialize;
use vendor_sandbox::program::{self, Event, Greeting};
use vendor_sandbox::{Call, Fault, Operation};

use crate::failure::Failure;
use crate::output::Output;

pub(crate) const EXAMPLES: &str = "\
Examples:
  vendor sandbox
  vendor sandbox --write-config sandbox.toml
  vendor sandbox --bind 0 --fault importContact=drop-after-acting --fault fetchLeads=refuse:503
  vendor sandbox --fault-rate 0.2 --fault-seed 7

With sandbox.toml, in another shell: vendor leadbank fetch --parameter 1 --config sandbox.toml

Ctrl-C and SIGTERM end it, with 0. Its state is in memory, and ends with it.";

#[derive(Debug, Args)]
pub(crate) struct Command {
    #[command(flatten)]
    sandbox: program::Arguments,
}

/// The signals are the sandbox's own: unlike a call, it leaves nothing undone.
pub(crate) async fn run(command: Command, output: &Output) -> Result<(), Failure> {
    program::serve(command.sandbox, |event| {
        match &event {
            Event::Started(greeting) => {
                output.result(&Started::of(greeting), |_| {
                    greeting.settings.exports().trim_end().to_owned()
                })?;
                if output.is_json() {
                    for warning in &greeting.warnings {
                        output.note(warning);
                    }
                    return Ok(());
                }
            }
            Event::Called(call) => {
                output.record("call", &Served::of(call), call);
                return Ok(());
            }
            _ => {}
        }
        output.note(&event.to_string());
        Ok(())
    })
    .await
}

/// The greeting for machines.
#[derive(Debug, Serialize)]
struct Started<'a> {
    /// By the names of a settings file: vendor, setting, value.
    settings: BTreeMap<&'a str, BTreeMap<&'a str, &'a str>>,
    inspector: &'a str,
    /// What there is at the start, and its ids.
    demonstration: BTreeMap<String, &'a [String]>,
}

impl<'a> Started<'a> {
    fn of(greeting: &'a Greeting) -> Self {
        let mut settings: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
        for setting in greeting.settings.iter() {
            let of_vendor = settings.entry(setting.vendor).or_default();
            of_vendor.insert(setting.name, setting.value.as_str());
        }
        let demonstration = greeting.demonstration.iter();
        Self {
            settings,
            inspector: &greeting.inspector,
            demonstration: demonstration
                .map(|(what, ids)| (what.replace(' ', "_"), ids.as_slice()))
                .collect(),
        }
    }
}

/// A call for machines: like its line, without personal data.
#[derive(Debug, Serialize)]
struct Served<'a> {
    number: u64,
    vendor: &'a str,
    operation: Option<&'a str>,
    status: Option<u16>,
    acted: bool,
    fault: Option<&'a str>,
    violations: Vec<Violation<'a>>,
}

#[derive(Debug, Serialize)]
struct Violation<'a> {
    place: &'a str,
    rule: &'a str,
}

impl<'a> Served<'a> {
    fn of(call: &'a Call) -> Self {
        let violations = call.violations.iter();
        Self {
            number: call.number,
            vendor: call.vendor,
            operation: call.operation.map(Operation::id),
            status: call.status.map(|status| status.as_u16()),
            acted: call.acted,
            fault: call.fault.as_ref().map(Fault::name),
            violations: violations
                .map(|violation| Violation {
                    place: &violation.place,
                    rule: &violation.rule,
                })
                .collect(),
        }
    }
}
