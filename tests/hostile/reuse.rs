//! Connections that are kept: what is left on them is never taken for an answer, and one that is gone is no harm.

use std::io::{Read as _, Write as _};
use std::net::{Shutdown, TcpListener, TcpStream};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use leadbank::Client;
use vendor_core::{ErrorKind, StaticCredentials};

use crate::calls::{self, CALLS, Call, SECRET, Settings, Sort};
use crate::case::Case;
use crate::expected::unknown;
use crate::heap::{self, SMALL};
use crate::script::{CHUNKED, JSON, Step, answer, chunk, head, send};
use crate::server::Server;

pub(crate) fn cases() -> Vec<Case> {
    let closing = |call: Call| {
        let length = format!("Content-Length: {}", call.good_body().len());
        let head = head("200 OK", &[JSON, "Connection: close", &length]);
        vec![Step::Read, head, send(call.good_body())]
    };
    vec![
        Case::new("closed while it is idle", |call: Call| {
            vec![
                Step::Read,
                send(call.good_answer()),
                Step::Settle,
                Step::Close,
            ]
        }),
        Case::new("reset while it is idle", |call: Call| {
            vec![
                Step::Read,
                send(call.good_answer()),
                Step::Settle,
                Step::Reset,
            ]
        }),
        Case::new("closed with the answer", |call: Call| {
            vec![Step::Read, send(call.good_answer()), Step::Close]
        }),
        Case::new("said to be closed, and then closed", move |call: Call| {
            [closing(call), vec![Step::Close]].concat()
        }),
        Case::new(
            "said to be closed, and kept open with another answer",
            move |call: Call| {
                let unasked = send(answer("403 Forbidden", "text/plain", b"no"));
                [closing(call), vec![unasked, Step::Drain]].concat()
            },
        ),
    ]
}

/// A server closes a connection at the very moment at which it is used: the client has not seen it yet. It cannot know
/// that nothing was read, so only what may be repeated is.
pub(crate) async fn closed_when_it_is_used() -> usize {
    let mut made = 0;
    for shutdown in [Shutdown::Both, Shutdown::Write] {
        for call in CALLS {
            made += 1;
            let settings = Settings::new();
            let server = Blocking::start(call, shutdown);
            let caller = call.caller(&server.url, &settings).expect("valid settings");
            assert!(calls::is_good(caller().await.expect("a good answer")));
            // No other task runs before the next call has been sent.
            server.close();
            let answer = caller().await;
            match call.sort() {
                Sort::NotIdempotent => {
                    let error = answer.expect_err("nobody knows");
                    unknown(ErrorKind::Interrupted).check(call.sort(), &error);
                }
                _ => assert!(calls::is_good(answer.expect("another connection"))),
            }
            assert!(calls::is_good(caller().await.expect("a good answer")));
        }
    }
    made
}

/// A server on a thread, which closes its first connection when it is told to, and gives good answers otherwise.
struct Blocking {
    url: String,
    close: Sender<()>,
    closed: Receiver<()>,
}

impl Blocking {
    fn start(call: Call, shutdown: Shutdown) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port on loopback");
        let port = listener.local_addr().expect("it has one").port();
        let (close, told) = mpsc::channel();
        let (done, closed) = mpsc::channel();
        thread::spawn(move || {
            let (mut first, _) = listener.accept()?;
            answer_one(&mut first, call)?;
            if told.recv().is_ok() {
                first.shutdown(shutdown)?;
                // Whoever waits may have gone.
                let _ = done.send(());
            }
            loop {
                let (mut socket, _) = listener.accept()?;
                thread::spawn(move || while answer_one(&mut socket, call).is_ok() {});
            }
            #[expect(unreachable_code, reason = "the type of the errors above")]
            std::io::Result::Ok(())
        });
        let url = format!("http://127.0.0.1:{port}");
        Self { url, close, closed }
    }

    /// Closes the first connection, and returns when it is done.
    fn close(&self) {
        self.close.send(()).expect("the server runs");
        self.closed.recv().expect("the server runs");
    }
}

/// Small requests come in one piece.
fn answer_one(socket: &mut TcpStream, call: Call) -> std::io::Result<()> {
    let mut request = [0; 16 * 1024];
    if socket.read(&mut request)? == 0 {
        return Err(std::io::ErrorKind::UnexpectedEof.into());
    }
    socket.write_all(&call.good_answer())
}

/// A reader leaves a list that has no end: the rest of it is never read, and no other call gets it.
pub(crate) async fn an_endless_list_that_is_left() -> usize {
    const TAKEN: usize = 100_000;
    let settings = Settings::new();
    let lead = r#"{"IDLeadBank":1,"Contents":[]},"#;
    let script = vec![
        Step::Read,
        head("200 OK", &[JSON, CHUNKED]),
        send(chunk(br#"{"Status":1,"Leads":["#)),
        Step::Pour(chunk(lead.repeat(500).as_bytes())),
    ];
    let server = Server::start(script, Call::Fetch.good_answer(), &settings.clock);
    let client = Client::builder(server.url())
        .credentials(StaticCredentials::bearer(SECRET))
        .clock(settings.clock.clone())
        .build()
        .expect("valid settings");
    let read = async {
        let mut leads = client
            .fetch_leads(1)
            .stream()
            .await
            .expect("it begins well");
        for _ in 0..TAKEN {
            let lead = leads.next().await.expect("it has no end");
            assert_eq!(lead.expect("a lead").id_lead_bank, Some(1));
        }
    };
    let ((), peak) = heap::peak_of(read).await;
    assert!(
        peak <= SMALL,
        "{peak} bytes of heap for one element at a time"
    );
    assert!(server.is_left().await, "the client keeps the connection");
    server.behave();
    let mut leads = client.fetch_leads(1).stream().await.expect("a good answer");
    let lead = leads.next().await.expect("one element").expect("a lead");
    assert!(calls::is_good(lead.id_lead_bank));
    assert!(leads.next().await.is_none());
    2
}
