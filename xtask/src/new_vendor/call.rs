//! What the contract shows of each operation: how it is called, and what comes back.

use super::example::Example;
use super::fit;
use crate::codegen::contract::{
    Contract, DateForm, Enumeration, Idempotency, Kind, Location, Method, Operation, Parameter,
    Range, Shape, TextRule, Value,
};
use crate::codegen::names;
use crate::codegen::problem::Place;

/// One operation with its examples.
#[derive(Debug)]
pub(super) struct Call<'v> {
    pub(super) operation: &'v Operation,
    /// The parameters that the example call has: those that are required, and those that have an example.
    pub(super) arguments: Vec<Argument<'v>>,
    pub(super) body: Option<Example<'v>>,
    pub(super) answer: Shown<'v>,
    /// A failure that the contract shows, if there is one.
    pub(super) failure: Option<Shown<'v>>,
}

#[derive(Debug)]
pub(super) struct Argument<'v> {
    pub(super) parameter: &'v Parameter,
    /// As it is on the wire, not yet percent-encoded.
    pub(super) text: String,
}

/// An answer, with its example if it has a body.
#[derive(Debug)]
pub(super) struct Shown<'v> {
    pub(super) status: u16,
    pub(super) body: Option<(String, Example<'v>)>,
}

impl<'v> Call<'v> {
    /// All calls of a contract. What a new crate cannot be made from goes into `refusals`.
    pub(super) fn all(
        contract: &'v Contract,
        document: &Example<'v>,
        refusals: &mut Vec<(Place, String)>,
    ) -> Vec<Self> {
        let mut calls = Vec::new();
        for operation in &contract.operations {
            let reader = Reader {
                contract,
                document,
                operation,
                refusals,
            };
            calls.extend(reader.call());
        }
        calls
    }

    pub(super) fn verb(&self) -> &'static str {
        match self.operation.method {
            Method::Get => "GET",
            Method::Put => "PUT",
            Method::Post => "POST",
            Method::Delete => "DELETE",
        }
    }

    /// `getJob`, or what the client's method is called: `get_job`.
    pub(super) fn method(&self) -> String {
        names::identifier(&names::field_name(&self.operation.id)).to_string()
    }

    /// `GET_JOB`
    pub(super) fn constant(&self) -> String {
        names::constant_case(&self.operation.id)
    }

    /// `GetJob`
    pub(super) fn type_name(&self) -> String {
        names::type_case(&self.operation.id)
    }

    /// `get-job`, for the names of samples.
    pub(super) fn file_stem(&self) -> String {
        names::field_name(&self.operation.id).replace('_', "-")
    }

    pub(super) fn may_be_repeated(&self) -> bool {
        matches!(
            self.operation.idempotency,
            Idempotency::Safe | Idempotency::Idempotent
        )
    }

    /// The path of the example call, as it is on the wire.
    pub(super) fn path(&self) -> String {
        let mut path = self.operation.path.clone();
        for argument in &self.arguments {
            if argument.parameter.location == Location::Path {
                let name = format!("{{{}}}", argument.parameter.wire);
                path = path.replace(&name, &percent_encoded(&argument.text));
            }
        }
        path
    }
}

/// Everything but the unreserved characters of RFC 3986, as the clients do it.
pub(super) fn percent_encoded(text: &str) -> String {
    let encoded = |byte: u8| {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            char::from(byte).to_string()
        } else {
            format!("%{byte:02X}")
        }
    };
    text.bytes().map(encoded).collect()
}

struct Reader<'r, 'v> {
    contract: &'v Contract,
    document: &'r Example<'v>,
    operation: &'v Operation,
    refusals: &'r mut Vec<(Place, String)>,
}

/// Methods that every client has.
const METHODS_OF_A_CLIENT: [&str; 10] = [
    "builder",
    "call",
    "pipeline",
    "clone",
    "clone_from",
    "fmt",
    "from",
    "into",
    "borrow",
    "to_owned",
];

/// Constants of every stand-in.
const CONSTANTS_OF_A_STAND_IN: [&str; 4] = ["NAME", "OPERATIONS", "ROUTES", "EXAMPLES"];

