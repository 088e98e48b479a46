//! A server on loopback that follows a script, until it is told to behave.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::ops::ControlFlow;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::server::TlsStream;
use vendor_core::testing::ManualClock;

use crate::script::{SECOND, Script, Step};

/// A server, in the runtime of its client: what it has sent is there when the client is asked next.
pub(crate) struct Server {
    port: u16,
    state: Arc<State>,
}

struct State {
    script: Script,
    good: Bytes,
    clock: ManualClock,
    behaves: AtomicBool,
    connections: AtomicUsize,
    requests: AtomicUsize,
    /// Connections on which it is in the middle of its script.
    busy: AtomicUsize,
}

impl Server {
    /// A server that follows the script, and gives the good answer once it behaves. It turns the client's clock.
    pub(crate) fn start(script: Script, good: Bytes, clock: &ManualClock) -> Self {
        Self::start_with(script, good, clock, None)
    }

    pub(crate) fn start_with(
        script: Script,
        good: Bytes,
        clock: &ManualClock,
        tls: Option<TlsAcceptor>,
    ) -> Self {
        let listener = listen().expect("a free port on loopback");
        let port = listener.local_addr().expect("it has one").port();
        let state = Arc::new(State {
            script,
            good,
            clock: clock.clone(),
            behaves: AtomicBool::new(false),
            connections: AtomicUsize::new(0),
            requests: AtomicUsize::new(0),
            busy: AtomicUsize::new(0),
        });
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            loop {
                let (socket, _) = listener.accept().await.expect("a connection");
                shared.connections.fetch_add(1, Ordering::SeqCst);
                let (state, tls) = (Arc::clone(&shared), tls.clone());
                // What is sent is there at once, and does not wait for what was sent before to be acknowledged.
                socket.set_nodelay(true).expect("an open socket");
                // How a connection ends is seen by the client; here it is of no interest.
                tokio::spawn(async move {
                    match tls {
                        None => Connection::new(socket, state).serve().await,
                        Some(tls) => {
                            let socket = accept(tls, socket).await?;
                            Connection::new(socket, state).serve().await
                        }
                    }
                });
            }
        });
        Self { port, state }
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn https_url(&self) -> String {
        format!("https://127.0.0.1:{}", self.port)
    }

    /// From now on it gives good answers to new requests, also on connections that it has treated badly.
    pub(crate) fn behave(&self) {
        self.state.behaves.store(true, Ordering::SeqCst);
    }

    /// The connections that were made.
    pub(crate) fn connections(&self) -> usize {
        self.state.connections.load(Ordering::SeqCst)
    }

    /// The requests that it has read as a whole.
    pub(crate) fn requests(&self) -> usize {
        self.state.requests.load(Ordering::SeqCst)
    }

    /// Whether the client hangs up wherever nothing good comes any more. A server that sends sees it only some time
    /// later.
    pub(crate) async fn is_left(&self) -> bool {
        for _ in 0..16 {
            settle().await;
            if self.state.busy.load(Ordering::SeqCst) == 0 {
                return true;
            }
        }
        false
    }
}

/// Small buffers, so that a large request cannot be sent unless it is read.
fn listen() -> io::Result<TcpListener> {
    let socket = TcpSocket::new_v4()?;
    socket.set_recv_buffer_size(16 * 1024)?;
    socket.bind(SocketAddr::from(([127, 0, 0, 1], 0)))?;
    socket.listen(16)
}

/// Lets everybody do what there is to do, until nothing more happens by itself. Each turn asks the operating system
/// once for what has arrived; the longest way from there to the waiting call is a few tasks.
pub(crate) async fn settle() {
    for _ in 0..64 {
        tokio::task::yield_now().await;
    }
}

/// A handshake that the client breaks off is read to its end, so that no alert is lost in a reset.
async fn accept(tls: TlsAcceptor, socket: TcpStream) -> io::Result<TlsStream<TcpStream>> {
    match tls.accept(socket).into_fallible().await {
        Ok(stream) => Ok(stream),
        Err((error, mut socket)) => {
            let mut rest = Vec::new();
            socket.read_to_end(&mut rest).await?;
            Err(error)
        }
    }
}

/// What a script does to a connection beside reading and writing.
pub(crate) trait Socket: AsyncRead + AsyncWrite + Unpin + Send {
    fn tcp(&self) -> &TcpStream;
}

