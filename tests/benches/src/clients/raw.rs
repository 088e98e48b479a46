//! Written by hand on reqwest and serde_json: no retries, no deadlines, one token that is always valid.

use std::error::Error;

use http::header::{ACCEPT, CONTENT_TYPE};
use reqwest::{RequestBuilder, StatusCode};
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::plain::{
    ContactRecords, LeadResponse, NewContact, NewTicket, Problem, Ticket, TicketList,
};
use super::{MISSING, Outcome, TICKET};
use crate::measurement::Workload;

const TOKEN: &str = "eyJraWQiOiJiZW5jaG1hcmsifQ.c2FuZGJveA.c2lnbmF0dXJl";
const JSON: &str = "application/json";

#[derive(Clone, Debug)]
pub(super) struct Raw {
    client: reqwest::Client,
    server: String,
}

type AnyError = Box<dyn Error + Send + Sync>;

impl Raw {
    pub(super) fn new(server: &str) -> Result<Self, AnyError> {
        // reqwest has the cryptography of its features only, and ours choose none there. Who is second is refused,
        // and has it all the same.
        let _ = rustls::crypto::ring::default_provider().install_default();
        // As ours, which use no proxy for loopback.
        let client = reqwest::Client::builder()
            .no_proxy()
            .user_agent("raw/0.1.0")
            .build()?;
        Ok(Self {
            client,
            server: server.to_owned(),
        })
    }

    pub(super) async fn call(&self, workload: Workload) -> Outcome {
        let tickets = "/v2/tickets/prepared-tickets";
        Ok(match workload {
            Workload::GetTicket => {
                let url = format!("{}{tickets}/{TICKET}", self.server);
                let ticket: Ticket = json(self.client.get(url).bearer_auth(TOKEN)).await?;
                usize::from(ticket.id.is_some())
            }
            Workload::Problem => {
                let url = format!("{}{tickets}/{MISSING}", self.server);
                let request = self.client.get(url).bearer_auth(TOKEN).header(ACCEPT, JSON);
                let answer = request.send().await?;
                if answer.status() != StatusCode::NOT_FOUND {
                    return Ok(0);
                }
                let problem: Problem = serde_json::from_slice(&answer.bytes().await?)?;
                usize::from(problem.title.as_deref() == Some("Not found"))
            }
            Workload::CreateTicket => {
                let url = format!("{}{tickets}", self.server);
                let request = self.client.post(url).bearer_auth(TOKEN);
                let ticket: Ticket = json(with_body(request, &NewTicket::sample())?).await?;
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
                let url = format!("{}/api/leads/ValidateGetLeads", self.server);
                let confirmation = with_body(self.client.post(url), &numbers)?.send().await?;
                confirmation.error_for_status()?.bytes().await?;
                numbers.len()
            }
            Workload::ImportContact => {
                let url = format!(
                    "{}/rest/v1.0/1/dialler/contacts/import?overwriteDuplicates=true",
                    self.server
                );
                let request = self.client.post(url).bearer_auth("token");
                let answer: ContactRecords =
                    json(with_body(request, &NewContact::sample())?).await?;
                answer.records.len()
            }
        })
    }

    async fn list(&self, limit: usize) -> Outcome {
        let url = format!("{}/v2/tickets/prepared-tickets?limit={limit}", self.server);
        let list: TicketList = json(self.client.get(url).bearer_auth(TOKEN)).await?;
        Ok(list.result.len())
    }

    async fn fetch(&self, leads: usize) -> Result<LeadResponse, AnyError> {
        let url = format!("{}/api/leads", self.server);
        json(with_body(self.client.post(url), &leads)?).await
    }
}

fn with_body(request: RequestBuilder, body: &impl Serialize) -> Result<RequestBuilder, AnyError> {
    Ok(request
        .header(CONTENT_TYPE, JSON)
        .body(serde_json::to_vec(body)?))
}

async fn json<T: DeserializeOwned>(request: RequestBuilder) -> Result<T, AnyError> {
    let answer = request
        .header(ACCEPT, JSON)
        .send()
        .await?
        .error_for_status()?;
    Ok(serde_json::from_slice(&answer.bytes().await?)?)
}
