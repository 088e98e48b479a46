//! What a batch read asks for.

use crate::models::ContactKeys;

/// ```
/// use dialler::ContactKeys;
///
/// let keys = ContactKeys::new().ids([215387, 215388]).user_data(["CON6174"]);
/// ```
impl ContactKeys {
    /// Adds contacts by their IDs. A list without a key is not sent.
    #[must_use]
    pub fn ids(mut self, ids: impl IntoIterator<Item = i64>) -> Self {
        let mut all = self.ids.unwrap_or_default();
        all.extend(ids);
        self.ids = Some(all).filter(|all| !all.is_empty());
        self
    }

    /// Adds contacts by their `UserData`, each of which may be that of several. A list without a key is not
    /// sent.
    #[must_use]
    pub fn user_data(mut self, user_data: impl IntoIterator<Item = impl Into<String>>) -> Self {
        let mut all = self.user_data.unwrap_or_default();
        all.extend(user_data.into_iter().map(Into::into));
        self.user_data = Some(all).filter(|all| !all.is_empty());
        self
    }
}
