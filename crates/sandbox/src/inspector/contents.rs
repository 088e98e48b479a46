//! A body, so that a person can read it. What it is shows in its text: the ledger keeps no headers.

use maud::{Markup, Render, html};

use crate::request::form_pairs;

use super::fragment;
use super::json::{self, Piece};
use super::xml;

pub(super) enum Contents<'a> {
    Nothing,
    Json(Vec<Piece<'a>>),
    Xml(String),
    Form(Vec<(String, String)>),
    Text(&'a str),
    /// So many bytes that are no text.
    Bytes(usize),
}

impl<'a> Contents<'a> {
    pub(super) fn of(body: &'a [u8]) -> Self {
        if body.is_empty() {
            return Self::Nothing;
        }
        let Some(text) = text_of(body) else {
            return Self::Bytes(body.len());
        };
        if let Some(pieces) = json::pieces(text) {
            Self::Json(pieces)
        } else if let Some(xml) = xml::indented(text) {
            Self::Xml(xml)
        } else if is_form(text) {
            Self::Form(form_pairs(text))
        } else {
            Self::Text(text)
        }
    }

    /// What it was taken for.
    pub(super) fn form(&self) -> Option<&'static str> {
        match self {
            Self::Json(_) => Some("JSON"),
            Self::Xml(_) => Some("XML"),
            Self::Form(_) => Some("a form"),
            Self::Text(_) => Some("text"),
            Self::Nothing | Self::Bytes(_) => None,
        }
    }
}

impl Render for Contents<'_> {
    fn render(&self) -> Markup {
        html! {
            @match self {
                Self::Nothing => p.note { "Empty." },
                Self::Json(pieces) => (code(&html! {
                    @for piece in pieces {
                        @match piece.class() {
                            Some(class) => span class=(class) { (piece.text) },
                            None => (piece.text),
                        }
                    }
                })),
                Self::Xml(text) => (code(&html! { (text) })),
                Self::Text(text) => (code(&html! { (text) })),
                Self::Form(pairs) => (fragment::table("Form", &["Name", "Value"], pairs.iter().map(|(name, value)| vec![
                    html! { code { (name) } },
                    html! { code { (value) } },
                ]))),
                Self::Bytes(length) => p.note { (length) " bytes that are no text." },
            }
        }
    }
}

/// Scrolled by itself, also with the keyboard.
fn code(text: &Markup) -> Markup {
    html! { pre tabindex="0" { code { (text) } } }
}

/// A text that was cut off within a character lacks that one.
fn text_of(body: &[u8]) -> Option<&str> {
    match str::from_utf8(body) {
        Ok(text) => Some(text),
        Err(error) if error.error_len().is_none() => {
            str::from_utf8(body.get(..error.valid_up_to())?).ok()
        }
        Err(_) => None,
    }
}

fn is_form(text: &str) -> bool {
    text.contains('=')
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"=&%+-_.*~[]".contains(&byte))
}

#[cfg(test)]
mod tests;
