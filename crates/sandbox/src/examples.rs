//! A vendor that is played by the examples of its contract: the beginning of a stand-in.
//!
//! Each call is checked against the contract. A sound one is answered with the example of its success, whatever it asks
//! for, any other with the example of a failure. Nothing is remembered, and no credentials are asked for.

use std::collections::HashMap;
use std::sync::{Arc, OnceLock};

use http::{HeaderMap, HeaderValue, StatusCode, header};
use serde_json::{Value, json};

use crate::contract::{BuiltIn, Contract, ContractError};
use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::Request;
use crate::route::Route;
use crate::vendor::Vendor;
use crate::violation::Violation;

/// What such a vendor is made from. Its contract is read once in a process.
pub(crate) struct Examples {
    name: &'static str,
    routes: &'static [Route],
    yaml: &'static str,
    contract: BuiltIn,
    answers: OnceLock<HashMap<String, Answers>>,
}

impl Examples {
    /// `name` is the first segment of its paths, `yaml` its contract.
    pub(crate) const fn new(
        name: &'static str,
        routes: &'static [Route],
        yaml: &'static str,
    ) -> Self {
        Self {
            name,
            routes,
            yaml,
            contract: BuiltIn::new(yaml),
            answers: OnceLock::new(),
        }
    }

    pub(crate) fn vendor(&'static self) -> Result<Arc<dyn Vendor>, ContractError> {
        Ok(Arc::new(ByExample {
            name: self.name,
            routes: self.routes,
            contract: self.contract.contract()?,
            answers: self.answers()?,
        }))
    }

    fn answers(&self) -> Result<&HashMap<String, Answers>, ContractError> {
        if let Some(answers) = self.answers.get() {
            return Ok(answers);
        }
        let document: Value = serde_saphyr::from_str(self.yaml)
            .map_err(|error| ContractError::Yaml(error.to_string()))?;
        Ok(self.answers.get_or_init(|| answers_of(&document)))
    }
}

struct ByExample {
    name: &'static str,
    routes: &'static [Route],
    contract: &'static Contract,
    answers: &'static HashMap<String, Answers>,
}

impl ByExample {
    fn answers(&self, operation: Operation) -> Option<&Answers> {
        self.answers.get(operation.id())
    }
}

impl Vendor for ByExample {
    fn name(&self) -> &'static str {
        self.name
    }

    fn routes(&self) -> &'static [Route] {
        self.routes
    }

    fn check(&self, request: &Request) -> Vec<Violation> {
        self.contract.check(request)
    }

    fn answer(&self, request: &Request, violations: &[Violation]) -> Reply {
        let is_sound = violations.iter().all(|violation| violation.tolerated);
        let success = self
            .answers(request.operation)
            .and_then(|answers| answers.success.as_ref())
            .filter(|_| is_sound);
        match success {
            Some(success) => success.clone(),
            None => self.refusal(
                Some(request.operation),
                &request.headers,
                StatusCode::BAD_REQUEST,
            ),
        }
    }

    fn refusal(
        &self,
        operation: Option<Operation>,
        _headers: &HeaderMap,
        status: StatusCode,
    ) -> Reply {
        operation
            .and_then(|operation| self.answers(operation)?.failure(status))
            .unwrap_or_else(|| problem(status))
    }

    /// There are none.
    fn revoke_credentials(&self, _request: &Request) {}

    fn reset(&self) {}
}

/// The examples of one operation's answers.
struct Answers {
    success: Option<Reply>,
    /// By the key of the response: a status, a class of them (`4XX`) or `default`.
    failures: HashMap<String, Reply>,
}

impl Answers {
    /// The example for this status, or for others that it stands for.
    fn failure(&self, status: StatusCode) -> Option<Reply> {
        let class = format!("{}XX", status.as_u16() / 100);
        let example = [status.as_str(), &class, "default"]
            .iter()
            .find_map(|key| self.failures.get(*key))?;
        Some(Reply {
            status,
            acted: false,
            ..example.clone()
        })
    }
}

