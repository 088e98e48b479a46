//! From a method and a path to a page, or to what is to be done.

use http::Method;

use super::PREFIX;
use super::answer::Asset;
use super::layout::Tab;
use super::section::Section;

#[derive(Debug, Clone, Copy)]
pub(super) enum Destination {
    Page(Page),
    Deed(Deed),
    /// A path that leads to this one.
    Elsewhere(&'static str),
    /// The methods that the path has.
    OtherMethod(&'static str),
    Nowhere,
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Page {
    Calls,
    Call(u64),
    Data,
    Section(Section),
    Faults,
    Connect,
    Events,
    Asset(Asset),
}

/// What a form asks for.
#[derive(Debug, Clone, Copy)]
pub(super) enum Deed {
    Seed(Section),
    Inject,
    ClearFaults,
    Release,
    Reset,
}

pub(super) fn find(method: &Method, path: &str) -> Destination {
    let below = path.strip_prefix(PREFIX).unwrap_or_default();
    let Some(below) = below.strip_prefix('/') else {
        return Destination::Elsewhere(Tab::Calls.path());
    };
    let segments: Vec<_> = below.split('/').collect();
    let is_post = match *method {
        Method::POST => true,
        Method::GET | Method::HEAD => false,
        _ => return Destination::OtherMethod("GET, HEAD, POST"),
    };
    match (page(&segments), deed(&segments)) {
        (_, Some(deed)) if is_post => Destination::Deed(deed),
        (Some(page), _) if !is_post => Destination::Page(page),
        (Some(_), None) => Destination::OtherMethod("GET, HEAD"),
        (None, Some(_)) => Destination::OtherMethod("POST"),
        _ => Destination::Nowhere,
    }
}

fn page(segments: &[&str]) -> Option<Page> {
    match segments {
        [""] => Some(Page::Calls),
        ["calls", number] => number.parse().ok().map(Page::Call),
        ["data"] => Some(Page::Data),
        ["data", section] => Section::find(section).map(Page::Section),
        ["faults"] => Some(Page::Faults),
        ["connect"] => Some(Page::Connect),
        ["events"] => Some(Page::Events),
        [asset] => Asset::find(asset).map(Page::Asset),
        _ => None,
    }
}

fn deed(segments: &[&str]) -> Option<Deed> {
    match segments {
        ["data", section, "seed"] => Section::find(section).map(Deed::Seed),
        ["faults"] => Some(Deed::Inject),
        ["faults", "clear"] => Some(Deed::ClearFaults),
        ["faults", "release"] => Some(Deed::Release),
        ["reset"] => Some(Deed::Reset),
        _ => None,
    }
}
