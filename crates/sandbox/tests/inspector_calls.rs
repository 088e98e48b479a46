//! The list of calls, and each call.

// Whatever goes wrong in a helper fails the test that called it.
#![allow(clippy::unwrap_used)]

mod client;

use std::time::Duration;

use client::inspector::Browser;
use client::{VIN, new_ticket_with};
use reqwest::Method;
use serde_json::json;
use vendor_sandbox::leadbank::{FETCH_LEADS, SEND_ACKNOWLEDGEMENTS};
use vendor_sandbox::{Fault, StatusCode};

const MARKUP: &str = "<script>alert(1)</script>";

async fn create_ticket(browser: &Browser, reference: &str) {
    let partner = browser.sandbox.partner();
    let form = [
        ("grant_type", "client_credentials"),
        ("client_id", partner.client_id()),
        ("client_secret", partner.client_secret()),
    ];
    let answer = browser
        .request(Method::POST, "/partner/oauth2/token")
        .form(&form);
    let token = client::json_of(answer.send().await.unwrap()).await;
    browser
        .request(Method::POST, "/partner/v2/tickets/prepared-tickets")
        .bearer_auth(token["access_token"].as_str().unwrap())
        .json(&new_ticket_with(
            "preparer_external_reference",
            json!(reference),
        ))
        .send()
        .await
        .unwrap();
}

mod list {
    use super::*;

    #[tokio::test]
    async fn it_says_where_to_begin_while_there_is_none() {
        let page = Browser::start().await.open("/").await;
        assert_eq!(page.status, 200);
        assert!(page.has("<h1>Calls</h1>"));
        assert!(page.has("No call has come yet."));
        assert!(page.has("href=\"/_inspector/connect\""));
    }

    #[tokio::test]
    async fn the_newest_call_stands_first() {
        let browser = Browser::start().await;
        for _ in 0..3 {
            browser.fetch_leads().await;
        }
        let page = browser.open("/").await;
        assert_eq!(page.calls(), [3, 2, 1]);
        assert!(page.has("fetchLeads"));
        assert!(page.has("00:00:00.000"));
        assert!(page.has(">200</span>"));
        assert!(page.has("acted"));
    }

    #[tokio::test]
    async fn violations_are_marked_by_a_word() {
        let browser = Browser::start().await;
        browser.break_the_contract().await;
        let call = &browser.sandbox.ledger().calls()[0];
        let expected = match call.violations.len() {
            1 => "1 violation".to_owned(),
            count => format!("{count} violations"),
        };
        assert!(browser.open("/").await.has(&expected));
    }

    #[tokio::test]
    async fn so_are_faults_and_calls_without_an_answer() {
        let browser = Browser::start().await;
        let faults = browser.sandbox.faults();
        faults.inject(FETCH_LEADS, Fault::DropAfterActing);
        browser.fetch_leads().await;
        let page = browser.open("/").await;
        assert!(page.has("fault: drop-after-acting"));
        assert!(page.has("no answer"));
        assert!(page.has("class=\"acted\""));
    }

    #[tokio::test]
    async fn a_call_that_is_held_is_in_progress() {
        let browser = Browser::start().await;
        let faults = browser.sandbox.faults();
        faults.inject(FETCH_LEADS, Fault::ActAfterHangUp);
        let look = async {
            browser.sandbox.ledger().arrived(1).await;
            let page = browser.open("/").await;
            assert!(page.has("in progress"));
            assert!(page.has("not yet"));
            browser.sandbox.faults().release();
        };
        tokio::join!(browser.fetch_leads(), look);
        assert!(!browser.open("/").await.has("in progress"));
    }

    #[tokio::test]
    async fn it_goes_on_on_further_pages() {
        let browser = Browser::start().await;
        for _ in 0..51 {
            browser.fetch_leads().await;
        }
        let first = browser.open("/").await;
        assert_eq!(first.calls().len(), 50);
        assert!(first.has("href=\"?before=2\""));
        let second = browser.open("/?before=2").await;
        assert_eq!(second.calls(), [1]);
        assert!(second.has("Newest"));
        assert!(!second.has("Older"));
    }

