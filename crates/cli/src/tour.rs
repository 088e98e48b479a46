//! `vendor tour`: every operation of every vendor against an embedded sandbox, with faults on the way.

mod aim;
mod dialler;
mod expectation;
mod guide;
mod iveco;
mod leadbank;
mod proof;
mod report;
mod stopwatch;
mod tickets;

use vendor_sandbox::Sandbox;

use self::proof::Proof;
use self::report::Report;
use crate::failure::{Effect, Failure};
use crate::interrupt::unless_interrupted;
use crate::output::Output;

pub(crate) async fn run(output: &Output) -> Result<(), Failure> {
    // Boxed: the walks of all vendors are a large future.
    let work = Box::pin(async {
        let sandbox = Sandbox::start().await?;
        output
            .note("tour: over HTTP, to a sandbox inside this process; nothing leaves this machine");
        let mut steps = Vec::new();
        let mut end = Ok(());
        // A vendor whose walk cannot go on does not keep the others from theirs.
        for walked in [
            tickets::walk(&sandbox).await,
            leadbank::walk(&sandbox).await,
            dialler::walk(&sandbox).await,
            iveco::walk(&sandbox).await,
            aim::walk(&sandbox).await,
        ] {
            steps.extend(walked.steps);
            end = end.and(walked.end);
        }
        let once = [
            tickets::ONCE,
            leadbank::ONCE,
            dialler::ONCE,
            iveco::ONCE,
            aim::ONCE,
        ]
        .concat();
        let report = Report::new(steps, Proof::of(sandbox.ledger(), &once));
        output.result(&report, Report::describe)?;
        end?;
        match report.not_as_expected {
            0 => Ok(()),
            steps => Err(Failure::Tour { steps }),
        }
    });
    unless_interrupted(Effect::Reads, work).await
}
