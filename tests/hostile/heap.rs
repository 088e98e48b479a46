//! How much memory a call takes.

use peak_alloc::PeakAlloc;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

pub(crate) const MIB: usize = 1024 * 1024;

/// What a call may take that reads no more than a head: connection, buffers and request included.
pub(crate) const SMALL: usize = 2 * MIB;

/// What a call may take that reads a body up to the cap of 16 MiB: that, and half as much while it grows.
pub(crate) const UP_TO_CAP: usize = (16 + 8) * MIB + SMALL;

/// Waits for a future, and tells the most heap that there was meanwhile, beyond what there was before.
pub(crate) async fn peak_of<T>(future: impl Future<Output = T>) -> (T, usize) {
    let before = HEAP.current_usage();
    HEAP.reset_peak_usage();
    let value = future.await;
    (value, HEAP.peak_usage().saturating_sub(before))
}

/// What a call may take that reads the body of an error up to the cap, and what the vendor says in it: the body, and
/// copies of it while a problem is made of it.
pub(crate) const JUDGED: usize = 4 * 16 * MIB;
