//! Creating a ticket exactly once, as far as that can be done with a vendor that has no idempotency key.

use std::fmt;
use std::future::IntoFuture;
use std::time::Duration;

use vendor_core::wire::Nullable;
use vendor_core::{BoxFuture, Call, Delivery, Error, Response};

use crate::models::{NewPreparedTicket, PreparedTicket};
use crate::operations::{CreatePreparedTicket, ListPreparedTickets};

/// Creates a ticket; when the outcome is unknown, waits, and looks for it by its external reference.
///
/// The reference must be one of your own that no other ticket has: the vendor does not say that it is unique.
/// A window remains: a request that is still on its way when the look-up is made is not found by it, and one
/// that `recreate_if_absent` then sends again becomes a second ticket. A longer [`settle`](Self::settle) makes
/// the window smaller, never zero. A ticket of that reference that was there before is told apart by its contents only.
/// The options (`with_timeout` ..) hold for each of the two or three calls.
#[derive(Clone, Debug)]
#[must_use = "a call does nothing until it is sent or awaited"]
pub struct CreateOnce {
    call: Call,
    ticket: NewPreparedTicket,
    settle: Duration,
    recreate_if_absent: bool,
}

/// How a ticket came to be there.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Created {
    /// The vendor answered that it has created it.
    Now(Response<PreparedTicket>),
    /// The outcome of the creation was unknown, and this one ticket with its reference was found.
    Found(PreparedTicket),
}

impl Created {
    /// The ticket.
    #[must_use]
    pub fn ticket(&self) -> &PreparedTicket {
        match self {
            Self::Now(response) => response.value(),
            Self::Found(ticket) => ticket,
        }
    }

    /// The ticket.
    #[must_use]
    pub fn into_ticket(self) -> PreparedTicket {
        match self {
            Self::Now(response) => response.into_inner(),
            Self::Found(ticket) => ticket,
        }
    }
}

/// Why it is not certain that there is exactly one ticket.
#[derive(Debug)]
#[non_exhaustive]
pub enum CreateOnceError {
    /// The external reference is empty: a ticket without one cannot be looked for. Nothing was sent.
    EmptyReference,
    /// The creation failed, and its outcome is known: it was not sent or was refused.
    Create(Error),
    /// The outcome of the creation is unknown, and the look-up failed.
    LookUp {
        /// The failure of the creation.
        create: Error,
        /// The failure of the look-up.
        look_up: Error,
    },
    /// The outcome of the creation is unknown, and no ticket with the reference was found. It may still
    /// appear.
    NotFound {
        /// The failure of the creation.
        create: Error,
    },
    /// The outcome of the first creation is unknown, and the one that was to take its place failed too. A
    /// vendor that refuses the second one may do so because the first one went through.
    Recreate {
        /// The failure of the first creation.
        create: Error,
        /// What came of the second one.
        recreate: Box<CreateOnceError>,
    },
    /// The outcome of the creation is unknown, and there is one ticket with the reference, but with other
    /// contents: an older one, most likely, whose reference was used again.
    Different {
        /// The failure of the creation.
        create: Error,
        /// The ticket that was found.
        found: Box<PreparedTicket>,
    },
    /// The outcome of the creation is unknown, and several tickets have the reference.
    Several {
        /// The failure of the creation.
        create: Error,
        /// The tickets that were found; at most the first thousand.
        found: Vec<PreparedTicket>,
    },
}

impl CreateOnceError {
    /// Whether the vendor created the ticket, as far as is known.
    #[must_use]
    pub fn delivery(&self) -> Delivery {
        match self {
            Self::EmptyReference => Delivery::NotSent,
            Self::Create(create)
            | Self::LookUp { create, .. }
            | Self::NotFound { create }
            | Self::Different { create, .. }
            | Self::Several { create, .. } => create.delivery(),
            Self::Recreate { create, recreate } => create.delivery().max(recreate.delivery()),
        }
    }

    /// The failure of the creation (of the first one), if one was sent.
    #[must_use]
    pub fn create_error(&self) -> Option<&Error> {
        match self {
            Self::EmptyReference => None,
            Self::Create(create)
            | Self::LookUp { create, .. }
            | Self::NotFound { create }
            | Self::Different { create, .. }
            | Self::Several { create, .. }
            | Self::Recreate { create, .. } => Some(create),
        }
    }
}

