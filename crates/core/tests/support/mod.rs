//! What the behaviour tests share: operations, a client on a clock that is turned by hand, a transport that follows
//! a script, and a server on a raw socket for what no well-behaved server does.
#![allow(dead_code)] // every file of tests uses a part of it
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a broken fixture should stop the test

pub(crate) mod collector;
pub(crate) mod tls;

use std::collections::VecDeque;
use std::future::poll_fn;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpSocket};
use tokio::sync::watch;
use vendor_core::testing::ManualClock;
use vendor_core::transport::{
    BodyStream, TransportError, TransportErrorKind, TransportRequest, TransportResponse,
};
use vendor_core::{
    BoxFuture, Call, ClientBuilder, HeaderMap, HeaderName, HeaderValue, Idempotency, Method,
    Operation, Pipeline, Request, StatusCode, Transport,
};

/// Whether any TLS library is compiled in.
pub(crate) const TLS: bool = cfg!(any(
    feature = "rustls",
    feature = "rustls-aws-lc",
    feature = "native-tls"
));

const JSON: &[&str] = &["application/json"];

/// A read.
pub(crate) static READ: Operation =
    Operation::new("readThings", Method::GET, "/things", Idempotency::Safe).answers(JSON);
/// A read of one thing.
pub(crate) static READ_ONE: Operation =
    Operation::new("readThing", Method::GET, "/things/{id}", Idempotency::Safe).answers(JSON);
/// Something that must not be done twice.
pub(crate) static CREATE: Operation = Operation::new(
    "createThing",
    Method::POST,
    "/things",
    Idempotency::NotIdempotent,
)
.answers(JSON);
/// Something that may be done twice.
pub(crate) static REPLACE: Operation = Operation::new(
    "replaceThing",
    Method::PUT,
    "/things/{id}",
    Idempotency::Idempotent,
)
.answers(JSON);
/// A deletion by id.
pub(crate) static REMOVE: Operation = Operation::new(
    "removeThing",
    Method::DELETE,
    "/things/{id}",
    Idempotency::Idempotent,
)
.gone_status(404);

/// One of the three operations without parameters in their path, by what may be repeated.
pub(crate) fn operation(idempotency: Idempotency) -> &'static Operation {
    static PUT: Operation =
        Operation::new("putThings", Method::PUT, "/things", Idempotency::Idempotent).answers(JSON);
    match idempotency {
        Idempotency::Safe => &READ,
        Idempotency::Idempotent => &PUT,
        Idempotency::NotIdempotent => &CREATE,
    }
}

pub(crate) const ALL_IDEMPOTENCIES: [Idempotency; 3] = [
    Idempotency::Safe,
    Idempotency::Idempotent,
    Idempotency::NotIdempotent,
];

pub(crate) fn read() -> Request {
    Request::new(&READ)
}

pub(crate) fn create() -> Request {
    let mut request = Request::new(&CREATE);
    request.json(&serde_json::json!({"name": "thing"}));
    request
}

pub(crate) fn replace() -> Request {
    let mut request = Request::new(&REPLACE);
    request.path("id", &"7");
    request.json(&serde_json::json!({"name": "thing"}));
    request
}

pub(crate) fn remove() -> Request {
    let mut request = Request::new(&REMOVE);
    request.path("id", &"7");
    request
}

/// A value for the answers of these operations.
pub(crate) type Anything = serde::de::IgnoredAny;

/// A clock on which waits pass by themselves, and limits when told to.
pub(crate) fn clock() -> ManualClock {
    ManualClock::new().sleeps_pass()
}

pub(crate) fn seconds(seconds: u64) -> Duration {
    Duration::from_secs(seconds)
}

pub(crate) fn millis(millis: u64) -> Duration {
    Duration::from_millis(millis)
}

/// A client's builder with a clock of the test.
pub(crate) fn builder(url: &str, clock: &ManualClock) -> ClientBuilder<Pipeline> {
    ClientBuilder::new("behaviour-tests/1.0", url).clock(clock.clone())
}