    #[tokio::test]
    async fn it_is_read_also_when_the_ledger_keeps_few_calls() {
        let sandbox = vendor_sandbox::Sandbox::builder()
            .inspector(true)
            .calls_kept(2)
            .start()
            .await
            .unwrap();
        let origin = format!("http://{}", sandbox.address());
        let http = client::http_client();
        for _ in 0..4 {
            let call = http.post(format!("{origin}/leadbank/api/leads")).json(&1);
            call.send().await.unwrap();
        }
        let page = http.get(format!("{origin}/_inspector/")).send();
        let page = page.await.unwrap().text().await.unwrap();
        assert!(page.contains("data-call=\"4\""));
        assert!(!page.contains("data-call=\"2\""));
        let gone = http.get(format!("{origin}/_inspector/calls/1")).send();
        assert_eq!(gone.await.unwrap().status(), StatusCode::NOT_FOUND);
    }
}

mod filter {
    use super::*;

    /// A call that succeeds, one that breaks the contract, one that meets a fault, and one of another vendor.
    async fn start() -> Browser {
        let browser = Browser::start().await;
        browser.fetch_leads().await;
        browser.break_the_contract().await;
        let faults = browser.sandbox.faults();
        faults.inject(FETCH_LEADS, Fault::CutBody);
        browser.fetch_leads().await;
        let path = "/dialler/rest/v1.0/1/dialler/campaigns";
        let call = browser.request(Method::GET, path).send();
        assert_eq!(call.await.unwrap().status(), 401);
        browser
    }

    #[tokio::test]
    async fn it_shows_the_calls_of_a_vendor_or_of_an_operation() {
        let browser = start().await;
        assert_eq!(browser.open("/?vendor=dialler").await.calls(), [4]);
        let query = format!("/?operation={FETCH_LEADS}");
        assert_eq!(browser.open(&query).await.calls(), [3, 1]);
        let query = format!("/?vendor=dialler&operation={SEND_ACKNOWLEDGEMENTS}");
        let none = browser.open(&query).await;
        assert!(none.calls().is_empty());
        assert!(none.has("None of the 4 calls is like this."));
    }

    #[tokio::test]
    async fn it_shows_what_went_wrong() {
        let browser = start().await;
        let failures = browser.open("/?show=failed").await.calls();
        assert!(failures.contains(&4));
        assert!(!failures.contains(&1));
        assert_eq!(browser.open("/?show=violations").await.calls(), [2]);
        assert_eq!(browser.open("/?show=faults").await.calls(), [3]);
    }

    #[tokio::test]
    async fn the_form_shows_what_was_chosen() {
        let page = start().await.open("/?vendor=leadbank&show=faults").await;
        assert!(page.has("<option value=\"leadbank\" selected>"));
        assert!(page.has("<option value=\"faults\" selected>"));
        assert!(page.has("Show all"));
    }

    #[tokio::test]
    async fn what_is_not_known_asks_for_nothing() {
        let page = start().await.open("/?vendor=x&operation=y&show=z").await;
        assert_eq!(page.calls().len(), 4);
    }

    #[tokio::test]
    async fn further_pages_are_of_the_same_kind() {
        let browser = Browser::start().await;
        for _ in 0..51 {
            browser.fetch_leads().await;
        }
        let page = browser.open("/?vendor=leadbank").await;
        assert!(page.has("href=\"?vendor=leadbank&amp;before=2\""));
    }
}

mod one {
    use super::*;

    #[tokio::test]
    async fn it_shows_request_and_answer() {
        let browser = Browser::start().await;
        create_ticket(&browser, "ORDER-17").await;
        let page = browser.open("/calls/2").await;
        assert!(page.has("<h1>Call 2</h1>"));
        assert!(page.has("createPreparedTicket"));
        assert!(page.has("Created"));
        // Both have it: the request, and the answer.
        assert_eq!(page.text.matches("&quot;ORDER-17&quot;").count(), 2);
        assert!(page.has("Body of the request"));
        assert!(page.has(VIN));
        let call = &browser.sandbox.ledger().calls()[1];
        assert!(page.has(call.resource.as_deref().unwrap()));
        assert!(page.has("href=\"/_inspector/calls/1\""));
    }

