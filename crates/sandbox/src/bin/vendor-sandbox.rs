//! The sandbox as a program: one port, until it is told to stop.

use std::error::Error;
use std::io::{self, Write};
use std::process::ExitCode;

use clap::Parser;
use vendor_sandbox::program::{self, Event, ServeError};

/// Stand-ins for vendor APIs: stateful, checked against the contracts, in memory.
///
/// Prints the settings of a client on stdout, ready to paste into a shell, and a line per call on stderr.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    #[command(flatten)]
    sandbox: program::Arguments,

    /// Prints no line per call
    #[arg(long)]
    quiet: bool,
}

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tell(&format!("vendor-sandbox: {}", with_causes(&*error)));
            if let Some(advice) = error.downcast_ref().and_then(ServeError::advice) {
                tell(advice);
            }
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let speak = |event: Event<'_>| {
        match &event {
            Event::Started(greeting) => {
                let mut output = io::stdout();
                output.write_all(greeting.settings.exports().as_bytes())?;
                output.flush()?;
            }
            Event::Called(_) if arguments.quiet => return Ok(()),
            _ => {}
        }
        tell(&event.to_string());
        Ok(())
    };
    runtime.block_on(program::serve(arguments.sandbox, speak))
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
