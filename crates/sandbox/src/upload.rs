//! The bodies of requests.

use bytes::Bytes;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use hyper::body::Incoming;

use crate::tasks::Tasks;

/// A longer body is no call of any vendor's.
const LONGEST: usize = 16 * 1024 * 1024;

pub(crate) enum Upload {
    Whole(Bytes),
    TooLong,
    /// It ended before its end, or was not read at all.
    BrokenOff,
}

impl Upload {
    pub(crate) async fn read(mut body: Incoming, tasks: &Tasks) -> Self {
        match Limited::new(&mut body, LONGEST).collect().await {
            Ok(whole) => Self::Whole(whole.to_bytes()),
            Err(error) if error.is::<LengthLimitError>() => {
                tasks.spawn(discard(body));
                Self::TooLong
            }
            Err(_) => Self::BrokenOff,
        }
    }
}

/// Reads on and keeps nothing: a client that is still sending must get to see its answer.
async fn discard(mut body: Incoming) {
    while let Some(Ok(_)) = body.frame().await {}
}
