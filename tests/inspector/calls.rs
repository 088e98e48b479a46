//! Calls of the real clients, as the page shows them.

use crate::data::OpenPage;
use crate::stage::{PAGES, Stage};

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn a_call_is_seen_as_it_comes() {
    let stage = Stage::open();
    stage.goto("");
    stage.browser.reads("No call has come yet.");
    let open = OpenPage::of(&stage.browser);
    stage.import("ORDER-17");
    stage
        .browser
        .find(&row(1, &["importContact", "200", "acted"]));
    open.is_still_the_same();
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn a_fault_that_was_injected_is_met_by_the_client_which_tries_again() {
    let stage = Stage::open();
    stage.inject("importContact", "drop-after-acting", 1);
    stage
        .browser
        .reads("The next call of dialler.importContact meets drop-after-acting.");
    stage.goto("");
    let open = OpenPage::of(&stage.browser);
    stage.import("ORDER-17");
    stage
        .browser
        .find(&row(1, &["no answer", "acted", "fault: drop-after-acting"]));
    stage.browser.find(&row(2, &["200", "acted"]));
    open.is_still_the_same();

    stage.browser.follow("1");
    stage.browser.reads("The vendor acts in spite of it.");
    // And the contact is there once.
    stage.goto("data/dialler");
    stage
        .browser
        .find("//table[count(.//td[normalize-space()='ORDER-17']) = 1]");
    stage.goto("faults");
    stage.browser.reads("No fault is queued.");
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn a_violation_of_the_contract_is_named_with_its_place() {
    let stage = Stage::open();
    stage.sandbox.break_the_contract();
    stage.goto("");
    stage
        .browser
        .find(&row(1, &["400", "did not act", "violation"]));
    stage.browser.follow("1");
    stage
        .browser
        .find("//h2[normalize-space()='Contract violations']");
    stage
        .browser
        .find("//tr[contains(., 'body') and contains(., 'required') and contains(., 'Name')]");
    // What the client sent is text here, whatever it looks like.
    stage
        .browser
        .find("//section[@aria-labelledby='request']//*[contains(text(), '<script>')]");
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn a_filter_leaves_the_calls_of_one_operation() {
    let stage = Stage::open();
    stage.fill();
    stage.goto("");
    stage.browser.choose("Operation", "fetchLeads");
    stage.browser.press("Filter");
    stage
        .browser
        .find("//table[count(.//tr[@data-call]) = 1 and .//tr[@data-call='3']]");
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn updates_can_be_paused() {
    let stage = Stage::open();
    stage.goto("");
    stage.browser.press("Pause updates");
    stage.import("ORDER-17");
    stage.browser.reads("No call has come yet.");
    stage.browser.press("Resume updates");
    stage.browser.find(&row(1, &["importContact"]));
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn no_page_makes_the_browser_complain() {
    let stage = Stage::open();
    stage.fill();
    let found = PAGES.map(|page| {
        stage.goto(page);
        stage.browser.find("//h1");
        (page, stage.browser.console())
    });
    for (page, console) in found {
        // The browser says of a page that is not there just that.
        let is_missing = |message: &String| page == "calls/1000000" && message.contains("404");
        let complaints: Vec<_> = console
            .iter()
            .filter(|message| !is_missing(message))
            .collect();
        assert!(complaints.is_empty(), "{page}: {complaints:?}");
    }
}

/// The row of this call, with all of these texts.
pub(crate) fn row(number: u32, texts: &[&str]) -> String {
    let has = |text: &&str| format!("contains(normalize-space(), '{text}')");
    let texts: Vec<_> = texts.iter().map(has).collect();
    format!("//tr[@data-call='{number}' and {}]", texts.join(" and "))
}
