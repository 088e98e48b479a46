//! What the user is told at the start.

use std::fmt;
use std::io;
use std::net::{IpAddr, Ipv4Addr, UdpSocket};
use std::path::PathBuf;

use crate::address;
use crate::client_settings::ClientSettings;
use crate::sandbox::Sandbox;
use crate::{aim, dialler, leadbank, partner};

/// Where the sandbox is, and what is in it.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Greeting {
    /// Base URLs and credentials.
    pub settings: ClientSettings,
    /// A file that has them, too.
    pub config: Option<PathBuf>,
    /// The page on which it can be watched.
    pub inspector: String,
    /// Where it can be reached by others than it should, and how they do.
    pub warnings: Vec<String>,
    /// What is there at the start, the same each time: what it is, and its ids.
    pub demonstration: Vec<(&'static str, Vec<String>)>,
}

impl Greeting {
    pub(super) fn of(sandbox: &Sandbox, config: Option<PathBuf>) -> Self {
        Self {
            settings: sandbox.client_settings(),
            config,
            inspector: address::url(sandbox.address(), "_inspector/"),
            warnings: warnings(sandbox),
            demonstration: vec![
                ("customers", ids(partner::demo::CUSTOMERS)),
                ("vehicle models", ids(partner::demo::VEHICLE_MODELS)),
                ("leads", ids(leadbank::demo::LEADS)),
                ("campaigns", ids(dialler::demo::CAMPAIGNS)),
                ("contacts", ids(dialler::demo::CONTACTS)),
                ("contracts", ids(aim::demo::CONTRACTS)),
            ],
        }
    }
}

/// For a person who has the settings before their eyes.
impl fmt::Display for Greeting {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(
            "Paste these lines into the shell of the client. Ctrl-C stops the sandbox.",
        )?;
        if let Some(config) = &self.config {
            write!(
                formatter,
                "\nOr name the file that has them, too: vendor .. --config {}",
                config.display()
            )?;
        }
        write!(formatter, "\nWatch it in a browser: {}", self.inspector)?;
        for warning in &self.warnings {
            write!(formatter, "\n{warning}")?;
        }
        for (what, ids) in &self.demonstration {
            write!(formatter, "\ndemonstration: {what} {}", ids.join(", "))?;
        }
        Ok(())
    }
}

fn warnings(sandbox: &Sandbox) -> Vec<String> {
    let address = sandbox.address();
    let mut warnings = Vec::new();
    if !address.ip().is_loopback() {
        warnings.push(
            "warning: everybody on the network can reach it: plain HTTP, credentials that everyone knows"
                .to_owned(),
        );
    }
    if address.ip().is_unspecified()
        && let Ok(ip) = own_address()
    {
        warnings.push(format!(
            "For a client on another machine the URLs begin with http://{ip}:{}",
            address.port()
        ));
    }
    warnings
}

fn ids<T: ToString>(items: impl IntoIterator<Item = T>) -> Vec<String> {
    items.into_iter().map(|item| item.to_string()).collect()
}

/// The address by which others reach this machine, as far as its routes tell. Connecting a datagram socket sends
/// nothing; the other end is an address that is reserved for documentation.
fn own_address() -> io::Result<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
    Ok(socket.local_addr()?.ip())
}
