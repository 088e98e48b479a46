//! What is wrong with a request by the vendor's contract.

/// One deviation of a request from its vendor's contract. It names the place and the rule, never the value: that
/// may be personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Where: `body/vin`, `query/limit`, `path/prepared-ticket-id`, `header/content-type`.
    pub place: String,
    /// The rule, named after its JSON Schema keyword where there is one: `required`, `type`, `format`, `maxLength`,
    /// `unknown` (neither the contract nor the page knows it), `repeated`, `syntax`, `mediaType`.
    pub rule: String,
    /// A sentence for a person.
    pub message: String,
    /// Whether the sandbox carries out such a request nevertheless. So it does where the vendor does not say that
    /// it refuses: parameters and members that it does not know.
    pub tolerated: bool,
}

impl Violation {
    pub(crate) fn new(
        place: impl Into<String>,
        rule: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            place: place.into(),
            rule: rule.into(),
            message: message.into(),
            tolerated: false,
        }
    }

    pub(crate) fn unknown(place: impl Into<String>) -> Self {
        Self {
            tolerated: true,
            ..Self::new(place, "unknown", "the contract does not know this")
        }
    }
}
