//! What a client is to say of an attempt, and whether it is to go on: the promise, written down.

use behaviours::calls::{Reading, Route};
use prepared_tickets::{Delivery, Idempotency};

use vendor_sandbox::aim;

use crate::plan::Plan;
use crate::trouble::Trouble;

/// What follows from what an attempt met.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Says {
    /// The call ends well.
    Fine,
    /// The call ends, and the delivery of this attempt is this one.
    Ends(Delivery),
    /// So is it, but there is another attempt as long as there are any.
    Repeats(Delivery),
    /// The credentials are renewed, and there is one attempt more, once; a second time it ends like this.
    Renews(Delivery),
}

/// Which calls a row is about. Of several rows that fit, the first one counts.
#[derive(Clone, Copy, Debug)]
enum Of {
    Any,
    /// Those that are read element by element.
    Streamed,
    /// Those of them that may say at their end that nothing was done.
    StreamedNo,
    /// Those whose answer has no body.
    Bodiless,
    /// Those whose answer nobody has described: it is taken as it comes.
    Undescribed,
    /// Those of vendors whose answer of success may say in its body that nothing was done.
    MaySayNo,
    /// Those that ask for several things at once.
    Several,
    /// Those of a vendor that says by a number what became of them, and does not say what most numbers mean.
    Numbered,
    /// Those that carry a token of which there is a new one whenever one is asked for.
    NewToken,
    /// Those that carry a token which the vendor gives again as long as it is good.
    SameToken,
}

struct Row {
    what: &'static str,
    of: Of,
    /// Of a safe operation, of an idempotent one, and of one that is not idempotent.
    says: [Says; 3],
}

const fn row(what: &'static str, of: Of, safe: Says, idempotent: Says, other: Says) -> Row {
    Row {
        what,
        of,
        says: [safe, idempotent, other],
    }
}

#[rustfmt::skip]
const TABLE: &[Row] = {
    use Delivery::{Done, NotSent, Refused, Unknown};
    use Of::{Any, Bodiless, MaySayNo, NewToken, Numbered, SameToken, Several, Streamed, StreamedNo, Undescribed};
    use Says::{Ends, Fine, Renews, Repeats};
    &[
        //  what goes wrong                   of           safe              idempotent        not idempotent
        row("nothing",                        Any,         Fine,             Fine,             Fine),

        // In an answer that can be read. Of several things, some may be done.
        row("the vendor's refusal",           Several,     Ends(Unknown),    Ends(Unknown),    Ends(Unknown)),
        row("the vendor's refusal",           Numbered,    Ends(Unknown),    Ends(Unknown),    Ends(Unknown)),
        row("the vendor's refusal",           Any,         Ends(Refused),    Ends(Refused),    Ends(Refused)),

        row("nobody listens",                 Any,         Repeats(NotSent), Repeats(NotSent), Repeats(NotSent)),

        row("late answer",                    Any,         Fine,             Fine,             Fine),
        row("answer after the timeout",       Any,         Repeats(Unknown), Repeats(Unknown), Ends(Unknown)),
        row("acts after the client has gone", Any,         Repeats(Unknown), Repeats(Unknown), Ends(Unknown)),
        row("closed unread",                  Any,         Repeats(Unknown), Repeats(Unknown), Ends(Unknown)),
        row("closed before acting",           Any,         Repeats(Unknown), Repeats(Unknown), Ends(Unknown)),
        row("closed after acting",            Any,         Repeats(Unknown), Repeats(Unknown), Ends(Unknown)),

        // There is nothing to be halved, so there is no answer at all.
        row("half a body",                    Bodiless,    Repeats(Unknown), Repeats(Unknown), Ends(Unknown)),
        // Its first elements are handed out, and what was handed out is not asked for again.
        row("half a body",                    StreamedNo,  Ends(Unknown),    Ends(Unknown),    Ends(Unknown)),
        row("half a body",                    Streamed,    Ends(Done),       Ends(Done),       Ends(Done)),
        row("half a body",                    MaySayNo,    Repeats(Unknown), Repeats(Unknown), Ends(Unknown)),
        row("half a body",                    Any,         Repeats(Done),    Ends(Done),       Ends(Done)),
        row("body in pieces",                 Any,         Fine,             Fine,             Fine),
        row("body after the timeout",         Bodiless,    Fine,             Fine,             Fine),
        row("body after the timeout",         MaySayNo,    Repeats(Unknown), Repeats(Unknown), Ends(Unknown)),
        row("body after the timeout",         Any,         Repeats(Done),    Ends(Done),       Ends(Done)),
        row("padded body",                    Any,         Fine,             Fine,             Fine),
        row("body too large",                 Streamed,    Fine,             Fine,             Fine),
        row("body too large",                 MaySayNo,    Repeats(Unknown), Repeats(Unknown), Ends(Unknown)),
        row("body too large",                 Any,         Repeats(Done),    Ends(Done),       Ends(Done)),
        row("garbage",                        Undescribed, Fine,             Fine,             Fine),
        row("garbage",                        MaySayNo,    Repeats(Unknown), Repeats(Unknown), Ends(Unknown)),
        row("garbage",                        Any,         Repeats(Done),    Ends(Done),       Ends(Done)),
        row("wrong media type",               Any,         Fine,             Fine,             Fine),
        row("a proxy's page",                 Any,         Repeats(Unknown), Repeats(Unknown), Ends(Unknown)),

        row("expired token",                  NewToken,    Renews(Refused),  Renews(Refused),  Renews(Refused)),
        row("expired token",                  SameToken,   Renews(Refused),  Renews(Refused),  Renews(Refused)),
        row("expired token",                  Any,         Ends(Refused),    Ends(Refused),    Ends(Refused)),
        row("401",                            NewToken,    Renews(Refused),  Renews(Refused),  Renews(Refused)),
        row("401",                            Any,         Ends(Refused),    Ends(Refused),    Ends(Refused)),
        row("refused at the door",            Any,         Ends(Refused),    Ends(Refused),    Ends(Refused)),
        row("refused for its contents",       Several,     Ends(Unknown),    Ends(Unknown),    Ends(Unknown)),
        row("refused for its contents",       Any,         Ends(Refused),    Ends(Refused),    Ends(Refused)),
        row("429",                            Any,         Repeats(Refused), Repeats(Refused), Repeats(Refused)),
        row("429 for long",                   Any,         Ends(Refused),    Ends(Refused),    Ends(Refused)),
        row("open status",                    Any,         Repeats(Unknown), Repeats(Unknown), Ends(Unknown)),
        // It would be the same again.
        row("other redirect",                 Any,         Ends(Unknown),    Ends(Unknown),    Ends(Unknown)),
    ]
};

