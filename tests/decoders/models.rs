//! The models of all vendors' answers.

use std::sync::LazyLock;

use serde::de::IgnoredAny;

use super::choice;
use crate::answers::{Again, vendors};

static MODELS: LazyLock<Vec<(&str, Again)>> = LazyLock::new(|| {
    let models = vendors().into_iter().flat_map(|vendor| vendor.models);
    models.collect()
});

pub(super) fn check(bytes: &[u8]) {
    let (choice, text) = choice(bytes);
    let (name, again) = MODELS[choice % MODELS.len()];
    // What is read is not always written: a date of the year 0, for example.
    let Ok(written) = again(text) else {
        return;
    };
    let is_json = serde_json::from_slice::<IgnoredAny>(text).is_ok();
    assert!(is_json, "{name} read what is no JSON");
    let twice = again(written.as_bytes());
    assert_eq!(twice.expect("it was written by us"), written, "{name}");
}
