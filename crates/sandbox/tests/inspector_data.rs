//! What the vendors keep, and what the forms add to it.

// Whatever goes wrong in a helper fails the test that called it.
#![allow(clippy::unwrap_used)]

mod client;

use client::inspector::Browser;
use vendor_sandbox::leadbank::{FETCH_LEADS, NewLead, Stage, VALIDATE_LEADS, demo};
use vendor_sandbox::{Fault, aim, dialler, partner};

mod pages {
    use super::*;

    #[tokio::test]
    async fn the_summary_counts_everything() {
        let browser = Browser::start().await;
        let page = browser.open("/data").await;
        for figure in [
            "<dt>Tickets</dt><dd>3</dd>",
            "<dt>Ready to be sent</dt><dd>3</dd>",
            "<dt>Received</dt><dd>0</dd>",
            "<dt>Contacts of 538 My Campaign</dt><dd>2</dd>",
            "<dt>Status Open</dt><dd>4</dd>",
            "<dt>Locked</dt><dd>1</dd>",
            "<dt>Activations</dt><dd>0</dd>",
        ] {
            assert!(page.has(figure), "{figure}");
        }
    }

    #[tokio::test]
    async fn each_vendor_shows_what_it_keeps() {
        let browser = Browser::start().await;
        let tickets = browser.open("/data/partner").await;
        assert!(tickets.has(&partner::demo::TICKETS[0].to_string()));
        assert!(tickets.has("DYNAMICS_ERP_3454662"));
        let contacts = browser.open("/data/dialler").await;
        assert!(contacts.has("Erika Mustermann"));
        let rentals = browser.open("/data/aim").await;
        assert!(rentals.has(aim::demo::CONTRACTS[2]));
        assert!(rentals.has("by clerk"));
        let activations = browser.open("/data/iveco").await;
        assert!(activations.has("There are no activations."));
    }

    #[tokio::test]
    async fn leads_are_shown_by_their_state() {
        let browser = Browser::start().await;
        browser.fetch_leads().await;
        let leadbank = browser.sandbox.leadbank();
        leadbank.seed_lead(NewLead::new().id(60_000).content("LastName", "Fresh"));
        let all = browser.open("/data/leadbank").await;
        assert!(all.has(&demo::LEADS[0].to_string()));
        assert!(all.has("Fresh"));
        let ready = browser.open("/data/leadbank?state=ready").await;
        assert!(ready.has("Fresh"));
        assert!(!ready.has(&demo::LEADS[0].to_string()));
        let received = browser.open("/data/leadbank?state=received").await;
        assert!(received.has("There are no leads like this."));
    }

    #[tokio::test]
    async fn contacts_are_shown_by_their_campaign() {
        let browser = Browser::start().await;
        let page = browser.open("/data/dialler?campaign=1000").await;
        assert!(page.has(&dialler::demo::CONTACTS[3].to_string()));
        assert!(!page.has(&dialler::demo::CONTACTS[0].to_string()));
    }

    #[tokio::test]
    async fn of_many_there_are_few_on_a_page() {
        let browser = Browser::start().await;
        let dialler = browser.sandbox.dialler();
        dialler.remove_all_contacts();
        let ids = dialler.seed_contacts(538, 120);
        let first = browser.open("/data/dialler?campaign=538").await;
        assert!(first.has(&format!("scope=\"row\">{}</th>", ids[119])));
        assert!(!first.has(&format!("scope=\"row\">{}</th>", ids[69])));
        assert!(first.has("href=\"?campaign=538&amp;page=2\""));
        let last = browser.open("/data/dialler?campaign=538&page=3").await;
        assert!(last.has(&format!("scope=\"row\">{}</th>", ids[0])));
        assert!(!last.has("Older"));
    }

    #[tokio::test]
    async fn leads_are_counted_by_day_provider_and_campaign() {
        let browser = Browser::start().await;
        let leadbank = browser.sandbox.leadbank();
        leadbank.remove_all_leads();
        leadbank.seed_lead(NewLead::new().provider(7));
        leadbank.seed_lead(NewLead::new().provider(7).campaign(None));
        let page = browser.open("/data/leadbank").await;
        assert!(page.has("<svg role=\"img\""));
        // The description of a chart, and its table.
        for (description, row) in [
            ("2026-01-01: 2", "2026-01-01</th><td>2"),
            (">7: 2<", "7</th><td>2"),
            ("none: 1", "none</th><td>1"),
        ] {
            assert!(page.has(description), "{description}");
            assert!(page.has(row), "{row}");
        }
    }

    #[tokio::test]
    async fn the_settings_of_a_client_are_there_to_be_pasted() {
        let browser = Browser::start().await;
        let token = browser.sandbox.dialler().regenerate_token();
        let page = browser.open("/connect").await;
        assert!(page.has(&format!("export VENDOR_DIALLER_TOKEN={token}")));
        assert!(page.has(browser.sandbox.leadbank().base_url()));
    }
}

mod seeding {
    use super::*;

