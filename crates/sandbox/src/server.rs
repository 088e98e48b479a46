//! Sockets: from a connection to calls.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::{TcpListener, TcpStream};

use crate::exchange::Exchange;

/// Accepts connections for as long as it is let.
pub(crate) async fn run(listener: TcpListener, exchange: Arc<Exchange>) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => exchange.tasks.spawn(serve(stream, Arc::clone(&exchange))),
            Err(_) => breathe().await,
        }
    }
}

/// After an error such as too many open files: it passes when others close some, and is not to be asked for at full
/// speed until then.
#[allow(clippy::disallowed_methods)] // the machine's trouble, in the machine's time: a test's clock may stand still
async fn breathe() {
    tokio::time::sleep(Duration::from_millis(20)).await;
}

async fn serve(stream: TcpStream, exchange: Arc<Exchange>) {
    // Small answers must not wait for the client's acknowledgements; if it fails, they are only late.
    let _ = stream.set_nodelay(true);
    let mut closings = exchange.closings.subscribe();
    let service = service_fn(move |request| Arc::clone(&exchange).serve(request));
    let mut connection =
        pin!(http1::Builder::new().serve_connection(TokioIo::new(stream), service));
    let mut closing = pin!(closings.changed());
    let is_over = poll_fn(|context| {
        // An error is a client that hung up or a fault that was asked for: the ledger knows.
        if connection.as_mut().poll(context).is_ready() {
            return Poll::Ready(true);
        }
        closing.as_mut().poll(context).map(|_| false)
    });
    if !is_over.await {
        connection.as_mut().graceful_shutdown();
        let _ = connection.await;
    }
}
