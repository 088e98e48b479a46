//! What a user's build consists of: checked by `cargo tree`, so that no feature pulls in by accident what
//! users chose not to have, and so that no crate comes to it unnoticed.

mod justified;
mod listing;

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

use self::justified::{JUSTIFIED, compare};
use self::listing::Listing;
use crate::libraries::{Choice, Tls, VENDORS, Vendor};
use crate::program::{self, Author};
use crate::stage::Outcome;

/// How many crates more than a hand-written program with the same TLS a user's program may have.
const LIMIT: usize = 14;
/// What we would like to reach.
const STRETCH: usize = 6;

/// What every kind of TLS brings.
const ALL_TLS: [&str; 6] = [
    "rustls",
    "ring",
    "aws-lc-rs",
    "aws-lc-sys",
    "native-tls",
    "openssl-sys",
];
/// What nobody has without asking for it: the feature, and its crate.
const OPTIONAL: [(&str, &str); 3] = [
    ("http2", "h2"),
    ("xml", "quick-xml"),
    ("gzip", "async-compression"),
];

pub(crate) fn check(root: &Path) -> Outcome {
    let mut failures = Vec::new();
    let checked =
        check_libraries(root, &mut failures).and_then(|()| check_programs(root, &mut failures));
    if let Err(error) = checked {
        failures.push(error.to_string());
    }
    for failure in &failures {
        println!("FAILED: {failure}");
    }
    Outcome::of(failures.is_empty())
}

/// What must not be under the libraries that no vendor's name is on.
fn check_libraries(root: &Path, failures: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    let core = ["-p", "vendor-core", "--no-default-features"];
    let mut not_in_core = ALL_TLS.to_vec();
    not_in_core.extend(OPTIONAL.map(|(_, name)| name));
    not_in_core.push("rust_decimal");
    let sandbox = ["-p", "vendor-sandbox"];
    let mut not_in_sandbox = ALL_TLS.to_vec();
    not_in_sandbox.extend(["reqwest", "vendor-core"]);
    for (arguments, forbidden) in [(&core[..], not_in_core), (&sandbox[..], not_in_sandbox)] {
        let listing = Listing::of(root, arguments)?;
        println!("{} crates: {}", listing.len(), arguments[1..].join(" "));
        failures.extend(
            found(&listing, &forbidden)
                .map(|name| format!("{}: {name} was not chosen", arguments[1])),
        );
    }
    Ok(())
}

/// Writes the programs of all vendors' users beside hand-written ones, for each choice of features, and compares.
fn check_programs(root: &Path, failures: &mut Vec<String>) -> Result<(), Box<dyn Error>> {
    let mut floors: BTreeMap<&str, Listing> = BTreeMap::new();
    let mut all_beyond: BTreeSet<String> = BTreeSet::new();
    println!("\nCrates under a user's program, beside a hand-written one with the same TLS:");
    for vendor in VENDORS.iter() {
        for choice in vendor.choices() {
            let floor = match floors.entry(choice.name) {
                Entry::Occupied(known) => known.into_mut(),
                Entry::Vacant(new) => {
                    new.insert(crates_under(root, vendor, choice, Author::ByHand)?)
                }
            };
            let ours = crates_under(root, vendor, choice, Author::User)?;
            let beyond = ours.beyond(floor);
            let place = format!("{} [{}]", vendor.name, choice.name);
            println!(
                "{place:<34}{:>4}  by hand {:>3}  +{}",
                ours.len(),
                floor.len(),
                beyond.len()
            );
            all_beyond.extend(beyond.names().into_iter().map(str::to_owned));
            let wrong = judge(&ours, floor, &forbidden(vendor, choice));
            failures.extend(wrong.iter().map(|what| format!("{place}: {what}")));
        }
    }
    println!("At most {LIMIT} more; {STRETCH} would be better.");
    failures.extend(compare(&all_beyond, &JUSTIFIED).failures());
    Ok(())
}

fn crates_under(
    root: &Path,
    vendor: &Vendor,
    choice: Choice,
    author: Author,
) -> Result<Listing, Box<dyn Error>> {
    let directory = root.join("target/tree").join(vendor.name);
    let directory = directory.join(format!("{}-{author}", choice.name));
    program::write(root, &directory, vendor, choice, author)?;
    Ok(Listing::of(&directory, &[])?.without(program::NAME))
}

