//! What a client has to be told.

use http::{Response, StatusCode};
use maud::{Markup, html};

use crate::body::Body;
use crate::client_settings::ClientSettings;

use super::Inspector;
use super::layout::{Content, Tab};

impl Inspector {
    pub(super) fn connect_page(&self) -> Response<Body> {
        let settings = ClientSettings::of(
            &self.partner,
            &self.leadbank,
            &self.dialler,
            &self.iveco,
            &self.aim,
        );
        let content = Content {
            tab: Tab::Connect,
            title: "Connect".to_owned(),
            notice: None,
            main: html! {
                p.lede {
                    "The addresses and credentials of all vendors, as the command " code { "vendor" }
                    " reads them. They are good for nothing but a sandbox."
                }
                section aria-labelledby="shell" {
                    h2 #shell { "For a shell" }
                    p { "Paste these lines into the shell of the client." }
                    (lines("exports", &settings.exports()))
                }
                section aria-labelledby="file" {
                    h2 #file { "For a settings file" }
                    p { "The same as TOML, for " code { "vendor --config FILE" } "." }
                    (lines("toml", &settings.toml()))
                }
                p.note { "The dialler's token ends when a fault says so, or a reset; the new one is shown here." }
            },
        };
        self.respond(StatusCode::OK, &content)
    }
}

fn lines(id: &str, text: &str) -> Markup {
    html! { pre id=(id) data-live data-copy tabindex="0" { code { (text) } } }
}
