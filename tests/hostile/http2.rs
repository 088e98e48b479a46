//! Servers that speak HTTP/2, where it is on. What the protocol says was never processed is not sent; everything else
//! is as over HTTP/1.

use std::collections::VecDeque;
use std::io;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::version;
use tokio_rustls::server::TlsStream;
use vendor_core::ErrorKind;
use vendor_core::testing::ManualClock;

use crate::calls::{self, CALLS, Call, Settings, Sort};
use crate::case::shows_no_secret;
use crate::certificates::{self as make, Authority};
use crate::expected::{End, Failure, KEPT, done, not_sent, refused, unclear, unknown};
use crate::heap::{self, JUDGED, UP_TO_CAP};
use crate::script::SECOND;
use crate::server::settle;
use crate::tally::Tally;

/// What a server does once it has read a request.
#[derive(Clone)]
enum Act {
    Send(Bytes),
    /// Again and again, with a second after each, until the client hangs up.
    Trickle(Bytes),
    /// Again and again, as fast as it is taken, until the client hangs up.
    Pour(Bytes),
    /// Lets the client take what was sent.
    Settle,
    /// Says nothing more, and lets the time pass.
    Hold,
    Close,
}

/// Of a frame (RFC 9113, section 6).
const DATA: u8 = 0;
const HEADERS: u8 = 1;
const RST_STREAM: u8 = 3;
const SETTINGS: u8 = 4;
const PUSH_PROMISE: u8 = 5;
const PING: u8 = 6;
const GOAWAY: u8 = 7;
const WINDOW_UPDATE: u8 = 8;
const CONTINUATION: u8 = 9;

const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;

/// Of a reset (section 7).
const NO_ERROR: u32 = 0;
const PROTOCOL_ERROR: u32 = 1;
const INTERNAL_ERROR: u32 = 2;
const REFUSED_STREAM: u32 = 7;
const CANCEL: u32 = 8;
const ENHANCE_YOUR_CALM: u32 = 11;
const HTTP_1_1_REQUIRED: u32 = 13;

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Bytes {
    let length = u32::try_from(payload.len()).expect("16 MiB at most");
    let mut frame = length.to_be_bytes()[1..].to_vec();
    frame.extend([kind, flags]);
    frame.extend(stream.to_be_bytes());
    frame.extend(payload);
    frame.into()
}

