//! The sandbox as a program: one port, until it is told to stop.

mod arguments;
mod bind;
mod faults;
mod greeting;
mod stop;

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use vendor_sandbox::dialler::Dialler;
use vendor_sandbox::{Ledger, Sandbox};

use crate::arguments::Arguments;

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("vendor-sandbox: {}", with_causes(&*error)));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(serve(arguments))
}

async fn serve(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let stop = stop::asked()?;
    let sandbox = Sandbox::builder()
        .bind(arguments.bind)
        .seed(arguments.seed)
        .start()
        .await?;
    let quiet = arguments.quiet;
    arguments.set_up(&sandbox);
    tokio::spawn(log(
        sandbox.ledger().clone(),
        sandbox.dialler().clone(),
        quiet,
    ));

    let mut output = io::stdout();
    output.write_all(greeting::exports(&sandbox).as_bytes())?;
    output.flush()?;
    tell(&greeting::notes(&sandbox));
    stop.await?;
    sandbox.shutdown().await;
    Ok(())
}

/// One line per call. The calls are taken out of the ledger also when nobody reads them: it would grow for ever.
/// And the dialler's token, when a fault has ended the old one: its clients cannot get it by themselves.
async fn log(ledger: Ledger, dialler: Dialler, quiet: bool) {
    let mut token = dialler.token();
    loop {
        let calls = ledger.take_settled().await;
        for call in calls.iter().filter(|_| !quiet) {
            tell(&call.to_string());
        }
        if dialler.token() != token {
            token = dialler.token();
            tell(&greeting::new_token(&token));
        }
    }
}

/// Says something to the user. If there is nobody to read it, the sandbox goes on nevertheless.
fn tell(line: &str) {
    let _ = writeln!(io::stderr(), "{line}");
}

fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text = format!("{text}: {error}");
        cause = error.source();
    }
    text
}
