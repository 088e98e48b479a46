//! The one address that the clients know: it leads to the sandbox of the day, and sees every connection come and go.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};

use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;

/// A relay on loopback, on the runtime that it was opened on.
#[derive(Clone)]
pub(crate) struct Relay {
    address: SocketAddr,
    target: Arc<Mutex<Option<SocketAddr>>>,
    open: Arc<watch::Sender<Open>>,
}

/// How many connections there are, and have been.
#[derive(Clone, Copy, Default)]
pub(crate) struct Open {
    pub(crate) now: usize,
    pub(crate) at_most: usize,
    pub(crate) ever: usize,
}

impl Relay {
    pub(crate) async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port on loopback");
        let relay = Self {
            address: listener.local_addr().expect("it listens"),
            target: Arc::default(),
            open: Arc::default(),
        };
        let accepting = relay.clone();
        tokio::spawn(async move {
            loop {
                let (client, _) = listener
                    .accept()
                    .await
                    .expect("a connection, as long as there are files");
                accepting.serve(client);
            }
        });
        relay
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }

    /// Leads connections to this address from now on.
    pub(crate) fn lead_to(&self, target: SocketAddr) {
        *self.target.lock().expect("nobody panics") = Some(target);
    }

    pub(crate) fn connections(&self) -> Open {
        *self.open.borrow()
    }

    /// Waits until the last client has closed its last connection.
    pub(crate) async fn all_closed(&self) {
        let mut open = self.open.subscribe();
        // An error would mean that the sender is gone, and `self` holds it.
        let _ = open.wait_for(|open| open.now == 0).await;
    }

    fn serve(&self, mut client: TcpStream) {
        self.open.send_modify(|open| {
            open.now += 1;
            open.ever += 1;
            open.at_most = open.at_most.max(open.now);
        });
        let relay = self.clone();
        tokio::spawn(async move {
            let target = *relay.target.lock().expect("nobody panics");
            let target = target.expect("nobody calls before there is a sandbox");
            // Small requests must not wait for acknowledgements; if it fails, they are only late.
            let _ = client.set_nodelay(true);
            if let Ok(mut vendor) = TcpStream::connect(target).await {
                let _ = vendor.set_nodelay(true);
                // However it ends, both sides see it.
                let _ = copy_bidirectional(&mut client, &mut vendor).await;
            }
            drop(client);
            relay.open.send_modify(|open| open.now -= 1);
        });
    }
}