    #[tokio::test]
    async fn nothing_of_a_call_is_taken_for_markup() {
        let browser = Browser::start().await;
        create_ticket(&browser, MARKUP).await;
        let path = "/partner/%3Cscript%3E?a=%3Cscript%3E&%22=%22";
        let call = browser.request(Method::GET, path);
        let call = call.header("x-attempt-id", MARKUP);
        call.send().await.unwrap();
        for path in ["/", "/calls/2", "/calls/3", "/data/partner"] {
            let page = browser.open(path).await;
            assert_eq!(page.status, 200);
            // The page's own has a source.
            assert!(!page.has("<script>"), "{path}");
        }
        assert!(browser.open("/calls/2").await.has("&lt;script&gt;"));
    }

    #[tokio::test]
    async fn a_contact_with_markup_for_a_name_is_shown_as_such() {
        let browser = Browser::start().await;
        let contact = vendor_sandbox::dialler::NewContact::new(538, MARKUP, MARKUP);
        browser
            .sandbox
            .dialler()
            .seed_contact(contact.user_data("\"><script>"));
        let page = browser.open("/data/dialler").await;
        assert!(!page.has("<script>"));
        assert!(page.has("&lt;script&gt;alert(1)&lt;/script&gt;"));
    }

    #[tokio::test]
    async fn each_violation_has_its_place_and_its_rule() {
        let browser = Browser::start().await;
        browser.break_the_contract().await;
        let page = browser.open("/calls/1").await;
        assert!(page.has("Contract violations"));
        let call = &browser.sandbox.ledger().calls()[0];
        for violation in &call.violations {
            assert!(page.has(&format!("<code>{}</code>", violation.place)));
            assert!(page.has(&format!("<td>{}</td>", violation.rule)));
        }
    }

    #[tokio::test]
    async fn a_fault_says_whether_the_vendor_acts() {
        let browser = Browser::start().await;
        let faults = browser.sandbox.faults();
        faults.inject(FETCH_LEADS, Fault::DropBeforeActing);
        faults.inject(FETCH_LEADS, Fault::GarbageBody);
        browser.fetch_leads().await;
        browser.fetch_leads().await;
        let dropped = browser.open("/calls/1").await;
        assert!(dropped.has("The vendor does not act."));
        let garbage = browser.open("/calls/2").await;
        assert!(garbage.has("The vendor acts in spite of it."));
        assert!(garbage.has("As the vendor gave it, before the fault touched it."));
    }

    #[tokio::test]
    async fn it_says_how_long_it_took() {
        let browser = Browser::start().await;
        let delay = Duration::from_secs(3);
        let faults = browser.sandbox.faults();
        faults.inject(FETCH_LEADS, Fault::Delay(delay));
        let turn = async {
            browser.clock.until_asleep(1).await;
            browser.clock.advance(delay);
        };
        tokio::join!(browser.fetch_leads(), turn);
        let page = browser.open("/calls/1").await;
        assert!(page.has("3000 ms"));
        assert!(page.has("2026-01-01 00:00:00.000"));
    }

    #[tokio::test]
    async fn what_is_not_kept_is_said() {
        let browser = Browser::start().await;
        create_ticket(&browser, "ORDER-17").await;
        let page = browser.open("/calls/1").await;
        assert!(page.has("they hold credentials"));
        assert!(!page.has(browser.sandbox.partner().client_secret()));
        assert!(page.has("Headers are not kept"));
    }

    #[tokio::test]
    async fn nor_is_the_rest_of_a_long_body() {
        let browser = Browser::start().await;
        let long = "x".repeat(70_000);
        let call = browser.request(Method::POST, "/leadbank/api/leads");
        call.body(long).send().await.unwrap();
        let page = browser.open("/calls/1").await;
        assert!(page.has("The first 64 KiB; the rest is not kept."));
    }

    #[tokio::test]
    async fn one_that_is_not_there_is_not_found() {
        let page = Browser::start().await.open("/calls/7").await;
        assert_eq!(page.status, 404);
        assert!(page.has("There is no such call"));
    }
}
