//! Faults that are asked for by a form.

// Whatever goes wrong in a helper fails the test that called it.
#![allow(clippy::unwrap_used)]

mod client;

use std::time::Duration;

use client::inspector::Browser;
use vendor_sandbox::leadbank::{FETCH_LEADS, VALIDATE_LEADS};
use vendor_sandbox::{Fault, FaultPlan, StatusCode};

async fn inject(
    browser: &Browser,
    kind: &str,
    value: &str,
    times: &str,
) -> client::inspector::Page {
    let form = [
        ("operation", "leadbank.fetchLeads"),
        ("kind", kind),
        ("value", value),
        ("times", times),
    ];
    browser.submit("/faults", &form).await
}

mod injecting {
    use super::*;

    #[tokio::test]
    async fn the_next_calls_meet_it() {
        let browser = Browser::start().await;
        let page = inject(&browser, "drop-after-acting", "", "2").await;
        assert_eq!(
            page.notice(),
            Some("The next 2 calls of leadbank.fetchLeads meet drop-after-acting.")
        );
        assert_eq!(browser.sandbox.faults().pending(FETCH_LEADS), 2);
        browser.fetch_leads().await;
        let calls = browser.sandbox.ledger().calls();
        assert_eq!(calls[0].fault, Some(Fault::DropAfterActing));
    }

    #[tokio::test]
    async fn it_may_have_a_value() {
        let browser = Browser::start().await;
        inject(&browser, "refuse", "429", "1").await;
        inject(&browser, "delay", "3", "1").await;
        let refused = Fault::Refuse {
            status: StatusCode::TOO_MANY_REQUESTS,
            retry_after: None,
        };
        let delayed = Fault::Delay(Duration::from_secs(3));
        assert_eq!(
            browser.sandbox.faults().queued(),
            [(FETCH_LEADS, vec![refused, delayed])]
        );
    }

    #[tokio::test]
    async fn every_kind_is_in_the_list() {
        let browser = Browser::start().await;
        let page = browser.open("/faults").await;
        for kind in Fault::kinds() {
            assert!(page.has(&format!("<option value=\"{}\">", kind.name())));
            let before = browser.sandbox.faults().pending(FETCH_LEADS);
            inject(&browser, kind.name(), "", "1").await;
            assert_eq!(browser.sandbox.faults().pending(FETCH_LEADS), before + 1);
        }
    }

    #[tokio::test]
    async fn everything_that_is_wrong_is_told_at_once() {
        let browser = Browser::start().await;
        let form = [
            ("operation", "no.body"),
            ("kind", "explode"),
            ("times", "0"),
        ];
        let page = browser.submit("/faults", &form).await;
        assert_eq!(page.status, 422);
        for sentence in [
            "Operation: choose one",
            "Kind of fault: choose one",
            "from 1 to 1000",
        ] {
            assert!(page.has(sentence), "{sentence}");
        }
        assert!(browser.sandbox.faults().queued().is_empty());
    }

    #[tokio::test]
    async fn what_was_said_stays_in_the_form() {
        let browser = Browser::start().await;
        let page = inject(&browser, "refuse", "\"><script>", "3").await;
        assert_eq!(page.status, 422);
        assert!(page.has("an HTTP status is expected"));
        assert!(page.has("value=\"&quot;&gt;&lt;script&gt;\""));
        assert!(page.has("<option value=\"refuse\" selected>"));
        assert!(page.has("<option value=\"leadbank.fetchLeads\" selected>"));
        assert!(!page.has("<script>"));
    }

    #[tokio::test]
    async fn a_value_for_a_kind_that_takes_none_is_refused() {
        let browser = Browser::start().await;
        let page = inject(&browser, "cut-body", "3", "1").await;
        assert_eq!(page.status, 422);
        assert!(page.has("cut-body takes none"));
    }
}

mod pending {
    use super::*;

    #[tokio::test]
    async fn what_is_to_come_is_shown_and_equal_ones_are_counted() {
        let browser = Browser::start().await;
        assert!(browser.open("/faults").await.has("No fault is queued."));
        inject(&browser, "refuse", "429", "3").await;
        inject(&browser, "cut-body", "", "1").await;
        let page = browser.open("/faults").await;
        assert!(page.has("refuse 429</span> \u{d7} 3 "));
        assert!(page.has("cut-body</span>"));
        // And on every page, in the navigation.
        assert!(
            browser
                .open("/")
                .await
                .has("4<span class=\"hidden\"> queued")
        );
    }

    #[tokio::test]
    async fn a_random_plan_is_shown_too() {
        let browser = Browser::start().await;
        let faults = browser.sandbox.faults();
        faults.follow(FaultPlan::random(42, 0.25));
        let page = browser.open("/faults").await;
        assert!(page.has("By chance: 0.25 of the other calls fail, made from the seed 42."));
    }

    #[tokio::test]
    async fn clearing_forgets_both() {
        let browser = Browser::start().await;
        let faults = browser.sandbox.faults();
        faults.follow(FaultPlan::random(42, 0.25));
        faults.inject(VALIDATE_LEADS, Fault::CutBody);
        let page = browser.submit("/faults/clear", &[]).await;
        assert!(page.notice().unwrap().starts_with("No faults are queued"));
        assert!(faults.queued().is_empty());
        assert!(faults.plan().is_none());
    }

    #[tokio::test]
    async fn a_call_that_is_held_is_named_and_let_go() {
        let browser = Browser::start().await;
        inject(&browser, "act-after-hang-up", "", "1").await;
        let let_go = async {
            browser.sandbox.ledger().arrived(1).await;
            let page = browser.open("/faults").await;
            assert!(page.has("Call 1"));
            assert!(page.has("Let go held calls"));
            let page = browser.submit("/faults/release", &[]).await;
            assert_eq!(page.notice(), Some("The calls that were held go on."));
        };
        tokio::join!(browser.fetch_leads(), let_go);
        assert_eq!(browser.sandbox.ledger().applied(FETCH_LEADS), 1);
        assert!(!browser.open("/faults").await.has("Let go held calls"));
    }
}
