//! Results that come while calls are in flight: no call waits for whoever reads them.

use std::io::{self, BufWriter, Write as _};
use std::panic;
use std::thread::{self, JoinHandle};

use serde::Serialize;
use tokio::sync::{mpsc, oneshot};

use super::to_json;
use crate::failure::is_closed;

/// A thread that writes one JSON value per line to stdout.
#[derive(Debug)]
pub(crate) struct Lines {
    unwritten: mpsc::Sender<String>,
    written: oneshot::Receiver<io::Result<()>>,
    writer: JoinHandle<()>,
}

/// So many lines may wait to be written.
const UNWRITTEN: usize = 256;

impl Lines {
    pub(crate) fn start() -> Self {
        let (unwritten, lines) = mpsc::channel(UNWRITTEN);
        let (tell, written) = oneshot::channel();
        let writer = thread::spawn(|| {
            // Nobody may wait for it any more.
            let _ = tell.send(write(lines));
        });
        Self {
            unwritten,
            written,
            writer,
        }
    }

    /// Has a value written. Waits while too many are not. Tells whether it can be written; why not, the end tells.
    pub(crate) async fn write<T: Serialize>(&self, value: &T) -> bool {
        match to_json(value) {
            Ok(line) => self.unwritten.send(line).await.is_ok(),
            Err(_) => false,
        }
    }

    /// Waits until all are written.
    pub(crate) async fn finish(self) -> io::Result<()> {
        drop(self.unwritten);
        match self.written.await {
            Ok(written) => written,
            // It has ended without a word.
            Err(_) => match self.writer.join() {
                Ok(()) => Ok(()),
                Err(panicked) => panic::resume_unwind(panicked),
            },
        }
    }
}

/// Writes what there is at once, as soon as nothing more is there.
fn write(mut lines: mpsc::Receiver<String>) -> io::Result<()> {
    let mut stdout = BufWriter::new(io::stdout());
    while let Some(line) = lines.blocking_recv() {
        let mut written = writeln!(stdout, "{line}");
        if written.is_ok() && lines.is_empty() {
            written = stdout.flush();
        }
        match written {
            Ok(()) => {}
            // A reader that has closed the pipe has read enough. The calls go on.
            Err(error) if is_closed(&error) => {
                while lines.blocking_recv().is_some() {}
                return Ok(());
            }
            Err(error) => return Err(error),
        }
    }
    match stdout.flush() {
        Err(error) if !is_closed(&error) => Err(error),
        _ => Ok(()),
    }
}
