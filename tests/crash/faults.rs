//! What goes wrong with calls besides.

use vendor_sandbox::{Fault, StatusCode};

/// None that makes the program wait for long, or that only a person could mend.
#[must_use]
pub fn faults() -> Vec<Fault> {
    vec![
        refused(StatusCode::SERVICE_UNAVAILABLE),
        Fault::CloseBeforeReading,
        Fault::DropBeforeActing,
        Fault::DropAfterActing,
        Fault::CutBody,
        Fault::GarbageBody,
        Fault::HtmlPage { acts: false },
        Fault::HtmlPage { acts: true },
        Fault::WrongContentType,
        Fault::ErrorAfterActing {
            status: StatusCode::INTERNAL_SERVER_ERROR,
        },
    ]
}

/// An answer that says no, and not when to come again.
#[must_use]
pub fn refused(status: StatusCode) -> Fault {
    Fault::Refuse {
        status,
        retry_after: None,
    }
}