pub(crate) fn client(url: &str, clock: &ManualClock) -> Pipeline {
    builder(url, clock).build().expect("the settings fit")
}

pub(crate) fn call(client: &Pipeline) -> Call {
    Call::new(client.clone())
}

/// Polls a future once, with a waker that does nothing.
pub(crate) async fn poll_once<T>(future: &mut (impl Future<Output = T> + Unpin)) -> Option<T> {
    poll_fn(|context| {
        let polled = std::pin::Pin::new(&mut *future).poll(context);
        std::task::Poll::Ready(match polled {
            std::task::Poll::Ready(value) => Some(value),
            std::task::Poll::Pending => None,
        })
    })
    .await
}

/// An address where connections are refused, as long as it is held.
pub(crate) struct Refusing(TcpSocket);

impl Refusing {
    pub(crate) fn new() -> Self {
        let socket = TcpSocket::new_v4().expect("a socket");
        // Bound, and never listening: nobody else gets the port.
        socket
            .bind("127.0.0.1:0".parse().expect("an address"))
            .expect("a free port");
        Self(socket)
    }

    pub(crate) fn url(&self) -> String {
        format!("http://{}", self.0.local_addr().expect("it is bound"))
    }
}

/// Something that happens once, for any number of those who wait for it.
#[derive(Clone, Debug)]
pub(crate) struct Gate(watch::Sender<bool>);

impl Gate {
    pub(crate) fn new() -> Self {
        Self(watch::Sender::new(false))
    }

    pub(crate) fn open(&self) {
        self.0.send_replace(true);
    }

    pub(crate) fn close(&self) {
        self.0.send_replace(false);
    }

    pub(crate) async fn passed(&self) {
        let mut opened = self.0.subscribe();
        opened.wait_for(|open| *open).await.expect("it is held");
    }
}

// ---------------------------------------------------------------------------------------------------------------
// A transport that follows a script.

/// What a scripted transport does with one request.
pub(crate) enum Step {
    /// Answers.
    Answer(u16, HeaderMap, Bytes),
    /// Fails.
    Fail(TransportErrorKind),
    /// Lets the clock pass that far, and never answers.
    Silence(Duration),
    /// Answers with a body in pieces.
    Pieces(u16, HeaderMap, Vec<Piece>),
}

/// A piece of a body.
#[derive(Clone, Debug)]
pub(crate) enum Piece {
    Data(&'static str),
    Bytes(Bytes),
    /// The connection breaks.
    Break,
    /// The clock passes that far and nothing comes any more.
    Silence(Duration),
    /// The clock passes that far before the next piece comes.
    Wait(Duration),
}

impl Step {
    pub(crate) fn status(status: u16) -> Self {
        Self::Answer(status, HeaderMap::new(), Bytes::new())
    }

    pub(crate) fn json(status: u16, body: impl Into<Bytes>) -> Self {
        Self::Answer(
            status,
            headers(&[("content-type", "application/json")]),
            body.into(),
        )
    }

    pub(crate) fn with(status: u16, pairs: &[(&'static str, &str)]) -> Self {
        Self::Answer(status, headers(pairs), Bytes::from_static(b"{}"))
    }

    pub(crate) fn pieces(pieces: Vec<Piece>) -> Self {
        Self::Pieces(
            200,
            headers(&[("content-type", "application/json")]),
            pieces,
        )
    }

    pub(crate) fn ok() -> Self {
        Self::json(200, "{}")
    }
}

pub(crate) fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
    pairs
        .iter()
        .map(|(name, value)| {
            (
                HeaderName::from_static(name),
                HeaderValue::from_str(value).expect("a header value"),
            )
        })
        .collect()
}

/// A transport that follows a script, and notes what it was given.
#[derive(Clone)]
pub(crate) struct Script(Arc<ScriptState>);

struct ScriptState {
    clock: ManualClock,
    steps: Mutex<VecDeque<Step>>,
    sent: Mutex<Vec<TransportRequest>>,
}

impl std::fmt::Debug for Script {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Script")
    }
}

impl Script {
    pub(crate) fn new(clock: &ManualClock, steps: impl IntoIterator<Item = Step>) -> Self {
        Self(Arc::new(ScriptState {
            clock: clock.clone(),
            steps: Mutex::new(steps.into_iter().collect()),
            sent: Mutex::default(),
        }))
    }

