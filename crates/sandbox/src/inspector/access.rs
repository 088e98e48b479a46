//! Who may ask. A page of any site can have a browser send requests to this machine: by a name that leads here (DNS
//! rebinding), which `Host` shows, or across sites, which `Origin` shows.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use http::uri::Authority;
use http::{Method, Request, header};

use super::PREFIX;

/// Under which names the sandbox is reached.
pub(super) struct Access<'a> {
    bound: IpAddr,
    /// Those that the user has added.
    names: &'a [String],
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Area {
    Inspector,
    Vendors,
}

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Denied {
    #[error("The Host of this request is none of the sandbox's names.")]
    Host,
    #[error("This request comes from another site: its Origin is not the sandbox's.")]
    Origin,
    #[error("This request has no Origin, so that it cannot be told from that of another site.")]
    NoOrigin,
}

impl<'a> Access<'a> {
    pub(super) fn new(bound: IpAddr, names: &'a [String]) -> Self {
        Self { bound, names }
    }

    pub(super) fn check<B>(&self, request: &Request<B>, area: Area) -> Result<(), Denied> {
        let host = host_of(request);
        // Clients of the vendors may have another name for a machine in their network, such as that of a container. On
        // loopback there is nobody but this machine, and its names are known.
        let must_be_known = area == Area::Inspector || self.bound.is_loopback();
        if must_be_known && !host.as_ref().is_some_and(|host| self.knows(host.host())) {
            return Err(Denied::Host);
        }
        let own = host.map(|host| format!("http://{host}").to_ascii_lowercase());
        let mut origins = request.headers().get_all(header::ORIGIN).iter();
        match (origins.next(), origins.next()) {
            (None, _) if area == Area::Inspector && request.method() == Method::POST => {
                Err(Denied::NoOrigin)
            }
            (None, _) => Ok(()),
            (Some(origin), None) => {
                let origin = origin.to_str().unwrap_or_default();
                let is_own = own.is_some_and(|own| origin.eq_ignore_ascii_case(&own));
                let is_allowed = is_own || (area == Area::Vendors && self.is_local(origin));
                if is_allowed {
                    Ok(())
                } else {
                    Err(Denied::Origin)
                }
            }
            (Some(_), Some(_)) => Err(Denied::Origin),
        }
    }

    /// Whether the page that calls a vendor is from this sandbox's machine: an application that is being developed.
    fn is_local(&self, origin: &str) -> bool {
        origin
            .split_once("://")
            .and_then(|(_, authority)| authority.parse::<Authority>().ok())
            .is_some_and(|authority| self.is_own_name(authority.host()))
    }

    /// Whether a request for this host was meant for the sandbox. On all networks that is any address: it is no name,
    /// and cannot be led astray.
    fn knows(&self, host: &str) -> bool {
        self.is_own_name(host) || (self.bound.is_unspecified() && address_in(host).is_some())
    }

    fn is_own_name(&self, host: &str) -> bool {
        let has_loopback = self.bound.is_loopback() || self.bound.is_unspecified();
        match address_in(host) {
            Some(ip) => {
                let is_loopback = ip == Ipv4Addr::LOCALHOST || ip == Ipv6Addr::LOCALHOST;
                ip == self.bound || (has_loopback && is_loopback)
            }
            None => {
                (has_loopback && host.eq_ignore_ascii_case("localhost"))
                    || self
                        .names
                        .iter()
                        .any(|name| host.eq_ignore_ascii_case(name))
            }
        }
    }
}

/// IPv6 stands in brackets.
fn address_in(host: &str) -> Option<IpAddr> {
    let literal = host
        .strip_prefix('[')
        .and_then(|inner| inner.strip_suffix(']'));
    literal.unwrap_or(host).parse().ok()
}

/// Where the request is sent to, if it says so once and clearly.
fn host_of<B>(request: &Request<B>) -> Option<Authority> {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let (host, None) = (hosts.next()?, hosts.next()) else {
        return None;
    };
    let host: Authority = host.to_str().ok()?.parse().ok()?;
    let is_plain = !host.as_str().contains('@');
    // A proxy's form of a request has it in the URL as well.
    let is_clear = request.uri().authority().is_none_or(|other| *other == host);
    (is_plain && is_clear).then_some(host)
}

impl Denied {
    /// What is wrong, and what to do.
    pub(super) fn advice(self, address: SocketAddr) -> String {
        let advice = match self {
            Self::Host => format!(
                "Use the address at which the sandbox was started, such as http://localhost:{}{PREFIX}/. \
                 For another name start it with --allow-host NAME; in a program, SandboxBuilder::allow_host.",
                address.port()
            ),
            Self::Origin => {
                "If it is a page of your own that calls a vendor, start the sandbox with --allow-host and the name of \
                 its host; in a program, SandboxBuilder::allow_host. The inspector's forms work on its own pages only."
                    .to_owned()
            }
            Self::NoOrigin => format!(
                "A script may set it to the address in its URL: curl -H 'Origin: http://localhost:{}' ..",
                address.port()
            ),
        };
        format!("{self}\n{advice}\n")
    }
}

#[cfg(test)]
mod tests;
