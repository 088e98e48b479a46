//! Lists that come in pages: as pages, as items, and from any position on.
#![cfg(feature = "test-util")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)] // a test fails by panicking

mod support;

use std::sync::{Arc, Mutex};

use futures_core::Stream;
use support::{Anything, READ, Script, Server, Step, builder, call, clock, json, poll_once};
use vendor_core::page::{Items, Page, Pages, Position};
use vendor_core::testing::ErrorBuilder;
use vendor_core::{Delivery, Error, ErrorKind, Request, StaticCredentials, StatusCode};

/// Pages of the numbers from 0, as many to a page as the list says; the cursor is the page's number.
struct Book {
    pages: Vec<Vec<u32>>,
    asked: Arc<Mutex<Vec<usize>>>,
}

impl Book {
    fn new(sizes: &[usize]) -> Self {
        let mut next = 0;
        let pages = sizes
            .iter()
            .map(|size| {
                (0..*size)
                    .map(|_| {
                        next += 1;
                        next - 1
                    })
                    .collect()
            })
            .collect();
        Self {
            pages,
            asked: Arc::default(),
        }
    }

    fn from(&self, start: usize) -> Pages<usize, u32> {
        let (pages, asked) = (self.pages.clone(), self.asked.clone());
        Pages::new(&READ, start, move |cursor| {
            asked.lock().unwrap().push(cursor);
            let next = (cursor + 1 < pages.len()).then_some(cursor + 1);
            let page = Page::new(cursor, pages[cursor].clone(), next);
            Box::pin(std::future::ready(Ok(page)))
        })
    }

    fn asked(&self) -> Vec<usize> {
        self.asked.lock().unwrap().clone()
    }
}

async fn rest(items: &mut Items<usize, u32>) -> Vec<u32> {
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.unwrap());
    }
    found
}

#[tokio::test]
async fn pages_end_after_the_one_without_a_next() {
    let book = Book::new(&[2, 0, 1]);
    let mut pages = book.from(0);
    assert_eq!(pages.cursor(), Some(0));
    let first = pages.next().await.unwrap().unwrap();
    assert_eq!(
        (first.cursor, first.items, first.next),
        (0, vec![0, 1], Some(1))
    );
    assert_eq!(pages.cursor(), Some(1));
    assert_eq!(pages.next().await.unwrap().unwrap().items, [] as [u32; 0]);
    assert_eq!(pages.next().await.unwrap().unwrap().items, [2]);
    assert_eq!(pages.cursor(), None);
    assert!(pages.next().await.is_none());
    assert!(pages.next().await.is_none());
    assert_eq!(book.asked(), [0, 1, 2]);
}

#[tokio::test]
async fn no_page_is_fetched_before_it_is_wanted() {
    let book = Book::new(&[2, 2]);
    let mut items = book.from(0).items();
    assert_eq!(book.asked(), [] as [usize; 0]);
    items.next().await.unwrap().unwrap();
    items.next().await.unwrap().unwrap();
    assert_eq!(book.asked(), [0]);
}

#[tokio::test]
async fn items_can_be_taken_up_at_every_position() {
    for sizes in [&[3, 2, 1][..], &[0, 2, 0, 0, 3, 0], &[1], &[0], &[5, 5]] {
        let book = Book::new(sizes);
        let all: Vec<u32> = (0..u32::try_from(sizes.iter().sum::<usize>()).unwrap()).collect();
        for taken in 0..=all.len() {
            let mut items = book.from(0).items();
            let mut found = Vec::new();
            for _ in 0..taken {
                found.push(items.next().await.unwrap().unwrap());
            }
            let text = serde_json::to_string(&items.position()).unwrap();
            let position: Option<Position<usize>> = serde_json::from_str(&text).unwrap();
            if let Some(Position { cursor, skip }) = position {
                found.extend(rest(&mut book.from(cursor).items_after(skip)).await);
            }
            assert_eq!(found, all, "after {taken} of {sizes:?}: {position:?}");
        }
    }
}

#[tokio::test]
async fn the_position_after_the_last_item_of_a_page_is_the_start_of_the_next() {
    let book = Book::new(&[2, 1]);
    let mut items = book.from(0).items();
    let mut positions = vec![items.position()];
    while items.next().await.is_some() {
        positions.push(items.position());
    }
    positions.push(items.position());
    let at = |cursor, skip| {
        let mut position = Position::at(cursor);
        position.skip = skip;
        Some(position)
    };
    assert_eq!(positions, [at(0, 0), at(0, 1), at(1, 0), None, None]);
}

#[tokio::test]
async fn skipping_more_than_a_page_has_goes_on_with_the_next_page() {
    let book = Book::new(&[2, 2]);
    let mut items = book.from(0).items_after(5);
    assert_eq!(rest(&mut items).await, [2, 3], "only of the first page");
}