fn send(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Act {
    Act::Send(frame(kind, flags, stream, payload))
}

fn reset(stream: u32, code: u32) -> Act {
    send(RST_STREAM, 0, stream, &code.to_be_bytes())
}

/// The server goes away, and will have processed the streams up to this one.
fn goaway(last: u32, code: u32) -> Act {
    send(
        GOAWAY,
        0,
        0,
        &[last.to_be_bytes(), code.to_be_bytes()].concat(),
    )
}

/// A `:status` as HPACK writes it: literally, without indexing, by the name that stands at 8 of the static table.
fn status(code: u16) -> Vec<u8> {
    let mut block = vec![8, 3];
    block.extend(code.to_string().bytes());
    block
}

/// A header, likewise.
fn header(name: &str, value: &str) -> Vec<u8> {
    let length = |text: &str| u8::try_from(text.len()).expect("a short text");
    let name = [&[0, length(name)], name.as_bytes()].concat();
    [name, vec![length(value)], value.as_bytes().to_vec()].concat()
}

fn head(stream: u32, code: u16) -> Act {
    let block = [status(code), header("content-type", "application/json")].concat();
    send(HEADERS, END_HEADERS, stream, &block)
}

fn whole(stream: u32, code: u16, body: &[u8]) -> Vec<Act> {
    vec![head(stream, code), send(DATA, END_STREAM, stream, body)]
}

struct Case {
    name: &'static str,
    script: Box<dyn Fn(Call, u32) -> Vec<Act> + Send + Sync>,
    end: End,
    /// Of an answer that is read element by element.
    streamed: End,
    /// The heap that a call may take.
    heap: usize,
}

impl Case {
    fn fails(self, failure: Failure) -> Self {
        let end = End::Failed(failure);
        Self {
            end,
            streamed: end,
            ..self
        }
    }

    fn streamed(self, failure: Failure) -> Self {
        let streamed = End::Failed(failure);
        Self { streamed, ..self }
    }

    fn heap(self, heap: usize) -> Self {
        Self { heap, ..self }
    }

    fn end(&self, call: Call) -> End {
        let end = match call.sort() {
            Sort::Streamed => self.streamed,
            _ => self.end,
        };
        end.of(call)
    }
}

fn case(
    name: &'static str,
    script: impl Fn(Call, u32) -> Vec<Act> + Send + Sync + 'static,
) -> Case {
    let (end, streamed) = (End::Answered, End::Answered);
    Case {
        name,
        script: Box::new(script),
        end,
        streamed,
        heap: UP_TO_CAP,
    }
}

#[allow(clippy::too_many_lines)] // a list
fn cases() -> Vec<Case> {
    let not_processed = not_sent(ErrorKind::Connect);
    let broken = unknown(ErrorKind::Interrupted);
    let late = unknown(ErrorKind::Timeout);
    let truncated = done(ErrorKind::Truncated);
    vec![
        case("a good answer", |call, stream| {
            whole(stream, 200, call.good_body().as_bytes())
        }),
        case("a stream that is refused", |_, stream| {
            vec![reset(stream, REFUSED_STREAM)]
        })
        .fails(not_processed),
        case("a server that goes away before the request", |_, stream| {
            vec![goaway(stream - 1, NO_ERROR)]
        })
        .fails(not_processed),
        case(
            "a server that goes away before the request, and closes",
            |_, stream| vec![goaway(stream - 1, NO_ERROR), Act::Settle, Act::Close],
        )
        .fails(not_processed),
        case(
            "a server that goes away after the request, and answers",
            |call, stream| {
                [
                    vec![goaway(stream, NO_ERROR)],
                    whole(stream, 200, call.good_body().as_bytes()),
                ]
                .concat()
            },
        ),
        case(
            "a server that goes away some time, and answers",
            |call, stream| {
                let some_time = goaway(i32::MAX.cast_unsigned(), NO_ERROR);
                [
                    vec![some_time],
                    whole(stream, 200, call.good_body().as_bytes()),
                ]
                .concat()
            },
        ),
        case(
            "a server that goes away after the request, and closes",
            |_, stream| vec![goaway(stream, NO_ERROR), Act::Settle, Act::Close],
        )
        .fails(broken),
        case(
            "a server that goes away after the request, with an error",
            |_, stream| vec![goaway(stream, INTERNAL_ERROR), Act::Settle, Act::Close],
        )
        .fails(broken),
        case("a reset by INTERNAL_ERROR", |_, stream| {
            vec![reset(stream, INTERNAL_ERROR)]
        })
        .fails(broken),
        case("a reset by PROTOCOL_ERROR", |_, stream| {
            vec![reset(stream, PROTOCOL_ERROR)]
        })
        .fails(broken),
        case("a reset by CANCEL", |_, stream| vec![reset(stream, CANCEL)]).fails(broken),
        case("a reset by ENHANCE_YOUR_CALM", |_, stream| {
            vec![reset(stream, ENHANCE_YOUR_CALM)]
        })
        .fails(broken),
        case("a reset by HTTP_1_1_REQUIRED", |_, stream| {
            vec![reset(stream, HTTP_1_1_REQUIRED)]
        })
        .fails(broken),
        case("a reset by NO_ERROR", |_, stream| {
            vec![reset(stream, NO_ERROR)]
        })
        .fails(broken),
        case("a reset by a code that nobody knows", |_, stream| {
            vec![reset(stream, 4711)]
        })
        .fails(broken),
        case("a reset after the whole answer", |call, stream| {
            [
                whole(stream, 200, call.good_body().as_bytes()),
                vec![reset(stream, NO_ERROR)],
            ]
            .concat()
        }),
        case("a refusal, and a reset", |_, stream| {
            [whole(stream, 413, b"no"), vec![reset(stream, NO_ERROR)]].concat()
        })
        .fails(refused(413).keeping(2)),
        // A head has come: it was processed, whatever the code says.
        case("a reset within the body", |_, stream| {
            vec![
                head(stream, 200),
                send(DATA, 0, stream, b"{"),
                Act::Settle,
                reset(stream, REFUSED_STREAM),
            ]
        })
        .fails(truncated.keeping_start(1))
        .streamed(truncated.keeping_start(0)),
        case("a close within the body", |_, stream| {
            vec![
                head(stream, 200),
                send(DATA, 0, stream, b"{"),
                Act::Settle,
                Act::Close,
            ]
        })
        .fails(truncated.keeping_start(1))
        .streamed(truncated.keeping_start(0)),
        case("a close", |_, _| vec![Act::Close]).fails(broken),
        case("silence", |_, _| vec![Act::Hold]).fails(late),
        case("silence after a head", |_, stream| {
            vec![head(stream, 200), Act::Hold]
        })
        .fails(done(ErrorKind::Timeout).keeping_start(0)),
        case("a length that lies", |_, stream| {
            let lie = [
                header("content-length", "9"),
                header("content-type", "application/json"),
            ];
            let lie = [status(200), lie.concat()].concat();
            vec![
                send(HEADERS, END_HEADERS, stream, &lie),
                send(DATA, END_STREAM, stream, b"{}"),
            ]
        })
        .fails(truncated.keeping_start(0)),
        case("a text without end", |call, stream| {
            let start = send(DATA, 0, stream, call.opening().as_bytes());
            let megabyte = frame(DATA, 0, stream, TEXT).repeat(64);
            vec![head(stream, 200), start, Act::Trickle(megabyte.into())]
        })
        .fails(done(ErrorKind::TooLarge).keeping_start(KEPT))
        .streamed(done(ErrorKind::TooLarge).keeping_start(0)),
        case("an error without end", |_, stream| {
            let megabyte = frame(DATA, 0, stream, TEXT).repeat(64);
            vec![head(stream, 500), Act::Trickle(megabyte.into())]
        })
        .fails(unclear(500).keeping_start(KEPT))
        .heap(JUDGED),
        case("heads before the head without end", |_, stream| {
            let hint = frame(HEADERS, END_HEADERS, stream, &status(103));
            vec![Act::Trickle(hint.repeat(50).into())]
        })
        .fails(late),
        case("settings without end", |_, _| {
            let setting = [&[0, 4][..], &65_535_u32.to_be_bytes()].concat();
            vec![Act::Trickle(
                frame(SETTINGS, 0, 0, &setting).repeat(100).into(),
            )]
        })
        .fails(late),
        case("pings without end", |_, _| {
            vec![Act::Trickle(frame(PING, 0, 0, &[7; 8]).repeat(100).into())]
        })
        .fails(late),
        case("empty data without end", |_, stream| {
            let nothing = frame(DATA, 0, stream, &[]).repeat(10);
            vec![head(stream, 200), Act::Trickle(nothing.into())]
        })
        .fails(truncated.keeping_start(0)),
        case("frames of an unknown kind without end", |_, _| {
            vec![Act::Trickle(
                frame(0xfa, 0, 0, &[7; 100]).repeat(100).into(),
            )]
        })
        .fails(late),
        case("a head that is continued without end", |_, stream| {
            let more = header("x-more", &"x".repeat(100)).repeat(100);
            vec![
                send(HEADERS, 0, stream, &status(200)),
                Act::Pour(frame(CONTINUATION, 0, stream, &more)),
            ]
        })
        .fails(broken),
        case(
            "a head that is continued by nothing without end",
            |_, stream| {
                vec![
                    send(HEADERS, 0, stream, &status(200)),
                    Act::Pour(frame(CONTINUATION, 0, stream, &[]).repeat(100).into()),
                ]
            },
        )
        .fails(broken),
        case("a small head that is large in memory", |_, stream| {
            // A header that is put into the table, and taken from there again and again.
            let mut block = status(200);
            block.extend([0x40, 1, b'x', 127, 0x80, 0x1e]);
            block.extend([b'x'; 127 + 0xf00]);
            block.extend([0x80 + 62; 8000]);
            vec![send(HEADERS, END_HEADERS, stream, &block)]
        })
        .fails(broken),
        case("a head that is no HPACK", |_, stream| {
            vec![send(HEADERS, END_HEADERS, stream, &[0xff; 64])]
        })
        .fails(broken),
        case("a head without a status", |_, stream| {
            vec![send(HEADERS, END_HEADERS, stream, &header("a", "b"))]
        })
        .fails(broken),
        case("data without a head", |_, stream| {
            vec![send(DATA, END_STREAM, stream, b"{}")]
        })
        .fails(broken),
        case("an answer to a request that was not sent", |_, _| {
            vec![send(HEADERS, END_HEADERS, 7, &status(200))]
        })
        .fails(broken),
        case("a promise of what nobody asked for", |_, stream| {
            let promise = [&2_u32.to_be_bytes()[..], &[0x82, 0x84, 0x87]].concat();
            vec![send(PUSH_PROMISE, END_HEADERS, stream, &promise)]
        })
        .fails(broken),
        case("a window that overflows", |_, _| {
            let most = i32::MAX.to_be_bytes();
            vec![
                send(WINDOW_UPDATE, 0, 0, &most),
                send(WINDOW_UPDATE, 0, 0, &most),
            ]
        })
        .fails(broken),
        case("a frame that is larger than allowed", |_, stream| {
            vec![send(DATA, 0, stream, &vec![0; 1024 * 1024])]
        })
        .fails(broken),
        case("HTTP/1 in place of HTTP/2", |_, _| {
            vec![
                Act::Send("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".into()),
                Act::Settle,
                Act::Close,
            ]
        })
        .fails(broken),
    ]
}

const TEXT: &[u8] = &[b'x'; 16 * 1024];

/// Every case, with its name.
pub(crate) fn trials(
    tally: &Arc<Tally>,
) -> Vec<(
    &'static str,
    impl Future<Output = ()> + Send + 'static + use<>,
)> {
    let run = |case: Case| {
        let tally = Arc::clone(tally);
        let case = Arc::new(case);
        (case.name, async move {
            tally.note_case("http2");
            for call in CALLS {
                let peak = run_one(&case, call).await;
                tally.note("http2", peak);
            }
        })
    };
    cases().into_iter().map(run).collect()
}

async fn run_one(case: &Arc<Case>, call: Call) -> usize {
    let authority = Authority::new();
    let mut config = Arc::unwrap_or_clone(
        authority
            .sign(make::server())
            .config(None, &[&version::TLS13]),
    );
    config.alpn_protocols = vec![b"h2".to_vec()];
    let mut settings = Settings::new();
    settings.roots = vec![authority.root()];
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let server = Server::start(Arc::clone(case), call, &settings.clock, acceptor).await;
    let caller = call.caller(&server.url, &settings).expect("valid settings");

    let (answer, peak) = heap::peak_of(caller()).await;
    match (case.end(call), answer) {
        (End::Answered, Ok(answer)) => assert!(calls::is_good(answer), "{call:?}: another answer"),
        (End::Failed(failure), Err(error)) => {
            failure.check(call.sort(), &error);
            shows_no_secret(&error);
        }
        (end, answer) => panic!("{call:?}: {end:?} was expected: {answer:?}"),
    }
    assert!(settings.clock.elapsed() <= 121 * SECOND, "{call:?}");
    assert!(peak <= case.heap, "{call:?}: {peak} bytes of heap");

    server.state.behaves.store(true, Ordering::SeqCst);
    for _ in 0..2 {
        settle().await;
        let answer = caller().await.expect("a good answer");
        assert!(
            calls::is_good(answer),
            "{call:?}: the answer to another request"
        );
    }
    peak
}

struct Server {
    url: String,
    state: Arc<State>,
}

struct State {
    case: Arc<Case>,
    call: Call,
    clock: ManualClock,
    behaves: AtomicBool,
}

impl Server {
    async fn start(case: Arc<Case>, call: Call, clock: &ManualClock, tls: TlsAcceptor) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let port = listener.local_addr().expect("it has one").port();
        let state = Arc::new(State {
            case,
            call,
            clock: clock.clone(),
            behaves: AtomicBool::new(false),
        });
        let shared = Arc::clone(&state);
        tokio::spawn(async move {
            loop {
                let (socket, _) = listener.accept().await.expect("a connection");
                let (state, tls) = (Arc::clone(&shared), tls.clone());
                tokio::spawn(async move {
                    Connection::accept(socket, &tls, state).await?.serve().await
                });
            }
        });
        let url = format!("https://127.0.0.1:{port}");
        Self { url, state }
    }
}

