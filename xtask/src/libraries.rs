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

impl Vendor {
    /// All features but `default`, which is `rustls`.
    pub(crate) fn features(&self) -> impl Iterator<Item = &'static str> {
        let shared = [
            "rustls",
            "rustls-aws-lc",
            "native-tls",
            "http2",
            "gzip",
            "test-util",
        ];
        shared.into_iter().chain(self.own_features.iter().copied())
    }
}

/// All libraries: the vendor crates, what is below them and what stands in for the vendors.
pub(crate) fn names() -> impl Iterator<Item = &'static str> {
    let vendors = VENDORS.iter().map(|vendor| vendor.name);
    ["vendor-core", "vendor-sandbox"].into_iter().chain(vendors)
}
