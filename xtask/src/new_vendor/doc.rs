//! Code as it stands in the new crate: laid out by rustfmt, in a doc comment or in a README.

use std::path::Path;

use crate::codegen::layout::{LayoutError, line_width, rustfmt, wrap};

/// Statements as rustfmt lays them out in a function's body, without their indentation.
pub(super) fn statements(code: &str, root: &Path) -> Result<String, LayoutError> {
    let function = rustfmt(&format!("async fn example() {{\n{code}\n}}\n"), root)?;
    let lines: Vec<&str> = function.lines().collect();
    let body = lines
        .get(1..lines.len().saturating_sub(1))
        .unwrap_or_default();
    let dedented = body
        .iter()
        .map(|line| line.strip_prefix("    ").unwrap_or(line));
    Ok(dedented.collect::<Vec<_>>().join("\n"))
}

/// Each line with so much before it; an empty line stays empty.
pub(super) fn indented(text: &str, indentation: &str) -> String {
    let lines = text.lines().map(|line| {
        if line.is_empty() {
            String::new()
        } else {
            format!("{indentation}{line}")
        }
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// Paragraphs as a doc comment, wrapped.
pub(super) fn comment(paragraphs: &[String], indentation: &str, root: &Path) -> String {
    let width = line_width(root).saturating_sub(indentation.len() + "/// ".len());
    let wrapped = paragraphs.iter().map(|paragraph| {
        let lines = paragraph.lines().flat_map(|line| wrap(line, width));
        lines.collect::<Vec<_>>().join("\n")
    });
    commented(&wrapped.collect::<Vec<_>>().join("\n\n"), indentation)
}

/// Lines as they are, as a doc comment.
pub(super) fn commented(text: &str, indentation: &str) -> String {
    let lines = text
        .lines()
        .map(|line| format!("{indentation}/// {line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn statements_are_laid_out_without_the_function_around_them() {
        let code = statements("let a=1; let b =2;", &crate::workspace_root()).expect("it is Rust");
        assert_eq!(code, "let a = 1;\nlet b = 2;");
    }

    #[test]
    fn a_comment_is_wrapped_and_code_in_it_is_not() {
        let long = "word ".repeat(30).trim_end().to_owned();
        let comment = comment(&[long, "end".to_owned()], "    ", &crate::workspace_root());
        let lines: Vec<&str> = comment.lines().collect();
        assert_eq!(lines.len(), 4, "{comment}");
        assert_eq!(lines[2..], ["    ///", "    /// end"]);
        assert_eq!(commented("a\n\nb", ""), "/// a\n///\n/// b");
    }
}
