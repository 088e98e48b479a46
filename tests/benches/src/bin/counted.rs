//! The same program with an allocator that counts. Its times mean nothing.

use std::error::Error;

use benches::measurement::Heap;
use benches::program::{self, Arguments, HeapGauge};
use clap::Parser as _;
use dhat::{HeapStats, Profiler};

#[global_allocator]
static ALLOCATOR: dhat::Alloc = dhat::Alloc;

fn main() -> Result<(), Box<dyn Error + Send + Sync>> {
    program::run(&Arguments::parse(), &mut Counting::default())
}

/// Counts from its start on.
#[derive(Default)]
struct Counting(Option<Profiler>);

impl HeapGauge for Counting {
    fn start(&mut self) {
        self.0 = Some(Profiler::builder().testing().build());
    }

    fn stop(&mut self) -> Option<Heap> {
        let profiler = self.0.take()?;
        let stats = HeapStats::get();
        drop(profiler);
        Some(Heap {
            allocations: stats.total_blocks,
            bytes: stats.total_bytes,
            peak: u64::try_from(stats.max_bytes).unwrap_or(u64::MAX),
        })
    }
}
