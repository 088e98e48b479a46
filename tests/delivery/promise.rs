//! What a plan must come to, by the table alone.

use std::fmt;

use behaviours::calls::Reading;
use prepared_tickets::Delivery;

use crate::plan::{MAX_ATTEMPTS, Plan};
use crate::table::{Says, says};
use crate::trouble::Trouble;

/// What becomes of a call.
#[derive(PartialEq, Eq)]
pub(crate) struct Promise {
    /// `None` if it ends well.
    pub(crate) delivery: Option<Delivery>,
    pub(crate) attempts: usize,
}

impl Promise {
    /// Goes through the table as a client is to go through its attempts.
    pub(crate) fn of(plan: &Plan) -> Self {
        let troubles = if plan.is_about_credentials() {
            &plan.of_credentials
        } else {
            &plan.troubles
        };
        let mut highest = Delivery::NotSent;
        // A vendor that refuses does so since it is not there.
        let mut is_gone = plan.vendor_says_no;
        let mut renewed = false;
        let mut tries = 0;
        let mut attempts = 0;
        let mut rest = troubles.iter().copied();
        loop {
            let trouble = rest.next().unwrap_or(Trouble::None);
            tries += 1;
            attempts += 1;
            let (delivery, goes_on) = match after_a_deletion(plan, trouble, is_gone, highest) {
                Says::Fine => {
                    return Self {
                        delivery: None,
                        attempts,
                    };
                }
                Says::Ends(delivery) => (delivery, false),
                Says::Repeats(delivery) => (delivery, tries < MAX_ATTEMPTS),
                Says::Renews(delivery) => {
                    let goes_on = !renewed;
                    renewed = true;
                    // It is not one of the attempts that a policy counts.
                    tries -= usize::from(goes_on);
                    (delivery, goes_on)
                }
            };
            is_gone |= plan.subject.reading == Reading::Deletion && trouble.acts();
            highest = highest.max(delivery);
            if !goes_on {
                let of_call = if plan.is_about_credentials() {
                    Delivery::NotSent
                } else {
                    highest
                };
                return Self {
                    delivery: Some(of_call),
                    attempts,
                };
            }
        }
    }
}

/// What the table says, except where a deletion was carried out by an earlier attempt, or may have been: then "not
/// found" is what was wanted.
fn after_a_deletion(plan: &Plan, trouble: Trouble, is_gone: bool, highest: Delivery) -> Says {
    let says = says(trouble, plan);
    let is_open = plan.subject.reading == Reading::Deletion && highest >= Delivery::Unknown;
    let is_not_found =
        trouble == Trouble::Refused(404) || is_gone && trouble.passes_the_answer_on();
    if !(is_open && is_not_found) {
        return says;
    }
    // jtel's server answers 404 to a wrong path, too: its words tell them apart. Of an error that is too large, the
    // beginning is read.
    let takes_words = plan.subject.operation.vendor() == "dialler";
    let has_no_words = matches!(
        trouble,
        Trouble::HalfABody | Trouble::BodyAfterTheTimeout | Trouble::Garbage
    );
    if takes_words && has_no_words {
        Says::Ends(Delivery::Refused)
    } else {
        Says::Fine
    }
}

impl fmt::Display for Promise {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let outcome = self.delivery.map_or("a good end", Delivery::as_str);
        write!(f, "\"{outcome}\" after {} attempts", self.attempts)
    }
}
