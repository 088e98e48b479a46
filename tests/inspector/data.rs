//! Data that comes by the buttons, goes through the real clients, and is seen to arrive.

use crate::browser::Browser;
use crate::stage::Stage;

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn leads_that_are_added_by_the_button_are_forwarded_and_arrive_before_ones_eyes() {
    let stage = Stage::open();
    add_leads(&stage, 2);
    stage.goto("data/dialler?campaign=538");
    let open = OpenPage::of(&stage.browser);
    forward(&stage);
    // Three were there at the start.
    stage.browser.find(&rows_from_leadbank(5));
    open.is_still_the_same();
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn leads_change_their_state_before_ones_eyes() {
    let stage = Stage::open();
    stage.goto("data");
    let open = OpenPage::of(&stage.browser);
    stage.browser.find(&leads("Ready to be sent", 3));
    forward(&stage);
    stage.browser.find(&leads("Received", 3));
    stage.browser.find(&leads("Ready to be sent", 0));
    open.is_still_the_same();
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn every_vendor_gets_data_by_its_button() {
    let stage = Stage::open();
    for (vendor, things) in [
        ("partner", "tickets"),
        ("leadbank", "leads"),
        ("dialler", "contacts"),
        ("aim", "contracts"),
        ("iveco", "activations"),
    ] {
        stage.goto(&format!("data/{vendor}"));
        stage.browser.fill("How many", 3);
        stage.browser.press(&format!("Add demonstration {things}"));
        stage.browser.reads(&format!("3 {things}."));
        stage.browser.find("//main//table//tbody/tr[3]");
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn a_reset_puts_everything_back() {
    let stage = Stage::open();
    stage.fill();
    add_leads(&stage, 2);
    stage.goto("data");
    stage.browser.press("Reset everything");
    stage.browser.reads("Everything is as it was at the start");
    stage.browser.find(&leads("Ready to be sent", 3));
    stage.goto("faults");
    stage.browser.reads("No fault is queued.");
    stage.goto("");
    stage.browser.reads("No call has come yet.");
    // And it goes on with the same credentials.
    stage.import("ORDER-18");
    stage.browser.find("//tr[@data-call]");
}

pub(crate) fn add_leads(stage: &Stage, leads: u32) {
    stage.goto("data/leadbank");
    stage.browser.fill("How many", leads);
    stage.browser.press("Add demonstration leads");
    let added = format!("Added to LeadBank: {leads} leads.");
    stage.browser.reads(&added);
}

/// As the README of `vendor` has it.
pub(crate) fn forward(stage: &Stage) {
    stage.sandbox.run_well(&[
        "leadbank",
        "forward",
        "--once",
        "--parameter=1",
        "--campaign-id=538",
        "--set-aside=leads.jsonl",
    ]);
}

/// So many contacts that came from LeadBank.
pub(crate) fn rows_from_leadbank(rows: u32) -> String {
    format!("//table[count(.//tr[td[starts-with(normalize-space(), 'leadbank:')]]) = {rows}]")
}

/// So many leads of LeadBank in this state, in the overview.
fn leads(state: &str, count: u32) -> String {
    format!(
        "//li[.//a='LeadBank']//dl/div[normalize-space(dt)='{state}' and normalize-space(dd)='{count}']"
    )
}

/// A page that is not to be loaded anew.
pub(crate) struct OpenPage<'a>(&'a Browser);

impl<'a> OpenPage<'a> {
    pub(crate) fn of(browser: &'a Browser) -> Self {
        browser.script("window.isOpen = true");
        Self(browser)
    }

    #[track_caller]
    pub(crate) fn is_still_the_same(&self) {
        assert_eq!(self.0.script("return window.isOpen"), true);
    }
}
