//! Runs the benchmarks and reports them.

fn main() {}
