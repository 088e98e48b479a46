//! What is wrong with a request by the vendor's contract.

/// One deviation of a request from its vendor's contract. It names the place and the rule, never the value: that
/// may be personal data.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Violation {
    /// Where: `body/vin`, `query/limit`, `path/prepared-ticket-id`, `header/content-type`.
    pub place: String,
    /// The rule, named after its JSON Schema keyword where there is one: `required`, `type`, `format`, `maxLength`,
    /// `unknown` (neither the contract nor the page knows it), `repeated`, `syntax`, `mediaType`; of a body in XML also
    /// `order`, `namespace` and `nil`; of a date `precision`; `misplaced` for a credential that belongs into a header.
    pub rule: String,
    /// A sentence for a person.
    pub message: String,
    /// Whether the sandbox carries out such a request nevertheless. So it does where the vendor does not say that
    /// it refuses, such as parameters and members that it does not know, and where its framework is known to read on.
    pub tolerated: bool,
}

const MISPLACED: &str = "misplaced";

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

    /// One with which the call is carried out nevertheless.
    pub(crate) fn tolerated(
        place: impl Into<String>,
        rule: impl Into<String>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            tolerated: true,
            ..Self::new(place, rule, message)
        }
    }

    /// A credential where none belongs.
    pub(crate) fn misplaced(place: impl Into<String>) -> Self {
        Self::tolerated(place, MISPLACED, "a credential belongs into a header")
    }

    /// Whether the request holds a secret where others look for data.
    pub(crate) fn shows_a_secret(&self) -> bool {
        self.rule == MISPLACED
    }

    pub(crate) fn unknown(place: impl Into<String>) -> Self {
        Self::tolerated(place, "unknown", "the contract does not know this")
    }
}
