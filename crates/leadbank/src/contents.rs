//! Looking up the details of a lead.

use crate::models::{Content, Lead};

impl Lead {
    /// The value of the first detail with this key, spelled exactly so. `None` too when that detail has no
    /// value. Which keys there are is not documented.
    #[must_use]
    pub fn content(&self, key: &str) -> Option<&str> {
        let mut with_key = self.contents.iter().filter(|content| content.has_key(key));
        with_key.next()?.value.as_deref()
    }

    /// All details with this key, spelled exactly so, in the vendor's order: a key may occur more than once.
    pub fn contents_of<'a>(&'a self, key: &'a str) -> impl Iterator<Item = &'a Content> {
        self.contents.iter().filter(|content| content.has_key(key))
    }
}

impl Content {
    fn has_key(&self, key: &str) -> bool {
        self.key.as_deref() == Some(key)
    }
}