/// What is wrong with the crates under a user's program.
fn judge(ours: &Listing, floor: &Listing, forbidden: &[&str]) -> Vec<String> {
    let mut wrong: Vec<String> = found(ours, forbidden)
        .map(|name| format!("{name} was not chosen"))
        .collect();
    let more = ours.beyond(floor).len();
    if more > LIMIT {
        wrong.push(format!(
            "{more} crates more than a hand-written program, and at most {LIMIT} are allowed"
        ));
    }
    // What reqwest itself brings twice is not ours to mend.
    let known = floor.duplicates();
    let duplicates = ours
        .duplicates()
        .into_iter()
        .filter(|one| !known.contains(one));
    wrong
        .extend(duplicates.map(|(name, versions)| {
            format!("{name} in several versions: {}", versions.join(", "))
        }));
    wrong
}

/// What a user of this vendor who has made this choice must not get.
fn forbidden(vendor: &Vendor, choice: Choice) -> Vec<&'static str> {
    let chosen: &[&str] = match choice.tls {
        Tls::None => &[],
        Tls::RustlsRing => &["rustls", "ring"],
        Tls::RustlsAwsLc => &["rustls", "aws-lc-rs", "aws-lc-sys"],
        Tls::Native => &["native-tls", "openssl-sys"],
    };
    let mut forbidden = ALL_TLS.to_vec();
    forbidden.retain(|name| !chosen.contains(name));
    let optional = OPTIONAL
        .iter()
        .filter(|(feature, _)| choice.feature != Some(feature));
    forbidden.extend(optional.map(|(_, name)| name));
    let others = VENDORS.iter().filter(|other| other.name != vendor.name);
    forbidden.extend(others.map(|other| other.name));
    if !vendor.has_money {
        forbidden.push("rust_decimal");
    }
    forbidden
}

fn found<'a>(listing: &Listing, forbidden: &[&'a str]) -> impl Iterator<Item = &'a str> {
    forbidden
        .iter()
        .copied()
        .filter(|name| listing.contains(name))
}

#[cfg(test)]
mod tests {
    use super::{LIMIT, forbidden, judge};
    use crate::libraries::{Choice, VENDORS};
    use crate::tree::listing::Listing;

    fn listing(lines: &[&str]) -> Listing {
        Listing::parse(&lines.join("\n")).unwrap()
    }

    #[test]
    fn what_was_not_chosen_must_not_be_there() {
        let ours = listing(&["leadbank v0.1.0", "aws-lc-rs v1.14.1"]);
        let wrong = judge(&ours, &listing(&["serde v1.0.229"]), &["aws-lc-rs", "h2"]);
        assert_eq!(wrong, ["aws-lc-rs was not chosen"]);
    }

    #[test]
    fn a_duplicate_is_wrong_unless_a_hand_written_program_has_it_too() {
        let both = ["syn v2.0.119", "syn v3.0.9"];
        let wrong = judge(&listing(&both), &listing(&["syn v3.0.9"]), &[]);
        assert_eq!(wrong, ["syn in several versions: 2.0.119, 3.0.9"]);
        assert!(judge(&listing(&both), &listing(&both), &[]).is_empty());
    }

    #[test]
    fn crates_beyond_the_limit_are_wrong() {
        let names: Vec<String> = (0..=LIMIT).map(|n| format!("crate{n} v1.0.0")).collect();
        let lines: Vec<&str> = names.iter().map(String::as_str).collect();
        let floor = listing(&["serde v1.0.229"]);
        assert!(judge(&listing(&lines[..LIMIT]), &floor, &[]).is_empty());
        assert_eq!(judge(&listing(&lines), &floor, &[]).len(), 1);
    }

    #[test]
    fn no_tls_and_no_other_vendor_comes_without_being_chosen() {
        for vendor in VENDORS.iter() {
            let none = forbidden(vendor, Choice::NO_FEATURES);
            let default = forbidden(vendor, Choice::DEFAULT);
            for other in VENDORS.iter().map(|other| other.name) {
                assert_eq!(none.contains(&other), other != vendor.name, "{other}");
            }
            assert!(none.contains(&"rustls") && none.contains(&"openssl-sys"));
            assert!(default.contains(&"aws-lc-rs") && default.contains(&"openssl-sys"));
            assert!(!default.contains(&"rustls") && !default.contains(&"ring"));
        }
    }
}
