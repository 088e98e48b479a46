//! What a vendor's module brings along; everything else is shared.

use http::{HeaderMap, StatusCode};

use crate::operation::Operation;
use crate::reply::Reply;
use crate::request::Request;
use crate::route::Route;
use crate::violation::Violation;

pub(crate) trait Vendor: Send + Sync + 'static {
    /// The first segment of its paths.
    fn name(&self) -> &'static str;

    /// Its documented paths, typed by hand: taking them from the contract would hide a mistake in the contract.
    fn routes(&self) -> &'static [Route];

    /// What is wrong with a request by the vendor's contract.
    fn check(&self, request: &Request) -> Vec<Violation>;

    /// Carries a call out, all at once: the state and the answer belong together.
    fn answer(&self, request: &Request, violations: &[Violation]) -> Reply;

    /// An answer with this status in the vendor's own error format, for a call that is not looked at. The headers are
    /// those of the request, which may ask for a form.
    fn refusal(
        &self,
        operation: Option<Operation>,
        headers: &HeaderMap,
        status: StatusCode,
    ) -> Reply;

    /// Makes the credentials of this request worthless.
    fn revoke_credentials(&self, request: &Request);

    /// Everything as it was at the start, but for the settings.
    fn reset(&self);
}