    /// Adds steps to the end.
    pub(crate) fn then(&self, steps: impl IntoIterator<Item = Step>) {
        self.0.steps.lock().unwrap().extend(steps);
    }

    pub(crate) fn sent(&self) -> Vec<TransportRequest> {
        self.0.sent.lock().unwrap().clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.0.sent.lock().unwrap().len()
    }

    /// How many steps were not taken.
    pub(crate) fn left(&self) -> usize {
        self.0.steps.lock().unwrap().len()
    }

    /// A client on this transport.
    pub(crate) fn client(&self) -> Pipeline {
        self.builder().build().expect("the settings fit")
    }

    pub(crate) fn builder(&self) -> ClientBuilder<Pipeline> {
        builder("https://vendor.example/api", &self.0.clock).transport(self.clone())
    }
}

impl Transport for Script {
    fn send(
        &self,
        request: TransportRequest,
    ) -> BoxFuture<'_, Result<TransportResponse, TransportError>> {
        Box::pin(async move {
            self.0.sent.lock().unwrap().push(request);
            let step = self.0.steps.lock().unwrap().pop_front();
            let (status, headers, body) = match step.expect("the script has another step") {
                Step::Answer(status, headers, body) => (status, headers, BodyStream::full(body)),
                Step::Pieces(status, headers, pieces) => (
                    status,
                    headers,
                    BodyStream::new(Pieces(pieces.into(), self.0.clock.clone())),
                ),
                Step::Fail(kind) => return Err(TransportError::new(kind)),
                Step::Silence(duration) => {
                    self.0.clock.advance(duration);
                    return std::future::pending().await;
                }
            };
            Ok(TransportResponse::new(
                StatusCode::from_u16(status).expect("a status"),
                headers,
                body,
            ))
        })
    }
}

struct Pieces(VecDeque<Piece>, ManualClock);

impl Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(
        mut self: std::pin::Pin<&mut Self>,
        context: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        use std::task::Poll;
        match self.0.pop_front() {
            None => Poll::Ready(None),
            Some(Piece::Data(text)) => Poll::Ready(Some(Ok(Bytes::from_static(text.as_bytes())))),
            Some(Piece::Bytes(bytes)) => Poll::Ready(Some(Ok(bytes))),
            Some(Piece::Break) => Poll::Ready(Some(Err(TransportError::new(
                TransportErrorKind::Interrupted,
            )))),
            Some(Piece::Silence(duration)) => {
                self.1.advance(duration);
                self.0.push_front(Piece::Silence(Duration::ZERO));
                Poll::Pending
            }
            Some(Piece::Wait(duration)) => {
                self.1.advance(duration);
                context.waker().wake_by_ref();
                Poll::Pending
            }
        }
    }
}

// ---------------------------------------------------------------------------------------------------------------
// A server on a raw socket.

/// A request as it was read from the socket, whole.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    pub(crate) method: String,
    pub(crate) target: String,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
    /// The number of the connection, from 0.
    pub(crate) connection: usize,
}

impl Received {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .get(name)
            .map(|value| value.to_str().expect("text"))
    }

    pub(crate) fn text(&self) -> &str {
        std::str::from_utf8(&self.body).expect("text")
    }
}

