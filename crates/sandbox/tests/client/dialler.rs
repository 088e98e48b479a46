//! A plain client of the jtel dialler.

use reqwest::{Method, Response};
use serde_json::{Value, json};
use vendor_sandbox::dialler::{Dialler, demo};
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

    pub(crate) fn vendor(&self) -> &Dialler {
        self.sandbox.dialler()
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        self.sandbox.ledger()
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        let url = format!("{}{path}", self.vendor().base_url());
        self.http
            .request(method, url)
            .bearer_auth(self.vendor().token())
    }

    pub(crate) async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    pub(crate) async fn delete(&self, path: &str) -> Response {
        self.request(Method::DELETE, path).send().await.unwrap()
    }

    pub(crate) async fn read(&self, keys: &Value) -> Response {
        let request = self.request(Method::POST, "/dialler/contacts?languagesID=2");
        request.json(keys).send().await.unwrap()
    }

    pub(crate) async fn import(&self, overwrite: bool, contact: &Value) -> Response {
        self.import_text(overwrite, contact.to_string()).await
    }

    pub(crate) async fn import_text(&self, overwrite: bool, contact: String) -> Response {
        let path = format!("/dialler/contacts/import?overwriteDuplicates={overwrite}");
        let request = self.request(Method::POST, &path);
        let request = request.header("content-type", "application/json");
        request.body(contact).send().await.unwrap()
    }

    /// Imports a contact and gives its ID.
    pub(crate) async fn imported(&self, overwrite: bool, contact: &Value) -> i64 {
        let answer = self.import(overwrite, contact).await;
        assert_eq!(answer.status(), 200);
        json_of(answer).await["records"][0]["ID"].as_i64().unwrap()
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

/// A contact that the sandbox accepts.
pub(crate) fn new_contact() -> Value {
    json!({
        "DiallerCampaignsID": demo::CAMPAIGNS[0],
        "Name": "Muster",
        "PhoneNumber1": "+493023125017",
        "UserData": "ORDER-17",
    })
}

/// The same with one member set to another value.
pub(crate) fn new_contact_with(member: &str, value: impl Into<Value>) -> Value {
    let mut contact = new_contact();
    contact[member] = value.into();
    contact
}

/// The IDs of an answer's records, in their order.
pub(crate) async fn ids_of(answer: Response) -> Vec<i64> {
    assert_eq!(answer.status(), 200);
    let answer = json_of(answer).await;
    let records = answer["records"].as_array().unwrap();
    assert_eq!(answer["count"], records.len());
    assert_eq!(answer["status"], 200);
    let ids = records.iter().map(|record| record["ID"].as_i64().unwrap());
    ids.collect()
}
