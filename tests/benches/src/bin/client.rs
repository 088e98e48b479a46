//! Makes calls and measures its own time and memory.

use std::error::Error;

use benches::program::{self, Arguments};
use clap::Parser as _;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    program::run(&Arguments::parse(), &mut ())
}
