//! The READMEs of the vendor crates are a family.

use super::project::{Project, directory, read};

/// What a reader finds in each of them, in this order; between them stand the vendor's own ideas.
const SECTIONS: [&str; 9] = [
    "Start",
    "Operations",
    "Credentials",
    "When a call fails",
    "Settings",
    "Testing your own code",
    "What is not documented",
    "Features",
    "Spawning and sync code",
];

#[test]
fn every_readme_has_the_name_of_its_crate_for_a_title() {
    for package in Project::read().published() {
        let readme = read(&directory(package).join("README.md"));
        let title = readme.lines().next().unwrap_or_default();
        let expected = format!("# {}", package.name);
        assert!(
            title.starts_with(&expected),
            "{}/README.md begins with `{expected}`, not with `{title}`",
            package.name
        );
    }
}

#[test]
fn the_readmes_of_the_vendors_have_the_same_sections() {
    for vendor in Project::read().vendors() {
        let readme = read(&directory(vendor).join("README.md"));
        let headings = readme.lines().filter_map(|line| line.strip_prefix("## "));
        let shared: Vec<&str> = headings
            .filter(|heading| SECTIONS.contains(heading))
            .collect();
        assert_eq!(
            shared, SECTIONS,
            "{}/README.md: whoever knows one crate's README finds the way in this one",
            vendor.name
        );
    }
}

#[test]
fn the_readmes_of_the_vendors_give_the_same_advice_on_failures() {
    let advice = |readme: &str| {
        let start = readme.find("fn what_to_do(")?;
        let end = readme[start..].find("\n}")?;
        Some(readme[start..start + end].to_owned())
    };
    let mut known: Option<String> = None;
    for vendor in Project::read().vendors() {
        let readme = read(&directory(vendor).join("README.md"));
        let here = advice(&readme);
        assert!(
            here.is_some(),
            "{}/README.md has no `fn what_to_do`: copy that of another vendor",
            vendor.name
        );
        assert_eq!(
            known.get_or_insert_with(|| here.clone().unwrap_or_default()),
            &here.clone().unwrap_or_default(),
            "{}/README.md: `fn what_to_do` is the same for all vendors",
            vendor.name
        );
    }
}