/// What the server does once it has read a request.
pub(crate) enum Act {
    /// Sends these bytes and waits for the next request on the connection.
    Send(Vec<u8>),
    /// Sends these bytes and closes the connection.
    SendAndClose(Vec<u8>),
    /// Sends these bytes, then nothing, until the client closes.
    SendAndHold(Vec<u8>),
    /// Closes the connection without an answer.
    Close,
    /// Says nothing until the client closes.
    Hold,
    /// Waits for a gate before it acts.
    After(Gate, Box<Act>),
    /// Sends these bytes, and then `x` for as long as the client reads.
    Pour(Vec<u8>),
}

/// A well-formed answer with a declared length.
pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut bytes = head(status, headers);
    bytes.truncate(bytes.len() - 2);
    bytes.extend_from_slice(format!("content-length: {}\r\n\r\n", body.len()).as_bytes());
    bytes.extend_from_slice(body);
    bytes
}

/// The head of an answer, with nothing added.
pub(crate) fn head(status: u16, headers: &[(&str, &str)]) -> Vec<u8> {
    let mut text = format!("HTTP/1.1 {status} Words\r\n");
    for (name, value) in headers {
        text.extend([name, ": ", value, "\r\n"]);
    }
    text.push_str("\r\n");
    text.into_bytes()
}

pub(crate) fn json(status: u16, body: impl AsRef<[u8]>) -> Act {
    Act::Send(answer(
        status,
        &[("content-type", "application/json")],
        body,
    ))
}

/// A server on loopback that does what a test tells it.
pub(crate) struct Server {
    port: u16,
    log: Arc<Log>,
}

#[derive(Default)]
pub(crate) struct Log {
    requests: Mutex<Vec<Received>>,
    count: watch::Sender<usize>,
    connections: AtomicUsize,
    /// Connections that the client has closed while the server held them or sent.
    closed: watch::Sender<usize>,
    poured: AtomicU64,
}

pub(crate) type Plan = dyn Fn(usize, &Received) -> Act + Send + Sync;

impl Server {
    /// `plan` says what to do with a request; it gets the request's number, from 0.
    pub(crate) async fn start(
        plan: impl Fn(usize, &Received) -> Act + Send + Sync + 'static,
    ) -> Self {
        Self::accepting(usize::MAX, plan).await
    }

    /// A server that takes so many connections, and refuses all that come later.
    pub(crate) async fn accepting(
        connections: usize,
        plan: impl Fn(usize, &Received) -> Act + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("it is bound").port();
        let log = Arc::new(Log::default());
        let plan: Arc<Plan> = Arc::new(plan);
        let server = Self {
            port,
            log: log.clone(),
        };
        tokio::spawn(async move {
            let mut left = connections;
            loop {
                let (socket, _) = listener.accept().await.expect("a connection");
                left -= 1;
                if left == 0 {
                    // Before the request is read, so that whoever tries again is refused for certain.
                    drop(listener);
                    return serve(socket, plan, log).await;
                }
                tokio::spawn(serve(socket, plan.clone(), log.clone()));
            }
        });
        server
    }

    pub(crate) fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// How many requests were read.
    pub(crate) fn count(&self) -> usize {
        *self.log.count.borrow()
    }

    /// The requests so far.
    pub(crate) fn requests(&self) -> Vec<Received> {
        self.log.requests.lock().unwrap().clone()
    }

    /// How many connections were made.
    pub(crate) fn connections(&self) -> usize {
        self.log.connections.load(Ordering::SeqCst)
    }

    /// How many bytes [`Act::Pour`] could send.
    pub(crate) fn poured(&self) -> u64 {
        self.log.poured.load(Ordering::SeqCst)
    }

    /// Waits until so many requests were read.
    pub(crate) async fn has_read(&self, requests: usize) {
        let mut count = self.log.count.subscribe();
        count.wait_for(|read| *read >= requests).await.unwrap();
    }

    /// Waits until the client has closed so many connections.
    pub(crate) async fn was_left(&self, connections: usize) {
        let mut closed = self.log.closed.subscribe();
        closed
            .wait_for(|closed| *closed >= connections)
            .await
            .unwrap();
    }
}

