//! A plain client of AIM.

use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};
use vendor_sandbox::aim::{Aim, Rental};
use vendor_sandbox::{Ledger, ManualClock, Sandbox};

use super::{http_client, json_of};

/// A sandbox whose clock stands still, and a client that is logged in.
pub(crate) struct Client {
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: ManualClock,
    pub(crate) oauth_token: String,
    pub(crate) token: String,
    http: reqwest::Client,
}

impl Client {
    pub(crate) async fn start() -> Self {
        let clock = ManualClock::new();
        let sandbox = Sandbox::builder()
            .clock(clock.clone())
            .start()
            .await
            .unwrap();
        Self {
            oauth_token: sandbox.aim().issue_oauth_token(),
            token: sandbox.aim().issue_token(),
            sandbox,
            clock,
            http: http_client(),
        }
    }

    pub(crate) fn vendor(&self) -> &Aim {
        self.sandbox.aim()
    }

    pub(crate) fn ledger(&self) -> &Ledger {
        self.sandbox.ledger()
    }

    /// Without any header.
    pub(crate) fn bare_request(&self, method: Method, url: &str) -> RequestBuilder {
        self.http.request(method, url)
    }

    pub(crate) fn request(&self, method: Method, operation: &str) -> RequestBuilder {
        let url = format!("{}/api/{operation}", self.vendor().endpoint());
        self.bare_request(method, &url)
            .header("ApiKey", self.vendor().api_key())
            .header("AppId", self.vendor().app_id())
            .header("OAuthToken", &self.oauth_token)
            .header("Token", &self.token)
    }

    pub(crate) fn discovery(&self) -> RequestBuilder {
        self.bare_request(Method::GET, &self.vendor().discovery_url())
            .header("APIKey", self.vendor().api_key())
            .header("AppId", self.vendor().app_id())
    }

    pub(crate) fn login(&self, query: &str) -> RequestBuilder {
        let url = format!("{}/api/Security?{query}", self.vendor().endpoint());
        self.bare_request(Method::POST, &url)
            .header("APIKey", self.vendor().api_key())
            .header("OAuthToken", &self.oauth_token)
    }

    pub(crate) async fn get(&self, operation_and_query: &str) -> Response {
        let request = self.request(Method::GET, operation_and_query);
        request.send().await.unwrap()
    }

    pub(crate) async fn send(&self, method: Method, operation: &str, body: &Value) -> Response {
        let request = self.request(method, operation).json(body);
        request.send().await.unwrap()
    }

    /// The answer to a call that the vendor carries out without finding fault with it.
    pub(crate) async fn post(&self, operation: &str, body: &Value) -> Value {
        let answer = self.send(Method::POST, operation, body).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(self.found(), []);
        let answer = json_of(answer).await;
        assert_eq!(answer["Status"]["StatusCode"], "Success", "{answer}");
        answer
    }

    /// The same for what is read.
    pub(crate) async fn read(&self, operation_and_query: &str) -> Value {
        let answer = self.get(operation_and_query).await;
        assert_eq!(answer.status(), 200);
        assert_eq!(self.found(), []);
        let answer = json_of(answer).await;
        assert_eq!(answer["Status"]["StatusCode"], "Success", "{answer}");
        answer
    }

    /// The code of the error in a 200, of a call that was not carried out.
    pub(crate) async fn refused(&self, operation: &str, body: &Value) -> String {
        let answer = self.send(Method::POST, operation, body).await;
        self.error_in(answer).await
    }

    pub(crate) async fn error_in(&self, answer: Response) -> String {
        assert_eq!(answer.status(), 200);
        let acted = self.ledger().calls().last().unwrap().acted;
        assert!(!acted);
        let answer = json_of(answer).await;
        assert_eq!(answer["Status"]["StatusCode"], "Error", "{answer}");
        answer["Status"]["ErrorCode"].as_str().unwrap().to_owned()
    }

    pub(crate) fn contract(&self, reference: &str) -> Rental {
        self.vendor().contract(reference).unwrap()
    }

    /// Place, rule and tolerance of everything that was wrong with the latest call.
    pub(crate) fn found(&self) -> Vec<(String, String, bool)> {
        let calls = self.ledger().calls();
        let violations = &calls.last().unwrap().violations;
        violations
            .iter()
            .map(|found| (found.place.clone(), found.rule.clone(), found.tolerated))
            .collect()
    }
}

/// One accessory to be added, with everything there is.
pub(crate) fn accessory() -> Value {
    json!({
        "Desc": "Case",
        "Price": 19.90,
        "Type": "A",
        "CatNum": 12,
        "Sku": "CASE-1",
        "Report": false,
    })
}
