use std::fs;
use std::process::Command;

use super::Surface;
use crate::public_api::{rustdoc, unreadable};

/// Another crate.
const OTHER: &str = "
    pub struct Type;
    pub struct Demanded;
    pub trait Trait { fn method(&self, _: Demanded) {} }
    pub trait Given {}
    impl<T> Given for T {}
    pub mod deep { pub struct Deep; }
    pub use deep::Deep;
";

/// Each in a module of its own: what it shows of the other crate, and where.
const SHOWN: [(&str, &str, &str); 30] = [
    ("pub fn f(_: other::Type) {}", "other::Type", "f"),
    ("pub fn f(_: &[(u8, other::Type)]) {}", "other::Type", "f"),
    ("pub fn f(_: fn(other::Type)) {}", "other::Type", "f"),
    ("pub fn f(_: &dyn other::Trait) {}", "other::Trait", "f"),
    ("pub fn f(_: impl other::Trait) {}", "other::Trait", "f"),
    ("pub fn f<T: other::Trait>(_: T) {}", "other::Trait", "f"),
    (
        "pub fn f<T>(_: T) where T: other::Trait {}",
        "other::Trait",
        "f",
    ),
    (
        "pub fn f() -> Option<Vec<other::Type>> { None }",
        "other::Type",
        "f",
    ),
    (
        "pub async fn f() -> Option<other::Type> { None }",
        "other::Type",
        "f",
    ),
    (
        "pub struct S { pub field: other::Type }",
        "other::Type",
        "S::field",
    ),
    ("pub struct S(u8, pub other::Type);", "other::Type", "S::1"),
    ("pub struct S<T: other::Trait>(T);", "other::Trait", "S"),
    (
        "pub struct S; impl S { pub fn f(_: other::Type) {} }",
        "other::Type",
        "S::f",
    ),
    ("pub enum E { V(other::Type) }", "other::Type", "E::V::0"),
    (
        "pub enum E { V { field: other::Type } }",
        "other::Type",
        "E::V::field",
    ),
    ("pub trait T: other::Trait {}", "other::Trait", "T"),
    (
        "pub trait T { fn f(_: other::Type); }",
        "other::Type",
        "T::f",
    ),
    (
        "pub trait T { type A: other::Trait; }",
        "other::Trait",
        "T::A",
    ),
    ("pub type A = Option<other::Type>;", "other::Type", "A"),
    (
        "pub const C: Option<other::Type> = None;",
        "other::Type",
        "C",
    ),
    (
        "pub static S: Option<other::Type> = None;",
        "other::Type",
        "S",
    ),
    (
        "pub struct S; impl other::Trait for S {}",
        "other::Trait",
        "S (as Trait)",
    ),
    (
        "pub struct S; impl From<other::Type> for S { fn from(_: other::Type) -> S { S } }",
        "other::Type",
        "S (as From)",
    ),
    (
        "pub struct S; impl Iterator for S { type Item = other::Type; fn next(&mut self) -> Option<other::Type> { None } }",
        "other::Type",
        "S (as Iterator)::Item",
    ),
    ("pub use other::Type;", "other::Type", "Type"),
    ("pub use other::deep::*;", "other::deep", "deep"),
    ("pub use other as whole;", "other", "whole"),
    (
        "#[doc(hidden)] pub fn f(_: other::Type) {}",
        "other::Type",
        "f",
    ),
    // Nobody can name the module, and yet everybody gets the type.
    (
        "mod private { pub struct S { pub field: other::Type } } pub use private::S;",
        "other::Type",
        "private::S::field",
    ),
    (
        "mod private { pub struct S { pub field: other::Type } } pub fn f(_: private::S) {}",
        "other::Type",
        "private::S::field",
    ),
];

