//! `--bind`.

use std::net::{Ipv4Addr, SocketAddr};

/// A port alone, and `localhost`, are on loopback: whoever wants the network says so.
pub(super) fn parse(text: &str) -> Result<SocketAddr, String> {
    let (host, port) = text.rsplit_once(':').unwrap_or(("", text));
    let address = match host {
        "" | "localhost" => port
            .parse::<u16>()
            .map(|port| SocketAddr::from((Ipv4Addr::LOCALHOST, port)))
            .ok(),
        _ => text.parse().ok(),
    };
    address.ok_or_else(|| {
        "an IP address and a port are expected, such as 127.0.0.1:8080, [::1]:8080 or 0.0.0.0:8080 (all networks); \
         on loopback localhost:8080, :8080 or 8080 will do"
            .to_owned()
    })
}
