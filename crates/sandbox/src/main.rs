//! The sandbox as a program: one port, until Ctrl-C.

// A program speaks to its user on these.
#![allow(clippy::print_stdout, clippy::print_stderr)]

use std::error::Error;
use std::net::SocketAddr;
use std::process::ExitCode;

use clap::Parser;
use vendor_sandbox::Sandbox;

/// Stand-ins for vendor APIs: stateful, checked against the contracts, in memory.
#[derive(Debug, Parser)]
#[command(version)]
struct Arguments {
    /// The address to listen on; port 0 takes a free one. Anyone who reaches it can use it
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    bind: SocketAddr,

    /// What ids and tokens are made from
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    seed: u64,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match run(&arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("vendor-sandbox: {}", with_causes(&*error));
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(serve(arguments))
}

async fn serve(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let sandbox = Sandbox::builder()
        .bind(arguments.bind)
        .seed(arguments.seed)
        .start()
        .await?;
    let partner = sandbox.partner();
    println!("Jifeline Partner API");
    println!("  base URL       {}", partner.base_url());
    println!("  token URL      {}", partner.token_url());
    println!("  client id      {}", partner.client_id());
    println!("  client secret  {}", partner.client_secret());
    println!("  API key        {} (not required)", partner.api_key());
    println!();
    println!("Ctrl-C stops it.");
    tokio::signal::ctrl_c().await?;
    sandbox.shutdown().await;
    Ok(())
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
