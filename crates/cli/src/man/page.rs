//! One man page.

use clap::Command;
use clap_mangen::Man;
use clap_mangen::roff::{Roff, roman};

/// The page of a command. What stands below its options is laid out here: as one flow of text, which is all that the
/// library makes of it, neither a table nor an example could be read.
pub(super) fn page(command: &Command) -> String {
    let mut page = Vec::new();
    let man = Man::new(command.clone().after_help(None))
        .source(concat!("vendor ", env!("CARGO_PKG_VERSION")))
        .manual("vendor");
    // Writing to memory does not fail.
    let _ = man.render(&mut page);
    let below = command.get_after_help().map(ToString::to_string);
    String::from_utf8_lossy(&page).into_owned() + &below_options(&below.unwrap_or_default())
}

/// Notes, and then what has a title of its own: examples, for instance.
fn below_options(text: &str) -> String {
    let paragraphs = || text.split("\n\n").filter(|paragraph| !paragraph.is_empty());
    let mut roff = Roff::new();
    let mut notes = paragraphs()
        .filter(|paragraph| titled(paragraph).is_none())
        .peekable();
    if notes.peek().is_some() {
        roff.control("SH", ["NOTES"]);
    }
    for paragraph in notes {
        roff.control("PP", []);
        write(&mut roff, paragraph);
    }
    for (title, lines) in paragraphs().filter_map(titled) {
        roff.control("SH", [title.to_uppercase().as_str()]);
        write(&mut roff, lines);
    }
    roff.to_roff()
}

/// One or two words with a colon, and indented lines below them.
fn titled(paragraph: &str) -> Option<(&str, &str)> {
    let (title, lines) = paragraph.split_once(":\n")?;
    let is_short = title.split_whitespace().count() <= 2;
    (is_short && lines.starts_with("  ")).then_some((title, lines))
}

/// Lines with columns, and those to be typed, as they are; the others as prose.
fn write(roff: &mut Roff, paragraph: &str) {
    let mut is_verbatim = false;
    for line in paragraph.lines() {
        if line.contains("  ") != is_verbatim {
            is_verbatim = !is_verbatim;
            roff.control(if is_verbatim { "nf" } else { "fi" }, []);
        }
        roff.text([roman(line)]);
    }
    if is_verbatim {
        roff.control("fi", []);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prose_flows_and_what_is_to_be_typed_or_has_columns_does_not() {
        let text = "One\nsentence.\n\nA  B\n1  2\n\nExamples:\n  vendor tour\n  vendor man";
        let page = below_options(text);
        let from = page.find(".SH NOTES").map(|start| &page[start..]);
        assert_eq!(
            from,
            Some(
                ".SH NOTES\n.PP\nOne\nsentence.\n.PP\n.nf\nA  B\n1  2\n.fi\n.SH EXAMPLES\n.nf\n  vendor tour\n  \
                 vendor man\n.fi\n"
            )
        );
    }
}