struct Connection {
    socket: TlsStream<TcpStream>,
    state: Arc<State>,
    /// The streams of requests that were read already.
    waiting: VecDeque<u32>,
}

impl Connection {
    async fn accept(socket: TcpStream, tls: &TlsAcceptor, state: Arc<State>) -> io::Result<Self> {
        // What is sent is there at once, and does not wait for what was sent before to be acknowledged.
        socket.set_nodelay(true)?;
        let mut socket = tls.accept(socket).await?;
        let mut preface = [0; b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".len()];
        socket.read_exact(&mut preface).await?;
        socket.write_all(&frame(SETTINGS, 0, 0, &[])).await?;
        socket.flush().await?;
        Ok(Self {
            socket,
            state,
            waiting: VecDeque::new(),
        })
    }

    async fn serve(mut self) -> io::Result<()> {
        loop {
            let stream = self.read_request().await?;
            if self.state.behaves.load(Ordering::SeqCst) {
                let body = self.state.call.good_body();
                let head = frame(HEADERS, END_HEADERS, stream, &status(200));
                let body = frame(DATA, END_STREAM, stream, body.as_bytes());
                self.send(&[head, body].concat()).await?;
                continue;
            }
            for act in (self.state.case.script)(self.state.call, stream) {
                match act {
                    Act::Send(bytes) => self.send(&bytes).await?,
                    Act::Settle => settle().await,
                    Act::Close => return Ok(()),
                    Act::Pour(bytes) => self.beside_reading(&bytes, false).await?,
                    Act::Trickle(bytes) => self.beside_reading(&bytes, true).await?,
                    Act::Hold => self.beside_reading(&[], true).await?,
                }
            }
        }
    }

    async fn send(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.socket.write_all(bytes).await?;
        self.socket.flush().await
    }

    /// Sends until the client resets the stream or hangs up, and takes what else it has to say.
    async fn beside_reading(&mut self, bytes: &[u8], time_passes: bool) -> io::Result<()> {
        let clock = self.state.clock.clone();
        let (mut read, mut write) = tokio::io::split(&mut self.socket);
        let waiting = &mut self.waiting;
        let sends = async {
            loop {
                write.write_all(bytes).await?;
                write.flush().await?;
                if time_passes {
                    settle().await;
                    clock.advance(SECOND);
                }
            }
        };
        let reads = async {
            loop {
                match read_frame(&mut read).await? {
                    (RST_STREAM, ..) => return io::Result::Ok(()),
                    // The next attempt may be here before this one is given up.
                    (DATA | HEADERS, flags, stream, _) if flags & END_STREAM != 0 => {
                        waiting.push_back(stream);
                    }
                    _ => {}
                }
            }
        };
        tokio::select! { end = sends => end, end = reads => end }
    }

    /// Reads up to the end of a request, and gives its stream.
    async fn read_request(&mut self) -> io::Result<u32> {
        if let Some(stream) = self.waiting.pop_front() {
            return Ok(stream);
        }
        loop {
            let (kind, flags, stream, payload) = read_frame(&mut self.socket).await?;
            match kind {
                DATA | HEADERS if flags & END_STREAM != 0 => {
                    return Ok(stream);
                }
                SETTINGS if flags & ACK == 0 => self.send(&frame(SETTINGS, ACK, 0, &[])).await?,
                PING if flags & ACK == 0 => self.send(&frame(PING, ACK, 0, &payload)).await?,
                _ => {}
            }
        }
    }
}

/// The kind, the flags, the stream and the payload of the next frame.
async fn read_frame(socket: &mut (impl AsyncRead + Unpin)) -> io::Result<(u8, u8, u32, Vec<u8>)> {
    let mut head = [0; 9];
    socket.read_exact(&mut head).await?;
    let [a, b, c, kind, flags, stream @ ..] = head;
    let length = u32::from_be_bytes([0, a, b, c]);
    let mut payload = vec![0; length as usize];
    socket.read_exact(&mut payload).await?;
    Ok((kind, flags, u32::from_be_bytes(stream), payload))
}
