//! What all pages have in common.

use http::{Response, StatusCode};
use maud::{DOCTYPE, Markup, html};

use crate::body::Body;

use super::notice::Notice;
use super::{Inspector, PREFIX, answer};

/// The entries of the navigation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tab {
    Calls,
    Data,
    Faults,
    Connect,
}

impl Tab {
    const ALL: [Self; 4] = [Self::Calls, Self::Data, Self::Faults, Self::Connect];

    fn title(self) -> &'static str {
        match self {
            Self::Calls => "Calls",
            Self::Data => "Data",
            Self::Faults => "Faults",
            Self::Connect => "Connect",
        }
    }

    pub(super) fn path(self) -> &'static str {
        match self {
            Self::Calls => "/_inspector/",
            Self::Data => "/_inspector/data",
            Self::Faults => "/_inspector/faults",
            Self::Connect => "/_inspector/connect",
        }
    }
}

/// A page before it has its frame.
pub(super) struct Content {
    pub(super) tab: Tab,
    /// The heading, and the beginning of the window's title.
    pub(super) title: String,
    pub(super) notice: Option<Notice>,
    pub(super) main: Markup,
}

impl Inspector {
    pub(super) fn respond(&self, status: StatusCode, content: &Content) -> Response<Body> {
        answer::page(status, self.document(content))
    }

    /// A page that is not there, or not any more.
    pub(super) fn missing(&self, title: &str, advice: &str) -> Response<Body> {
        let content = Content {
            tab: Tab::Calls,
            title: title.to_owned(),
            notice: None,
            main: html! {
                p { (advice) }
                p { a href=(Tab::Calls.path()) { "All calls" } }
            },
        };
        self.respond(StatusCode::NOT_FOUND, &content)
    }

    fn document(&self, content: &Content) -> Markup {
        html! {
            (DOCTYPE)
            html lang="en" {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    meta name="color-scheme" content="light dark";
                    title { (content.title) " \u{b7} vendor sandbox" }
                    link rel="icon" href={ (PREFIX) "/icon.svg" } type="image/svg+xml";
                    link rel="stylesheet" href={ (PREFIX) "/style.css" };
                    script src={ (PREFIX) "/script.js" } defer {}
                }
                body data-last=(self.ledger.last_number()) {
                    a.skip href="#main" { "Skip to the content" }
                    header {
                        p.brand { a href=(Tab::Calls.path()) { "vendor sandbox" } }
                        (self.navigation(content.tab))
                        div.live {
                            p #news aria-live="polite" {}
                            noscript { p { "Without JavaScript this page stays as it is: reload it." } }
                            button #pause type="button" hidden { "Pause updates" }
                        }
                    }
                    main #main tabindex="-1" {
                        h1 { (content.title) }
                        @if let Some(notice) = content.notice {
                            p.notice role="status" { (notice.text()) }
                        }
                        (content.main)
                    }
                    footer {
                        p {
                            "No product of these vendors. Everything here is in memory, and gone when the sandbox stops. "
                            "Times without an offset are UTC."
                        }
                    }
                }
            }
        }
    }

    fn navigation(&self, current: Tab) -> Markup {
        let queued: usize = self
            .faults
            .queued()
            .iter()
            .map(|(_, faults)| faults.len())
            .sum();
        html! {
            nav #navigation aria-label="Inspector" data-live {
                ul {
                    @for tab in Tab::ALL {
                        li {
                            a href=(tab.path()) aria-current=[(tab == current).then_some("page")] {
                                (tab.title())
                                @if tab == Tab::Faults && queued > 0 {
                                    " " span.count { (queued) span.hidden { " queued" } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
