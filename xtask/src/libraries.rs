//! The published libraries, and which features users can choose.

/// The vendor crates.
pub(crate) const VENDORS: [Vendor; 5] = [
    Vendor {
        name: "aim-contracts",
        has_money: true,
        own_features: &[],
    },
    Vendor {
        name: "dialler",
        has_money: true,
        own_features: &[],
    },
    Vendor {
        name: "iveco-bt",
        has_money: false,
        own_features: &["xml"],
    },
    Vendor {
        name: "leadbank",
        has_money: false,
        own_features: &[],
    },
    Vendor {
        name: "prepared-tickets",
        has_money: false,
        own_features: &[],
    },
];

pub(crate) struct Vendor {
    pub(crate) name: &'static str,
    /// Its contract has amounts of money.
    pub(crate) has_money: bool,
    /// Features that only this crate has.
    pub(crate) own_features: &'static [&'static str],
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
