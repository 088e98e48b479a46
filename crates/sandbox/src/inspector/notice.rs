//! What a form has done, told on the page that follows. It travels in the query, as words that are known here: a link
//! cannot have the page say anything else.

use crate::fault::Fault;
use crate::operation::Operation;

use super::fragment;
use super::layout::Tab;
use super::pairs::Pairs;
use super::section::Section;

#[derive(Debug, Clone, Copy)]
pub(super) enum Notice {
    Seeded(Section, usize),
    Injected {
        operation: Operation,
        kind: &'static str,
        times: usize,
    },
    FaultsCleared,
    Released,
    Reset,
}

impl Notice {
    pub(super) fn read(query: &Pairs) -> Option<Self> {
        let count = query.number("count");
        match query.get("done")? {
            "seeded" => Some(Self::Seeded(Section::find(query.get("section")?)?, count?)),
            "injected" => {
                let kind = query.get("kind")?;
                Some(Self::Injected {
                    operation: fragment::operation_named(query.get("operation")?)?,
                    kind: Fault::kinds()
                        .map(|known| known.name())
                        .find(|name| *name == kind)?,
                    times: count?,
                })
            }
            "cleared" => Some(Self::FaultsCleared),
            "released" => Some(Self::Released),
            "reset" => Some(Self::Reset),
            _ => None,
        }
    }

    /// Where it is told.
    pub(super) fn place(self) -> String {
        let (data, faults) = (Tab::Data.path(), Tab::Faults.path());
        match self {
            Self::Seeded(section, count) => {
                format!(
                    "{}?done=seeded&section={}&count={count}",
                    section.path(),
                    section.name()
                )
            }
            Self::Injected {
                operation,
                kind,
                times,
            } => {
                format!("{faults}?done=injected&operation={operation}&kind={kind}&count={times}")
            }
            Self::FaultsCleared => format!("{faults}?done=cleared"),
            Self::Released => format!("{faults}?done=released"),
            Self::Reset => format!("{data}?done=reset"),
        }
    }

    pub(super) fn text(self) -> String {
        match self {
            Self::Seeded(section, count) => format!(
                "Added to {}: {count} {}.",
                section.title(),
                section.things()
            ),
            Self::Injected {
                operation,
                kind,
                times: 1,
            } => format!("The next call of {operation} meets {kind}."),
            Self::Injected {
                operation,
                kind,
                times,
            } => format!("The next {times} calls of {operation} meet {kind}."),
            Self::FaultsCleared => {
                "No faults are queued any more, and none happen by chance.".to_owned()
            }
            Self::Released => "The calls that were held go on.".to_owned(),
            Self::Reset => {
                "Everything is as it was at the start: data, tokens, faults, and the list of calls."
                    .to_owned()
            }
        }
    }
}
