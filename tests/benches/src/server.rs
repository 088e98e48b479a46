//! The server: answers that are ready, given as fast as hyper can.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::io;
use std::sync::Arc;

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use http::{HeaderValue, Method, Request, Response, StatusCode};
use http_body_util::{BodyExt as _, Full};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;

use crate::answers;
use crate::clients::NOT_THERE;

/// What the server knows by heart.
struct Answers {
    tickets: BTreeMap<usize, Bytes>,
    leads: BTreeMap<usize, Bytes>,
    ticket: Bytes,
}

impl Answers {
    fn new() -> Self {
        Self {
            tickets: [25, 1_000]
                .map(|count| (count, answers::tickets(count)))
                .into(),
            leads: [1, 1_000, 20_000]
                .map(|count| (count, answers::leads(count)))
                .into(),
            ticket: answers::ticket(0).into(),
        }
    }

    /// The answer to a request, as far as its method, its path, its query and the number in its body say.
    fn to(&self, method: &Method, path: &str, query: Option<&str>, body: &[u8]) -> Answer {
        let json = |body: Bytes| Answer::new(StatusCode::OK, "application/json", body);
        let not_there = || {
            let body = Bytes::from_static(answers::PROBLEM.as_bytes());
            Answer::new(StatusCode::NOT_FOUND, "application/problem+json", body)
        };
        let is_get = method == Method::GET;
        match path {
            "/oauth2/token" => json(Bytes::from_static(answers::TOKEN.as_bytes())),
            "/v2/tickets/prepared-tickets" if is_get => {
                match self
                    .tickets
                    .get(&number_in(query.unwrap_or_default().as_bytes()))
                {
                    Some(tickets) => json(tickets.clone()),
                    None => not_there(),
                }
            }
            "/v2/tickets/prepared-tickets" => {
                Answer::new(StatusCode::CREATED, "application/json", self.ticket.clone())
            }
            "/api/leads" => match self.leads.get(&number_in(body)) {
                Some(leads) => json(leads.clone()),
                None => not_there(),
            },
            "/api/leads/ValidateGetLeads" => json(Bytes::from_static(br#"{"Status":1}"#)),
            "/rest/v1.0/1/dialler/contacts/import" => {
                json(Bytes::from_static(answers::IMPORTED.as_bytes()))
            }
            _ if path.ends_with(NOT_THERE) => not_there(),
            _ if path.starts_with("/v2/tickets/prepared-tickets/") => json(self.ticket.clone()),
            _ => not_there(),
        }
    }
}

struct Answer {
    status: StatusCode,
    media_type: &'static str,
    body: Bytes,
}

impl Answer {
    fn new(status: StatusCode, media_type: &'static str, body: Bytes) -> Self {
        Self {
            status,
            media_type,
            body,
        }
    }

    fn into_response(self) -> Response<Full<Bytes>> {
        let mut response = Response::new(Full::new(self.body));
        *response.status_mut() = self.status;
        response
            .headers_mut()
            .insert(CONTENT_TYPE, HeaderValue::from_static(self.media_type));
        response
    }
}

/// The digits of a text, as a number; 0 without any.
fn number_in(text: &[u8]) -> usize {
    text.iter()
        .filter(|byte| byte.is_ascii_digit())
        .fold(0_usize, |number, digit| {
            number
                .saturating_mul(10)
                .saturating_add(usize::from(digit - b'0'))
        })
}

/// Answers whoever connects, for as long as the future lives.
///
/// # Errors
/// What the listener says.
pub async fn serve(listener: TcpListener) -> io::Result<()> {
    let answers = Arc::new(Answers::new());
    loop {
        let (stream, _) = listener.accept().await?;
        stream.set_nodelay(true)?;
        let answers = Arc::clone(&answers);
        tokio::spawn(async move {
            let service = service_fn(move |request| answer(Arc::clone(&answers), request));
            // A client that goes away is no error of ours.
            let _ = http1::Builder::new()
                .serve_connection(TokioIo::new(stream), service)
                .await;
        });
    }
}

async fn answer(
    answers: Arc<Answers>,
    request: Request<Incoming>,
) -> Result<Response<Full<Bytes>>, Infallible> {
    let (head, body) = request.into_parts();
    let body = body
        .collect()
        .await
        .map(http_body_util::Collected::to_bytes)
        .unwrap_or_default();
    let answer = answers.to(&head.method, head.uri.path(), head.uri.query(), &body);
    Ok(answer.into_response())
}
