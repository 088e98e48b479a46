//! The three states of the filter by VIN.

use std::borrow::Cow;
use std::fmt;

use vendor_core::request::Parameter;
use vendor_core::validate::{Validate, Violations};

/// Which tickets a list shows, by their VIN. Leaving the parameter out and sending it empty are different for
/// the vendor (page "Prepared tickets": "Providing no value will return tickets without a VIN").
#[derive(Clone, Default, PartialEq, Eq, Hash)]
pub enum VinFilter {
    /// All tickets: the parameter is not sent.
    #[default]
    Any,
    /// Tickets without a VIN: `vin=` is sent.
    Without,
    /// Tickets for this VIN, which must have 17 characters.
    Is(String),
}

impl From<&str> for VinFilter {
    fn from(vin: &str) -> Self {
        Self::Is(vin.to_owned())
    }
}

impl From<String> for VinFilter {
    fn from(vin: String) -> Self {
        Self::Is(vin)
    }
}

impl Parameter for VinFilter {
    fn to_parameter(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Any => None,
            Self::Without => Some(Cow::Borrowed("")),
            Self::Is(vin) => Some(Cow::Borrowed(vin)),
        }
    }
}

/// An empty VIN is a violation: whoever means "without a VIN" says so.
impl Validate for VinFilter {
    fn validate(&self, violations: &mut Violations) {
        if let Self::Is(vin) = self {
            violations.characters("", vin, 17..=17);
        }
    }
}

/// Never shows the VIN.
impl fmt::Debug for VinFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Any => "Any",
            Self::Without => "Without",
            Self::Is(_) => "Is([redacted])",
        })
    }
}
