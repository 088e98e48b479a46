//! A plain client of LeadBank.

use reqwest::Response;
use serde_json::{Value, json};
use vendor_sandbox::leadbank::LeadBank;
use vendor_sandbox::{Ledger, ManualClock, Sandbox};

use super::{http_client, json_of};

pub(crate) struct Client {
    pub(crate) sandbox: Sandbox,
    http: reqwest::Client,
}

impl Client {
    pub(crate) async fn start() -> Self {
        let clock = ManualClock::new();
        Self {
            sandbox: Sandbox::builder().clock(clock).start().await.unwrap(),
            http: http_client(),
        }
    }

    pub(crate) fn vendor(&self) -> &LeadBank {
        self.sandbox.leadbank()
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        self.sandbox.ledger()
    }

    pub(crate) fn request(&self, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}{path}", self.vendor().base_url());
        self.http.post(url)
    }

    pub(crate) async fn send(&self, path: &str, media_type: &str, body: &str) -> Response {
        let request = self.request(path).header("content-type", media_type);
        request.body(body.to_owned()).send().await.unwrap()
    }

    pub(crate) async fn fetch(&self) -> Value {
        json_of(self.request("/api/leads").json(&1).send().await.unwrap()).await
    }

    /// The ids of the leads that a fetch gives.
    pub(crate) async fn fetched(&self) -> Vec<i64> {
        let leads = self.fetch().await;
        let leads = leads["Leads"].as_array().unwrap();
        leads
            .iter()
            .map(|lead| lead["IDLeadBank"].as_i64().unwrap())
            .collect()
    }

    pub(crate) async fn validate(&self, body: &str) -> Response {
        self.send("/api/leads/ValidateGetLeads", "application/json", body)
            .await
    }

    pub(crate) async fn acknowledge(&self, body: &Value) -> Response {
        let request = self.request("/api/leads/SendAcknos").json(body);
        request.send().await.unwrap()
    }

    /// Place and rule of everything that was wrong with the latest call.
    pub(crate) fn violations(&self) -> Vec<(String, String)> {
        let calls = self.ledger().calls();
        let violations = &calls.last().unwrap().violations;
        violations
            .iter()
            .map(|found| (found.place.clone(), found.rule.clone()))
            .collect()
    }
}

/// An acknowledgement with one event.
pub(crate) fn acknowledgement(lead: i64) -> Value {
    json!({
        "IDLeadBank": lead,
        "LeadEvents": [
            { "IDstatus": 3, "IDreason": 7, "DateAction": "2024-10-15T05:30:49.6389527+02:00" },
        ],
    })
}
