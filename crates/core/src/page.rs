//! Lists that come in pages, as a stream of pages or of items.

use std::collections::VecDeque;
use std::fmt;
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};

use futures_core::Stream;
use serde::{Deserialize, Serialize};

use crate::clock::BoxFuture;
use crate::delivery::Delivery;
use crate::error::{Details, Error, ErrorKind};
use crate::operation::Operation;
use crate::unfold::Unfold;

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<C, T> {
    /// Where this page starts.
    pub cursor: C,
    /// Its items.
    pub items: Vec<T>,
    /// Where the next page starts; `None` after the last one.
    pub next: Option<C>,
}

impl<C, T> Page<C, T> {
    /// A page.
    #[must_use]
    pub fn new(cursor: C, items: Vec<T>, next: Option<C>) -> Self {
        Self {
            cursor,
            items,
            next,
        }
    }
}

/// Where a stream of items stands: store it, and go on from there later, also in another process.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Position<C> {
    /// The page.
    pub cursor: C,
    /// How many items of that page are done.
    pub skip: usize,
}

impl<C> Position<C> {
    /// The start of a page.
    #[must_use]
    pub fn at(cursor: C) -> Self {
        Self { cursor, skip: 0 }
    }
}

/// Fetches the page at a cursor.
type Fetch<C, T> = dyn Fn(C) -> BoxFuture<'static, Result<Page<C, T>, Error>> + Send + Sync;

/// A stream of pages. It ends after the last page, or after an error.
///
/// A vendor that gives the same page again, or sends the reader back to a page that it had, would keep a
/// reader busy for ever: that ends the stream with [`ErrorKind::RepeatedPage`].
pub struct Pages<C, T> {
    pages: Unfold<Walk<C, T>, Result<Page<C, T>, Error>>,
    next: Arc<Mutex<Option<C>>>,
}

struct Walk<C, T> {
    operation: &'static Operation,
    fetch: Arc<Fetch<C, T>>,
    cursor: C,
    seen: Vec<C>,
    previous: Option<Vec<T>>,
    next: Arc<Mutex<Option<C>>>,
}

impl<C, T> Pages<C, T>
where
    C: Clone + PartialEq + Send + Unpin + 'static,
    T: Clone + PartialEq + Send + Unpin + 'static,
{
    /// Pages from a cursor on. `fetch` gets the page at a cursor.
    pub fn new(
        operation: &'static Operation,
        start: C,
        fetch: impl Fn(C) -> BoxFuture<'static, Result<Page<C, T>, Error>> + Send + Sync + 'static,
    ) -> Self {
        let next = Arc::new(Mutex::new(Some(start.clone())));
        let walk = Walk {
            operation,
            fetch: Arc::new(fetch),
            cursor: start,
            seen: Vec::new(),
            previous: None,
            next: Arc::clone(&next),
        };
        Self {
            pages: Unfold::new(walk, |walk| Box::pin(walk.step())),
            next,
        }
    }

    /// The next page; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<Page<C, T>, Error>> {
        self.pages.next().await
    }

    /// Where the next page starts; `None` after the last one. After an error: where the page that failed
    /// starts.
    #[must_use]
    pub fn cursor(&self) -> Option<C> {
        self.next
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// The items of these pages, one by one.
    #[must_use]
    pub fn items(self) -> Items<C, T> {
        self.items_after(0)
    }

    /// The items of these pages, without the first ones of the first page.
    #[must_use]
    pub fn items_after(self, skip: usize) -> Items<C, T> {
        let position = self.cursor().map(|cursor| Position { cursor, skip });
        Items {
            pages: self,
            skip,
            items: VecDeque::new(),
            position,
        }
    }
}

impl<C, T> Walk<C, T>
where
    C: Clone + PartialEq,
    T: Clone + PartialEq,
{
    async fn step(mut self) -> (Option<Result<Page<C, T>, Error>>, Option<Self>) {
        let page = match (self.fetch)(self.cursor.clone()).await {
            Ok(page) => page,
            Err(error) => return (Some(Err(error)), None),
        };
        let same_items = !page.items.is_empty() && self.previous.as_ref() == Some(&page.items);
        let sent_back = page
            .next
            .as_ref()
            .is_some_and(|next| *next == self.cursor || self.seen.contains(next));
        if same_items || sent_back {
            let details = Details::new(self.operation, ErrorKind::RepeatedPage, Delivery::Done);
            return (Some(Err(details.into())), None);
        }
        self.next
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone_from(&page.next);
        let walk = page.next.clone().map(|next| {
            self.seen.push(std::mem::replace(&mut self.cursor, next));
            self.previous = Some(page.items.clone());
            self
        });
        (Some(Ok(page)), walk)
    }
}

impl<C: Unpin, T: Unpin> Stream for Pages<C, T> {
    type Item = Result<Page<C, T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Pin::new(&mut self.get_mut().pages).poll_next(context)
    }
}

impl<C, T> fmt::Debug for Pages<C, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pages")
    }
}

/// A stream of the items of all pages. It ends after the last item, or after an error.
pub struct Items<C, T> {
    pages: Pages<C, T>,
    items: VecDeque<T>,
    skip: usize,
    position: Option<Position<C>>,
}

impl<C, T> Items<C, T>
where
    C: Clone + PartialEq + Send + Unpin + 'static,
    T: Clone + PartialEq + Send + Unpin + 'static,
{
    /// The next item; `None` after the last one.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        std::future::poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// Where the next item stands; `None` after the last one. After an error it is where the stream can be
    /// taken up again.
    #[must_use]
    pub fn position(&self) -> Option<Position<C>> {
        self.position.clone()
    }
}

impl<C, T> Stream for Items<C, T>
where
    C: Clone + PartialEq + Send + Unpin + 'static,
    T: Clone + PartialEq + Send + Unpin + 'static,
{
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(item) = this.items.pop_front() {
                if let Some(position) = &mut this.position {
                    position.skip += 1;
                }
                if this.items.is_empty() {
                    this.position = this.pages.cursor().map(Position::at);
                }
                return Poll::Ready(Some(Ok(item)));
            }
            match std::task::ready!(Pin::new(&mut this.pages).poll_next(context)) {
                Some(Ok(page)) => {
                    let skip = std::mem::take(&mut this.skip);
                    this.items = page.items.into_iter().skip(skip).collect();
                    this.position = if this.items.is_empty() {
                        this.pages.cursor().map(Position::at)
                    } else {
                        Some(Position {
                            cursor: page.cursor,
                            skip,
                        })
                    };
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<C, T> fmt::Debug for Items<C, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Items")
    }
}