impl Of {
    fn holds(self, plan: &Plan) -> bool {
        let subject = plan.subject;
        let vendor = subject.operation.vendor();
        let is_call = subject.route == Route::Method;
        match self {
            Self::Any => true,
            // A refusal has no elements.
            Self::Streamed => subject.reading == Reading::Streamed && !plan.vendor_says_no,
            Self::StreamedNo => Self::Streamed.holds(plan) && Self::MaySayNo.holds(plan),
            // A refusal has a body.
            Self::Bodiless => {
                let is_deletion = vendor == "partner" && subject.reading == Reading::Deletion;
                (vendor == "iveco" || is_deletion) && !plan.vendor_says_no
            }
            Self::Undescribed => subject.reading == Reading::Undescribed,
            Self::MaySayNo => matches!(vendor, "aim" | "leadbank" | "iveco"),
            Self::Several => subject.is_bulk,
            Self::Numbered => vendor == "leadbank",
            // Discovery is asked without a token.
            Self::NewToken => is_call && vendor == "aim" && subject.operation != aim::GET_END_POINT,
            Self::SameToken => is_call && vendor == "partner",
        }
    }
}

/// What the table says of an attempt that meets this.
pub(crate) fn says(trouble: Trouble, plan: &Plan) -> Says {
    let what = what(trouble, plan);
    let row = TABLE
        .iter()
        .find(|row| row.what == what && row.of.holds(plan))
        .unwrap_or_else(|| panic!("the table says nothing of \"{what}\""));
    let [safe, idempotent, other] = row.says;
    match plan.subject.idempotency {
        Idempotency::Safe => safe,
        Idempotency::Idempotent => idempotent,
        Idempotency::NotIdempotent => other,
    }
}

/// What an attempt comes to: the kind of its trouble, or a refusal that comes in spite of it.
pub(crate) fn what(trouble: Trouble, plan: &Plan) -> &'static str {
    let is_refusal = plan.vendor_says_no && trouble.passes_the_answer_on();
    // Of others it stands in the body.
    let is_status = matches!(plan.subject.operation.vendor(), "partner" | "dialler");
    // What is too much of it comes last.
    let is_read_before =
        trouble == Trouble::BodyTooLarge && plan.subject.reading == Reading::Streamed;
    if is_refusal && (is_status || is_read_before || !trouble.spoils_the_body()) {
        "the vendor's refusal"
    } else {
        trouble.name()
    }
}
