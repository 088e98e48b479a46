//! Where a vendor's stand-in is reached.

use std::net::{Ipv4Addr, Ipv6Addr, SocketAddr};

/// The URL of a path on the sandbox's port: of an unspecified address (all interfaces) the loopback one.
pub(crate) fn url(mut address: SocketAddr, path: &str) -> String {
    if address.ip().is_unspecified() {
        address.set_ip(match address {
            SocketAddr::V4(_) => Ipv4Addr::LOCALHOST.into(),
            SocketAddr::V6(_) => Ipv6Addr::LOCALHOST.into(),
        });
    }
    format!("http://{address}/{path}")
}
