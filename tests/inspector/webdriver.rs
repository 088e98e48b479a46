//! WebDriver, as far as it is needed: JSON over HTTP, a command per request.

use serde_json::{Value, json};
use ureq::Agent;
use ureq::http::{Method, Request};

/// What a browser is asked for, and what it answers.
pub(crate) struct Session {
    http: Agent,
    url: String,
}

/// An element of the page that is open.
#[derive(Clone, Debug)]
pub(crate) struct Element(String);

/// The name of an element's id, which the standard has fixed.
const ELEMENT: &str = "element-6066-11e4-a52e-4f735466cecf";

/// The driver's own words for what it cannot do.
#[derive(Debug)]
#[expect(dead_code, reason = "shown where a test fails")]
pub(crate) struct Refused(Value);

impl Session {
    pub(crate) fn open(driver: &str, capabilities: &Value) -> Self {
        let config = Agent::config_builder().http_status_as_error(false);
        let http = Agent::new_with_config(config.build());
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let opened = call(&http, Method::POST, &format!("{driver}/session"), &body);
        let opened = opened.expect("the browser starts");
        let id = opened["sessionId"].as_str().expect("it has an id");
        Self {
            url: format!("{driver}/session/{id}"),
            http,
        }
    }

    pub(crate) fn get(&self, path: &str) -> Result<Value, Refused> {
        let url = format!("{}/{path}", self.url);
        call(&self.http, Method::GET, &url, &Value::Null)
    }

    pub(crate) fn post(&self, path: &str, body: &Value) -> Result<Value, Refused> {
        call(
            &self.http,
            Method::POST,
            &format!("{}/{path}", self.url),
            body,
        )
    }

    pub(crate) fn find(&self, xpath: &str) -> Result<Element, Refused> {
        let body = json!({ "using": "xpath", "value": xpath });
        self.post("element", &body).map(|found| Element::of(&found))
    }

    pub(crate) fn focused(&self) -> Result<Element, Refused> {
        self.get("element/active").map(|found| Element::of(&found))
    }

    pub(crate) fn click(&self, Element(id): &Element) -> Result<(), Refused> {
        self.post(&format!("element/{id}/click"), &json!({}))?;
        Ok(())
    }

    pub(crate) fn clear(&self, Element(id): &Element) -> Result<(), Refused> {
        self.post(&format!("element/{id}/clear"), &json!({}))?;
        Ok(())
    }

    pub(crate) fn type_into(&self, Element(id): &Element, text: &str) -> Result<(), Refused> {
        self.post(&format!("element/{id}/value"), &json!({ "text": text }))?;
        Ok(())
    }
}

impl Element {
    fn of(found: &Value) -> Self {
        let id = found[ELEMENT].as_str().expect("an element has an id");
        Self(id.to_owned())
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        // An error means that the browser has ended by itself.
        let _ = call(&self.http, Method::DELETE, &self.url, &Value::Null);
    }
}

fn call(http: &Agent, method: Method, url: &str, body: &Value) -> Result<Value, Refused> {
    let body = match method {
        Method::POST => body.to_string(),
        _ => String::new(),
    };
    let request = Request::builder().method(method).uri(url).body(body);
    let answer = http.run(request.expect("a request"));
    let mut answer = answer.expect("the driver answers");
    let mut text: Value = answer.body_mut().read_json().expect("it answers in JSON");
    let value = text["value"].take();
    if answer.status().is_success() {
        Ok(value)
    } else {
        Err(Refused(value))
    }
}