const NOT_SHOWN: [&str; 9] = [
    "fn f(_: other::Type) {}",
    "pub fn f() { let _ = other::Type; }",
    "pub struct S { field: other::Type }",
    "pub struct S; impl S { fn f(_: other::Type) {} }",
    "mod private { pub struct S(pub other::Type); }",
    "struct S; impl other::Trait for S {}",
    // Given by another crate to all types.
    "pub struct S;",
    "struct P; pub struct S; impl From<P> for S { fn from(_: P) -> S { S } }",
    "pub fn f(_: Option<std::io::Error>) {}",
];

/// What a crate shows, read from what this compiler writes.
fn surface(ours: &str) -> Surface {
    let directory = tempfile::tempdir().unwrap();
    let path = |name: &str| directory.path().join(name);
    fs::write(path("other.rs"), OTHER).unwrap();
    fs::write(path("ours.rs"), ours).unwrap();
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let compiled = Command::new(rustc)
        .current_dir(directory.path())
        .args([
            "--edition=2024",
            "--crate-type=lib",
            "--emit=metadata",
            "other.rs",
        ])
        .status();
    assert!(compiled.unwrap().success());
    let documented = rustdoc()
        .current_dir(directory.path())
        .args([
            "--edition=2024",
            "--extern=other=libother.rmeta",
            "ours.rs",
            "--out-dir=.",
        ])
        .status();
    assert!(documented.unwrap().success());
    Surface::read(&fs::read_to_string(path("ours.json")).unwrap()).unwrap()
}

/// Whether this compiler's documentation can be read; says so if not.
fn is_readable() -> bool {
    let directory = tempfile::tempdir().unwrap();
    let unreadable = unreadable(directory.path()).unwrap();
    if let Some(reason) = &unreadable {
        println!("skipped: {reason}");
    }
    unreadable.is_none()
}

#[test]
fn a_type_of_another_crate_is_found_wherever_it_stands_in_what_is_public() {
    if !is_readable() {
        return;
    }
    let modules = SHOWN.iter().enumerate();
    let modules = modules.map(|(n, (source, ..))| format!("pub mod m{n} {{ {source} }}\n"));
    let surface = surface(&modules.collect::<String>());
    for (n, (source, shown, item)) in SHOWN.iter().enumerate() {
        let item = format!("ours::m{n}::{item}");
        let items = surface.iter().find(|(found, _)| found == shown);
        let items = items.map(|(_, items)| items);
        assert!(
            items.is_some_and(|items| items.contains(&item)),
            "{source}: {item} is not in {items:#?}"
        );
    }
}

#[test]
fn what_is_private_or_no_choice_of_ours_is_not_found() {
    if !is_readable() {
        return;
    }
    let modules = NOT_SHOWN.iter().enumerate();
    let modules = modules.map(|(n, source)| format!("pub mod m{n} {{ {source} }}\n"));
    assert_eq!(surface(&modules.collect::<String>()), Surface::default());
}

#[test]
fn of_an_implemented_trait_only_the_trait_itself_is_found() {
    if !is_readable() {
        return;
    }
    let implementation = "impl other::Trait for S { fn method(&self, _: other::Demanded) {} }";
    let surface = surface(&format!("pub struct S; {implementation}"));
    let found: Vec<&str> = surface.iter().map(|(shown, _)| shown).collect();
    assert_eq!(found, ["other::Trait"]);
}

#[test]
fn a_trait_of_ours_for_a_type_of_another_crate_is_found() {
    if !is_readable() {
        return;
    }
    let surface = surface("pub trait T {} impl T for other::Type {}");
    let found: Vec<&str> = surface.iter().map(|(shown, _)| shown).collect();
    assert_eq!(found, ["other::Type"]);
}

#[test]
fn a_type_is_known_by_its_crate_and_its_name_wherever_it_is_defined() {
    if !is_readable() {
        return;
    }
    let surface = surface("pub fn one(_: other::Deep) {} pub fn other(_: other::deep::Deep) {}");
    let (shown, items) = surface.iter().next().unwrap();
    assert_eq!(shown, "other::Deep");
    assert_eq!(items.len(), 2);
}
