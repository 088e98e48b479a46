//! A page that shows what the sandbox is doing, on the sandbox's own port, below [`PREFIX`].
//!
//! Rendered here, without a build step and with nothing from elsewhere. It works by links and forms; a small script
//! reads the page anew when something has happened.

mod access;
mod answer;
mod call;
mod calls;
mod chart;
mod connect;
mod contents;
mod data;
mod deed;
mod events;
mod fault_form;
mod faults;
mod filter;
mod fragment;
mod json;
mod layout;
mod notice;
mod paging;
mod pairs;
mod route;
mod samples;
mod section;
mod xml;

use std::net::SocketAddr;
use std::sync::Arc;

use http::{Request, Response, StatusCode};
use hyper::body::Incoming;

use crate::aim::Aim;
use crate::body::Body;
use crate::clock::Clock;
use crate::dialler::Dialler;
use crate::faults::Faults;
use crate::iveco::Iveco;
use crate::leadbank::LeadBank;
use crate::ledger::Ledger;
use crate::partner::Partner;
use crate::reset::Reset;
use crate::tasks::Tasks;

use self::access::{Access, Area};
use self::pairs::Pairs;
use self::route::{Destination, Page};

/// The first segment of all its paths. No vendor has such a name.
const PREFIX: &str = "/_inspector";

/// Everything that can be looked at, and done, by the page.
pub(crate) struct Inspector {
    pub(crate) address: SocketAddr,
    pub(crate) hosts: Vec<String>,
    pub(crate) partner: Partner,
    pub(crate) leadbank: LeadBank,
    pub(crate) dialler: Dialler,
    pub(crate) iveco: Iveco,
    pub(crate) aim: Aim,
    pub(crate) faults: Faults,
    pub(crate) ledger: Ledger,
    pub(crate) reset: Reset,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) tasks: Arc<Tasks>,
}

impl Inspector {
    /// The refusal of a request that comes from another site, or under a name that is none of the sandbox's. Those of
    /// the vendors' clients are looked at as well: a page of another site reaches them no less.
    pub(crate) fn refusal<B>(&self, request: &Request<B>) -> Option<Response<Body>> {
        let access = Access::new(self.address.ip(), &self.hosts);
        let area = if owns(request.uri().path()) {
            Area::Inspector
        } else {
            Area::Vendors
        };
        let denied = access.check(request, area).err()?;
        let text = denied.advice(self.address);
        Some(answer::text(StatusCode::FORBIDDEN, text))
    }

    /// `None` for a request that is the vendors'.
    pub(crate) async fn answer(
        &self,
        request: Request<Incoming>,
    ) -> Result<Response<Body>, Request<Incoming>> {
        if !owns(request.uri().path()) {
            return Err(request);
        }
        let (head, body) = request.into_parts();
        Ok(match route::find(&head.method, head.uri.path()) {
            Destination::Page(page) => {
                let query = Pairs::of(head.uri.query().unwrap_or_default());
                self.page(page, &query)
            }
            Destination::Deed(deed) => match pairs::of_body(body).await {
                Ok(form) => self.carry_out(deed, &form),
                Err(status) => answer::text(status, "A form of at most 64 KiB is expected.\n"),
            },
            Destination::Elsewhere(place) => answer::see_other(place),
            Destination::OtherMethod(allowed) => answer::other_method(allowed),
            Destination::Nowhere => {
                self.missing("There is no such page", "Begin with the list of calls.")
            }
        })
    }

    fn page(&self, page: Page, query: &Pairs) -> Response<Body> {
        match page {
            Page::Calls => self.calls_page(query),
            Page::Call(number) => self.call_page(number),
            Page::Data => self.data_page(query),
            Page::Section(section) => self.section_page(section, query),
            Page::Faults => self.faults_page(query),
            Page::Connect => self.connect_page(),
            Page::Events => events::stream(&self.ledger, &self.tasks),
            Page::Asset(asset) => answer::asset(asset),
        }
    }
}

/// Whether a path is the inspector's, and not for a vendor.
fn owns(path: &str) -> bool {
    let below = path.strip_prefix(PREFIX);
    path == "/" || below.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
