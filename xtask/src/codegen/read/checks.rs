//! What only the whole contract shows: names that collide, roles that do not fit, schemas nobody reaches.

use std::collections::{BTreeMap, BTreeSet};

use crate::codegen::contract::{
    Contract, Kind, Location, Object, Operation, Role, Schema, Shape, Value,
};
use crate::codegen::names;
use crate::codegen::problem::{Fault, Log, Place};

/// Names that generated code uses with their usual meaning.
const TYPES_IN_USE: &[&str] = &[
    "BoxFuture",
    "Box",
    "Call",
    "Client",
    "ClientBuilder",
    "Clone",
    "Cow",
    "Debug",
    "Decimal",
    "Default",
    "Deletion",
    "Deserialize",
    "Deserializer",
    "Display",
    "Duration",
    "Err",
    "Error",
    "DotnetDateTime",
    "From",
    "HeaderName",
    "HeaderValue",
    "Idempotency",
    "Into",
    "IntoFuture",
    "LocalDateTime",
    "Method",
    "None",
    "Nullable",
    "OffsetDateTime",
    "Ok",
    "Operation",
    "Option",
    "Parameter",
    "PartialEq",
    "RawJson",
    "Redacted",
    "Request",
    "Response",
    "Result",
    "RetryPolicy",
    "Self",
    "Serialize",
    "Serializer",
    "Some",
    "String",
    "Uuid",
    "Validate",
    "Vec",
    "Violations",
];

/// Methods and members that every call has, beside `with_*`.
const CALL_NAMES: &[&str] = &[
    "body",
    "call",
    "idempotency",
    "is_bulk",
    "into_future",
    "new",
    "send",
    "stream",
    "stream_as",
    "request",
    "to_request",
];

/// Names that the functions of a model that is sent use.
const SENT_NAMES: &[&str] = &["violations"];

pub(super) fn check(contract: &Contract, log: &Log) {
    let checks = Checks { contract, log };
    checks.names();
    for operation in &contract.operations {
        checks.parameters(operation);
        checks.stream(operation);
    }
    for schema in &contract.schemas {
        if let Shape::Object(object) = &schema.shape {
            checks.object(schema, object);
        }
    }
    checks.roles();
}

struct Checks<'c> {
    contract: &'c Contract,
    log: &'c Log,
}

/// Names that must differ, and what has taken them.
#[derive(Default)]
struct Taken(BTreeMap<String, String>);

impl Taken {
    fn claim(&mut self, name: String, owner: &str, place: &Place, log: &Log) {
        if let Some(by) = self.0.get(&name) {
            log.report(
                place,
                Fault::NameTaken {
                    name,
                    by: by.clone(),
                },
            );
        } else {
            self.0.insert(name, owner.to_owned());
        }
    }
}

