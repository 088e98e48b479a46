//! What the sources do not say, and how long they are.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use super::assert_none;
use super::project::{Project, directory, files, hand_written, read, root, rust_files, shown};

/// Lines of a file: more have to be searched, and hold more than one idea.
const LONGEST: usize = 660;

/// Words by which a vendor would be known, whatever stands around them.
const WORDS: [&str; 10] = [
    "jifeline",
    "prepared",
    "datacar",
    "leadbank",
    "jtel",
    "dialler",
    "tri-tech",
    "active-e",
    "aim-contracts",
    "iveco",
];

#[test]
fn core_knows_no_vendor() {
    let project = Project::read();
    let mut broken = Vec::new();
    for file in rust_files(&root().join("crates/core/src")) {
        let text = read(&file).to_lowercase();
        let words = WORDS.into_iter().filter(|word| text.contains(word));
        let names = project.vendors().map(|vendor| vendor.name.as_str());
        let crates = names.filter(|name| is_named_as_a_crate(name, &text));
        let all = words.chain(crates);
        broken.extend(all.map(|word| format!("{} names {word}", shown(&file))));
    }
    assert_none(
        &broken,
        "What only one vendor does belongs in that vendor's crate, behind core's traits:",
    );
}

/// A crate may have an everyday name, so the word alone says nothing.
fn is_named_as_a_crate(name: &str, text: &str) -> bool {
    text.contains(&format!("`{name}`")) || text.contains(&format!("{}::", name.replace('-', "_")))
}

#[test]
fn no_module_is_a_drawer_for_everything() {
    let vague = ["util", "utils", "helper", "helpers", "common", "misc"];
    let is_vague = |file: &&PathBuf| {
        let file = file.strip_prefix(root()).unwrap_or(file);
        let mut names = file
            .components()
            .map(|part| part.as_os_str().to_string_lossy());
        names.any(|name| vague.contains(&name.trim_end_matches(".rs")))
    };
    let broken: Vec<String> = rust_files(&root())
        .iter()
        .filter(is_vague)
        .map(|file| shown(file))
        .collect();
    assert_none(&broken, "Name the module by the idea that it holds:");
}

#[test]
fn no_source_is_too_long_to_read() {
    let project = Project::read();
    let broken: Vec<String> = project
        .packages()
        .flat_map(hand_written)
        .filter_map(|file| {
            let lines = read(&file).lines().count();
            (lines > LONGEST).then(|| format!("{}: {lines} lines", shown(&file)))
        })
        .collect();
    assert_none(
        &broken,
        &format!("More than {LONGEST} lines hold more than one idea: split the file by idea:"),
    );
}

#[test]
fn only_core_names_reqwest_in_its_sources() {
    let project = Project::read();
    let others = project
        .published()
        .filter(|package| package.name.as_str() != "vendor-core");
    let broken: Vec<String> = others
        .flat_map(|package| rust_files(&directory(package).join("src")))
        .filter(|file| read(file).contains("reqwest::"))
        .map(|file| shown(&file))
        .collect();
    assert_none(
        &broken,
        "No type of the HTTP library is in our public API, so that it can be replaced: use vendor_core's:",
    );
}

#[test]
fn paths_stand_in_the_contract_and_in_generated_code_only() {
    let project = Project::read();
    let mut broken = Vec::new();
    for vendor in project.vendors() {
        let contract = read(&directory(vendor).join("openapi.yaml"));
        let paths = fixed_beginnings(&contract);
        assert!(!paths.is_empty(), "{}: the contract has paths", vendor.name);
        for file in hand_written(vendor) {
            let text = read(&file);
            let found = paths.iter().filter(|path| text.contains(path.as_str()));
            broken.extend(found.map(|path| format!("{}: {path}", shown(&file))));
        }
    }
    assert_none(
        &broken,
        "Wire names come from openapi.yaml alone. Use the generated operation:",
    );
}

/// The fixed beginnings of the paths, up to the first parameter.
fn fixed_beginnings(contract: &str) -> Vec<String> {
    let contract: Value = serde_saphyr::from_str(contract).expect("the contract is YAML");
    let paths = contract["paths"].as_object().expect("it has paths");
    let beginnings = paths.keys().filter_map(|path| path.split('{').next());
    beginnings
        .filter(|beginning| *beginning != "/")
        .map(str::to_owned)
        .collect()
}

#[test]
fn paths_are_found_however_they_are_written() {
    let contract = "
        paths:
          /jobs: { get: {} }
          \"/vehicles/{vin}/jobs\": # quoted
            get: {}
    ";
    assert_eq!(fixed_beginnings(contract), ["/jobs", "/vehicles/"]);
}

#[test]
fn no_file_names_a_place_on_somebodys_machine() {
    // In pieces, since this file is looked at as well.
    let places = [
        concat!("/ho", "me/"),
        concat!("/Us", "ers/"),
        concat!("/ro", "ot/"),
        concat!("/wo", "rk/"),
        concat!("C:\\Us", "ers"),
    ];
    let broken: Vec<String> = files(&root())
        .iter()
        .flat_map(|file| {
            let bytes = fs::read(file).expect("a file");
            let text = String::from_utf8_lossy(&bytes).into_owned();
            let lines = text.lines().enumerate();
            lines
                .filter(|(_, line)| places.iter().any(|place| line.contains(place)))
                .map(|(number, line)| format!("{}:{}: {}", shown(file), number + 1, line.trim()))
                .collect::<Vec<_>>()
        })
        .collect();
    assert_none(
        &broken,
        "Such a path exists on one machine only. Write a relative one, or an invented one outside of homes:",
    );
}