/// What is said of a failure that the contract has no example of.
fn problem(status: StatusCode) -> Reply {
    let title = status.canonical_reason().unwrap_or("Error");
    let body = json!({ "title": title, "status": status.as_u16() });
    Reply::new(status, "application/problem+json", body.to_string())
}

/// By `operationId`.
fn answers_of(document: &Value) -> HashMap<String, Answers> {
    let path_items = document["paths"].as_object().into_iter().flatten();
    let operations = path_items.flat_map(|(_, item)| item.as_object().into_iter().flatten());
    operations
        .filter_map(|(_, operation)| {
            let id = operation["operationId"].as_str()?;
            Some((id.to_owned(), answers(document, &operation["responses"])))
        })
        .collect()
}

fn answers(document: &Value, responses: &Value) -> Answers {
    let mut success = None;
    let mut failures = HashMap::new();
    for (key, response) in responses.as_object().into_iter().flatten() {
        let response = resolve(document, response);
        if key.starts_with('2') {
            // `2XX` stands for 200.
            let status = key.parse().unwrap_or(StatusCode::OK);
            success = success.or_else(|| Some(reply(status, response)));
        } else if example(response).is_some() {
            failures.insert(key.clone(), reply(StatusCode::BAD_REQUEST, response));
        }
    }
    Answers { success, failures }
}

/// The example of a response, of the first media type that has one. Without an example there is no body.
fn reply(status: StatusCode, response: &Value) -> Reply {
    let Some((media_type, example)) = example(response) else {
        return Reply::empty(status);
    };
    let reply = Reply {
        body: example.to_string().into(),
        ..Reply::empty(status)
    };
    match HeaderValue::from_str(media_type) {
        Ok(media_type) => reply.with_header(header::CONTENT_TYPE, media_type),
        Err(_) => reply,
    }
}

/// `example`, or the first of the `examples`, with its media type.
fn example(response: &Value) -> Option<(&str, &Value)> {
    let mut content = response["content"].as_object().into_iter().flatten();
    content.find_map(|(media_type, content)| {
        let first = || {
            content["examples"]
                .as_object()?
                .values()
                .next()?
                .get("value")
        };
        Some((media_type.as_str(), content.get("example").or_else(first)?))
    })
}

fn resolve<'a>(document: &'a Value, value: &'a Value) -> &'a Value {
    value["$ref"]
        .as_str()
        .and_then(|reference| reference.strip_prefix('#'))
        .and_then(|pointer| document.pointer(pointer))
        .unwrap_or(value)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)] // a test fails loudly

    use bytes::Bytes;
    use http::Method;

    use super::*;

    const CONTRACT: &str = r##"
openapi: 3.1.0
info: { title: Jobs API, version: v1 }
paths:
  /jobs/{id}:
    parameters:
      - { name: id, in: path, required: true, schema: { type: integer, format: int64 } }
    get:
      operationId: getJob
      responses:
        "200":
          description: The job.
          content:
            application/json: { schema: {}, example: { id: 7, note: flat tyre } }
        "404":
          description: None.
          content:
            application/problem+json: { schema: {}, example: { title: No such job } }
        4XX: { $ref: "#/components/responses/Problem" }
    delete:
      operationId: deleteJob
      responses:
        "204": { description: Deleted. }
  /jobs:
    get:
      operationId: listJobs
      responses:
        2XX:
          description: The jobs.
          content:
            text/json:
              schema: {}
              examples:
                several: { value: [{ id: 7 }] }
                none: { value: [] }
        default: { $ref: "#/components/responses/Problem" }
components:
  responses:
    Problem:
      description: It went wrong.
      content:
        application/problem+json: { schema: {}, example: { title: Bad request } }
