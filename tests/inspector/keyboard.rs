//! The keyboard alone.

use serde_json::Value;

use crate::browser::Browser;
use crate::stage::{PAGES, Stage};

/// Keys, as WebDriver writes them.
const TAB: &str = "\u{e004}";
const ENTER: &str = "\u{e007}";
const SPACE: &str = "\u{e00d}";

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn tab_reaches_every_control_in_the_order_of_the_page_and_shows_where_it_is() {
    let stage = Stage::open();
    stage.fill();
    for page in PAGES {
        stage.goto(page);
        let expected = stage.browser.script(CONTROLS);
        let reached: Vec<Value> = expected
            .as_array()
            .expect("a list")
            .iter()
            .map(|_| {
                stage.browser.type_keys(TAB);
                stage.browser.script(FOCUSED)
            })
            .collect();
        assert_eq!(Value::Array(reached), expected, "{page}");
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn the_first_link_skips_to_the_content() {
    let stage = Stage::open();
    stage.goto("data");
    stage.browser.type_keys(TAB);
    stage.browser.type_keys(ENTER);
    let focused = stage
        .browser
        .script("return document.activeElement.tagName");
    assert_eq!(focused, "MAIN");
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn leads_are_added_without_a_mouse() {
    let stage = Stage::open();
    stage.goto("");
    tab_to(&stage.browser, "Data");
    stage.browser.type_keys(ENTER);
    stage.browser.find("//h1[.='Data']");
    tab_to(&stage.browser, "LeadBank");
    stage.browser.type_keys(ENTER);
    stage.browser.find("//h1[.='LeadBank']");
    tab_to(&stage.browser, "Add demonstration leads");
    stage.browser.type_keys(SPACE);
    stage.browser.reads("Added to LeadBank: 5 leads.");
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn the_focus_stays_where_it_is_when_a_call_comes() {
    let stage = Stage::open();
    stage.import("ORDER-17");
    stage.goto("");
    tab_to(&stage.browser, "1");
    stage.import("ORDER-18");
    stage.browser.find("//tr[@data-call='2']");
    assert_eq!(
        stage
            .browser
            .script("return document.activeElement.textContent"),
        "1"
    );
}

/// Tabs on until the control with this text has the focus.
#[track_caller]
fn tab_to(browser: &Browser, text: &str) {
    let controls = browser.script(CONTROLS);
    for _ in controls.as_array().expect("a list") {
        browser.type_keys(TAB);
        if browser.script("return document.activeElement.textContent.trim()") == text {
            return;
        }
    }
    panic!("{text} cannot be reached:\n{}", browser.text());
}

/// All controls that are to be reached, by the order of the page, each as [`FOCUSED`] has it.
const CONTROLS: &str = "
    const all = [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex=\"0\"]')];
    return all
        .filter((control) => !control.disabled && control.getClientRects().length > 0)
        .map((control) => `${control.outerHTML.slice(0, 80)} with an outline`);
";

const FOCUSED: &str = "
    const control = document.activeElement;
    const style = getComputedStyle(control);
    const isShown = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    return `${control.outerHTML.slice(0, 80)} ${isShown ? 'with' : 'without'} an outline`;
";
