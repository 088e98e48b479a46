//! The document: what it is about, where the vendor is, how one is let in, and its named parts.

use super::{Components, SECURITY_SCHEMES, docs};
use crate::codegen::contract::{Constant, ConstantKind, Contract, Docs};
use crate::codegen::names;
use crate::codegen::problem::Fault;
use crate::codegen::spot::{Members, Spot};

pub(super) fn contract(root: &Spot<'_>) -> Option<Contract> {
    let mut members = root.members();
    if let Some(spot) = members.need("openapi")
        && spot
            .text()
            .is_some_and(|version| !version.starts_with("3.1."))
    {
        spot.report(Fault::Expected("OpenAPI 3.1"));
    }
    let title = members.need("info").and_then(|spot| info(&spot));
    let mut constants: Vec<Constant> = members.items("servers").iter().filter_map(server).collect();
    let tags = members.items("tags").iter().filter_map(tag).collect();
    let named_parts = members.take("components").map(|spot| components(&spot));
    let components = Components {
        tags,
        ..named_parts.unwrap_or_default()
    };
    if let Some(spot) = members.take("security") {
        components.security(&spot);
    }
    let paths = members.need("paths");
    let operations = paths
        .map(|spot| components.operations(&spot))
        .unwrap_or_default();
    members.finish();
    let schemas = components.schemas.iter();
    let schemas = schemas
        .filter_map(|(name, spot)| components.named_schema(name, spot))
        .collect();
    for (_, spot) in &components.security_schemes {
        constants.extend(security_scheme(spot));
    }
    if root.is_without_problems() {
        components.report_unused();
    }
    Some(Contract {
        title: title?,
        constants,
        operations,
        schemas,
    })
}

fn info(spot: &Spot<'_>) -> Option<String> {
    let mut members = spot.members();
    let title = members.need("title").and_then(|spot| {
        let title = spot.text()?;
        if title.contains('\n') {
            spot.report(Fault::Expected("a title of one line"));
        }
        Some(title)
    });
    members.need_text("version");
    docs(&mut members);
    members.finish();
    title
}

/// A server with an `x-rust-name` becomes a constant.
fn server(spot: &Spot<'_>) -> Option<Constant> {
    let mut members = spot.members();
    let url = members.need("url");
    let text = url.as_ref().and_then(Spot::text);
    let docs = docs(&mut members);
    let variables = members.entries("variables");
    for (name, variable) in &variables {
        let mut variable_members = variable.members();
        variable_members.need_text("default");
        super::docs(&mut variable_members);
        variable_members.finish();
        if text
            .as_ref()
            .is_some_and(|text| !text.contains(&format!("{{{name}}}")))
        {
            variable.report(Fault::Unused(name.clone()));
        }
    }
    for name in text.iter().flat_map(|text| template_names(text)) {
        if !variables.iter().any(|(declared, _)| *declared == name) {
            spot.report(Fault::Undeclared(name));
        }
    }
    let constant = constant(&mut members, ConstantKind::Url, text, docs);
    members.finish();
    if constant.is_some() && !variables.is_empty() {
        spot.report(Fault::Rule(
            "a URL with variables cannot be a constant: leave x-rust-name out",
        ));
    }
    constant
}

/// The names in braces.
pub(super) fn template_names(template: &str) -> Vec<String> {
    let parts = template.split('{').skip(1);
    parts
        .filter_map(|part| part.split_once('}').map(|(name, _)| name.to_owned()))
        .collect()
}

/// What has an `x-rust-name` becomes a constant.
fn constant(
    members: &mut Members<'_>,
    kind: ConstantKind,
    value: Option<String>,
    docs: Docs,
) -> Option<Constant> {
    let spot = members.take("x-rust-name")?;
    let rust_name = spot.text()?;
    if !names::is_constant_name(&rust_name) {
        spot.report(Fault::BadName(rust_name));
        return None;
    }
    Some(Constant {
        kind,
        rust_name,
        value: value?,
        docs,
        place: spot.place(),
    })
}

fn tag<'a>(spot: &Spot<'a>) -> Option<(String, Spot<'a>)> {
    let mut members = spot.members();
    let name = members.need_text("name");
    members.text("description");
    members.finish();
    Some((name?, spot.clone()))
}

fn components<'a>(spot: &Spot<'a>) -> Components<'a> {
    let mut members = spot.members();
    let components = Components {
        schemas: members.entries("schemas"),
        parameters: members.entries("parameters"),
        responses: members.entries("responses"),
        security_schemes: members.entries("securitySchemes"),
        ..Components::default()
    };
    members.finish();
    components
}

impl<'a> Components<'a> {
    /// `security`, of the document or of an operation: scheme names, each with its scopes.
    pub(super) fn security(&self, spot: &Spot<'a>) {
        for (name, scopes) in spot.items().iter().flat_map(Spot::entries) {
            self.mention(&name, SECURITY_SCHEMES, &scopes);
            for scope in scopes.items() {
                scope.text();
            }
        }
    }
}

/// How one is let in; a token URL or a key's header with an `x-rust-name` becomes a constant.
fn security_scheme(spot: &Spot<'_>) -> Option<Constant> {
    #[derive(Clone, Copy)]
    enum Scheme {
        OAuth2,
        Http,
        ApiKey,
    }
    let mut members = spot.members();
    let docs = docs(&mut members);
    let schemes = &[
        ("oauth2", Scheme::OAuth2),
        ("http", Scheme::Http),
        ("apiKey", Scheme::ApiKey),
    ];
    let constant = match members.need("type").and_then(|found| found.choice(schemes)) {
        Some(Scheme::OAuth2) => members
            .need("flows")
            .and_then(|flows| client_credentials(&flows, docs)),
        Some(Scheme::Http) => {
            members
                .need("scheme")
                .and_then(|found| found.choice(&[("bearer", ()), ("basic", ())]));
            None
        }
        Some(Scheme::ApiKey) => {
            let name = members.need_text("name");
            // A key in a query would stand in every log on the way.
            members
                .need("in")
                .and_then(|found| found.choice(&[("header", ())]));
            constant(&mut members, ConstantKind::Header, name, docs)
        }
        None => return None,
    };
    members.finish();
    constant
}

fn client_credentials(flows: &Spot<'_>, docs: Docs) -> Option<Constant> {
    let mut members = flows.members();
    let flow = members.need("clientCredentials");
    members.finish();
    let mut members = flow?.members();
    let url = members.need_text("tokenUrl");
    for (_, scope) in members.entries("scopes") {
        scope.text();
    }
    let constant = constant(&mut members, ConstantKind::Url, url, docs);
    members.finish();
    constant
}
