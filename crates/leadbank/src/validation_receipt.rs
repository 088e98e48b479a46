//! What came back from a confirmation.

use std::fmt;

use vendor_core::Response;

use crate::dialect::receipt_in;
use crate::models::Receipt;

/// The answer to [`validate_leads`](crate::Client::validate_leads). No page shows it: here is all that came.
///
/// A 2xx answer is taken for a confirmation, unless it speaks against it: a `Status` that the client's
/// [`StatusRule`](crate::StatusRule) does not take for success, or that is spelled in another case, an error of the
/// vendor's framework, a bare `false`, or a page (a proxy's, most likely) is an error.
#[derive(Clone)]
pub struct ValidationReceipt {
    response: Response<()>,
    receipt: Option<Receipt>,
}

impl ValidationReceipt {
    /// `Status` and `Message`, where the answer has a `Status` as the vendor's other answers do (inferred).
    #[must_use]
    pub fn receipt(&self) -> Option<&Receipt> {
        self.receipt.as_ref()
    }

    /// The body, if it is text; it may be empty.
    #[must_use]
    pub fn text(&self) -> Option<&str> {
        std::str::from_utf8(self.response.body()).ok()
    }

    /// Status, headers, the body's bytes, and how many attempts it took.
    #[must_use]
    pub fn response(&self) -> &Response<()> {
        &self.response
    }
}

impl From<Response<()>> for ValidationReceipt {
    fn from(response: Response<()>) -> Self {
        let receipt = receipt_in(response.body());
        Self {
            receipt: receipt.filter(|receipt| receipt.status.is_some()),
            response,
        }
    }
}

/// Shows no text of the vendor.
impl fmt::Debug for ValidationReceipt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ValidationReceipt")
            .field("response", &self.response)
            .field("receipt", &self.receipt)
            .finish()
    }
}
