//! Source code, as far as its docs and its functions go.

use crate::block::{Block, blocks};

/// The text of all doc comments, line by line.
pub(crate) fn docs(source: &str) -> impl Iterator<Item = &str> {
    source.lines().filter_map(doc)
}

fn doc(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let text = line
        .strip_prefix("///")
        .or_else(|| line.strip_prefix("//!"))?;
    Some(text.strip_prefix(' ').unwrap_or(text))
}

/// The public functions of a file, with the code blocks of their docs.
pub(crate) fn functions(source: &str) -> Vec<(&str, Vec<Block>)> {
    let mut functions = Vec::new();
    let mut docs = Vec::new();
    for line in source.lines() {
        let code = line.trim_start();
        let function = code
            .strip_prefix("pub fn ")
            .or_else(|| code.strip_prefix("pub async fn "));
        if let Some(text) = doc(line) {
            docs.push(text);
        } else if let Some(function) = function {
            let name = function.split(['(', '<']).next().unwrap_or_default();
            functions.push((name, blocks(docs.drain(..))));
        } else if !code.starts_with("#[") {
            docs.clear();
        }
    }
    functions
}

/// The functions of a file that have no example.
pub(crate) fn without_example(source: &str) -> Vec<&str> {
    let functions = functions(source).into_iter();
    functions
        .filter(|(name, blocks)| !blocks.iter().any(|block| block.is_example_of(name)))
        .map(|(name, _)| name)
        .collect()
}

mod rules {
    use super::{functions, without_example};

    #[test]
    fn docs_belong_to_the_function_below_them() {
        let source = "
            /// One.
            ///
            /// ```
            /// # use vendor_sandbox::Sandbox;
            /// assert!(client.one().await.is_ok());
            /// ```
            #[must_use]
            pub fn one(&self) {}

            pub fn two<T>(&self) {}

            /// ```
            /// # use vendor_sandbox::Sandbox;
            /// assert!(client.three().await.is_ok());
            /// ```
            struct Other;

            pub async fn three(
                &self,
            ) {}
        ";
        let names: Vec<&str> = functions(source).iter().map(|(name, _)| *name).collect();
        assert_eq!(names, ["one", "two", "three"]);
        assert_eq!(without_example(source), ["two", "three"]);
    }
}