impl<'v> Reader<'_, 'v> {
    fn call(mut self) -> Option<Call<'v>> {
        self.refuse_what_is_hand_written();
        let arguments = self.arguments();
        let found = self.found()?;
        let body = self.body(&found);
        let (answer, failure) = self.answers(&found)?;
        Some(Call {
            operation: self.operation,
            arguments,
            body,
            answer,
            failure,
        })
    }

    fn refuse(&mut self, place: Place, what: impl Into<String>) {
        self.refusals.push((place, what.into()));
    }

    /// What needs code that nobody has written yet.
    fn refuse_what_is_hand_written(&mut self) {
        let Operation { path, id, .. } = self.operation;
        let mut reasons = Vec::new();
        if self.operation.idempotency == Idempotency::Depends {
            reasons.push("x-idempotency: depends");
        }
        if self.operation.bulk {
            reasons.push("x-bulk: depends");
        }
        let body = self.operation.body.as_ref().map(|body| &body.value.kind);
        let parameters = &self.operation.parameters;
        if self.operation.answer.rust_type.is_some()
            || matches!(body, Some(Kind::Custom { .. }))
            || parameters.iter().any(|one| one.rust_type.is_some())
        {
            reasons.push("x-rust-type");
        }
        if parameters.iter().any(|one| one.internal) {
            reasons.push("x-rust-visibility");
        }
        for key in reasons {
            self.refuse(self.operation.place.clone(), hand_written(key));
        }
        let is_whole = |segment: &str| {
            !segment.contains(['{', '}'])
                || segment.starts_with('{') && segment.find('}') == Some(segment.len() - 1)
        };
        if !path.split('/').all(is_whole) {
            let what = "a parameter that is a part of a segment is not supported by the sandbox";
            self.refuse(self.operation.place.clone(), what);
        }
        if path.split('/').any(|segment| matches!(segment, "." | "..")) {
            let what =
                "a segment \".\" or \"..\" never reaches the vendor: every URL library resolves it";
            self.refuse(self.operation.place.clone(), what);
        }
        let constant = names::constant_case(id);
        if CONSTANTS_OF_A_STAND_IN.contains(&&*constant) {
            let what = format!("every stand-in has a constant `{constant}`");
            self.refuse(self.operation.place.clone(), what);
        }
        if METHODS_OF_A_CLIENT.contains(&&*names::field_name(id)) {
            let what = format!("every client has a method \"{}\"", names::field_name(id));
            self.refuse(self.operation.place.clone(), what);
        }
    }

    fn arguments(&mut self) -> Vec<Argument<'v>> {
        let mut arguments = Vec::new();
        for parameter in &self.operation.parameters {
            let text = match &parameter.docs.example {
                Some(example) => example.clone(),
                None if parameter.required => plain(self.contract, &parameter.value),
                None => continue,
            };
            if let Some(what) = Self::misfit(parameter, &text) {
                let what = format!(
                    "the example of the parameter \"{}\": {what}",
                    parameter.wire
                );
                self.refuse(parameter.place.clone(), what);
            }
            arguments.push(Argument { parameter, text });
        }
        arguments
    }

    /// What keeps a text from being the value of a parameter.
    fn misfit(parameter: &Parameter, text: &str) -> Option<&'static str> {
        match &parameter.value.kind {
            _ if text.is_empty() => Some("it is empty"),
            Kind::Text(rule) if !fit::text_fits(rule, text) => {
                Some("the schema allows other texts")
            }
            Kind::Integer(width, range) if !fit::number_fits(*width, *range, text) => {
                Some("the schema allows other numbers")
            }
            Kind::Boolean if !["true", "false"].contains(&text) => {
                Some("the schema wants true or false")
            }
            Kind::Uuid if !fit::is_uuid(text) => Some("the schema wants a UUID"),
            Kind::DateTime(form) if !fit::is_date(*form, text) => {
                Some("the schema wants a date and time")
            }
            _ => None,
        }
    }

    /// The operation in the document.
    fn found(&self) -> Option<Example<'v>> {
        let method = match self.operation.method {
            Method::Get => "get",
            Method::Put => "put",
            Method::Post => "post",
            Method::Delete => "delete",
        };
        let paths = self.document.member("paths")?;
        paths.member(&self.operation.path)?.member(method)
    }

    fn body(&mut self, found: &Example<'v>) -> Option<Example<'v>> {
        let body = self.operation.body.as_ref()?;
        let shown = found.member("requestBody")?;
        let example = shown
            .member("content")
            .and_then(|content| example_of(&content))
            .map(|(_, example)| example);
        match &example {
            Some(example) => self.compare(&body.value, example),
            None if body.required => self.refuse(shown.place(), missing("the request's body")),
            None => {}
        }
        example
    }

    /// The success, and a failure that has an example and is a client's fault.
    fn answers(&mut self, found: &Example<'v>) -> Option<(Shown<'v>, Option<Shown<'v>>)> {
        let responses = found.member("responses")?;
        let (key, response) = responses.members().find(|(key, _)| key.starts_with('2'))?;
        let response = self.resolved(response);
        let body = response
            .member("content")
            .and_then(|content| example_of(&content));
        if let Some(value) = &self.operation.answer.value {
            match &body {
                Some((_, example)) => self.compare(value, example),
                None => self.refuse(response.place(), missing("the answer")),
            }
        }
        let answer = Shown {
            status: key.parse().unwrap_or(200),
            body,
        };
        let failure = responses.members().find_map(|(key, response)| {
            let status = refusal_status(key)?;
            let content = self.resolved(response).member("content")?;
            let body = Some(example_of(&content)?);
            Some(Shown { status, body })
        });
        Some((answer, failure))
    }

    fn compare(&mut self, value: &Value, example: &Example<'_>) {
        self.refusals
            .extend(fit::misfits(self.contract, value, example));
    }

    fn resolved(&self, response: Example<'v>) -> Example<'v> {
        let target = response.member("$ref").and_then(|reference| {
            let name = reference.text()?.strip_prefix("#/components/responses/")?;
            let components = self.document.member("components")?;
            components.member("responses")?.member(name)
        });
        target.unwrap_or(response)
    }
}

/// Why a key of the contract is not for a new crate.
pub(super) fn hand_written(key: &str) -> String {
    format!(
        "{key} refers to code of the crate's own, which a new crate has not: leave it out, and write both when the \
         crate is there"
    )
}

fn missing(what: &str) -> String {
    format!(
        "{what} has no example: write an `example` beside its schema, for the tests of the new crate and for the \
         sandbox"
    )
}

/// `example`, or the `value` of the first of the `examples`, with its media type.
fn example_of<'v>(content: &Example<'v>) -> Option<(String, Example<'v>)> {
    content.members().find_map(|(media_type, content)| {
        let first = || {
            let (_, first) = content.member("examples")?.members().next()?;
            first.member("value")
        };
        let example = content.member("example").or_else(first)?;
        Some((media_type.to_owned(), example))
    })
}

