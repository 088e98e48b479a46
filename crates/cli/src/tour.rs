//! `vendor tour`: every operation of every vendor against an embedded sandbox, with faults on the way.

mod expectation;
mod guide;
mod proof;
mod report;
mod stopwatch;
mod tickets;

use vendor_sandbox::Sandbox;

use self::report::Report;
use crate::failure::{Effect, Failure};
use crate::interrupt::unless_interrupted;
use crate::output::Output;

pub(crate) async fn run(output: &Output) -> Result<(), Failure> {
    unless_interrupted(Effect::Reads, async {
        let sandbox = Sandbox::start().await?;
        output
            .note("tour: over HTTP, to a sandbox inside this process; nothing leaves this machine");
        let (steps, end) = tickets::walk(&sandbox).await;
        let report = Report::new(steps, tickets::proof(&sandbox));
        output.result(&report, Report::describe)?;
        end?;
        match report.not_as_expected {
            0 => Ok(()),
            steps => Err(Failure::Tour { steps }),
        }
    })
    .await
}
