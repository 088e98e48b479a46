//! Which types of other crates our public APIs show, and why.

use super::surface::Surface;

use super::allowed::Library::{Core, Sandbox, Vendor};

/// Types that libraries may show.
pub(super) struct Allowed {
    /// The crate and the name, `http::HeaderMap`; a crate alone is one that is re-exported.
    shown: &'static [&'static str],
    by: &'static [Library],
    /// The only item that may show them.
    only_at: Option<&'static str>,
    why: &'static str,
}

impl Allowed {
    fn allows(&self, shown: &str, library: Library) -> bool {
        self.pairs().any(|pair| pair == (shown, library))
    }

    fn pairs(&self) -> impl Iterator<Item = (&'static str, Library)> {
        let shown = self.shown.iter();
        shown.flat_map(|shown| self.by.iter().map(move |by| (*shown, *by)))
    }
}

/// All vendor crates are made in the same way: what one may show, the others may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Library {
    Core,
    Sandbox,
    Vendor,
}

impl Library {
    fn named(name: &str) -> Self {
        match name {
            "vendor-core" => Core,
            "vendor-sandbox" => Sandbox,
            _ => Vendor,
        }
    }
}

pub(super) const ALLOWED: &[Allowed] = &[
    // HTTP, in the words that all Rust crates for it share.
    Allowed {
        shown: &["http::StatusCode"],
        by: &[Core, Sandbox, Vendor],
        only_at: None,
        why: "the status of an answer",
    },
    Allowed {
        shown: &["http::HeaderName", "http::HeaderValue"],
        by: &[Core, Vendor],
        only_at: None,
        why: "headers of one's own on a call",
    },
    Allowed {
        shown: &["http::HeaderMap"],
        by: &[Core, Vendor],
        only_at: None,
        why: "the headers of an answer",
    },
    Allowed {
        shown: &["http::Method"],
        by: &[Core, Sandbox],
        only_at: None,
        why: "the method of an operation, or of a call that has arrived",
    },
    Allowed {
        shown: &["bytes::Bytes"],
        by: &[Core, Vendor],
        only_at: None,
        why: "bodies, shared without copying",
    },
    Allowed {
        shown: &["bytes"],
        by: &[Core],
        only_at: None,
        why: "for transports of one's own",
    },
    Allowed {
        shown: &["url::Url"],
        by: &[Core],
        only_at: Some("vendor_core::transport::TransportRequest::url"),
        why: "for transports of one's own, as reqwest takes it",
    },
    Allowed {
        shown: &["reqwest::Client"],
        by: &[Core],
        only_at: Some("vendor_core::transport::reqwest::ReqwestTransport::from_client"),
        why: "the way out for what our settings do not offer",
    },
    Allowed {
        shown: &["futures_core", "futures_core::Stream"],
        by: &[Core],
        only_at: None,
        why: "pages, items and elements as streams",
    },
    // Values. serde's traits are defined in `serde_core`.
    Allowed {
        shown: &["serde_core::Deserialize", "serde_core::Serialize"],
        by: &[Core, Vendor],
        only_at: None,
        why: "models are read and written",
    },
    Allowed {
        shown: &["serde_core::DeserializeOwned"],
        by: &[Core, Vendor],
        only_at: None,
        why: "answers and elements as types of one's own",
    },
    Allowed {
        shown: &["serde_core::Deserializer", "serde_core::Serializer"],
        by: &[Core],
        only_at: None,
        why: "modules for `#[serde(with = ..)]`",
    },
    Allowed {
        shown: &[
            "chrono",
            "chrono::DateTime",
            "chrono::FixedOffset",
            "chrono::NaiveDateTime",
            "chrono::Utc",
        ],
        by: &[Core, Sandbox],
        only_at: None,
        why: "dates and times, and the calendar of a clock",
    },
    Allowed {
        shown: &["rust_decimal::Decimal"],
        by: &[Core, Vendor],
        only_at: None,
        why: "money never passes through a float",
    },
    Allowed {
        shown: &["rust_decimal"],
        by: &[Vendor],
        only_at: None,
        why: "its macros and traits",
    },
    Allowed {
        shown: &["uuid::Uuid"],
        by: &[Core, Sandbox, Vendor],
        only_at: None,
        why: "ids that are checked before they become part of a path",
    },
    Allowed {
        shown: &["uuid"],
        by: &[Core, Sandbox],
        only_at: None,
        why: "to make and parse such ids",
    },
    Allowed {
        shown: &["secrecy::SecretString"],
        by: &[Core, Vendor],
        only_at: None,
        why: "secrets that do not print, and are wiped",
    },
    Allowed {
        shown: &["secrecy::ExposeSecret"],
        by: &[Core],
        only_at: None,
        why: "for credentials of one's own",
    },
    // Arguments of programs, with the feature `cli` alone.
    Allowed {
        shown: &["clap_builder::Args"],
        by: &[Sandbox],
        only_at: Some("vendor_sandbox::program::arguments::Arguments (as Args)"),
        why: "arguments that a program has among its own",
    },
    Allowed {
        shown: &["clap_builder::FromArgMatches"],
        by: &[Sandbox],
        only_at: Some("vendor_sandbox::program::arguments::Arguments (as FromArgMatches)"),
        why: "arguments that a program has among its own",
    },
];

