//! From a method and a path to an operation.

use http::Method;
use percent_encoding::percent_decode_str;

use crate::operation::Operation;

/// Where a vendor documents an operation: `{name}` stands for one segment.
#[derive(Debug, Clone)]
pub(crate) struct Route {
    pub(crate) method: Method,
    pub(crate) template: &'static str,
    pub(crate) operation: Operation,
}

/// What a method and a path lead to.
#[derive(Debug)]
pub(crate) enum Destination {
    Operation(&'static Route, PathParameters),
    /// The path is known, with other methods.
    OtherMethod,
    Nowhere,
}

impl Destination {
    pub(crate) fn route(&self) -> Option<&'static Route> {
        match self {
            Self::Operation(route, _) => Some(route),
            Self::OtherMethod | Self::Nowhere => None,
        }
    }
}

/// The values that took the places of a template's names, decoded.
pub(crate) type PathParameters = Vec<(&'static str, String)>;

pub(crate) fn find(routes: &'static [Route], method: &Method, path: &str) -> Destination {
    let mut destination = Destination::Nowhere;
    for route in routes {
        if let Some(parameters) = captures(route.template, path) {
            if route.method == *method {
                return Destination::Operation(route, parameters);
            }
            destination = Destination::OtherMethod;
        }
    }
    destination
}

fn captures(template: &'static str, path: &str) -> Option<PathParameters> {
    let mut parameters = Vec::new();
    let mut segments = path.split('/');
    for expected in template.split('/') {
        let segment = segments.next()?;
        match expected
            .strip_prefix('{')
            .and_then(|name| name.strip_suffix('}'))
        {
            Some(name) => {
                let value = percent_decode_str(segment).decode_utf8_lossy().into_owned();
                parameters.push((name, value));
            }
            None if expected == segment => {}
            None => return None,
        }
    }
    segments.next().is_none().then_some(parameters)
}
