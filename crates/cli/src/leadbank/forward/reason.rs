//! Why a lead is set aside.

/// In our words, which may be shown, and in the vendor's, which may be about somebody.
pub(super) struct Reason {
    pub(super) shown: String,
    words: Option<String>,
}

impl Reason {
    pub(super) fn of_vendor(shown: String, words: Option<&str>) -> Self {
        Self {
            shown,
            words: words.map(str::to_owned),
        }
    }

    /// For the file.
    pub(super) fn in_full(&self) -> String {
        match &self.words {
            Some(words) => format!("{}: {words}", self.shown),
            None => self.shown.clone(),
        }
    }
}

impl From<String> for Reason {
    fn from(shown: String) -> Self {
        Self { shown, words: None }
    }
}

impl From<&str> for Reason {
    fn from(shown: &str) -> Self {
        shown.to_owned().into()
    }
}
