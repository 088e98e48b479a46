//! The published libraries, and which features users can choose.

use std::path::Path;
use std::sync::LazyLock;
use std::{fs, io};

use toml_edit::{DocumentMut, TableLike};

/// The vendor crates of this workspace, by name.
#[expect(
    clippy::expect_used,
    reason = "cargo has read the same files to start this program"
)]
pub(crate) static VENDORS: LazyLock<Vec<Vendor>> =
    LazyLock::new(|| vendors(&crate::workspace_root()).expect("the vendor crates can be read"));

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Vendor {
    pub(crate) name: &'static str,
    /// Its contract has amounts of money.
    pub(crate) has_money: bool,
    /// Features that only this crate has.
    pub(crate) own_features: Vec<&'static str>,
}

/// The crates with a contract. Their names are kept for as long as the program runs.
fn vendors(root: &Path) -> io::Result<Vec<Vendor>> {
    let mut vendors = Vec::new();
    for entry in fs::read_dir(root.join("crates"))? {
        let directory = entry?.path();
        if directory.join("openapi.yaml").is_file() {
            let manifest = fs::read_to_string(directory.join("Cargo.toml"))?;
            let manifest = manifest.parse().map_err(io::Error::other)?;
            vendors.extend(Vendor::from_manifest(&manifest));
        }
    }
    vendors.sort_by_key(|vendor| vendor.name);
    Ok(vendors)
}

/// What all vendor crates have, beside `default`, which is `rustls`.
const SHARED_FEATURES: [&str; 6] = [
    "rustls",
    "rustls-aws-lc",
    "native-tls",
    "http2",
    "gzip",
    "test-util",
];

impl Vendor {
    /// `None` if it is not the manifest of a package.
    fn from_manifest(manifest: &DocumentMut) -> Option<Self> {
        let name = manifest.get("package")?.get("name")?.as_str()?;
        let has_money = table(manifest, "dependencies")
            .is_some_and(|dependencies| dependencies.contains_key("rust_decimal"));
        let features = table(manifest, "features")
            .into_iter()
            .flat_map(TableLike::iter);
        let own_features = features
            .map(|(feature, _)| feature)
            .filter(|feature| *feature != "default" && !SHARED_FEATURES.contains(feature));
        Some(Self {
            name: keep(name),
            has_money,
            own_features: own_features.map(keep).collect(),
        })
    }

    /// All features but `default`.
    pub(crate) fn features(&self) -> impl Iterator<Item = &'static str> {
        SHARED_FEATURES
            .into_iter()
            .chain(self.own_features.iter().copied())
    }

    /// What users choose: one kind of TLS or none, or the default one and a feature more.
    pub(crate) fn choices(&self) -> impl Iterator<Item = Choice> {
        let more = ["http2", "gzip", "test-util"].into_iter();
        let more = more.chain(self.own_features.iter().copied());
        [
            Choice::NO_FEATURES,
            Choice::DEFAULT,
            Choice::other_tls("rustls-aws-lc", Tls::RustlsAwsLc),
            Choice::other_tls("native-tls", Tls::Native),
        ]
        .into_iter()
        .chain(more.map(Choice::with))
    }
}

fn table<'m>(manifest: &'m DocumentMut, name: &str) -> Option<&'m dyn TableLike> {
    manifest.get(name)?.as_table_like()
}

fn keep(name: &str) -> &'static str {
    name.to_owned().leak()
}

/// The features that a user has chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Choice {
    /// How a person would call it.
    pub(crate) name: &'static str,
    /// `default-features`.
    pub(crate) default: bool,
    /// The feature that is asked for by name.
    pub(crate) feature: Option<&'static str>,
    pub(crate) tls: Tls,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tls {
    None,
    RustlsRing,
    RustlsAwsLc,
    Native,
}

impl Choice {
    pub(crate) const NO_FEATURES: Self = Self {
        name: "none",
        default: false,
        feature: None,
        tls: Tls::None,
    };

    pub(crate) const DEFAULT: Self = Self {
        name: "default",
        default: true,
        feature: None,
        tls: Tls::RustlsRing,
    };

    fn other_tls(feature: &'static str, tls: Tls) -> Self {
        Self {
            name: feature,
            default: false,
            feature: Some(feature),
            tls,
        }
    }

    /// The default ones and one more.
    fn with(feature: &'static str) -> Self {
        Self {
            name: feature,
            feature: Some(feature),
            ..Self::DEFAULT
        }
    }
}

/// All libraries: the vendor crates, what is below them and what stands in for the vendors.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let vendors = VENDORS.iter().map(|vendor| vendor.name);
    ["vendor-core", "vendor-sandbox"].into_iter().chain(vendors)
}

#[cfg(test)]
mod tests {
    use super::{VENDORS, Vendor};

    #[test]
    fn a_vendor_crate_is_what_its_manifest_says() {
        let manifest = "[package]\nname = \"jobs\"\n\n\
                        [features]\ndefault = [\"rustls\"]\nrustls = []\nxml = []\n\n\
                        [dependencies]\nrust_decimal.workspace = true\n";
        let jobs = Vendor {
            name: "jobs",
            has_money: true,
            own_features: vec!["xml"],
        };
        let manifest = manifest.parse().expect("it is TOML");
        assert_eq!(Vendor::from_manifest(&manifest), Some(jobs));
    }

    #[test]
    fn the_crates_with_a_contract_are_the_vendors() {
        let with_money = |name: &str| {
            VENDORS
                .iter()
                .find(|vendor| vendor.name == name)
                .map(|vendor| vendor.has_money)
        };
        assert_eq!(with_money("dialler"), Some(true));
        assert_eq!(with_money("leadbank"), Some(false));
        assert_eq!(with_money("vendor-core"), None);
        let iveco = VENDORS.iter().find(|vendor| vendor.name == "iveco-bt");
        assert_eq!(
            iveco.map(|vendor| vendor.own_features.as_slice()),
            Some(&["xml"][..])
        );
    }
}
