//! What this program holds.

use std::fs;

use peak_alloc::PeakAlloc;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// The bytes that are allocated now.
pub(crate) fn live() -> usize {
    HEAP.current_usage()
}

/// The most that were allocated since the last time that this was asked.
pub(crate) fn peak() -> usize {
    let peak = HEAP.peak_usage();
    HEAP.reset_peak_usage();
    peak
}

/// What the operating system has given to the program, where it tells: to be looked at, since it gives back little.
pub(crate) fn resident() -> Option<usize> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status
        .lines()
        .find_map(|line| line.strip_prefix("VmRSS:"))?;
    let kilobytes: usize = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(1024 * kilobytes)
}

pub(crate) fn in_mb(bytes: usize) -> String {
    format!("{}.{:02} MB", bytes / 1_000_000, bytes % 1_000_000 / 10_000)
}
