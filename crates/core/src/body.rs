//! Reading an answer's body, never more of it than allowed.

use bytes::{Bytes, BytesMut};
use http::HeaderMap;
use http::header::CONTENT_LENGTH;

use crate::clock::{BoxFuture, before};
use crate::transport::{BodyStream, TransportError};

/// What could be read of a body, and how its reading ended.
pub(crate) struct ReadBody {
    pub(crate) bytes: Bytes,
    pub(crate) end: End,
}

pub(crate) enum End {
    /// At the end of the body.
    Complete,
    /// At the cap.
    TooLarge,
    /// At the limit of the attempt.
    TimedOut,
    /// The connection broke.
    Broken(TransportError),
}

/// Reads up to `cap` bytes. A larger declared length ends it before anything is read, and a body that turns
/// out larger than declared ends at the cap all the same.
pub(crate) async fn read_whole(
    headers: &HeaderMap,
    mut body: BodyStream,
    cap: usize,
    limit: &mut BoxFuture<'_, ()>,
) -> ReadBody {
    let declared = declared_length(headers);
    if declared.is_some_and(|length| length > cap) {
        return ReadBody {
            bytes: Bytes::new(),
            end: End::TooLarge,
        };
    }
    let mut first = Bytes::new();
    let mut joined: Option<BytesMut> = None;
    let end = loop {
        let chunk = match before(limit, body.chunk()).await {
            Some(Some(Ok(chunk))) => chunk,
            Some(Some(Err(error))) => break End::Broken(error),
            Some(None) => break End::Complete,
            None => break End::TimedOut,
        };
        let read = joined.as_ref().map_or(first.len(), BytesMut::len);
        let fitting = chunk.len().min(cap - read);
        match &mut joined {
            None if first.is_empty() => first = chunk.slice(..fitting),
            None => {
                // Small answers come in one chunk and are never copied.
                let size = declared
                    .unwrap_or(2 * (first.len() + fitting))
                    .max(first.len() + fitting);
                let mut bytes = BytesMut::with_capacity(size.min(cap));
                bytes.extend_from_slice(&first);
                bytes.extend_from_slice(&chunk[..fitting]);
                joined = Some(bytes);
            }
            Some(bytes) => bytes.extend_from_slice(&chunk[..fitting]),
        }
        if fitting < chunk.len() {
            break End::TooLarge;
        }
    };
    ReadBody {
        bytes: joined.map_or(first, BytesMut::freeze),
        end,
    }
}

fn declared_length(headers: &HeaderMap) -> Option<usize> {
    headers
        .get(CONTENT_LENGTH)?
        .to_str()
        .ok()?
        .trim()
        .parse()
        .ok()
}
