//! From items to the text of a file, as a person and rustfmt would lay it out.

use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use super::emit::SourceFile;

/// Why a file could not be laid out. A mistake of the generator or of the machine, not of a contract.
#[derive(Debug, thiserror::Error)]
pub(crate) enum LayoutError {
    #[error("the generator wrote something that is not Rust: {0}")]
    NotRust(#[from] syn::Error),
    #[error("cannot run rustfmt: {0}")]
    Rustfmt(#[from] std::io::Error),
    #[error("rustfmt refused the generated code: {0}")]
    Refused(String),
}

/// The width of a line unless rustfmt.toml says otherwise.
const DEFAULT_WIDTH: usize = 100;

const ORIGIN: &str =
    "Written by `cargo xtask codegen` from `openapi.yaml`; change that file, not this one.";

/// The text of a file; `root` is where rustfmt.toml is.
pub(crate) fn lay_out(file: &SourceFile, root: &Path) -> Result<String, LayoutError> {
    let width = line_width(root);
    let title = format!("//! {}\n//!\n//! {ORIGIN}\n", file.title);
    let mut parts = vec![wrap_comments(&title, width)];
    parts.extend(
        file.uses
            .declarations()
            .into_iter()
            .map(|group| format!("{group}\n")),
    );
    for item in &file.items {
        let text = prettyplease::unparse(&syn::parse2(item.clone())?);
        parts.push(wrap_comments(&separate_members(&text), width));
    }
    rustfmt(&parts.join("\n"), root)
}

/// A blank line between the members of an `impl`, and between its types and its functions.
fn separate_members(item: &str) -> String {
    let mut lines: Vec<&str> = Vec::new();
    let is_impl = item.lines().any(|line| line.starts_with("impl"));
    for line in item.lines() {
        let ends_member = lines.last().is_some_and(|last| {
            *last == "    }" || last.starts_with("    type ") && !line.starts_with("    type ")
        });
        if is_impl && ends_member && line != "}" {
            lines.push("");
        }
        lines.push(line);
    }
    lines.join("\n") + "\n"
}

/// Wraps doc comments at the width of the file.
fn wrap_comments(text: &str, width: usize) -> String {
    let lines: Vec<String> = text
        .lines()
        .flat_map(|line| wrap_comment(line, width))
        .collect();
    lines.join("\n") + "\n"
}

fn wrap_comment(line: &str, width: usize) -> Vec<String> {
    let comment = line.trim_start();
    let indentation = &line[..line.len() - comment.len()];
    let marked = |mark| comment.strip_prefix(mark).map(|words| (mark, words));
    match marked("/// ").or_else(|| marked("//! ")) {
        Some((mark, words)) if line.chars().count() > width => {
            let lines = wrap(words, width.saturating_sub(indentation.len() + mark.len()));
            lines
                .iter()
                .map(|part| format!("{indentation}{mark}{part}"))
                .collect()
        }
        _ => vec![line.to_owned()],
    }
}

/// Breaks at blanks; the further lines of a list's item are indented below its text.
pub(crate) fn wrap(text: &str, width: usize) -> Vec<String> {
    let hanging = if text.starts_with("* ") || text.starts_with("- ") {
        "  "
    } else {
        ""
    };
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.trim().is_empty() && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(std::mem::replace(&mut line, format!("{hanging}{word}")));
        } else {
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
    }
    lines.push(line);
    lines
}

/// `max_width` of rustfmt.toml.
pub(crate) fn line_width(root: &Path) -> usize {
    let settings = std::fs::read_to_string(root.join("rustfmt.toml")).unwrap_or_default();
    let set = settings.lines().find_map(|line| {
        line.split_once('=')
            .filter(|(key, _)| key.trim() == "max_width")
    });
    set.and_then(|(_, width)| width.trim().parse().ok())
        .unwrap_or(DEFAULT_WIDTH)
}

/// A source file as rustfmt lays it out.
pub(crate) fn rustfmt(text: &str, root: &Path) -> Result<String, LayoutError> {
    let mut rustfmt = Command::new("rustfmt")
        .args([
            "--edition",
            "2024",
            "--emit",
            "stdout",
            "--quiet",
            "--config-path",
        ])
        .arg(root)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    // Dropped at the end of the statement, so that rustfmt sees the end of the text.
    rustfmt
        .stdin
        .take()
        .map(|mut input| input.write_all(text.as_bytes()))
        .transpose()?;
    let output = rustfmt.wait_with_output()?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(LayoutError::Refused(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codegen::emit::Uses;

    #[test]
    fn long_comments_are_wrapped_at_blanks_with_their_indentation() {
        assert_eq!(
            wrap_comments(
                "    /// one two three four\nlet x = \"/// one two three four five\";\n",
                20
            ),
            "    /// one two\n    /// three four\nlet x = \"/// one two three four five\";\n"
        );
    }

    #[test]
    fn the_further_lines_of_an_item_stand_below_its_text() {
        assert_eq!(wrap("- one two three", 9), ["- one two", "  three"]);
    }

    #[test]
    fn a_word_that_is_too_long_stays_whole() {
        assert_eq!(
            wrap("a https://leads.example/token b", 10),
            ["a", "https://leads.example/token", "b"]
        );
    }

    #[test]
    fn members_of_an_impl_are_separated_and_those_of_a_struct_are_not() {
        assert_eq!(
            separate_members("impl A {\n    fn a() {\n    }\n    fn b() {\n    }\n}\n"),
            "impl A {\n    fn a() {\n    }\n\n    fn b() {\n    }\n}\n"
        );
        let item = "pub struct A {\n    a: u8,\n    b: u8,\n}\n";
        assert_eq!(separate_members(item), item);
    }

    #[test]
    fn the_width_is_that_of_the_settings() {
        let root = tempfile::tempdir().expect("a directory for the test");
        assert_eq!(line_width(root.path()), DEFAULT_WIDTH);
        std::fs::write(
            root.path().join("rustfmt.toml"),
            "edition = \"2024\"\nmax_width = 80\n",
        )
        .expect("can be written");
        assert_eq!(line_width(root.path()), 80);
    }

    #[test]
    fn what_is_not_rust_is_an_error() {
        let file = SourceFile {
            title: "Nothing.".to_owned(),
            uses: Uses::default(),
            items: vec![quote::quote!(pub struct)],
        };
        let error = lay_out(&file, &crate::workspace_root()).expect_err("not an item");
        assert!(
            error
                .to_string()
                .starts_with("the generator wrote something that is not Rust"),
            "{error}"
        );
    }
}
