//! What screen readers and weak eyes need, as far as a program can tell.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::calls::row;
use crate::stage::{PAGES, Stage};

/// Gives a list of what is wrong with the page, in words.
const CHECKS: &str = include_str!("accessibility.js");

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn structure_and_contrast_are_right_on_all_pages_in_both_schemes() {
    let stage = Stage::open();
    stage.fill();
    for scheme in ["light", "dark"] {
        stage.browser.prefer_colours(scheme);
        for page in PAGES {
            stage.goto(page);
            let wrong = stage.browser.script(CHECKS);
            assert_eq!(wrong, json!([]), "{page}, {scheme}: {wrong:#}");
        }
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn what_is_wrong_is_found() {
    let stage = Stage::open();
    stage.fill();
    for (plant, finding) in [
        ("document.documentElement.lang = ''", "no language"),
        (
            "document.querySelector('main').append(document.createElement('h1'))",
            "2 of h1",
        ),
        (
            "document.querySelector('main').append(document.createElement('h5'))",
            "after h",
        ),
        (
            "document.querySelector('nav').removeAttribute('aria-label')",
            "navigation has no name",
        ),
        (
            "document.querySelector('label').htmlFor = 'nothing'",
            "for leads nowhere",
        ),
        (
            "document.querySelector('table').caption.id = 'main'",
            "#main is there twice",
        ),
        (
            "document.querySelector('caption').remove()",
            "table has no name",
        ),
        (
            "document.querySelector('th').removeAttribute('scope')",
            "a header of nothing",
        ),
        (
            "document.querySelector('h1').style.color = '#999'",
            "contrast 2.",
        ),
        (
            "document.querySelector('td').style.color = '#888'",
            "contrast 3.",
        ),
        (
            "document.querySelector('select').style.borderColor = '#ddd'",
            "contrast 1.",
        ),
    ] {
        stage.goto("");
        stage.browser.script(plant);
        let wrong = stage.browser.script(CHECKS);
        let is_found = |wrong: &Value| wrong.as_str().is_some_and(|it| it.contains(finding));
        let wrong = wrong.as_array().expect("a list");
        assert!(wrong.iter().any(is_found), "{plant}: {wrong:#?}");
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn every_control_has_a_name() {
    let stage = Stage::open();
    stage.fill();
    for page in PAGES {
        stage.goto(page);
        let nameless = nameless_controls(&stage.browser);
        assert!(nameless.is_empty(), "{page}: {nameless:#?}");
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn no_two_pages_have_the_same_title() {
    let stage = Stage::open();
    stage.fill();
    let mut titles: Vec<String> = PAGES
        .iter()
        // The same page, filtered.
        .filter(|page| !page.starts_with('?'))
        .map(|page| {
            stage.goto(page);
            stage.browser.title()
        })
        .collect();
    titles.sort();
    let count = titles.len();
    titles.dedup();
    assert_eq!(titles.len(), count, "{titles:#?}");
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn a_narrow_window_has_all_of_the_page_without_scrolling_sideways() {
    let stage = Stage::open();
    stage.fill();
    stage.browser.narrow_to(320);
    for page in PAGES {
        stage.goto(page);
        let too_wide = stage.browser.script(WIDER_THAN_THE_WINDOW);
        assert_eq!(too_wide, json!([]), "{page}: {too_wide:#}");
    }
}

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn new_calls_are_announced_politely_and_by_their_number_alone() {
    let stage = Stage::open();
    stage.goto("");
    // Whether this one is new depends on who was quicker, it or the page; the next one is.
    stage.import("ORDER-17");
    stage.browser.find(&row(1, &["importContact"]));
    stage.import("ORDER-18");
    let told = "normalize-space()='1 new call' or normalize-space()='2 new calls'";
    stage
        .browser
        .find(&format!("//*[@aria-live='polite' and ({told})]"));
}

/// What sticks out of the window, but for what can be scrolled by itself.
const WIDER_THAN_THE_WINDOW: &str = "
    const isTooWide = (element) => element.getBoundingClientRect().right > 320 + 0.5;
    const canScroll = (element) => ['auto', 'scroll'].includes(getComputedStyle(element).overflowX);
    const isInScroller = (element) => {
        const parent = element.parentElement;
        return parent !== null && (canScroll(parent) || isInScroller(parent));
    };
    const found = [...document.body.querySelectorAll('*')]
        .filter((element) => isTooWide(element) && !isInScroller(element));
    const width = document.documentElement.scrollWidth;
    return found
        .map((element) => element.outerHTML.slice(0, 80))
        .concat(width > 320 ? [`the page is ${width} wide`] : []);
";

/// What a screen reader would call by its kind alone.
fn nameless_controls(browser: &Browser) -> Vec<Value> {
    const KINDS: [&str; 8] = [
        "button",
        "checkbox",
        "combobox",
        "link",
        "navigation",
        "region",
        "spinbutton",
        "textbox",
    ];
    let tree = browser.devtools("Accessibility.getFullAXTree", &json!({}));
    let nodes = tree["nodes"].as_array().expect("a list").iter();
    let is_control = |node: &&Value| KINDS.iter().any(|kind| node["role"]["value"] == *kind);
    let controls: Vec<_> = nodes.filter(is_control).collect();
    assert!(controls.len() > 5, "the tree has the page's controls");
    controls
        .into_iter()
        .filter(|node| node["name"]["value"].as_str().is_none_or(str::is_empty))
        .cloned()
        .collect()
}
