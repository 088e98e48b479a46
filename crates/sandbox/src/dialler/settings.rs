//! How the stand-in plays what no page documents.

/// Settings of the dialler, see [`Dialler::configure`](super::Dialler::configure).
#[derive(Debug, Clone, Default)]
#[non_exhaustive]
pub struct Settings {
    /// Where an import that overwrites looks for a contact with the same `UserData`.
    pub duplicates: DuplicateScope,
}

/// The contacts among which a duplicate is looked for; the vendor does not say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DuplicateScope {
    /// Those of the campaign into which the contact is imported.
    #[default]
    Campaign,
    /// All of them; one that is found in another campaign moves to that of the import.
    Account,
}
