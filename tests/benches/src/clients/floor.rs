//! Plain hyper-util and serde_json: connections that are kept, and nothing else.

use std::error::Error;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, USER_AGENT};
use http::{Method, Request, StatusCode, request};
use http_body_util::{BodyExt as _, Full};
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::TokioExecutor;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::plain::{
    ContactRecords, LeadResponse, NewContact, NewTicket, Problem, Ticket, TicketList,
};
use super::{MISSING, Outcome, TICKET};
use crate::measurement::Workload;

const TOKEN: &str = "Bearer eyJraWQiOiJiZW5jaG1hcmsifQ.c2FuZGJveA.c2lnbmF0dXJl";
const JSON: &str = "application/json";

#[derive(Clone, Debug)]
pub(super) struct Floor {
    client: Client<HttpConnector, Full<Bytes>>,
    server: String,
}

type AnyError = Box<dyn Error + Send + Sync>;

impl Floor {
    pub(super) fn new(server: &str) -> Self {
        let mut connector = HttpConnector::new();
        connector.set_nodelay(true);
        Self {
            client: Client::builder(TokioExecutor::new()).build(connector),
            server: server.to_owned(),
        }
    }

    pub(super) async fn call(&self, workload: Workload) -> Outcome {
        let tickets = "/v2/tickets/prepared-tickets";
        Ok(match workload {
            Workload::GetTicket => {
                let request = self.to(Method::GET, &format!("{tickets}/{TICKET}"));
                let ticket: Ticket = self
                    .json(request.header(AUTHORIZATION, TOKEN), None)
                    .await?;
                usize::from(ticket.id.is_some())
            }
            Workload::Problem => {
                let request = self.to(Method::GET, &format!("{tickets}/{MISSING}"));
                let request = request.header(AUTHORIZATION, TOKEN);
                let (status, body) = self.send(request, Bytes::new()).await?;
                if status != StatusCode::NOT_FOUND {
                    return Ok(0);
                }
                let problem: Problem = serde_json::from_slice(&body)?;
                usize::from(problem.title.as_deref() == Some("Not found"))
            }
            Workload::CreateTicket => {
                let request = self.to(Method::POST, tickets).header(AUTHORIZATION, TOKEN);
                let ticket: Ticket = self
                    .json(request, Some(to_json(&NewTicket::sample())?))
                    .await?;
                usize::from(ticket.id.is_some())
            }
            Workload::List25 => self.list(25).await?,
            Workload::List1000 => self.list(1_000).await?,
            Workload::Leads1 => self.fetch(1).await?.leads.len(),
            Workload::Leads1000 => self.fetch(1_000).await?.leads.len(),
            Workload::Leads20000 => self.fetch(20_000).await?.leads.len(),
            Workload::Intake20000 => {
                let answer = self.fetch(20_000).await?;
                let numbers: Vec<i64> = answer
                    .leads
                    .iter()
                    .filter_map(|lead| lead.id_lead_bank)
                    .collect();
                let request = self.to(Method::POST, "/api/leads/ValidateGetLeads");
                let request = request.header(CONTENT_TYPE, JSON);
                self.send(request, to_json(&numbers)?).await?;
                numbers.len()
            }
            Workload::ImportContact => {
                let path = "/rest/v1.0/1/dialler/contacts/import?overwriteDuplicates=true";
                let request = self
                    .to(Method::POST, path)
                    .header(AUTHORIZATION, "Bearer token");
                let body = to_json(&NewContact::sample())?;
                let answer: ContactRecords = self.json(request, Some(body)).await?;
                answer.records.len()
            }
        })
    }

    async fn list(&self, limit: usize) -> Outcome {
        let path = format!("/v2/tickets/prepared-tickets?limit={limit}");
        let request = self.to(Method::GET, &path).header(AUTHORIZATION, TOKEN);
        let list: TicketList = self.json(request, None).await?;
        Ok(list.result.len())
    }

    async fn fetch(&self, leads: usize) -> Result<LeadResponse, AnyError> {
        let request = self.to(Method::POST, "/api/leads");
        self.json(request, Some(to_json(&leads)?)).await
    }

    fn to(&self, method: Method, path: &str) -> request::Builder {
        Request::builder()
            .method(method)
            .uri(format!("{}{path}", self.server))
            .header(USER_AGENT, "floor/0.1.0")
    }

    /// Sends a request with a body, if there is one, and decodes the answer.
    async fn json<T: DeserializeOwned>(
        &self,
        mut request: request::Builder,
        body: Option<Bytes>,
    ) -> Result<T, AnyError> {
        request = request.header(ACCEPT, JSON);
        let body = match body {
            Some(body) => {
                request = request.header(CONTENT_TYPE, JSON);
                body
            }
            None => Bytes::new(),
        };
        let (status, body) = self.send(request, body).await?;
        if !status.is_success() {
            return Err(format!("answered {status}").into());
        }
        Ok(serde_json::from_slice(&body)?)
    }

    async fn send(
        &self,
        request: request::Builder,
        body: Bytes,
    ) -> Result<(StatusCode, Bytes), AnyError> {
        let answer = self.client.request(request.body(Full::new(body))?).await?;
        let status = answer.status();
        Ok((status, answer.into_body().collect().await?.to_bytes()))
    }
}

fn to_json(value: &impl Serialize) -> Result<Bytes, AnyError> {
    Ok(serde_json::to_vec(value)?.into())
}
