//! Leads are handed over as they arrive, not when the answer has ended.
#![allow(clippy::expect_used, clippy::panic)] // the helpers of a test fail loudly

mod support;

use leadbank::{Client, Confirmed, Handling, IntakeFailure};
use support::client;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

/// A server on a raw socket, for what no well-behaved server does.
struct Server {
    listener: TcpListener,
    client: Client,
}

impl Server {
    async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = listener.local_addr().expect("an address");
        let client = client(&format!("http://{address}"), |builder| builder);
        Self { listener, client }
    }

    /// Accepts a connection, reads the fetch and sends the head of an answer without an end.
    async fn begin(&self) -> TcpStream {
        let (mut stream, _) = self.listener.accept().await.expect("a connection");
        read_request(&mut stream).await;
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n";
        stream.write_all(head.as_bytes()).await.expect("it is sent");
        stream
    }
}

/// Reads a request whose body is a single digit, or the end of a list.
async fn read_request(stream: &mut TcpStream) -> String {
    let mut read = Vec::new();
    while !read.ends_with(b"\r\n\r\n1") && !read.ends_with(b"]") {
        let byte = stream.read_u8().await.expect("more of the request");
        read.push(byte);
    }
    String::from_utf8(read).expect("it is text")
}

#[tokio::test]
async fn the_first_lead_is_handled_before_the_second_is_sent() {
    let server = Server::start().await;
    let handled = Notify::new();
    let pass = server.client.intake(1).run(async |_| {
        handled.notify_one();
        Handling::Handled
    });
    let vendor = async {
        let mut stream = server.begin().await;
        let mut send = async |text: &str| stream.write_all(text.as_bytes()).await.expect("sent");
        send(r#"{"Leads":[{"IDLeadBank":7},"#).await;
        handled.notified().await;
        send(r#"{"IDLeadBank":8}"#).await;
        handled.notified().await;
        send(r#"],"Status":1}"#).await;
        drop(stream);
        let (mut stream, _) = server.listener.accept().await.expect("a connection");
        let confirmation = read_request(&mut stream).await;
        let answer = "HTTP/1.1 204 No Content\r\n\r\n";
        stream
            .write_all(answer.as_bytes())
            .await
            .expect("it is sent");
        confirmation
    };
    let (report, confirmation) = tokio::join!(pass, vendor);
    assert_eq!(report.expect("all is well").handled, [7, 8]);
    assert!(confirmation.starts_with("POST /api/leads/ValidateGetLeads "));
    assert!(confirmation.ends_with("[7,8]"));
}

#[tokio::test]
async fn a_connection_that_breaks_behind_the_last_lead_confirms_nothing() {
    let server = Server::start().await;
    let pass = server.client.intake(1).run(async |_| Handling::Handled);
    let vendor = async {
        let mut stream = server.begin().await;
        let all_but_the_end = r#"{"Status":1,"Leads":[{"IDLeadBank":7},{"IDLeadBank":8}]"#;
        stream
            .write_all(all_but_the_end.as_bytes())
            .await
            .expect("sent");
    };
    let (outcome, ()) = tokio::join!(pass, vendor);
    let error = outcome.expect_err("it is cut");
    assert!(matches!(error.failure(), IntakeFailure::Fetch(_)));
    assert_eq!(error.done().handled, [7, 8]);
    assert!(matches!(error.done().confirmed, Confirmed::NotReached));
}
