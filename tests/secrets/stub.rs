//! A vendor that says what a test tells it to: over a real socket, since what the HTTP library logs counts as well.

use std::net::SocketAddr;
use std::sync::Arc;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;
use url::form_urlencoded;

/// A request that was received.
pub(crate) struct Received {
    /// The first segment of its path.
    pub(crate) vendor: String,
    pub(crate) method: String,
    /// The path below the vendor, without the query.
    pub(crate) path: String,
    pub(crate) query: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
    /// All of it, as it came.
    pub(crate) text: String,
}

/// The server; it ends when it is dropped.
pub(crate) struct Stub {
    address: SocketAddr,
    running: JoinHandle<()>,
}

impl Stub {
    /// Answers every request with these bytes, and closes the connection.
    pub(crate) async fn start(
        answer: impl Fn(SocketAddr, &Received) -> Vec<u8> + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0")
            .await
            .expect("a free port on loopback");
        let address = listener.local_addr().expect("it listens");
        let answer = Arc::new(answer);
        let running = tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                let answer = Arc::clone(&answer);
                tokio::spawn(async move { serve(stream, |it| answer(address, it)).await });
            }
        });
        Self { address, running }
    }

    /// The base URL of a vendor.
    pub(crate) fn url(&self, vendor: &str) -> String {
        url(self.address, vendor)
    }

    pub(crate) fn address(&self) -> SocketAddr {
        self.address
    }
}

pub(crate) fn url(address: SocketAddr, vendor: &str) -> String {
    format!("http://{address}/{vendor}")
}

impl Drop for Stub {
    fn drop(&mut self) {
        self.running.abort();
    }
}

/// An answer with a JSON body.
pub(crate) fn json(status: &str, body: &str) -> Vec<u8> {
    answer(
        status,
        "content-type: application/json\r\n",
        body.as_bytes(),
    )
}

/// An answer: the status with its reason phrase, more headers (each with its line's end) and the body.
pub(crate) fn answer(status: &str, headers: &str, body: &[u8]) -> Vec<u8> {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status}\r\n{headers}content-length: {length}\r\nconnection: close\r\n\r\n"
    );
    [head.as_bytes(), body].concat()
}

/// Who hangs up or speaks no HTTP gets no answer.
async fn serve(mut stream: TcpStream, answer: impl Fn(&Received) -> Vec<u8>) -> Option<()> {
    let mut bytes = Vec::new();
    let head_end = loop {
        if let Some(at) = bytes.windows(4).position(|end| end == b"\r\n\r\n") {
            break at + 4;
        }
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    };
    let head = String::from_utf8_lossy(&bytes[..head_end]).into_owned();
    let length = content_length(&head);
    while bytes.len() < head_end + length {
        if stream.read_buf(&mut bytes).await.ok()? == 0 {
            return None;
        }
    }
    let mut words = head.split(' ');
    let method = words.next()?.to_owned();
    let target = words.next()?;
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let (vendor, path) = path.strip_prefix('/')?.split_once('/')?;
    let received = Received {
        vendor: vendor.to_owned(),
        method,
        path: format!("/{path}"),
        query: form_urlencoded::parse(query.as_bytes())
            .into_owned()
            .collect(),
        body: bytes[head_end..].to_vec(),
        text: String::from_utf8_lossy(&bytes).into_owned(),
    };
    stream.write_all(&answer(&received)).await.ok()?;
    stream.shutdown().await.ok()
}

fn content_length(head: &str) -> usize {
    let lines = head.lines().filter_map(|line| line.split_once(':'));
    let mut lengths = lines.filter(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    lengths
        .next()
        .map_or(0, |(_, value)| value.trim().parse().expect("a length"))
}