impl Socket for TcpStream {
    fn tcp(&self) -> &TcpStream {
        self
    }
}

impl Socket for TlsStream<TcpStream> {
    fn tcp(&self) -> &TcpStream {
        self.get_ref().0
    }
}

struct Connection<S> {
    socket: S,
    state: Arc<State>,
    /// What was read and does not belong to the last request.
    rest: Vec<u8>,
}

impl<S: Socket> Connection<S> {
    fn new(socket: S, state: Arc<State>) -> Self {
        Self {
            socket,
            state,
            rest: Vec::new(),
        }
    }

    async fn serve(mut self) -> io::Result<()> {
        loop {
            // The start of a request, on which it depends what follows.
            if self.rest.is_empty() {
                self.read_more().await?;
            }
            if self.state.behaves.load(Ordering::SeqCst) {
                self.read_request().await?;
                self.send(&self.state.good.clone()).await?;
                continue;
            }
            self.state.busy.fetch_add(1, Ordering::SeqCst);
            let end = self.follow().await;
            self.state.busy.fetch_sub(1, Ordering::SeqCst);
            if end?.is_break() {
                return Ok(());
            }
        }
    }

    /// Breaks off where the script closes the connection.
    async fn follow(&mut self) -> io::Result<ControlFlow<()>> {
        for step in self.state.script.clone() {
            if self.act(step).await?.is_break() {
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    async fn act(&mut self, step: Step) -> io::Result<ControlFlow<()>> {
        match step {
            Step::Read => self.read_request().await?,
            Step::Send(bytes) => self.send(&bytes).await?,
            Step::Pour(bytes) => loop {
                self.socket.write_all(&bytes).await?;
            },
            Step::Drip(bytes, pause) => {
                for at in 0..bytes.len() {
                    self.send(&bytes[at..=at]).await?;
                    self.pass(pause).await;
                }
            }
            Step::Trickle(bytes, pause) => loop {
                self.send(&bytes).await?;
                self.pass(pause).await;
            },
            Step::Settle => settle().await,
            Step::Hold => self.hold().await?,
            Step::Wait(seconds) => {
                for _ in 0..seconds {
                    self.pass(SECOND).await;
                }
            }
            Step::HalfClose => {
                self.socket.shutdown().await?;
                self.drain().await?;
            }
            Step::Drain => self.drain().await?,
            Step::Close => return Ok(ControlFlow::Break(())),
            Step::Reset => {
                self.socket.tcp().set_zero_linger()?;
                return Ok(ControlFlow::Break(()));
            }
        }
        Ok(ControlFlow::Continue(()))
    }

    async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.socket.write_all(bytes).await?;
        self.socket.flush().await
    }

    /// Lets the client take what was sent, and then the time pass.
    async fn pass(&self, time: Duration) {
        settle().await;
        self.state.clock.advance(time);
        settle().await;
    }

    async fn hold(&mut self) -> io::Result<()> {
        let clock = self.state.clock.clone();
        let time_passes = async {
            loop {
                settle().await;
                clock.advance(SECOND);
            }
        };
        tokio::select! {
            () = time_passes => Ok(()),
            // A request that is sent into the silence is not answered either.
            left = self.drain() => left,
        }
    }

    async fn drain(&mut self) -> io::Result<()> {
        let mut taken = vec![0; 64 * 1024];
        while self.socket.read(&mut taken).await? > 0 {}
        Err(ErrorKind::UnexpectedEof.into())
    }

    /// Reads one request, with a body of the length that it says.
    async fn read_request(&mut self) -> io::Result<()> {
        let head = loop {
            if let Some(at) = self.rest.windows(4).position(|end| end == b"\r\n\r\n") {
                break self.rest.drain(..at + 4).collect::<Vec<_>>();
            }
            self.read_more().await?;
        };
        let head = String::from_utf8_lossy(&head).to_ascii_lowercase();
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .map_or(0, |length| length.parse().expect("the client's own length"));
        while self.rest.len() < length {
            self.read_more().await?;
        }
        self.rest.drain(..length);
        self.state.requests.fetch_add(1, Ordering::SeqCst);
        Ok(())
    }

    async fn read_more(&mut self) -> io::Result<()> {
        match self.socket.read_buf(&mut self.rest).await? {
            0 => Err(ErrorKind::UnexpectedEof.into()),
            _ => Ok(()),
        }
    }
}
