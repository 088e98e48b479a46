//! Pages of other sites, in the browser of somebody who runs a sandbox.

use serde_json::Value;

use crate::calls::row;
use crate::stage::Stage;

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn a_form_of_another_site_resets_nothing() {
    let stage = Stage::open();
    stage.import("ORDER-17");
    submit_elsewhere(&stage, &stage.sandbox.page("reset"));
    stage.goto("");
    stage.browser.find(&row(1, &["importContact"]));
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn a_form_of_another_site_calls_no_vendor() {
    let stage = Stage::open();
    let leads = stage.sandbox.setting("leadbank", "base_url");
    submit_elsewhere(&stage, &format!("{leads}/api/leads"));
    stage.goto("");
    stage.browser.reads("No call has come yet.");
}

/// A page that is none of the sandbox's has the browser send a form there, which no rule of the browser's forbids.
fn submit_elsewhere(stage: &Stage, url: &str) {
    let form = format!(
        "<form method=post enctype=text/plain action={url}><button>Win a car</button></form>"
    );
    stage.browser.goto(&format!("data:text/html,{form}"));
    stage.browser.press("Win a car");
    stage.browser.reads("This request comes from another site");
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn a_name_that_was_made_to_lead_here_shows_no_page() {
    let stage = Stage::open();
    // The browser takes this name for 127.0.0.1, as after DNS rebinding.
    let rebound = stage
        .sandbox
        .page("")
        .replace("127.0.0.1", "rebound.example");
    stage.browser.goto(&rebound);
    stage.browser.reads("none of the sandbox's names");
    let headings = stage
        .browser
        .script("return document.querySelectorAll('h1').length");
    assert_eq!(headings, Value::from(0));
}