/// The status by which a refusal is tried out: one that says that nothing was done, and that nobody tries again.
fn refusal_status(key: &str) -> Option<u16> {
    match key {
        "default" | "4XX" => Some(400),
        key => key
            .parse()
            .ok()
            .filter(|status| (400..500).contains(status) && ![401, 408, 429, 499].contains(status)),
    }
}

/// A value for a parameter that has no example.
fn plain(contract: &Contract, value: &Value) -> String {
    match &value.kind {
        Kind::Text(rule) => plain_text(rule),
        Kind::Uuid => "497f6eca-6276-4993-bfeb-53cbbbba6f08".to_owned(),
        Kind::DateTime(DateForm::Naive | DateForm::Naive7) => "2026-01-31T08:00:00".to_owned(),
        Kind::DateTime(_) => "2026-01-31T08:00:00Z".to_owned(),
        Kind::Integer(_, range) => match (range.least, range.greatest) {
            (Some(least), _) => least.max(1).to_string(),
            (None, Some(greatest)) => greatest.min(1).to_string(),
            (None, None) => "1".to_owned(),
        },
        Kind::Boolean => "true".to_owned(),
        Kind::Named(name) => match contract.schema(name).map(|schema| &schema.shape) {
            Some(Shape::Enumeration(Enumeration::Texts(variants))) => {
                let first = variants.first();
                first
                    .map(|variant| variant.value.clone())
                    .unwrap_or_default()
            }
            Some(Shape::Enumeration(Enumeration::Integers(_, variants))) => {
                let first = variants.first();
                first
                    .map(|variant| variant.value.to_string())
                    .unwrap_or_default()
            }
            _ => String::new(),
        },
        Kind::Decimal | Kind::List(..) | Kind::Any | Kind::Custom { .. } => String::new(),
    }
}

