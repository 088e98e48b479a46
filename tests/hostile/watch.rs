//! Runs a case by itself, and ends the program should it hang.

use std::io::Write as _;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

/// Long after any case is over, also on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

/// Runs a future to its end on a thread whose stack is as large as that of a runtime's worker.
pub(crate) fn run(case: impl Future<Output = ()> + Send + 'static) {
    let (alive, ended) = mpsc::channel::<()>();
    let thread = std::thread::spawn(move || {
        // Dropped at the end, also by a panic.
        let _alive = alive;
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .expect("a runtime")
            .block_on(case);
    });
    if ended.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
        // The thread cannot be stopped, so that no later case could be trusted.
        let _ = writeln!(std::io::stderr(), "\nthis case does not end");
        std::process::abort();
    }
    if let Err(panic) = thread.join() {
        std::panic::resume_unwind(panic);
    }
}
