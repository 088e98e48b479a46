//! The server of the benchmarks, in a process of its own. It ends when its input ends.
#![allow(clippy::print_stdout, reason = "it says where it is")]

use std::error::Error;

use benches::{open_files, server};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    open_files::allow_many();
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    println!("http://{}", listener.local_addr()?);
    let mut nothing = Vec::new();
    let mut input = tokio::io::stdin();
    tokio::select! {
        served = server::serve(listener) => served?,
        ended = input.read_to_end(&mut nothing) => drop(ended?),
    }
    Ok(())
}
