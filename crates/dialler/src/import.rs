//! What an import does with a contact that is there already, and when it may be repeated.

use vendor_core::Idempotency;

use crate::models::NewContact;
use crate::operations::ImportContact;
use crate::user_data_key::is_found_again;

impl ImportContact {
    /// Whether an existing contact with the same `UserData` is overwritten; if not, which is the default here, a
    /// new contact is created whether there is one or not.
    ///
    /// It is always sent, since the vendor does not document what holds without it. Whether the vendor looks for
    /// duplicates in one campaign or in the whole account, and what becomes of the members that are not sent, is
    /// not documented either.
    pub fn overwrite_duplicates(mut self, overwrite_duplicates: bool) -> Self {
        self.overwrite_duplicates = overwrite_duplicates;
        self
    }

    pub(crate) fn idempotency(&self) -> Idempotency {
        self.body.import_idempotency(self.overwrite_duplicates)
    }
}

impl NewContact {
    /// Whether its import may be repeated: a repetition overwrites the contact of the first attempt, if it overwrites
    /// anything and finds it by its `UserData`.
    #[must_use]
    pub fn import_idempotency(&self, overwrite_duplicates: bool) -> Idempotency {
        let user_data = self.user_data.as_deref();
        if overwrite_duplicates && user_data.is_some_and(is_found_again) {
            Idempotency::Idempotent
        } else {
            Idempotency::NotIdempotent
        }
    }
}
