//! What is planted: words and numbers that nobody has any other reason to print.

/// In everything that proves who the caller is.
pub(crate) const SECRET: &str = "XZ7VKW";

/// In every text that is about a person, a contract or money.
pub(crate) const PERSONAL: &str = "KW4JRX";

/// In every number that is.
pub(crate) const NUMBER: &str = "907318264";

/// The number, where 32 bits are all there is.
pub(crate) const INTEGER: i64 = 1_907_318_264;

/// The number as money.
pub(crate) const AMOUNT: &str = "907318264.07";

/// What libraries escape, each in its own way; the mark before it shows all the same.
const AWKWARD: &str = " Zoë <o'Neill> & \"Søn\", 100%+/\\";

/// A secret that a header can carry.
pub(crate) fn secret(name: &str) -> String {
    format!("{SECRET}-{name}")
}

/// A text about a person.
pub(crate) fn personal(name: &str) -> String {
    format!("{PERSONAL} {name}{AWKWARD}")
}

/// The same of an exact length, as a vehicle identification number has one.
pub(crate) fn personal_of(length: usize) -> String {
    format!("{PERSONAL:0<length$}")
}