    #[tokio::test]
    async fn every_vendor_gets_as_many_as_were_asked_for() {
        let browser = Browser::start().await;
        let sandbox = &browser.sandbox;
        let count = || {
            [
                sandbox.partner().tickets().len(),
                sandbox.leadbank().leads().len(),
                sandbox.aim().contracts().len(),
                sandbox.iveco().activations().len(),
                sandbox.dialler().contacts_of(1000).len(),
            ]
        };
        let before = count();
        for (vendor, things) in [
            ("partner", "tickets"),
            ("leadbank", "leads"),
            ("aim", "contracts"),
            ("iveco", "activations"),
            ("dialler", "contacts"),
        ] {
            let path = format!("/data/{vendor}");
            let form = [("count", "7"), ("campaign", "1000")];
            let page = browser.submit(&format!("{path}/seed"), &form).await;
            assert_eq!(page.path, format!("/_inspector{path}"));
            let notice = page.notice().unwrap();
            assert!(notice.ends_with(&format!(": 7 {things}.")), "{notice}");
        }
        assert_eq!(count(), before.map(|count| count + 7));
    }

    #[tokio::test]
    async fn contracts_that_are_there_are_not_replaced() {
        let browser = Browser::start().await;
        let aim = browser.sandbox.aim();
        aim.put_contract(aim::Rental::new("W1008", 1, 1));
        browser.submit("/data/aim/seed", &[("count", "5")]).await;
        assert_eq!(aim.contracts().len(), aim::demo::CONTRACTS.len() + 6);
        assert_eq!(aim.contract("W1008").unwrap().account, 1);
    }

    #[tokio::test]
    async fn seeded_leads_are_fetched_as_any_other() {
        let browser = Browser::start().await;
        browser
            .submit("/data/leadbank/seed", &[("count", "2")])
            .await;
        browser.fetch_leads().await;
        let leadbank = browser.sandbox.leadbank();
        assert_eq!(
            leadbank.leads_at(Stage::InProgress).len(),
            demo::LEADS.len() + 2
        );
        assert_eq!(browser.sandbox.ledger().applied(FETCH_LEADS), 1);
    }

    #[tokio::test]
    async fn a_wrong_number_or_campaign_adds_nothing_and_is_named() {
        let browser = Browser::start().await;
        for count in ["", "0", "-1", "1001", "many"] {
            let page = browser
                .submit("/data/leadbank/seed", &[("count", count)])
                .await;
            assert_eq!(page.status, 422, "{count}");
            assert!(page.has("a number from 1 to 1000"), "{count}");
        }
        let form = [("count", "1"), ("campaign", "7")];
        let page = browser.submit("/data/dialler/seed", &form).await;
        assert_eq!(page.status, 422);
        assert!(page.has("Campaign"));
        assert_eq!(browser.sandbox.leadbank().leads().len(), demo::LEADS.len());
    }

    #[tokio::test]
    async fn a_link_has_the_page_say_nothing_but_its_own_words() {
        let browser = Browser::start().await;
        let page = browser
            .open("/data/leadbank?done=Your+data+is+gone&section=leadbank&count=5")
            .await;
        assert_eq!(page.notice(), None);
    }
}

mod reset {
    use super::*;

    /// A sandbox in which much has happened.
    async fn used() -> Browser {
        let browser = Browser::start().await;
        let sandbox = &browser.sandbox;
        browser.fetch_leads().await;
        sandbox.leadbank().seed_leads(3);
        sandbox.partner().remove_all_tickets();
        sandbox.dialler().regenerate_token();
        sandbox.dialler().remove_all_contacts();
        sandbox.aim().remove_all_contracts();
        sandbox.faults().inject(VALIDATE_LEADS, Fault::CutBody);
        browser.submit("/data/iveco/seed", &[("count", "2")]).await;
        browser
    }

    #[tokio::test]
    async fn everything_is_as_it_was_at_the_start() {
        let browser = used().await;
        let oauth_token = browser.sandbox.aim().issue_oauth_token();
        let page = browser.submit("/reset", &[]).await;
        assert!(page.notice().unwrap().contains("as it was at the start"));
        let sandbox = &browser.sandbox;
        assert!(sandbox.ledger().calls().is_empty());
        assert_eq!(sandbox.faults().pending(VALIDATE_LEADS), 0);
        assert_eq!(sandbox.leadbank().leads_at(Stage::Ready), demo::LEADS);
        assert_eq!(sandbox.dialler().token(), dialler::demo::TOKEN);
        assert_eq!(
            sandbox.dialler().count_contacts(),
            dialler::demo::CONTACTS.len()
        );
        assert_eq!(sandbox.iveco().activations(), []);
        let fresh = Browser::start().await;
        assert_eq!(
            sandbox.partner().tickets(),
            fresh.sandbox.partner().tickets()
        );
        assert_eq!(sandbox.aim().contracts(), fresh.sandbox.aim().contracts());
        // Tokens begin anew as well.
        assert_eq!(sandbox.aim().issue_oauth_token(), oauth_token);
    }

    #[tokio::test]
    async fn a_program_does_the_same() {
        let browser = used().await;
        browser.sandbox.reset();
        assert!(browser.sandbox.ledger().calls().is_empty());
        let leadbank = browser.sandbox.leadbank();
        assert_eq!(leadbank.leads_at(Stage::Ready), demo::LEADS);
    }

    #[tokio::test]
    async fn settings_stay() {
        let browser = used().await;
        let leadbank = browser.sandbox.leadbank();
        leadbank.configure(|settings| settings.integer = Some(5));
        browser.sandbox.reset();
        leadbank.configure(|settings| assert_eq!(settings.integer, Some(5)));
    }

    #[tokio::test]
    async fn the_numbers_of_calls_go_on() {
        let browser = used().await;
        browser.sandbox.reset();
        browser.fetch_leads().await;
        assert_eq!(browser.open("/").await.calls(), [2]);
    }
}
