//! What became of a call that ended well.

use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;

use bytes::Bytes;
use futures_core::Stream as _;
use leadbank::Elements;
use prepared_tickets::StatusCode;
use prepared_tickets::core::{Error, Response};
use serde::de::DeserializeOwned;

/// The answer to a call, whatever it holds.
#[derive(Debug)]
pub struct Answered {
    /// The attempts of the call, the first included.
    pub attempts: u32,
    /// The status; `None` of an answer that was streamed, which does not tell it.
    pub status: Option<StatusCode>,
    /// The body; empty if it was streamed.
    pub body: Bytes,
    /// How many elements were streamed.
    pub elements: usize,
    /// What the caller gets, for those who look at its `Debug`.
    pub value: Box<dyn fmt::Debug + Send>,
}

impl<T: fmt::Debug + Send + 'static> From<Response<T>> for Answered {
    fn from(response: Response<T>) -> Self {
        Self {
            attempts: response.attempts(),
            status: Some(response.status()),
            body: response.body().clone(),
            elements: 0,
            value: Box::new(response),
        }
    }
}

impl Answered {
    /// Reads a stream to its end, or to that of so many elements.
    pub(super) async fn by_element<T>(
        mut stream: Elements<T>,
        at_most: usize,
    ) -> Result<Self, Error>
    where
        T: DeserializeOwned + fmt::Debug + Send + Unpin + 'static,
    {
        let mut last = None;
        let mut elements = 0;
        while elements < at_most {
            match poll_fn(|context| Pin::new(&mut stream).poll_next(context)).await {
                Some(element) => last = Some(element?),
                None => break,
            }
            elements += 1;
        }
        Ok(Self {
            attempts: stream.attempts(),
            status: None,
            body: Bytes::new(),
            elements,
            value: Box::new((last, stream)),
        })
    }
}
