//! A sandbox starts where it is told, and leaves nothing behind.

mod client;

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use vendor_sandbox::partner::{TOKEN, demo};
use vendor_sandbox::{Sandbox, StartError};

#[tokio::test]
async fn it_listens_on_loopback_unless_told_otherwise() {
    let sandbox = Sandbox::start().await.unwrap();
    assert!(sandbox.address().ip().is_loopback());
    assert_eq!(
        sandbox.partner().base_url(),
        format!("http://{}/partner", sandbox.address())
    );
    assert_eq!(
        sandbox.partner().token_url(),
        format!("http://{}/partner/oauth2/token", sandbox.address())
    );
}

#[tokio::test]
async fn on_all_interfaces_its_addresses_are_reachable_ones() {
    let any = SocketAddr::from((Ipv4Addr::UNSPECIFIED, 0));
    let sandbox = Sandbox::builder().bind(any).start().await.unwrap();
    let expected = format!("http://127.0.0.1:{}/partner", sandbox.address().port());
    assert_eq!(sandbox.partner().base_url(), expected);

    let any = SocketAddr::from((Ipv6Addr::UNSPECIFIED, 0));
    // There are machines without IPv6.
    if let Ok(sandbox) = Sandbox::builder().bind(any).start().await {
        let expected = format!("http://[::1]:{}/partner", sandbox.address().port());
        assert_eq!(sandbox.partner().base_url(), expected);
    }
}

#[tokio::test]
async fn an_idle_connection_is_closed_and_another_one_accepted() {
    let sandbox = Sandbox::start().await.unwrap();
    let mut idle = TcpStream::connect(sandbox.address()).await.unwrap();
    let request = b"GET /nowhere HTTP/1.1\r\nHost: sandbox\r\n\r\n";
    idle.write_all(request).await.unwrap();
    let mut start = [0; 12];
    idle.read_exact(&mut start).await.unwrap();
    assert_eq!(&start, b"HTTP/1.1 404");
    sandbox.close_connections();
    // It ends, without another answer.
    let mut rest = Vec::new();
    idle.read_to_end(&mut rest).await.unwrap();
    assert!(!String::from_utf8_lossy(&rest).contains("HTTP/1.1"));
    let mut other = TcpStream::connect(sandbox.address()).await.unwrap();
    other.write_all(request).await.unwrap();
    other.read_exact(&mut start).await.unwrap();
    assert_eq!(&start, b"HTTP/1.1 404");
}

#[tokio::test]
async fn several_run_beside_each_other() {
    let (one, other) = (
        Sandbox::start().await.unwrap(),
        Sandbox::start().await.unwrap(),
    );
    one.partner().remove_all_tickets();
    assert!(one.partner().tickets().is_empty());
    assert_eq!(other.partner().tickets().len(), demo::TICKETS.len());
}

#[tokio::test]
async fn a_taken_port_is_an_error() {
    let sandbox = Sandbox::start().await.unwrap();
    let error = Sandbox::builder()
        .bind(sandbox.address())
        .start()
        .await
        .unwrap_err();
    assert!(matches!(&error, StartError::Listen { address, .. } if *address == sandbox.address()));
    assert_eq!(
        error.to_string(),
        format!("cannot listen on {}", sandbox.address())
    );
}

#[tokio::test]
async fn after_shutdown_its_port_is_free_and_its_connections_are_closed() {
    let sandbox = Sandbox::start().await.unwrap();
    let address = sandbox.address();
    let connection = TcpStream::connect(address).await.unwrap();
    sandbox.shutdown().await;
    let again = Sandbox::builder().bind(address).start().await;
    drop(connection);
    assert!(again.is_ok());
}

#[tokio::test]
async fn dropping_it_stops_it() {
    let sandbox = Sandbox::start().await.unwrap();
    let address = sandbox.address();
    drop(sandbox);
    while TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_path_of_no_vendor_names_the_vendors() {
    let sandbox = Sandbox::start().await.unwrap();
    let answer = client::http_client()
        .get(format!(
            "http://{}/partners/oauth2/token",
            sandbox.address()
        ))
        .send()
        .await
        .unwrap();
    assert_eq!(answer.status(), 404);
    assert!(answer.text().await.unwrap().contains("/partner"));
    assert!(sandbox.ledger().calls_of(TOKEN).is_empty());
}
