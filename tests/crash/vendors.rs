//! The vendors, which outlive every program that calls them.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;
use std::panic::{self, AssertUnwindSafe};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use tokio::runtime::Runtime;
use vendor_sandbox::{Call, Sandbox};

/// A sandbox of its own.
#[derive(Debug)]
pub struct Vendors {
    /// With one worker only: see [`drain`](Self::drain).
    runtime: Runtime,
    /// What they do, and have done.
    pub sandbox: Sandbox,
    /// What whoever watches the calls has failed with.
    failed: Arc<Mutex<Option<thread::Result<()>>>>,
}

impl Vendors {
    /// Starts them.
    ///
    /// # Panics
    /// If there is no free port on loopback.
    #[must_use]
    pub fn open() -> Self {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(1)
            .enable_all()
            .build()
            .expect("a runtime");
        let sandbox = runtime.block_on(Sandbox::start()).expect("a sandbox");
        Self {
            runtime,
            sandbox,
            failed: Arc::default(),
        }
    }

    /// Shows every call to somebody, whenever it comes further; it is held meanwhile.
    pub fn watch(&self, see: impl Fn(&Call) + Send + Sync + 'static) {
        let failed = Arc::clone(&self.failed);
        self.sandbox.ledger().observe(move |call| {
            // A panic there would leave the call where it is for ever, and nobody would hear of it.
            let seen = panic::catch_unwind(AssertUnwindSafe(|| see(call)));
            if seen.is_err() {
                let mut failed = failed.lock().unwrap_or_else(PoisonError::into_inner);
                *failed = Some(seen);
            }
        });
    }

    /// Waits until they have done all that a dead program has asked for. What it has sent was in the sandbox's sockets
    /// when it died: its only worker comes to it before it has answered calls of ours, one after the other. The ledger
    /// is empty then.
    ///
    /// # Panics
    /// If the sandbox does not answer, or if whoever watches the calls has panicked.
    pub fn drain(&self) {
        for _ in 0..5 {
            let mut stream =
                TcpStream::connect(self.sandbox.address()).expect("the sandbox listens");
            stream
                .write_all(b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                .expect("the sandbox reads");
            stream
                .read_to_end(&mut Vec::new())
                .expect("the sandbox answers");
        }
        self.runtime.block_on(self.sandbox.ledger().settled());
        self.sandbox.ledger().clear();
        let mut failed = self.failed.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(Err(panic)) = failed.take() {
            panic::resume_unwind(panic);
        }
    }
}
