//! The sandbox as a program, told once: for `vendor-sandbox`, and for `vendor sandbox`.
//!
//! A program parses [`Arguments`], among others of its own, and hands them to [`serve`]. How it speaks is its own
//! affair: it is told every [`Event`].

mod arguments;
mod bind;
mod config_file;
mod error;
mod fault_argument;
mod greeting;
mod stop;

use std::fmt;
use std::future::{Future, poll_fn};
use std::io;
use std::pin::{Pin, pin};
use std::task::Poll;

use tokio::sync::mpsc::{self, UnboundedReceiver};

pub use self::arguments::Arguments;
pub use self::error::ServeError;
pub use self::greeting::Greeting;
use crate::ledger::{Call, Ledger};

/// What there is to tell. Displayed, it is for a person, and without personal data.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// It serves from now on.
    Started(&'a Greeting),
    /// A call is settled.
    Called(&'a Call),
    /// A fault has ended the dialler's token. Its clients cannot get the new one by themselves; here it is.
    TokenEnded(&'a str),
}

impl fmt::Display for Event<'_> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Started(greeting) => greeting.fmt(formatter),
            Self::Called(call) => call.fmt(formatter),
            Self::TokenEnded(token) => write!(
                formatter,
                "the dialler's token has ended, here is the new one:\nexport VENDOR_DIALLER_TOKEN={token}"
            ),
        }
    }
}

/// Serves until Ctrl-C or SIGTERM, or until an event cannot be told.
pub async fn serve<E: From<ServeError>>(
    arguments: Arguments,
    mut tell: impl FnMut(Event<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let mut stop = pin!(stop::asked().map_err(ServeError::Signals)?);
    let sandbox = arguments.start().await?;
    let mut calls = settled_calls(sandbox.ledger());
    let mut token = sandbox.dialler().token();
    arguments.write_config(&sandbox)?;
    tell(Event::Started(&Greeting::of(
        &sandbox,
        arguments.write_config.clone(),
    )))?;
    while let Some(call) = next(&mut calls, stop.as_mut()).await? {
        tell(Event::Called(&call))?;
        if sandbox.dialler().token() != token {
            token = sandbox.dialler().token();
            arguments.write_config(&sandbox)?;
            tell(Event::TokenEnded(&token))?;
        }
    }
    sandbox.shutdown().await;
    while let Ok(call) = calls.try_recv() {
        tell(Event::Called(&call))?;
    }
    Ok(())
}

/// The calls from now on, as they are settled: what the ledger forgets is not missed. They pile up only while nobody
/// listens.
fn settled_calls(ledger: &Ledger) -> UnboundedReceiver<Call> {
    let (settled, calls) = mpsc::unbounded_channel();
    ledger.observe(move |call| {
        if call.settled {
            // An error means that nobody listens any more.
            let _ = settled.send(call.clone());
        }
    });
    calls
}

/// The next call; `None` if it is to stop.
async fn next(
    calls: &mut UnboundedReceiver<Call>,
    mut stop: Pin<&mut impl Future<Output = io::Result<()>>>,
) -> Result<Option<Call>, ServeError> {
    poll_fn(|context| match stop.as_mut().poll(context) {
        Poll::Ready(asked) => Poll::Ready(asked.map(|()| None).map_err(ServeError::Signals)),
        Poll::Pending => calls.poll_recv(context).map(Ok),
    })
    .await
}
