//! What the vendors keep.

mod activations;
mod contacts;
mod contracts;
mod leads;
mod tickets;

use http::{Response, StatusCode};
use maud::{Markup, html};

use crate::body::Body;

use super::deed::MOST_SEEDED;
use super::layout::{Content, Tab};
use super::notice::Notice;
use super::paging::Paging;
use super::pairs::Pairs;
use super::section::Section;
use super::{Inspector, PREFIX};

/// A number and what it counts.
type Figure = (String, usize);

impl Inspector {
    /// A summary, and the way back to the start.
    pub(super) fn data_page(&self, query: &Pairs) -> Response<Body> {
        let content = Content {
            tab: Tab::Data,
            title: "Data".to_owned(),
            notice: Notice::read(query),
            main: html! {
                p.lede { "What the vendors keep at this moment." }
                ul.cards #summary data-live {
                    @for section in Section::ALL {
                        li {
                            h2 { a href=(section.path()) { (section.title()) } }
                            (figures(&self.figures(section)))
                        }
                    }
                }
                section aria-labelledby="reset" {
                    h2 #reset { "Begin anew" }
                    p {
                        "Puts the demonstration data back, and forgets all other data, the list of calls, the tokens and \
                         the faults that were asked for. Settings of the sandbox stay."
                    }
                    form method="post" action={ (PREFIX) "/reset" } {
                        button.danger type="submit" { "Reset everything" }
                    }
                }
            },
        };
        self.respond(StatusCode::OK, &content)
    }

    /// The data of one vendor.
    pub(super) fn section_page(&self, section: Section, query: &Pairs) -> Response<Body> {
        let paging = Paging::new(query.number("page"));
        let content = Content {
            tab: Tab::Data,
            title: section.title().to_owned(),
            notice: Notice::read(query),
            main: html! {
                (sections(section))
                (self.seed_form(section))
                div #data data-live {
                    @match section {
                        Section::Partner => (self.tickets(paging)),
                        Section::LeadBank => (self.leads(query, paging)),
                        Section::Dialler => (self.contacts(query, paging)),
                        Section::Aim => (self.contracts(paging)),
                        Section::Iveco => (self.activations(paging)),
                    }
                }
            },
        };
        self.respond(StatusCode::OK, &content)
    }

    fn figures(&self, section: Section) -> Vec<Figure> {
        match section {
            Section::Partner => self.ticket_figures(),
            Section::LeadBank => self.lead_figures(),
            Section::Dialler => self.contact_figures(),
            Section::Aim => self.contract_figures(),
            Section::Iveco => self.activation_figures(),
        }
    }

    fn seed_form(&self, section: Section) -> Markup {
        html! {
            form.row method="post" action={ (section.path()) "/seed" } {
                div.field {
                    label for="count" { "How many" }
                    input #count name="count" type="number" min="1" max=(MOST_SEEDED) value="5" required;
                }
                @if section == Section::Dialler {
                    div.field {
                        label for="into" { "Campaign" }
                        select #into name="campaign" {
                            @for campaign in self.dialler.campaigns() {
                                option value=(campaign.id) { (campaign.id) " " (campaign.name) }
                            }
                        }
                    }
                }
                button type="submit" { "Add demonstration " (section.things()) }
            }
        }
    }
}

/// The vendors, this one marked.
fn sections(current: Section) -> Markup {
    html! {
        nav.sections aria-label="Vendors" {
            ul {
                @for section in Section::ALL {
                    li {
                        a href=(section.path()) aria-current=[(section == current).then_some("page")] { (section.title()) }
                    }
                }
            }
        }
    }
}

fn figures(figures: &[Figure]) -> Markup {
    html! {
        dl.figures {
            @for (what, count) in figures { div { dt { (what) } dd { (count) } } }
        }
    }
}

/// Ways to narrow a table: the value of a query's member, what it stands for, and how many there are.
fn choices(
    name: &str,
    chosen: Option<&str>,
    all: usize,
    choices: &[(String, String, usize)],
) -> Markup {
    html! {
        nav.choices aria-label="Narrow the table" {
            ul {
                li { a href="?" aria-current=[chosen.is_none().then_some("true")] { "All " span.count { (all) } } }
                @for (value, title, count) in choices {
                    li {
                        a href={ "?" (name) "=" (value) } aria-current=[(chosen == Some(value)).then_some("true")] {
                            (title) " " span.count { (count) }
                        }
                    }
                }
            }
        }
    }
}

/// In place of a table without rows.
fn none(things: &str) -> Markup {
    html! { div.empty { p { "There are no " (things) "." } } }
}
