//! Texts for people, parts of which stand out where a terminal can show it.

use std::borrow::Cow;
use std::fmt::Write as _;

use anstyle::{AnsiColor, Style};

use super::printable;

/// Why a part stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    Plain,
    Heading,
    Good,
    Warning,
    Error,
}

impl Role {
    /// As clap shows headings, errors and what is valid.
    fn style(self) -> Style {
        let plain = Style::new();
        match self {
            Self::Plain => plain,
            Self::Heading => plain.bold().underline(),
            Self::Good => plain.fg_color(Some(AnsiColor::Green.into())),
            Self::Warning => plain.bold().fg_color(Some(AnsiColor::Yellow.into())),
            Self::Error => plain.bold().fg_color(Some(AnsiColor::Red.into())),
        }
    }
}

/// A text of parts. What a part holds is made safe to show when it is shown: only the roles steer the terminal.
#[derive(Debug, Default)]
pub(crate) struct Styled<'a>(Vec<(Role, Cow<'a, str>)>);

/// What a line begins with, if it stands out.
const LABELS: [(&str, Role); 4] = [
    ("error:", Role::Error),
    ("warning:", Role::Warning),
    ("Usage:", Role::Heading),
    ("  tip:", Role::Good),
];

impl<'a> Styled<'a> {
    pub(crate) fn push(&mut self, role: Role, text: impl Into<Cow<'a, str>>) {
        self.0.push((role, text.into()));
    }

    /// A message with its labels, each at the beginning of a line of its own.
    pub(super) fn labelled(text: &'a str) -> Self {
        let mut styled = Self::default();
        for line in text.split_inclusive('\n') {
            let label = LABELS.iter().find(|(label, _)| line.starts_with(label));
            let (role, length) =
                label.map_or((Role::Plain, 0), |(label, role)| (*role, label.len()));
            let (label, rest) = line.split_at(length);
            styled.push(role, label);
            styled.push(Role::Plain, rest);
        }
        styled
    }

    /// With the codes of a terminal, which the stream takes out again where it is none.
    pub(super) fn to_ansi(&self) -> String {
        let mut ansi = String::new();
        for (role, text) in &self.0 {
            let (style, text) = (role.style(), printable::lines(text));
            // Writing to a text cannot fail.
            let _ = write!(ansi, "{style}{text}{style:#}");
        }
        ansi
    }
}

impl From<String> for Styled<'_> {
    fn from(text: String) -> Self {
        Self(vec![(Role::Plain, text.into())])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_labels_at_the_beginning_of_a_line_stand_out() {
        let shown = Styled::labelled("error: an error: no\nwarning: 1\n").to_ansi();
        assert_eq!(
            shown,
            "\u{1b}[1m\u{1b}[31merror:\u{1b}[0m an error: no\n\u{1b}[1m\u{1b}[33mwarning:\u{1b}[0m 1\n"
        );
    }

    #[test]
    fn no_part_steers_the_terminal() {
        let mut styled = Styled::from("\u{1b}[2J".to_owned());
        styled.push(Role::Good, "\u{9b}2J");
        let shown = styled.to_ansi();
        assert_eq!(shown, "\u{fffd}[2J\u{1b}[32m\u{fffd}2J\u{1b}[0m");
    }
}