impl Checks<'_> {
    fn names(&self) {
        let mut types = Taken::default();
        for name in TYPES_IN_USE {
            types
                .0
                .insert((*name).to_owned(), "the generated code itself".to_owned());
        }
        let mut constants = Taken::default();
        for schema in &self.contract.schemas {
            let owner = format!("schema \"{}\"", schema.name);
            types.claim(schema.rust_name.clone(), &owner, &schema.place, self.log);
        }
        for operation in &self.contract.operations {
            let owner = format!("operation \"{}\"", operation.id);
            types.claim(
                names::type_case(&operation.id),
                &owner,
                &operation.place,
                self.log,
            );
            constants.claim(
                names::constant_case(&operation.id),
                &owner,
                &operation.place,
                self.log,
            );
        }
        for constant in &self.contract.constants {
            constants.claim(
                constant.rust_name.clone(),
                "another URL",
                &constant.place,
                self.log,
            );
        }
    }

    fn parameters(&self, operation: &Operation) {
        let mut taken = Taken::default();
        for name in CALL_NAMES {
            taken.0.insert((*name).to_owned(), "every call".to_owned());
        }
        let mut declared = BTreeSet::new();
        for parameter in &operation.parameters {
            let (wire, place) = (&parameter.wire, &parameter.place);
            if !declared.insert((parameter.location as u8, wire)) {
                self.log.report(place, Fault::DeclaredTwice(wire.clone()));
            } else if parameter.rust.starts_with("with_") {
                let by = "the options of every call".to_owned();
                self.log.report(
                    place,
                    Fault::NameTaken {
                        name: parameter.rust.clone(),
                        by,
                    },
                );
            } else {
                let owner = format!("parameter \"{wire}\"");
                taken.claim(parameter.rust.clone(), &owner, place, self.log);
            }
            if let Kind::Named(name) = &parameter.value.kind
                && self.contract.object(name).is_some()
                && parameter.rust_type.is_none()
            {
                self.log
                    .report(place, Fault::Rule("a parameter cannot be an object"));
            }
            if parameter.location == Location::Path && parameter.value.nullable {
                self.log
                    .report(place, Fault::Rule("a path parameter cannot be null"));
            }
        }
    }

    fn stream(&self, operation: &Operation) {
        let answer = operation.answer.value.as_ref();
        let has_list = |member: &String| {
            answer.is_some_and(|answer| self.contract.list_member(answer, member).is_some())
        };
        if operation
            .stream
            .as_ref()
            .is_some_and(|member| !has_list(member))
        {
            self.log.report(
                &operation.place,
                Fault::Rule("x-stream names a member of the answer that is a list"),
            );
        }
    }

    fn object(&self, schema: &Schema, object: &Object) {
        let mut taken = Taken::default();
        let ours = "the generated code itself".to_owned();
        taken.0.insert("new".to_owned(), ours.clone());
        for name in SENT_NAMES.iter().filter(|_| object.role.is_sent()) {
            taken.0.insert((*name).to_owned(), ours.clone());
        }
        for property in &object.properties {
            let owner = format!("member \"{}\"", property.wire);
            taken.claim(property.rust.clone(), &owner, &property.place, self.log);
            if property.internal && (property.required || object.role != Role::Request) {
                self.log.report(
                    &property.place,
                    Fault::Rule("x-rust-visibility is for what is sent and not required"),
                );
            }
        }
        let has_required = object.properties.iter().any(|property| property.required);
        if object.internal && (!has_required || object.role != Role::Request) {
            self.log.report(
                &schema.place,
                Fault::Rule("x-rust-visibility is for a request with required members"),
            );
        }
        if !object.alternatives.is_empty() && !object.role.is_sent() {
            self.log.report(
                &schema.place,
                Fault::Rule("anyOf and oneOf are for what is sent"),
            );
        }
        if self.holds_itself(&schema.name, object, &mut BTreeSet::new()) {
            self.log
                .report(&schema.place, Fault::Endless(schema.name.clone()));
        }
    }

    fn holds_itself<'s>(
        &'s self,
        name: &str,
        object: &'s Object,
        seen: &mut BTreeSet<&'s str>,
    ) -> bool {
        object
            .properties
            .iter()
            .any(|property| match &property.value.kind {
                Kind::Named(held) => {
                    held == name
                        || seen.insert(held)
                            && self
                                .contract
                                .object(held)
                                .is_some_and(|object| self.holds_itself(name, object, seen))
                }
                _ => false,
            })
    }

    fn roles(&self) {
        let mut reached = BTreeSet::new();
        for operation in &self.contract.operations {
            for value in operation.body.iter().map(|body| &body.value) {
                self.reach(
                    value,
                    "it is in the body of a request",
                    Role::is_sent,
                    &mut reached,
                );
            }
            if let Some(value) = &operation.answer.value {
                self.reach(
                    value,
                    "it is in the answer of a successful call",
                    Role::is_received,
                    &mut reached,
                );
            }
            for value in operation
                .failures
                .iter()
                .filter_map(|answer| answer.value.as_ref())
            {
                self.reach(
                    value,
                    "it is in an error",
                    |role| role == Role::Error,
                    &mut reached,
                );
            }
            for parameter in &operation.parameters {
                self.reach(
                    &parameter.value,
                    "it is a parameter",
                    Role::is_sent,
                    &mut reached,
                );
            }
        }
        for schema in &self.contract.schemas {
            if !reached.iter().any(|(name, _)| *name == schema.name) {
                self.log
                    .report(&schema.place, Fault::Unused(schema.name.clone()));
            }
        }
    }

    /// Follows a value through all schemas below it.
    fn reach<'s>(
        &'s self,
        value: &'s Value,
        user: &'static str,
        fits: fn(Role) -> bool,
        reached: &mut BTreeSet<(&'s str, &'static str)>,
    ) {
        if let Kind::Custom { stands_for, .. } = &value.kind {
            for value in stands_for {
                self.reach(value, user, fits, reached);
            }
        }
        let Some(schema) = value
            .kind
            .named()
            .and_then(|name| self.contract.schema(name))
        else {
            return;
        };
        if !reached.insert((&schema.name, user)) {
            return;
        }
        if let Shape::Object(object) = &schema.shape {
            if !fits(object.role) {
                let (name, role) = (schema.name.clone(), object.role.word());
                self.log
                    .report(&schema.place, Fault::Role { name, role, user });
            }
            for property in &object.properties {
                self.reach(&property.value, user, fits, reached);
            }
        }
    }
}