fn plain_text(rule: &TextRule) -> String {
    let Range { least, greatest } = rule.length;
    let least = least.unwrap_or(1).max(1);
    // Three characters, or as near to that as is allowed.
    let count = least.max(greatest.map_or(3, |greatest| greatest.min(3)));
    let count = usize::try_from(count).unwrap_or(1);
    match rule.characters.first() {
        Some((first, _)) => first.to_string().repeat(count),
        None => "A-1".chars().cycle().take(count).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::problem::Log;
    use crate::codegen::{read_contract, yaml};
    use crate::new_vendor::tests::{JOBS, jobs_with};

    /// What a new crate cannot be made from, each with its line.
    fn refusals(contract: &str) -> Vec<(usize, String)> {
        let read = read_contract("openapi.yaml", contract).expect("it is sound");
        let node = yaml::load(contract, &Log::new("openapi.yaml")).expect("it is YAML");
        let mut refusals = Vec::new();
        Call::all(&read, &Example::root(&node), &mut refusals);
        let refusals = refusals.into_iter();
        refusals.map(|(place, what)| (place.line, what)).collect()
    }

    #[test]
    fn each_operation_has_its_arguments_and_its_examples() {
        let read = read_contract("openapi.yaml", JOBS).expect("it is sound");
        let node = yaml::load(JOBS, &Log::new("openapi.yaml")).expect("it is YAML");
        let calls = Call::all(&read, &Example::root(&node), &mut Vec::new());
        let shown: Vec<_> = calls
            .iter()
            .map(|call| (call.verb(), call.path(), call.answer.status))
            .collect();
        let job = "/jobs/497f6eca-6276-4993-bfeb-53cbbbba6f08".to_owned();
        assert_eq!(
            shown,
            [
                ("GET", "/jobs".to_owned(), 200),
                ("POST", "/jobs".to_owned(), 201),
                ("GET", job.clone(), 200),
                ("DELETE", job, 204),
                ("GET", "/vehicles/JH4KA7630PC007649/job".to_owned(), 200),
                ("PUT", "/session".to_owned(), 204),
                ("DELETE", "/session".to_owned(), 204),
            ]
        );
        // The other one has no example, and is not required.
        assert_eq!(calls[0].arguments.len(), 1);
        assert_eq!(
            calls[1].failure.as_ref().map(|shown| shown.status),
            Some(422)
        );
    }

    #[test]
    fn the_jobs_are_without_fault() {
        assert_eq!(refusals(JOBS), []);
    }

    #[test]
    fn an_example_that_does_not_fit_is_refused_at_its_line() {
        let found = refusals(&jobs_with("seats: 4\n", "seats: four\n"));
        assert_eq!(found.len(), 1, "{found:?}");
        assert_eq!(found[0].1, "the schema wants an integer");
        let line = JOBS
            .lines()
            .position(|line| line.contains("seats: 4"))
            .map(|at| at + 1);
        assert_eq!(Some(found[0].0), line);
    }

    #[test]
    fn a_body_without_an_example_is_refused() {
        let contract = JOBS
            .lines()
            .filter(|line| !line.contains("state: DONE, price"))
            .collect::<Vec<_>>()
            .join("\n");
        let found = refusals(&contract);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            found[0].1.starts_with("the answer has no example"),
            "{found:?}"
        );
    }

    #[test]
    fn what_is_written_by_hand_is_refused() {
        let found = refusals(&jobs_with(
            "x-idempotency: not-idempotent",
            "x-idempotency: depends",
        ));
        assert!(
            found[0]
                .1
                .starts_with("x-idempotency: depends refers to code"),
            "{found:?}"
        );
    }

    #[test]
    fn a_parameter_without_an_example_gets_a_plain_value_that_fits() {
        let rule = |least, greatest, characters: &[(char, char)]| TextRule {
            length: Range { least, greatest },
            characters: characters.to_vec(),
        };
        assert_eq!(plain_text(&rule(None, None, &[])), "A-1");
        assert_eq!(plain_text(&rule(Some(5), Some(5), &[])), "A-1A-");
        assert_eq!(plain_text(&rule(Some(4), Some(8), &[('A', 'Z')])), "AAAA");
    }

    #[test]
    fn a_value_in_a_path_is_encoded_as_the_clients_do_it() {
        assert_eq!(percent_encoded("A&B=ü 1/3"), "A%26B%3D%C3%BC%201%2F3");
        assert_eq!(percent_encoded("a-b_c.d~e"), "a-b_c.d~e");
    }
}
