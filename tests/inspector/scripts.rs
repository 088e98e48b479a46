//! A browser that runs no scripts: everything is there by links, forms and reloading.

use crate::browser::Browser;
use crate::calls::row;
use crate::data::{add_leads, forward, rows_from_leadbank};
use crate::stage::Stage;

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn the_page_says_that_it_must_be_reloaded_and_offers_nothing_that_does_not_work() {
    let stage = Stage::with(Browser::open_without_scripts());
    stage.goto("");
    let text = stage.browser.text();
    assert!(text.contains("Without JavaScript"), "{text}");
    assert!(!text.contains("Pause updates"), "{text}");
    stage.import("ORDER-17");
    stage.browser.reload();
    stage.browser.find(&row(1, &["importContact", "200"]));
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn data_faults_and_a_reset_need_no_script() {
    let stage = Stage::with(Browser::open_without_scripts());
    add_leads(&stage, 2);
    stage.inject("importContact", "drop-after-acting", 1);
    forward(&stage);
    stage.goto("data/dialler?campaign=538");
    stage.browser.find(&rows_from_leadbank(5));
    stage.goto("?operation=dialler.importContact");
    stage
        .browser
        .find("//tr[@data-call and contains(., 'fault: drop-after-acting')]");
    stage.goto("data");
    stage.browser.press("Reset everything");
    stage.browser.reads("Everything is as it was at the start");
}