#[tokio::test]
async fn an_error_ends_the_items_and_leaves_the_position_where_they_can_be_taken_up() {
    let pages = Pages::new(&READ, 0, |cursor| {
        Box::pin(std::future::ready(match cursor {
            0 => Ok(Page::new(0, vec![10, 11], Some(1))),
            _ => Err(ErrorBuilder::status(StatusCode::BAD_GATEWAY).build()),
        }))
    });
    let mut items = pages.items();
    items.next().await.unwrap().unwrap();
    items.next().await.unwrap().unwrap();
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::BAD_GATEWAY));
    assert_eq!(items.position(), Some(Position::at(1)));
    assert!(items.next().await.is_none());
    assert_eq!(items.position(), Some(Position::at(1)), "still");
}

#[tokio::test]
async fn an_error_on_the_first_page_keeps_the_start_and_what_was_to_be_skipped() {
    let pages = Pages::<usize, u32>::new(&READ, 4, |_| {
        Box::pin(std::future::ready(Err(ErrorBuilder::status(
            StatusCode::BAD_GATEWAY,
        )
        .build())))
    });
    let mut items = pages.items_after(3);
    items.next().await.unwrap().unwrap_err();
    let mut position = Position::at(4);
    position.skip = 3;
    assert_eq!(items.position(), Some(position));
}

/// The pages of a vendor that turns in circles.
async fn walk(pages: Vec<(Vec<u32>, Option<usize>)>) -> (usize, Error) {
    let mut walked = Pages::new(&READ, 0, move |cursor: usize| {
        let (items, next) = pages[cursor].clone();
        Box::pin(std::future::ready(Ok(Page::new(cursor, items, next))))
    });
    let mut seen = 0;
    loop {
        match walked.next().await.expect("an error before the end") {
            Ok(_) => seen += 1,
            Err(error) => {
                assert!(walked.next().await.is_none());
                return (seen, error);
            }
        }
    }
}

#[tokio::test]
async fn a_vendor_that_gives_the_same_page_again_ends_the_pages_with_an_error() {
    let cases = [
        ("the next page is this page", vec![(vec![1], Some(0))], 0),
        (
            "a circle of two",
            vec![(vec![1], Some(1)), (vec![2], Some(0))],
            1,
        ),
        (
            "the same items again",
            vec![(vec![1], Some(1)), (vec![1], Some(2)), (vec![2], None)],
            1,
        ),
    ];
    for (case, pages, good) in cases {
        let (seen, error) = walk(pages).await;
        assert_eq!(error.kind(), ErrorKind::RepeatedPage, "{case}");
        assert_eq!(error.operation(), "readThings");
        assert_eq!(error.delivery(), Delivery::Done);
        assert_eq!(seen, good, "{case}");
    }
}

#[tokio::test]
async fn empty_pages_in_a_row_are_no_repetition() {
    let book = Book::new(&[0, 0, 0, 1]);
    assert_eq!(rest(&mut book.from(0).items()).await, [0]);
}

#[tokio::test]
async fn a_page_that_is_awaited_and_dropped_is_not_lost() {
    let gate = support::Gate::new();
    let behind = gate.clone();
    let pages = Pages::new(&READ, 0, move |cursor: usize| {
        let gate = behind.clone();
        Box::pin(async move {
            gate.passed().await;
            Ok(Page::new(cursor, vec![7], None))
        })
    });
    let mut items = pages.items();
    {
        let mut next = Box::pin(items.next());
        assert!(poll_once(&mut next).await.is_none());
    }
    gate.open();
    assert_eq!(items.next().await.unwrap().unwrap(), 7);
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn pages_and_items_are_streams() {
    fn count<S: Stream>(_: &S) {}
    let book = Book::new(&[1]);
    count(&book.from(0));
    count(&book.from(0).items());
}

#[tokio::test]
async fn pages_by_link_stay_at_the_origin_and_carry_the_credentials_there() {
    let server = Server::start(|number, _| match number {
        0 => json(200, r#"{"items":[1],"next":"/api/things?page=2"}"#),
        _ => json(200, r#"{"items":[2]}"#),
    })
    .await;
    let client = builder(&format!("{}/api", server.url()), &clock())
        .credentials(StaticCredentials::bearer("token"))
        .build()
        .unwrap();
    call(&client)
        .json::<Anything>(Request::new(&READ))
        .await
        .unwrap();
    call(&client)
        .json::<Anything>(Request::follow(&READ, "/api/things?page=2"))
        .await
        .unwrap();
    let requests = server.requests();
    assert_eq!(requests[1].target, "/api/things?page=2");
    assert_eq!(requests[1].header("authorization"), Some("Bearer token"));
}

#[tokio::test]
async fn a_link_may_be_absolute_within_the_origin() {
    let clock = clock();
    let script = Script::new(&clock, [Step::ok()]);
    let link = "https://vendor.example/api/things?page=2&x=%2F";
    call(&script.client())
        .json::<Anything>(Request::follow(&READ, link))
        .await
        .unwrap();
    assert_eq!(script.sent()[0].url.as_str(), link);
}
