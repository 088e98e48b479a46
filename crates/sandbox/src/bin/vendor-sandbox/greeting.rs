//! What the user is told at the start.

use std::io;
use std::net::{IpAddr, Ipv4Addr, UdpSocket};

use vendor_sandbox::{Sandbox, aim, dialler, leadbank, partner};

/// Lines for a shell, and nothing else. The variables are those of the command `vendor`.
pub(crate) fn exports(sandbox: &Sandbox) -> String {
    let (partner, leadbank, dialler) = (sandbox.partner(), sandbox.leadbank(), sandbox.dialler());
    let (iveco, aim) = (sandbox.iveco(), sandbox.aim());
    [
        ("TICKETS_BASE_URL", partner.base_url()),
        ("TICKETS_TOKEN_URL", &partner.token_url()),
        ("TICKETS_CLIENT_ID", partner.client_id()),
        ("TICKETS_CLIENT_SECRET", partner.client_secret()),
        ("TICKETS_API_KEY", partner.api_key()),
        ("LEADBANK_BASE_URL", leadbank.base_url()),
        ("DIALLER_BASE_URL", dialler.base_url()),
        ("DIALLER_TOKEN", &dialler.token()),
        ("IVECO_BASE_URL", iveco.base_url()),
        ("AIM_BASE_URL", aim.base_url()),
        ("AIM_API_KEY", aim.api_key()),
        ("AIM_APP_ID", aim.app_id()),
        ("AIM_USER_NAME", aim.user_name()),
        ("AIM_PASSWORD", aim.password()),
    ]
    .map(|(name, value)| format!("export VENDOR_{name}={value}\n"))
    .concat()
}

/// The only credentials that a client cannot renew by itself, when they have changed.
pub(crate) fn new_token(token: &str) -> String {
    format!(
        "the dialler's token has ended, here is the new one:\nexport VENDOR_DIALLER_TOKEN={token}"
    )
}

pub(crate) fn notes(sandbox: &Sandbox) -> String {
    let address = sandbox.address();
    let mut notes = vec![
        "Paste these lines into the shell of the client. Ctrl-C stops the sandbox.".to_owned(),
    ];
    if !address.ip().is_loopback() {
        notes.push(
            "warning: everybody on the network can reach it: plain HTTP, credentials that everyone knows"
                .to_owned(),
        );
    }
    if address.ip().is_unspecified()
        && let Ok(ip) = own_address()
    {
        notes.push(format!(
            "For a client on another machine the URLs begin with http://{ip}:{}",
            address.port()
        ));
    }
    notes.extend(demonstration().map(|line| format!("demonstration: {line}")));
    notes.join("\n")
}

/// What is there at the start, the same each time.
fn demonstration() -> [String; 4] {
    [
        format!(
            "tickets are for the customers {} and the vehicle models {}",
            list(partner::demo::CUSTOMERS),
            list(partner::demo::VEHICLE_MODELS)
        ),
        format!("leads {}", list(leadbank::demo::LEADS)),
        format!(
            "campaigns {} with the contacts {}",
            list(dialler::demo::CAMPAIGNS),
            list(dialler::demo::CONTACTS)
        ),
        format!("contracts {}", list(aim::demo::CONTRACTS)),
    ]
}

fn list<T: ToString>(items: impl IntoIterator<Item = T>) -> String {
    let items: Vec<String> = items.into_iter().map(|item| item.to_string()).collect();
    items.join(", ")
}

/// The address by which others reach this machine, as far as its routes tell. Connecting a datagram socket sends
/// nothing; the other end is an address that is reserved for documentation.
fn own_address() -> io::Result<IpAddr> {
    let socket = UdpSocket::bind((Ipv4Addr::UNSPECIFIED, 0))?;
    socket.connect((Ipv4Addr::new(192, 0, 2, 1), 9))?;
    Ok(socket.local_addr()?.ip())
}
