//! Paths and their operations.

use super::document::template_names;
use super::{Components, TAGS, source};
use crate::codegen::contract::{Docs, Idempotency, Location, Method, Operation, Parameter};
use crate::codegen::names;
use crate::codegen::problem::Fault;
use crate::codegen::spot::{Members, Spot};

const METHODS: &[(&str, Method)] = &[
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
];

const IDEMPOTENCIES: &[(&str, Idempotency)] = &[
    ("safe", Idempotency::Safe),
    ("idempotent", Idempotency::Idempotent),
    ("not-idempotent", Idempotency::NotIdempotent),
    ("depends", Idempotency::Depends),
];

/// Where an operation is called.
struct Route<'r> {
    path: &'r str,
    method: Method,
    /// The parameters of the path, which all its operations have.
    shared: &'r [Parameter],
}

/// Whether a path is made of unreserved characters and names in braces only.
fn is_path_template(path: &str) -> bool {
    let is_plain = |text: &str| {
        text.bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-._~/".contains(&b))
    };
    let mut parts = path.split('{');
    parts.next().is_some_and(is_plain)
        && parts.all(|part| {
            part.split_once('}')
                .is_some_and(|(name, rest)| !name.is_empty() && is_plain(name) && is_plain(rest))
        })
}

impl<'a> Components<'a> {
    pub(super) fn operations(&self, paths: &Spot<'a>) -> Vec<Operation> {
        paths
            .entries()
            .iter()
            .flat_map(|(path, spot)| self.path_item(path, spot))
            .collect()
    }

    fn path_item(&self, path: &str, spot: &Spot<'a>) -> Vec<Operation> {
        if !path.starts_with('/') {
            spot.report(Fault::Expected("a path that starts with /"));
        } else if !is_path_template(path) {
            spot.report(Fault::Expected(
                "a path of letters, digits, -._~/ and parameters in braces",
            ));
        }
        let mut members = spot.members();
        let shared = self.parameters(&mut members);
        let operations = METHODS
            .iter()
            .filter_map(|(key, method)| {
                let route = Route {
                    path,
                    method: *method,
                    shared: &shared,
                };
                members
                    .take(key)
                    .and_then(|operation| self.operation(&route, &operation))
            })
            .collect();
        members.finish();
        operations
    }

    fn operation(&self, route: &Route<'_>, spot: &Spot<'a>) -> Option<Operation> {
        let mut members = spot.members();
        let id = members
            .need("operationId")
            .and_then(|spot| operation_id(&spot));
        let docs = Docs {
            summary: members.need_text("summary"),
            description: members
                .text("description")
                .map(|text| text.trim().to_owned()),
            source: members.need("x-source").and_then(|spot| source(&spot)),
            ..Docs::default()
        };
        for tag in members.items("tags") {
            if let Some(name) = tag.text() {
                self.mention(&name, TAGS, &tag);
            }
        }
        if let Some(security) = members.take("security") {
            self.security(&security);
        }
        let idempotency = members
            .need("x-idempotency")
            .and_then(|found| found.choice(IDEMPOTENCIES));
        let bulk = members
            .take("x-bulk")
            .and_then(|spot| spot.choice(&[("depends", ())]))
            .is_some();
        let gone_status = members
            .take("x-gone-status")
            .and_then(|spot| gone_status(route, &spot));
        let stream = members.text("x-stream");
        let parameters = self.operation_parameters(route, &mut members, spot);
        let body = members
            .take("requestBody")
            .and_then(|body| self.body(&body));
        if body.is_some() && matches!(route.method, Method::Get | Method::Delete) {
            spot.report(Fault::Rule("only PUT and POST have a requestBody"));
        }
        let (answer, failures) = members
            .need("responses")
            .map(|spot| self.answers(&spot))
            .unwrap_or_default();
        if gone_status.is_some() && answer.value.is_some() {
            spot.report(Fault::Rule(
                "x-gone-status is for operations whose answer has no body",
            ));
        }
        members.finish();
        Some(Operation {
            id: id?,
            method: route.method,
            path: route.path.to_owned(),
            docs,
            idempotency: idempotency?,
            bulk,
            gone_status,
            stream,
            parameters,
            body,
            answer,
            failures,
            place: spot.place(),
        })
    }

    /// The parameters of a path and of an operation together: the path's first, in the order of the template.
    fn operation_parameters(
        &self,
        route: &Route<'_>,
        members: &mut Members<'a>,
        spot: &Spot<'a>,
    ) -> Vec<Parameter> {
        let mut parameters = route.shared.to_vec();
        parameters.extend(self.parameters(members));
        let template = template_names(route.path);
        for name in &template {
            let is_in_path = |parameter: &Parameter| parameter.location == Location::Path;
            if !parameters
                .iter()
                .any(|parameter| is_in_path(parameter) && parameter.wire == *name)
            {
                spot.report(Fault::Undeclared(format!("{{{name}}}")));
            }
        }
        let position = |parameter: &Parameter| match parameter.location {
            Location::Path => template.iter().position(|name| *name == parameter.wire),
            Location::Query | Location::Header => Some(template.len()),
        };
        for parameter in parameters
            .iter()
            .filter(|parameter| position(parameter).is_none())
        {
            spot.report(Fault::Unused(parameter.wire.clone()));
        }
        parameters.sort_by_key(position);
        parameters
    }
}

fn operation_id(spot: &Spot<'_>) -> Option<String> {
    let id = spot.text()?;
    if !names::is_type_name(&names::type_case(&id)) {
        spot.report(Fault::BadName(id));
        return None;
    }
    Some(id)
}

fn gone_status(route: &Route<'_>, spot: &Spot<'_>) -> Option<i64> {
    let status = spot.integer()?;
    if !(400..500).contains(&status) {
        spot.report(Fault::Expected("a status of 400 to 499"));
    }
    if route.method != Method::Delete {
        spot.report(Fault::Rule("x-gone-status is for DELETE"));
    }
    Some(status)
}
