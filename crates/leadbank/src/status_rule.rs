//! What the number in an answer's `Status` means.

use std::fmt;
use std::sync::Arc;

/// What a [`StatusRule`] says of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum StatusMeaning {
    /// The vendor did it.
    Success,
    /// The vendor did not do it: the call fails with [`Delivery::Refused`](vendor_core::Delivery::Refused); one
    /// that asks for several things (a confirmation but of a single lead, or several events) with `Unknown`, since
    /// no page says that it is all or nothing.
    Error,
    /// Nobody knows: the call fails with [`Delivery::Unknown`](vendor_core::Delivery::Unknown).
    Unknown,
}

/// Which `Status` of a 2xx answer means success. No page says it.
///
/// The default is careful, and inferred: the 1 of the vendor's samples passes (its generator numbers the members
/// of a sample, so even that is no proof); any other number, and none, fails with an unknown delivery. To be
/// wrong that way is loud and loses nothing: the leads stay unconfirmed, and the error names the number that
/// came. To be wrong the other way would confirm leads on the strength of an error.
///
/// Once the vendor has told you which numbers mean what, say so when the client is built:
///
/// ```
/// use leadbank::{Acknowledgement, Client, Delivery, LeadEvent, StatusRule};
/// use vendor_sandbox::Sandbox;
/// use vendor_sandbox::leadbank::SEND_ACKNOWLEDGEMENTS;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let sandbox = Sandbox::start().await?;
/// let vendor = sandbox.leadbank();
/// let client = Client::builder(vendor.base_url()).dialect(StatusRule::success([1])).build()?;
///
/// vendor.refuse_next(SEND_ACKNOWLEDGEMENTS); // by a 200 with another `Status`
/// let event = LeadEvent::new(2, std::time::SystemTime::now());
/// let sent = client.send_acknowledgements([Acknowledgement::new(48_101, [event])]).await;
/// // By default it would be `Unknown`.
/// assert_eq!(sent.unwrap_err().delivery(), Delivery::Refused);
/// # Ok(()) }
/// ```
///
/// It applies to all three operations; to a confirmation only where its answer has a `Status`, for nobody knows
/// whether it has one. As the client's [`Dialect`](vendor_core::Dialect) it also reads the errors of the
/// vendor's framework.
#[derive(Clone, Default)]
pub struct StatusRule(Rule);

#[derive(Clone, Default)]
enum Rule {
    #[default]
    Samples,
    Success(Vec<i64>),
    Errors(Vec<i64>),
    Any,
    Own(Arc<dyn Fn(Option<i64>) -> StatusMeaning + Send + Sync>),
}

impl StatusRule {
    /// These numbers mean success, every other one an error. What an answer without a `Status` means is
    /// unknown.
    #[must_use]
    pub fn success(numbers: impl Into<Vec<i64>>) -> Self {
        Self(Rule::Success(numbers.into()))
    }

    /// These numbers mean an error, every other one success. What an answer without a `Status` means is
    /// unknown.
    #[must_use]
    pub fn errors(numbers: impl Into<Vec<i64>>) -> Self {
        Self(Rule::Errors(numbers.into()))
    }

    /// Every number means success, and so does none: the HTTP status alone decides.
    #[must_use]
    pub fn any() -> Self {
        Self(Rule::Any)
    }

    /// A rule of your own, for a `Status` or (`None`) an answer without one.
    #[must_use]
    pub fn of(rule: impl Fn(Option<i64>) -> StatusMeaning + Send + Sync + 'static) -> Self {
        Self(Rule::Own(Arc::new(rule)))
    }

    /// What this `Status` means.
    #[must_use]
    pub fn judge(&self, status: Option<i64>) -> StatusMeaning {
        match (&self.0, status) {
            (Rule::Own(rule), _) => rule(status),
            (Rule::Any, _) | (Rule::Samples, Some(1)) => StatusMeaning::Success,
            (_, None) | (Rule::Samples, Some(_)) => StatusMeaning::Unknown,
            (Rule::Success(numbers), Some(number)) => success_if(numbers.contains(&number)),
            (Rule::Errors(numbers), Some(number)) => success_if(!numbers.contains(&number)),
        }
    }
}

fn success_if(success: bool) -> StatusMeaning {
    if success {
        StatusMeaning::Success
    } else {
        StatusMeaning::Error
    }
}

impl fmt::Debug for StatusRule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Rule::Samples => f.write_str("StatusRule::default()"),
            Rule::Success(numbers) => write!(f, "StatusRule::success({numbers:?})"),
            Rule::Errors(numbers) => write!(f, "StatusRule::errors({numbers:?})"),
            Rule::Any => f.write_str("StatusRule::any()"),
            Rule::Own(_) => f.write_str("StatusRule::of(..)"),
        }
    }
}
