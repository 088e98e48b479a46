//! Whether a request has gone out, told by the transport as it happens.

use std::sync::Arc;
use std::sync::atomic::{AtomicU8, Ordering};

/// Whether anything of a request can have reached the server.
///
/// A transport that can tell calls [`will_tell`](Self::will_tell) before it connects and
/// [`goes_out`](Self::goes_out) before it writes the first byte of the request. What fails in between is then
/// known as not sent, also when time runs out. Of a transport that tells nothing, every request counts as sent.
#[derive(Clone, Debug, Default)]
pub struct Departure(Arc<AtomicU8>);

const UNTOLD: u8 = 0;
const NOT_YET: u8 = 1;
const OUT: u8 = 2;

impl Departure {
    /// Promises to tell when the request goes out.
    pub fn will_tell(&self) {
        // Not if it is out already.
        let _ = self
            .0
            .compare_exchange(UNTOLD, NOT_YET, Ordering::AcqRel, Ordering::Acquire);
    }

    /// Tells that the request goes out now.
    pub fn goes_out(&self) {
        self.0.store(OUT, Ordering::Release);
    }

    /// Whether it is certain that nothing of the request has gone out.
    #[must_use]
    pub fn is_still_ahead(&self) -> bool {
        self.0.load(Ordering::Acquire) == NOT_YET
    }
}
