//! The life of a call in the sandbox, told once for all vendors.

use std::future::{Future, poll_fn};
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use bytes::Bytes;
use http::{HeaderMap, Response, StatusCode};
use hyper::body::Incoming;
use tokio::sync::{oneshot, watch};

use crate::answer;
use crate::body::Body;
use crate::clock::Clock;
use crate::fault::Fault;
use crate::faults::Faults;
#[cfg(feature = "inspector")]
use crate::inspector::Inspector;
use crate::ledger::{ATTEMPT_ID, Arrival, Ledger};
use crate::reply::Reply;
use crate::request::Request;
use crate::route::{self, Destination};
use crate::tasks::Tasks;
use crate::upload::Upload;
use crate::vendor::Vendor;
use crate::violation::Violation;

/// Everything that a call meets.
pub(crate) struct Exchange {
    pub(crate) vendors: Vec<Arc<dyn Vendor>>,
    pub(crate) faults: Faults,
    pub(crate) ledger: Ledger,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) tasks: Arc<Tasks>,
    /// Changes when the connections are to be closed.
    pub(crate) closings: Arc<watch::Sender<()>>,
    #[cfg(feature = "inspector")]
    pub(crate) inspector: Option<Inspector>,
}

/// Makes hyper close the connection without an answer.
#[derive(Debug, thiserror::Error)]
#[error("the connection is closed on request, or because the client has closed it")]
pub(crate) struct Closed;

impl Exchange {
    pub(crate) async fn serve(
        self: Arc<Self>,
        request: http::Request<Incoming>,
    ) -> Result<Response<Body>, Closed> {
        #[cfg(feature = "inspector")]
        let request = match self.inspect(request).await {
            Ok(response) => return Ok(response),
            Err(request) => request,
        };
        let (head, body) = request.into_parts();
        let Some((vendor, path)) = self.vendor_of(head.uri.path()) else {
            return Ok(answer::whole(self.no_such_vendor()));
        };
        let destination = route::find(vendor.routes(), &head.method, path);
        let route = destination.route();
        let mut arrival = Arrival {
            vendor: vendor.name(),
            operation: route.map(|route| route.operation),
            template: route.map(|route| route.template),
            fault: route.and_then(|route| self.faults.next(route.operation)),
            violations: Vec::new(),
            received_at: self.clock.utc(),
            method: head.method,
            path: path.to_owned(),
            query: head.uri.query().unwrap_or_default().to_owned(),
            attempt_id: head
                .headers
                .get(ATTEMPT_ID)
                .and_then(|id| id.to_str().ok())
                .map(str::to_owned),
        };
        let (operation, path_parameters) = match destination {
            Destination::Operation(route, path_parameters) => (route.operation, path_parameters),
            Destination::OtherMethod => {
                let status = StatusCode::METHOD_NOT_ALLOWED;
                return Ok(self.turn_away(
                    &*vendor,
                    arrival,
                    &head.headers,
                    status,
                    undocumented("method"),
                ));
            }
            Destination::Nowhere => {
                let status = StatusCode::NOT_FOUND;
                return Ok(self.turn_away(
                    &*vendor,
                    arrival,
                    &head.headers,
                    status,
                    undocumented("path"),
                ));
            }
        };
        let upload = match arrival.fault {
            Some(Fault::CloseBeforeReading) => Upload::BrokenOff,
            _ => Upload::read(body, &self.tasks).await,
        };
        let body = match upload {
            Upload::Whole(body) => body,
            Upload::TooLong => {
                // Not met: a fault is for a call that the vendor looks at.
                arrival.fault = None;
                let status = StatusCode::PAYLOAD_TOO_LARGE;
                return Ok(self.turn_away(&*vendor, arrival, &head.headers, status, too_long()));
            }
            Upload::BrokenOff => {
                let number = self.ledger.enter(arrival, &Bytes::new());
                self.ledger.settle(number, None, self.clock.utc());
                return Err(Closed);
            }
        };
        let request = Request {
            operation,
            path_parameters,
            query: arrival.query.clone(),
            headers: head.headers,
            body,
        };
        arrival.violations = vendor.check(&request);

        let call = CallInProgress {
            fault: arrival.fault.clone(),
            violations: arrival.violations.clone(),
            // Subscribed before the ledger shows the call: who sees it there may release it.
            released: self.faults.releases(),
            number: self.ledger.enter(arrival, &request.body),
            exchange: Arc::clone(&self),
            vendor,
            request,
        };
        let (client, answered) = oneshot::channel();
        // A task of its own: when the client hangs up, hyper drops this future, and the vendor may yet go on.
        self.tasks.spawn(call.run(client));
        answered.await.map_err(|_| Closed)
    }

    /// Answers what is not for the vendors, and gives back what is.
    #[cfg(feature = "inspector")]
    async fn inspect(
        &self,
        request: http::Request<Incoming>,
    ) -> Result<Response<Body>, http::Request<Incoming>> {
        let Some(inspector) = &self.inspector else {
            return Err(request);
        };
        match inspector.refusal(&request) {
            Some(refusal) => Ok(refusal),
            None => inspector.answer(request).await,
        }
    }