/// Serves one connection, over TCP or TLS.
pub(crate) async fn serve(
    mut socket: impl AsyncRead + AsyncWrite + Unpin,
    plan: Arc<Plan>,
    log: Arc<Log>,
) {
    let connection = log.connections.fetch_add(1, Ordering::SeqCst);
    let mut unread = Vec::new();
    loop {
        let Some(request) = receive(&mut socket, &mut unread, connection).await else {
            log.closed.send_modify(|closed| *closed += 1);
            return;
        };
        let number = {
            let mut requests = log.requests.lock().unwrap();
            requests.push(request.clone());
            requests.len() - 1
        };
        log.count.send_modify(|count| *count += 1);
        let mut act = plan(number, &request);
        while let Act::After(gate, next) = act {
            gate.passed().await;
            act = *next;
        }
        match act {
            Act::Send(bytes) => {
                if socket.write_all(&bytes).await.is_err() {
                    log.closed.send_modify(|closed| *closed += 1);
                    return;
                }
            }
            Act::SendAndClose(bytes) => {
                _ = socket.write_all(&bytes).await;
                _ = socket.shutdown().await;
                return;
            }
            Act::Close => return,
            Act::SendAndHold(bytes) => {
                _ = socket.write_all(&bytes).await;
                hold(&mut socket, &log).await;
                return;
            }
            Act::Hold => {
                hold(&mut socket, &log).await;
                return;
            }
            Act::Pour(bytes) => {
                pour(&mut socket, &bytes, &log).await;
                return;
            }
            Act::After(..) => unreachable!("it was waited for"),
        }
    }
}

async fn hold(socket: &mut (impl AsyncRead + Unpin), log: &Log) {
    let mut rest = [0; 1024];
    while !matches!(socket.read(&mut rest).await, Ok(0) | Err(_)) {}
    log.closed.send_modify(|closed| *closed += 1);
}

async fn pour(socket: &mut (impl AsyncWrite + Unpin), head: &[u8], log: &Log) {
    let block = vec![b'x'; 16 * 1024];
    let mut sent = socket.write_all(head).await.map(|()| 0);
    while let Ok(bytes) = sent {
        log.poured.fetch_add(bytes, Ordering::SeqCst);
        sent = socket.write(&block).await.map(|bytes| bytes as u64);
    }
    log.closed.send_modify(|closed| *closed += 1);
}

/// Reads a request whole; `None` when the client has closed the connection.
async fn receive(
    socket: &mut (impl AsyncRead + Unpin),
    unread: &mut Vec<u8>,
    connection: usize,
) -> Option<Received> {
    let end = loop {
        if let Some(at) = unread.windows(4).position(|bytes| bytes == b"\r\n\r\n") {
            break at;
        }
        if socket.read_buf(unread).await.ok()? == 0 {
            return None;
        }
    };
    let text = String::from_utf8(unread[..end].to_vec()).expect("a text");
    unread.drain(..end + 4);
    let mut lines = text.split("\r\n");
    let mut first = lines.next().expect("a request line").split(' ');
    let (method, target) = (first.next().unwrap(), first.next().unwrap());
    let headers: HeaderMap = lines
        .map(|line| {
            let (name, value) = line.split_once(':').expect("a header");
            let name: HeaderName = name.parse().expect("a header name");
            (name, HeaderValue::from_str(value.trim()).expect("a value"))
        })
        .collect();
    let length = headers
        .get("content-length")
        .map_or(0, |value| value.to_str().unwrap().parse().unwrap());
    while unread.len() < length {
        if socket.read_buf(unread).await.ok()? == 0 {
            return None;
        }
    }
    Some(Received {
        method: method.to_owned(),
        target: target.to_owned(),
        headers,
        body: unread.drain(..length).collect(),
        connection,
    })
}

pub(crate) fn new_log() -> Arc<Log> {
    Arc::new(Log::default())
}

impl Log {
    pub(crate) fn requests_read(&self) -> usize {
        *self.count.borrow()
    }
}