impl fmt::Display for CreateOnceError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::EmptyReference => f.write_str(
                "the external reference is empty: a ticket without one cannot be looked for",
            ),
            Self::Create(error) => error.fmt(f),
            Self::LookUp { create, look_up } => {
                write!(f, "{create}; looking for the ticket failed too: {look_up}")
            }
            Self::NotFound { create } => {
                write!(
                    f,
                    "{create}; no ticket with its reference was found, it may still appear"
                )
            }
            Self::Different { create, .. } => {
                write!(
                    f,
                    "{create}; the ticket with its reference has other contents"
                )
            }
            Self::Recreate { create, recreate } => {
                write!(f, "{create}; creating it once more failed too: {recreate}")
            }
            Self::Several { create, found } => {
                write!(
                    f,
                    "{create}; {} tickets with its reference were found",
                    found.len()
                )
            }
        }
    }
}

impl std::error::Error for CreateOnceError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.create_error().map(|error| error as _)
    }
}

vendor_core::call_options!(CreateOnce);

impl CreateOnce {
    pub(crate) fn new(call: Call, ticket: NewPreparedTicket) -> Self {
        Self {
            call,
            ticket,
            settle: Duration::from_secs(10),
            recreate_if_absent: false,
        }
    }

    /// How long to wait before looking for the ticket, so that a request that is still on its way arrives;
    /// 10 s by default.
    pub fn settle(mut self, settle: Duration) -> Self {
        self.settle = settle;
        self
    }

    /// Creates the ticket once more when it was not found. Off by default: in the window that the type's
    /// documentation names, this makes a second ticket.
    pub fn recreate_if_absent(mut self) -> Self {
        self.recreate_if_absent = true;
        self
    }

    /// Creates the ticket.
    ///
    /// # Errors
    /// [`CreateOnceError`], which says what is known.
    pub async fn send(self) -> Result<Created, CreateOnceError> {
        if self.ticket.preparer_external_reference.is_empty() {
            return Err(CreateOnceError::EmptyReference);
        }
        match self.create_then_look().await {
            // Where the vendor says that it is done, the ticket is only not to be seen yet.
            Err(CreateOnceError::NotFound { create })
                if self.recreate_if_absent && create.delivery() == Delivery::Unknown =>
            {
                self.create_then_look()
                    .await
                    .map_err(|recreate| CreateOnceError::Recreate {
                        create,
                        recreate: Box::new(recreate),
                    })
            }
            outcome => outcome,
        }
    }

    async fn create_then_look(&self) -> Result<Created, CreateOnceError> {
        let create = match CreatePreparedTicket::new(self.call.clone(), self.ticket.clone())
            .send()
            .await
        {
            Ok(created) => return Ok(Created::Now(created)),
            Err(error) if error.delivery() < Delivery::Unknown => {
                return Err(CreateOnceError::Create(error));
            }
            Err(error) => error,
        };
        self.call.pipeline().clock().sleep(self.settle).await;
        let reference = self.ticket.preparer_external_reference.as_str();
        let look_up = ListPreparedTickets::new(self.call.clone())
            .preparer_external_reference(reference)
            .customer_id(self.ticket.customer_id)
            .limit(1000);
        let mut found = match look_up.send().await {
            Ok(list) => list.into_inner().result,
            Err(look_up) => return Err(CreateOnceError::LookUp { create, look_up }),
        };
        // The filter may be a search at the vendor; only an equal reference is ours.
        found.retain(|ticket| ticket.preparer_external_reference.as_deref() == Some(reference));
        match found.len() {
            0 => Err(CreateOnceError::NotFound { create }),
            1 => {
                let found = found.remove(0);
                if is_what_was_sent(&self.ticket, &found) {
                    Ok(Created::Found(found))
                } else {
                    Err(CreateOnceError::Different {
                        create,
                        found: Box::new(found),
                    })
                }
            }
            _ => Err(CreateOnceError::Several { create, found }),
        }
    }
}

/// Whether a ticket has the contents of the one to be created, as far as the vendor shows them.
fn is_what_was_sent(sent: &NewPreparedTicket, found: &PreparedTicket) -> bool {
    let shown = |found: &Nullable<String>, sent: Option<&String>| match found {
        Nullable::Absent => true,
        Nullable::Null => sent.is_none(),
        Nullable::Value(found) => sent == Some(found),
    };
    found.customer_id.is_none_or(|id| id == sent.customer_id)
        && found
            .vehicle_model_id
            .is_none_or(|id| id == sent.vehicle_model_id)
        && shown(&found.vin, sent.vin.as_ref())
        && shown(&found.voucher_code, sent.voucher_code.value())
}

impl IntoFuture for CreateOnce {
    type Output = Result<Created, CreateOnceError>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.send())
    }
}