"##;

    const GET_JOB: Operation = Operation::without_renewal("jobs", "getJob");
    const DELETE_JOB: Operation = Operation::without_renewal("jobs", "deleteJob");
    const LIST_JOBS: Operation = Operation::without_renewal("jobs", "listJobs");

    static ROUTES: [Route; 1] = [Route {
        method: Method::GET,
        template: "/jobs/{id}",
        operation: GET_JOB,
    }];

    static JOBS: Examples = Examples::new("jobs", &ROUTES, CONTRACT);

    fn request(operation: Operation, id: Option<&str>) -> Request {
        let id = id.map(|id| ("id", id.to_owned()));
        Request {
            operation,
            path_parameters: id.into_iter().collect(),
            query: String::new(),
            headers: HeaderMap::new(),
            body: Bytes::new(),
        }
    }

    fn answer(request: &Request) -> Reply {
        let vendor = JOBS.vendor().unwrap();
        vendor.answer(request, &vendor.check(request))
    }

    fn refusal(operation: Option<Operation>, status: u16) -> (u16, Value) {
        let status = StatusCode::from_u16(status).unwrap();
        let reply = JOBS
            .vendor()
            .unwrap()
            .refusal(operation, &HeaderMap::new(), status);
        assert!(!reply.acted);
        (reply.status.as_u16(), json_of(&reply))
    }

    fn json_of(reply: &Reply) -> Value {
        serde_json::from_slice(&reply.body).unwrap()
    }

    #[test]
    fn a_sound_call_is_answered_with_the_example_of_its_success() {
        let reply = answer(&request(GET_JOB, Some("7")));
        assert_eq!((reply.status, reply.acted), (StatusCode::OK, true));
        assert_eq!(reply.headers["content-type"], "application/json");
        assert_eq!(json_of(&reply), json!({ "id": 7, "note": "flat tyre" }));
    }

    #[test]
    fn an_answer_without_an_example_has_no_body() {
        let reply = answer(&request(DELETE_JOB, Some("7")));
        assert_eq!((reply.status, reply.acted), (StatusCode::NO_CONTENT, true));
        assert!(reply.body.is_empty() && reply.headers.is_empty());
    }

    #[test]
    fn a_class_of_statuses_and_one_of_several_examples_will_do() {
        let reply = answer(&request(LIST_JOBS, None));
        assert_eq!(reply.status, StatusCode::OK);
        assert_eq!(reply.headers["content-type"], "text/json");
        assert!(json_of(&reply).is_array());
    }

    #[test]
    fn what_the_contract_forbids_is_refused() {
        let reply = answer(&request(GET_JOB, Some("seven")));
        assert_eq!(
            (reply.status, reply.acted),
            (StatusCode::BAD_REQUEST, false)
        );
        assert_eq!(json_of(&reply), json!({ "title": "Bad request" }));
    }

    #[test]
    fn a_refusal_is_the_example_that_comes_closest() {
        let bad_request = json!({ "title": "Bad request" });
        let no_such_job = json!({ "title": "No such job" });
        assert_eq!(refusal(Some(GET_JOB), 404), (404, no_such_job));
        assert_eq!(refusal(Some(GET_JOB), 409), (409, bad_request.clone()));
        assert_eq!(refusal(Some(LIST_JOBS), 503), (503, bad_request));
    }

    #[test]
    fn without_an_example_a_refusal_is_a_problem() {
        let unavailable = json!({ "title": "Service Unavailable", "status": 503 });
        assert_eq!(refusal(Some(GET_JOB), 503), (503, unavailable.clone()));
        assert_eq!(refusal(None, 503), (503, unavailable));
    }

    #[test]
    fn a_contract_that_is_no_yaml_is_an_error() {
        static BROKEN: Examples = Examples::new("broken", &ROUTES, "paths: {");
        assert!(matches!(BROKEN.vendor(), Err(ContractError::Yaml(_))));
    }
}
