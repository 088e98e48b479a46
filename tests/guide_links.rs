//! The guide holds together: what is linked exists, and every chapter is listed, compiled and built alike.
#![allow(clippy::expect_used, clippy::panic)] // a test fails loudly

use std::fs;
use std::path::{Path, PathBuf};

use behaviours::workspace::{read, root};

fn files_in(directory: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(directory).expect("a directory");
    let mut files: Vec<PathBuf> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    files.sort();
    files
}

fn guide() -> Vec<PathBuf> {
    files_in(&root().join("tests/guide"))
}

fn chapters() -> Vec<PathBuf> {
    let mut chapters = guide();
    chapters.retain(|file| !file.ends_with("README.md"));
    chapters
}

fn readmes() -> Vec<PathBuf> {
    let crates = files_in(&root().join("crates"));
    let of_crates = crates.iter().map(|directory| directory.join("README.md"));
    std::iter::once(root().join("README.md"))
        .chain(of_crates)
        .collect()
}

/// The lines outside of code blocks.
fn prose(text: &str) -> impl Iterator<Item = &str> {
    let mut is_code = false;
    text.lines().filter(move |line| {
        let is_fence = line.starts_with("```");
        is_code ^= is_fence;
        !is_code && !is_fence
    })
}

/// Where the links of a line lead to.
fn targets(line: &str) -> impl Iterator<Item = &str> {
    line.split("](")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once(')')?.0))
}

/// The anchors of a page, as its headings get them from those who show it.
fn anchors(text: &str) -> Vec<String> {
    let headings = prose(text).filter(|line| line.starts_with('#'));
    headings
        .map(|heading| {
            let words = heading.trim_start_matches('#').trim().to_lowercase();
            let words = words.replace(' ', "-");
            words
                .chars()
                .filter(|letter| letter.is_alphanumeric() || "-_".contains(*letter))
                .collect()
        })
        .collect()
}

/// What is wrong with the links of a page to files of this repository.
fn broken_links(file: &Path, text: &str) -> Vec<String> {
    let links = prose(text).flat_map(targets);
    let inside = links.filter(|target| !target.contains("://") && !target.starts_with("mailto:"));
    inside
        .filter(|target| {
            let (path, anchor) = target.split_once('#').unwrap_or((target, ""));
            let page = file.parent().expect("its directory").join(path);
            let is_there = path.is_empty() || page.exists();
            let has_anchor = || {
                let page = if path.is_empty() {
                    text.to_owned()
                } else {
                    read(&page)
                };
                anchors(&page).iter().any(|known| known == anchor)
            };
            !is_there || (!anchor.is_empty() && !has_anchor())
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn links_within_the_guide_and_from_the_readmes_lead_somewhere() {
    let pages = guide().into_iter().chain(readmes());
    let broken: Vec<(PathBuf, Vec<String>)> = pages
        .map(|page| (page.clone(), broken_links(&page, &read(&page))))
        .filter(|(_, links)| !links.is_empty())
        .collect();
    assert!(broken.is_empty(), "{broken:#?}");
}

#[test]
fn a_link_to_a_page_or_a_heading_that_is_not_there_is_found() {
    let file = root().join("tests/guide/README.md");
    let text = "\
        # A page\n\
        [it](errors.md), [a heading](errors.md#traps), [here](#a-page), [far](https://example.com/none.md)\n\
        ```\n\
        [code](none.md)\n\
        ```\n\
        [gone](none.md) and [a part](errors.md#none), [here](#none)\n";
    assert_eq!(
        broken_links(&file, text),
        ["none.md", "errors.md#none", "#none"]
    );
}

#[test]
fn every_chapter_is_in_the_table_of_contents_and_among_the_doctests() {
    let contents = read(&root().join("tests/guide/README.md"));
    let modules = read(&root().join("tests/guide.rs"));
    assert!(!chapters().is_empty());
    for chapter in chapters() {
        let name = chapter.file_name().expect("a name").to_string_lossy();
        assert!(contents.contains(&format!("]({name})")), "{name}");
        let include = format!("include_str!(\"guide/{name}\")");
        assert!(modules.contains(&include), "{name}");
    }
}

#[test]
fn every_chapter_begins_with_its_question_and_ends_with_the_traps() {
    for chapter in chapters() {
        let text = read(&chapter);
        let question = prose(&text).nth(2).unwrap_or_default();
        let is_question = question.starts_with('*') && question.ends_with("?*");
        assert!(is_question, "{}: {question}", chapter.display());
        let last = prose(&text).filter(|line| line.starts_with("## ")).last();
        assert_eq!(last, Some("## Traps"), "{}", chapter.display());
    }
}

#[test]
fn no_example_is_left_out_of_the_run() {
    for chapter in guide() {
        let text = read(&chapter);
        for fence in text.lines().filter(|line| line.starts_with("```")) {
            let is_known = matches!(fence, "```" | "```rust" | "```console" | "```yaml");
            assert!(is_known, "{}: {fence}", chapter.display());
        }
    }
}

#[test]
fn every_vendor_occurs() {
    let texts: Vec<String> = chapters().iter().map(|chapter| read(chapter)).collect();
    for vendor in [
        "aim_contracts::",
        "dialler::",
        "iveco_bt::",
        "leadbank::",
        "prepared_tickets::",
    ] {
        let count = texts.iter().filter(|text| text.contains(vendor)).count();
        assert!(count >= 2, "{vendor} occurs in {count} chapters");
    }
}
