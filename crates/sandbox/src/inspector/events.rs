//! Live updates: an event whenever something has happened to a call. It says no more than the number of the latest
//! call; what there is to see is on the page.

use bytes::Bytes;
use http::Response;
use tokio::sync::mpsc;

use crate::body::Body;
use crate::exchange::first_of;
use crate::ledger::Ledger;
use crate::tasks::Tasks;

use super::answer;

pub(super) fn stream(ledger: &Ledger, tasks: &Tasks) -> Response<Body> {
    // One at a time: what happens while the client reads is one event for all of it.
    let (sender, receiver) = mpsc::channel(1);
    tasks.spawn(feed(ledger.clone(), sender));
    answer::events(receiver)
}

/// Begins with an event, so that a client that was cut off learns what it has missed.
async fn feed(ledger: Ledger, client: mpsc::Sender<Bytes>) {
    let mut changes = ledger.changes();
    loop {
        changes.mark_unchanged();
        let event = format!("data: {}\n\n", ledger.last_number());
        if client.send(event.into()).await.is_err() {
            return;
        }
        first_of(changes.changed(), client.closed()).await;
    }
}