/// Where the libraries and the list differ, a line each.
pub(super) fn compare(surfaces: &[(&str, Surface)], allowed: &[Allowed]) -> Vec<String> {
    let mut differences = Vec::new();
    for (library, surface) in surfaces {
        for (shown, items) in surface.iter() {
            let mut entries = allowed.iter();
            let entry = entries.find(|entry| entry.allows(shown, Library::named(library)));
            let only_at = entry.map(|entry| entry.only_at);
            let items = items.iter().map(String::as_str);
            let others: Vec<&str> = items
                .filter(|item| only_at.is_none_or(|only| only.is_some_and(|only| only != *item)))
                .collect();
            if !others.is_empty() {
                differences.push(format!(
                    "{library} shows {shown}, which is not allowed (public_api/allowed.rs): {}",
                    some_of(&others)
                ));
            }
        }
    }
    for entry in allowed {
        for (shown, by) in entry.pairs() {
            let is_used = surfaces.iter().any(|(library, surface)| {
                Library::named(library) == by && surface.iter().any(|(found, _)| found == shown)
            });
            if !is_used {
                differences.push(format!(
                    "{shown} is allowed, and shown by no {by:?} (public_api/allowed.rs): {}",
                    entry.why
                ));
            }
        }
    }
    differences
}

/// The first few: a type of a model is shown by dozens.
fn some_of(items: &[&str]) -> String {
    const ENOUGH: usize = 5;
    match items.len().checked_sub(ENOUGH) {
        Some(more @ 1..) => format!("{}, and {more} more", items[..ENOUGH].join(", ")),
        _ => items.join(", "),
    }
}

#[cfg(test)]
mod tests {
    use super::Library::{Core, Sandbox, Vendor};
    use super::{Allowed, compare};
    use crate::public_api::surface::Surface;

    const ALLOWED: [Allowed; 2] = [
        Allowed {
            shown: &["http::Method"],
            by: &[Core, Vendor],
            only_at: None,
            why: "the method of an operation",
        },
        Allowed {
            shown: &["reqwest::Client"],
            by: &[Core],
            only_at: Some("from_client"),
            why: "the way out",
        },
    ];

    const CORE: &[(&str, &str)] = &[
        ("http::Method", "core::a"),
        ("reqwest::Client", "from_client"),
    ];
    const VENDOR: &[(&str, &str)] = &[("http::Method", "leadbank::a")];

    fn differences(core: &[(&str, &str)], vendor: &[(&str, &str)]) -> Vec<String> {
        let surfaces = [
            ("vendor-core", Surface::of(core)),
            ("leadbank", Surface::of(vendor)),
            ("dialler", Surface::default()),
        ];
        compare(&surfaces, &ALLOWED)
    }

    #[test]
    fn what_is_shown_as_it_is_listed_is_no_difference() {
        assert_eq!(differences(CORE, VENDOR), Vec::<String>::new());
    }

    #[test]
    fn a_type_that_is_not_listed_is_named_with_what_shows_it() {
        let vendor = [VENDOR, &[("url::Url", "first"), ("url::Url", "second")]].concat();
        let differences = differences(CORE, &vendor);
        assert_eq!(differences.len(), 1, "{differences:?}");
        for named in ["leadbank", "url::Url", "first, second"] {
            assert!(differences[0].contains(named), "{differences:?}");
        }
    }

    #[test]
    fn a_type_of_many_items_is_named_with_the_first_of_them() {
        let items = ["1", "2", "3", "4", "5", "6", "7"];
        let shown = items.map(|item| ("url::Url", item));
        let differences = differences(CORE, &[VENDOR, &shown].concat());
        assert!(
            differences[0].ends_with(": 1, 2, 3, 4, 5, and 2 more"),
            "{differences:?}"
        );
    }

    #[test]
    fn what_core_may_show_a_vendor_crate_may_not() {
        let vendor = [VENDOR, &[("reqwest::Client", "from_client")]].concat();
        assert_eq!(differences(CORE, &vendor).len(), 1);
    }

    #[test]
    fn a_type_that_one_item_may_show_is_shown_by_no_other() {
        let core = [CORE, &[("reqwest::Client", "leak")]].concat();
        let differences = differences(&core, VENDOR);
        assert_eq!(differences.len(), 1, "{differences:?}");
        assert!(differences[0].ends_with(": leak"), "{differences:?}");
    }

    #[test]
    fn what_is_allowed_and_shown_by_nobody_is_needless() {
        let differences = differences(CORE, &[]);
        assert_eq!(differences.len(), 1, "{differences:?}");
        for named in ["http::Method", "Vendor"] {
            assert!(differences[0].contains(named), "{differences:?}");
        }
    }

    #[test]
    fn a_library_is_known_by_its_name() {
        let names = ["vendor-core", "vendor-sandbox", "leadbank"];
        let libraries = names.map(super::Library::named);
        assert_eq!(libraries, [Core, Sandbox, Vendor]);
    }
}
