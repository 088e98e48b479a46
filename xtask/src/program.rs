//! Two small programs that make the same call: a user's of a vendor crate, and the hand-written one beside it. They
//! are what the weight of a crate is told by.
//!
//! **The hand-written one** holds what nobody can do without: reqwest with the features that our core asks for, the
//! TLS of the same choice, serde with its derive, `serde_json` and tokio. It decodes only what it prints, with structs
//! of its own. Dates and ids are text to it, so that it needs no crate for them, and it has neither retries nor token
//! requests. It is thus the lightest one to be compared with, not the most equal one.

use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

use crate::libraries::{Choice, Tls, Vendor};

/// Who has written a program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Author {
    /// A user of ours.
    User,
    /// Somebody who does without us.
    ByHand,
}

impl Author {
    pub(crate) const BOTH: [Self; 2] = [Self::User, Self::ByHand];
}

impl fmt::Display for Author {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::User => "ours",
            Self::ByHand => "by-hand",
        })
    }
}

/// The name of the package, whoever has written it.
pub(crate) const NAME: &str = "program";

/// Writes a program into `directory`, as a workspace of its own that builds what this workspace's Cargo.lock says.
pub(crate) fn write(
    root: &Path,
    directory: &Path,
    vendor: &Vendor,
    choice: Choice,
    author: Author,
) -> io::Result<()> {
    let dependencies = match author {
        Author::User => of_a_user(root, vendor, choice),
        Author::ByHand => by_hand(choice),
    };
    let file = match author {
        Author::User => "ours.rs",
        Author::ByHand => "by_hand.rs",
    };
    let mut source = if is_written(root, vendor) {
        fs::read_to_string(sources(root).join(vendor.name).join(file))?
    } else {
        NOTHING.to_owned()
    };
    if author == Author::ByHand {
        source.push_str(&choose_tls(choice.tls));
    }
    fs::create_dir_all(directory.join("src"))?;
    fs::write(directory.join("Cargo.toml"), manifest(&dependencies))?;
    fs::write(directory.join("src/main.rs"), source)?;
    fs::copy(root.join("Cargo.lock"), directory.join("Cargo.lock"))?;
    Ok(())
}

/// What stands in for a program that nobody has written: enough to see what it depends on.
const NOTHING: &str = "fn main() {}\n";

/// Whether there are programs for this vendor. Those of a new one are still to come.
pub(crate) fn is_written(root: &Path, vendor: &Vendor) -> bool {
    sources(root).join(vendor.name).is_dir()
}

fn sources(root: &Path) -> PathBuf {
    root.join("xtask/src/program")
}

fn manifest(dependencies: &[String]) -> String {
    let dependencies = dependencies.join("\n");
    format!(
        "[package]\nname = \"{NAME}\"\nversion = \"0.0.0\"\nedition = \"2024\"\npublish = false\n\n\
         [workspace]\n\n[dependencies]\n{dependencies}\n"
    )
}

fn of_a_user(root: &Path, vendor: &Vendor, choice: Choice) -> Vec<String> {
    let name = vendor.name;
    let path = root.join("crates").join(name);
    vec![
        format!(
            "{name} = {{ path = {path:?}, default-features = {}, features = {:?} }}",
            choice.default,
            choice.feature.as_slice()
        ),
        // The runtime and `#[tokio::main]`, as our READMEs say.
        dependency("tokio", &["macros", "rt"]),
    ]
}

fn by_hand(choice: Choice) -> Vec<String> {
    let mut reqwest = match choice.tls {
        Tls::None => vec![],
        // Without a provider of reqwest's own, which would be aws-lc.
        Tls::RustlsRing | Tls::RustlsAwsLc => vec!["rustls-no-provider"],
        Tls::Native => vec!["native-tls"],
    };
    reqwest.extend(
        choice
            .feature
            .filter(|feature| ["http2", "gzip"].contains(feature)),
    );
    let mut dependencies = vec![
        dependency("reqwest", &reqwest),
        dependency("serde", &["derive", "std"]),
        dependency("serde_json", &["std"]),
        // The same two as in a user's program.
        dependency("tokio", &["macros", "rt"]),
    ];
    match choice.tls {
        Tls::None | Tls::Native => {}
        Tls::RustlsRing => dependencies.push(dependency("rustls", &["ring", "std", "tls12"])),
        Tls::RustlsAwsLc => {
            dependencies.push(dependency("rustls", &["aws_lc_rs", "std", "tls12"]));
        }
    }
    dependencies
}

/// Of any version: the copied Cargo.lock says which.
fn dependency(name: &str, features: &[&str]) -> String {
    format!("{name} = {{ version = \"*\", default-features = false, features = {features:?} }}")
}

/// The end of a hand-written program: rustls wants to be told its provider.
fn choose_tls(tls: Tls) -> String {
    let body = match tls {
        Tls::None | Tls::Native => "Ok(())".to_owned(),
        Tls::RustlsRing => install("ring"),
        Tls::RustlsAwsLc => install("aws_lc_rs"),
    };
    format!("\nfn choose_tls() -> Result<(), &'static str> {{\n    {body}\n}}\n")
}

fn install(provider: &str) -> String {
    format!(
        "let provider = rustls::crypto::{provider}::default_provider();\n    \
         provider.install_default().map_err(|_| \"TLS is chosen already\")"
    )
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::{by_hand, of_a_user};
    use crate::libraries::{Choice, VENDORS, Vendor};

    fn choice(vendor: &Vendor, name: &str) -> Choice {
        vendor.choices().find(|choice| choice.name == name).unwrap()
    }

    #[test]
    fn a_user_depends_on_one_vendor_crate_and_on_tokio() {
        let vendor = &VENDORS[0];
        let dependencies = of_a_user(Path::new("/elsewhere"), vendor, choice(vendor, "http2"));
        assert_eq!(
            dependencies[0],
            "aim-contracts = { path = \"/elsewhere/crates/aim-contracts\", default-features = true, features = [\"http2\"] }"
        );
        assert!(dependencies[1].starts_with("tokio = "));
        assert_eq!(dependencies.len(), 2);
    }

    #[test]
    fn the_hand_written_program_has_the_same_tls_and_the_same_features_of_reqwest() {
        for (name, expected) in [
            ("none", "features = []"),
            ("default", "features = [\"rustls-no-provider\"]"),
            ("rustls-aws-lc", "features = [\"rustls-no-provider\"]"),
            ("native-tls", "features = [\"native-tls\"]"),
            ("gzip", "features = [\"rustls-no-provider\", \"gzip\"]"),
            // It changes nothing below reqwest.
            ("test-util", "features = [\"rustls-no-provider\"]"),
        ] {
            let dependencies = by_hand(choice(&VENDORS[0], name));
            assert!(
                dependencies[0].contains(expected),
                "{name}: {}",
                dependencies[0]
            );
        }
    }

    #[test]
    fn the_hand_written_program_has_the_same_provider() {
        let provider = |name| by_hand(choice(&VENDORS[0], name)).pop().unwrap();
        assert!(provider("default").contains("\"ring\""));
        assert!(provider("rustls-aws-lc").contains("\"aws_lc_rs\""));
        assert!(provider("none").starts_with("tokio"));
    }
}