    #[cfg(feature = "inspector")]
    pub(crate) fn with(self, inspector: Option<Inspector>) -> Self {
        Self { inspector, ..self }
    }

    fn vendor_of<'path>(&self, path: &'path str) -> Option<(Arc<dyn Vendor>, &'path str)> {
        self.vendors.iter().find_map(|vendor| {
            let below = path.strip_prefix('/')?.strip_prefix(vendor.name())?;
            below.starts_with('/').then(|| (Arc::clone(vendor), below))
        })
    }

    fn no_such_vendor(&self) -> Reply {
        let prefixes: Vec<_> = self
            .vendors
            .iter()
            .map(|vendor| format!("/{}", vendor.name()))
            .collect();
        let text = format!(
            "No vendor has this path. There is: {}\n",
            prefixes.join(", ")
        );
        Reply::new(StatusCode::NOT_FOUND, "text/plain; charset=utf-8", text)
    }

    /// Answers a call that the vendor does not look at.
    fn turn_away(
        &self,
        vendor: &dyn Vendor,
        mut arrival: Arrival,
        headers: &HeaderMap,
        status: StatusCode,
        violation: Violation,
    ) -> Response<Body> {
        arrival.violations.push(violation);
        let reply = vendor.refusal(arrival.operation, headers, status);
        let number = self.ledger.enter(arrival, &Bytes::new());
        self.ledger.note(number, &reply);
        self.ledger
            .settle(number, Some(reply.status), self.clock.utc());
        answer::whole(reply)
    }
}

/// A path or method that is none of the vendor's operations.
fn undocumented(place: &str) -> Violation {
    Violation {
        tolerated: false,
        ..Violation::unknown(place)
    }
}

fn too_long() -> Violation {
    Violation::new("body", "maxLength", "the body is longer than 16 MiB")
}

/// A call that the ledger knows and that is to be carried out, or not.
struct CallInProgress {
    exchange: Arc<Exchange>,
    vendor: Arc<dyn Vendor>,
    number: u64,
    request: Request,
    violations: Vec<Violation>,
    fault: Option<Fault>,
    released: watch::Receiver<u64>,
}

impl CallInProgress {
    async fn run(mut self, mut client: oneshot::Sender<Response<Body>>) {
        let response = self.respond(&mut client).await;
        let answered = response
            .as_ref()
            .filter(|_| !client.is_closed())
            .map(Response::status);
        let now = self.exchange.clock.utc();
        self.exchange.ledger.settle(self.number, answered, now);
        if let Some(response) = response {
            // An error means that the client is gone, as the ledger has it.
            let _ = client.send(response);
        }
    }

    /// `None` closes the connection.
    async fn respond(
        &mut self,
        client: &mut oneshot::Sender<Response<Body>>,
    ) -> Option<Response<Body>> {
        let Some(fault) = self.fault.take() else {
            return Some(answer::whole(self.act()));
        };
        match fault {
            Fault::Delay(duration) => {
                self.exchange.clock.sleep(duration).await;
                Some(answer::whole(self.act()))
            }
            Fault::Refuse {
                status,
                retry_after,
            } => Some(answer::retry_after(self.refuse(status), retry_after)),
            Fault::CloseBeforeReading | Fault::DropBeforeActing => None,
            Fault::DropAfterActing => {
                self.act();
                None
            }
            Fault::ActAfterHangUp => {
                first_of(client.closed(), self.released.changed()).await;
                Some(answer::whole(self.act()))
            }
            Fault::CutBody => answer::cut(self.act()),
            Fault::DripBody { piece, pause } => Some(answer::dripped(
                self.act(),
                piece,
                pause,
                Arc::clone(&self.exchange.clock),
            )),
            Fault::OversizedBody { padding } => Some(answer::padded(self.act(), padding)),
            Fault::GarbageBody => Some(answer::garbage(self.act())),
            Fault::HtmlPage { acts } => {
                if acts {
                    self.act();
                }
                Some(answer::html_page())
            }
            Fault::ExpiredToken => {
                self.vendor.revoke_credentials(&self.request);
                Some(answer::whole(self.refuse(StatusCode::UNAUTHORIZED)))
            }
            Fault::WrongContentType => Some(answer::mistyped(self.act())),
            Fault::ErrorAfterActing { status } => {
                self.act();
                Some(answer::whole(self.refuse(status)))
            }
        }
    }

    /// Has the vendor carry the call out, and notes that in the same breath.
    fn act(&self) -> Reply {
        let reply = self.vendor.answer(&self.request, &self.violations);
        self.exchange.ledger.note(self.number, &reply);
        reply
    }

    fn refuse(&self, status: StatusCode) -> Reply {
        let Request {
            operation, headers, ..
        } = &self.request;
        self.vendor.refusal(Some(*operation), headers, status)
    }
}

/// Waits for whichever ends first.
pub(crate) async fn first_of(one: impl Future, other: impl Future) {
    let (mut one, mut other) = (pin!(one), pin!(other));
    poll_fn(|context| {
        let over = one.as_mut().poll(context).is_ready() || other.as_mut().poll(context).is_ready();
        if over { Poll::Ready(()) } else { Poll::Pending }
    })
    .await;
}
