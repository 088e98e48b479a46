//! A browser of the inspector, as far as tests need one.

use reqwest::{Method, StatusCode};
use vendor_sandbox::{ManualClock, Sandbox};

use super::http_client;

/// A sandbox with an inspector, whose clock stands still at the beginning of 2026.
pub(crate) struct Browser {
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: ManualClock,
    http: reqwest::Client,
}

/// What the browser shows.
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) path: String,
    pub(crate) text: String,
}

impl Browser {
    pub(crate) async fn start() -> Self {
        let clock = ManualClock::new();
        let sandbox = Sandbox::builder()
            .clock(clock.clone())
            .inspector(true)
            .start()
            .await
            .unwrap();
        Self {
            sandbox,
            clock,
            http: http_client(),
        }
    }

    pub(crate) fn origin(&self) -> String {
        format!("http://{}", self.sandbox.address())
    }

    pub(crate) fn request(&self, method: Method, path: &str) -> reqwest::RequestBuilder {
        self.http
            .request(method, format!("{}{path}", self.origin()))
    }

    /// A page below `/_inspector`.
    pub(crate) async fn open(&self, path: &str) -> Page {
        let path = format!("/_inspector{path}");
        Page::read(self.request(Method::GET, &path)).await
    }

    /// Sends a form as a page of the inspector does, and follows to the page that it leads to.
    pub(crate) async fn submit(&self, path: &str, form: &[(&str, &str)]) -> Page {
        let path = format!("/_inspector{path}");
        let request = self.request(Method::POST, &path).form(form);
        Page::read(request.header("origin", self.origin())).await
    }

    /// A call of the vendor that asks for no credentials.
    pub(crate) async fn fetch_leads(&self) {
        let request = self.request(Method::POST, "/leadbank/api/leads");
        // An error is what some tests ask for.
        let _ = request.json(&1).send().await;
    }

    /// A call that the contract does not allow.
    pub(crate) async fn break_the_contract(&self) {
        let request = self.request(Method::POST, "/leadbank/api/leads/SendAcknos");
        request.body("{\"no\":true}").send().await.unwrap();
    }
}

impl Page {
    async fn read(request: reqwest::RequestBuilder) -> Self {
        let answer = request.send().await.unwrap();
        Self {
            status: answer.status(),
            path: answer.url().path().to_owned(),
            text: answer.text().await.unwrap(),
        }
    }

    pub(crate) fn has(&self, text: &str) -> bool {
        self.text.contains(text)
    }

    /// The numbers of the calls in the list, from above.
    pub(crate) fn calls(&self) -> Vec<u64> {
        let rows = self.text.split("data-call=\"").skip(1);
        rows.map(|row| row.split('"').next().unwrap().parse().unwrap())
            .collect()
    }

    /// What a form has done.
    pub(crate) fn notice(&self) -> Option<&str> {
        let (_, notice) = self.text.split_once("role=\"status\">")?;
        notice.split('<').next()
    }
}
