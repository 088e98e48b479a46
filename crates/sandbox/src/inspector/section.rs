//! The vendors as the page shows them, each with the data that it keeps.

use super::layout::Tab;

/// A vendor and its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Section {
    Partner,
    LeadBank,
    Dialler,
    Aim,
    Iveco,
}

impl Section {
    pub(super) const ALL: [Self; 5] = [
        Self::Partner,
        Self::LeadBank,
        Self::Dialler,
        Self::Aim,
        Self::Iveco,
    ];

    pub(super) fn find(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|section| section.name() == name)
    }

    /// The first segment of the vendor's paths.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Partner => "partner",
            Self::LeadBank => "leadbank",
            Self::Dialler => "dialler",
            Self::Aim => "aim",
            Self::Iveco => "iveco",
        }
    }

    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Partner => "Jifeline Partner API",
            Self::LeadBank => "LeadBank",
            Self::Dialler => "jtel dialler",
            Self::Aim => "AIM",
            Self::Iveco => "IVECO",
        }
    }

    /// What it keeps.
    pub(super) fn things(self) -> &'static str {
        match self {
            Self::Partner => "tickets",
            Self::LeadBank => "leads",
            Self::Dialler => "contacts",
            Self::Aim => "contracts",
            Self::Iveco => "activations",
        }
    }

    pub(super) fn path(self) -> String {
        format!("{}/{}", Tab::Data.path(), self.name())
    }
}
