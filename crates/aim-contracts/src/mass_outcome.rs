//! What came of a mass update: the vendor's errors, matched to the updates that were sent.

use std::collections::{BTreeMap, HashMap};
use std::fmt;

use vendor_core::wire::{RawJson, Redacted};
use vendor_core::{Error, Response, decode};

use crate::models::{ContractFulfillmentResponse, MassUpdateError};

/// What came of a mass update. Partial failure is a normal answer of the vendor: ask
/// [`into_result`](Self::into_result), or look at every result.
#[derive(Clone, Debug)]
#[must_use = "some of the updates may have failed: see `into_result`"]
pub struct MassUpdateOutcome {
    results: Vec<ItemResult>,
    unmatched: Vec<MassUpdateError>,
    response: Response<ContractFulfillmentResponse>,
}

/// What came of one update.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct ItemResult {
    /// The `Ref` that was sent.
    pub reference: String,
    /// What the vendor says about it.
    pub outcome: ItemOutcome,
}

/// What the vendor says about one update.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub enum ItemOutcome {
    /// No error was reported for its `Ref`. That it is done then is inferred: the vendor lists errors only.
    NoError,
    /// Errors were reported for its `Ref`, in the vendor's words (which may be empty).
    Failed(Vec<String>),
    /// Errors were reported for its `Ref`, which several of the updates that were sent have: they do not tell
    /// which one failed.
    Ambiguous(Vec<String>),
}

impl MassUpdateOutcome {
    /// Matches the errors of an answer to the `Ref`s that were sent, in their order. The client does it for
    /// you; this is for tests of your own.
    pub fn new(
        sent: impl IntoIterator<Item = String>,
        response: Response<ContractFulfillmentResponse>,
    ) -> Self {
        let sent: Vec<String> = sent.into_iter().collect();
        let mut times_sent: HashMap<&str, usize> = HashMap::new();
        for reference in &sent {
            *times_sent.entry(reference).or_default() += 1;
        }
        let mut messages: HashMap<&str, Vec<String>> = HashMap::new();
        let mut unmatched = Vec::new();
        for error in &response.mass_update_errors {
            match error.reference.as_deref() {
                Some(reference) if times_sent.contains_key(reference) => messages
                    .entry(reference)
                    .or_default()
                    .push(error.error_message.clone().unwrap_or_default()),
                _ => unmatched.push(error.clone()),
            }
        }
        let outcome_of = |reference: &str| match (messages.get(reference), times_sent[reference]) {
            (None, _) => ItemOutcome::NoError,
            (Some(messages), 1) => ItemOutcome::Failed(messages.clone()),
            (Some(messages), _) => ItemOutcome::Ambiguous(messages.clone()),
        };
        let results = sent
            .iter()
            .map(|reference| ItemResult {
                reference: reference.clone(),
                outcome: outcome_of(reference),
            })
            .collect();
        Self {
            results,
            unmatched,
            response,
        }
    }

    /// Success only if no error at all was reported.
    ///
    /// # Errors
    /// [`PartialFailure`], which has this outcome with everything in it.
    pub fn into_result(self) -> Result<Response<ContractFulfillmentResponse>, PartialFailure> {
        if self.is_free_of_errors() {
            Ok(self.response)
        } else {
            Err(PartialFailure(Box::new(self)))
        }
    }

    /// Whether no error was reported, neither for an update that was sent nor for anything else.
    pub fn is_free_of_errors(&self) -> bool {
        self.unmatched.is_empty() && self.without_error().count() == self.results.len()
    }

    /// The results, in the order in which the updates were sent.
    pub fn results(&self) -> &[ItemResult] {
        &self.results
    }

    /// Errors without a `Ref`, or with one that was not sent. As long as there are any, an update without an
    /// error of its own may have failed nevertheless.
    pub fn unmatched(&self) -> &[MassUpdateError] {
        &self.unmatched
    }

    /// The results of the updates for which no error was reported by their `Ref`. Which of them failed
    /// nevertheless is open while there are [`unmatched`](Self::unmatched) errors.
    pub fn without_error(&self) -> impl Iterator<Item = &ItemResult> {
        self.results
            .iter()
            .filter(|result| result.outcome == ItemOutcome::NoError)
    }

    /// The results of the updates for which errors were reported, or may have been.
    pub fn with_error(&self) -> impl Iterator<Item = &ItemResult> {
        self.results
            .iter()
            .filter(|result| result.outcome != ItemOutcome::NoError)
    }

    /// The answer as it came.
    pub fn response(&self) -> &Response<ContractFulfillmentResponse> {
        &self.response
    }
}

/// Errors were reported for some of the updates. `Display` counts them; which they are is in the
/// [`outcome`](Self::outcome).
#[derive(Clone, Debug)]
pub struct PartialFailure(Box<MassUpdateOutcome>);

impl PartialFailure {
    /// What came of each update.
    pub fn outcome(&self) -> &MassUpdateOutcome {
        &self.0
    }

    /// What came of each update.
    pub fn into_outcome(self) -> MassUpdateOutcome {
        *self.0
    }
}

impl fmt::Display for PartialFailure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = |wanted: fn(&ItemOutcome) -> bool| {
            let outcomes = self.0.results.iter().map(|result| &result.outcome);
            outcomes.filter(|outcome| wanted(outcome)).count()
        };
        let failed = count(|outcome| matches!(outcome, ItemOutcome::Failed(_)));
        let ambiguous = count(|outcome| matches!(outcome, ItemOutcome::Ambiguous(_)));
        write!(f, "of {} updates {failed} failed", self.0.results.len())?;
        if ambiguous > 0 {
            write!(f, ", {ambiguous} share their Ref with one that failed")?;
        }
        match self.0.unmatched.len() {
            0 => Ok(()),
            unmatched => write!(
                f,
                "; {unmatched} errors belong to none of them by their Ref"
            ),
        }
    }
}

impl std::error::Error for PartialFailure {}

impl MassUpdateError {
    /// What an answer that became an error says of single contracts; nothing when it says nothing, or nothing
    /// that can be read. The rest of the answer need not be readable.
    #[must_use]
    pub fn in_body_of(error: &Error) -> Vec<Self> {
        let members: BTreeMap<String, RawJson> = decode(error.body()).unwrap_or_default();
        members.iter().find_map(Self::in_member).unwrap_or_default()
    }

    /// The errors, if this is the member that has them.
    fn in_member((name, value): (&String, &RawJson)) -> Option<Vec<Self>> {
        // A name that needs escapes is none that we know.
        let alone = format!(r#"{{"{name}":{}}}"#, value.get());
        let answer: ContractFulfillmentResponse = decode(alone.as_bytes()).ok()?;
        Some(answer.mass_update_errors).filter(|errors| !errors.is_empty())
    }
}

/// Never shows the `Ref`.
impl fmt::Debug for ItemResult {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ItemResult")
            .field("reference", &Redacted)
            .field("outcome", &self.outcome)
            .finish()
    }
}

/// Never shows the vendor's words.
impl fmt::Debug for ItemOutcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoError => f.write_str("NoError"),
            Self::Failed(messages) => write!(f, "Failed({} errors)", messages.len()),
            Self::Ambiguous(messages) => write!(f, "Ambiguous({} errors)", messages.len()),
        }
    }
}
