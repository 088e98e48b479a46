//! A headless Chromium, as a test uses it.
//!
//! Whatever is looked for may come late: the driver waits for it. Only a test that fails waits for long.

use std::fmt::Display;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::driver::Driver;
use crate::webdriver::{Element, Session};

/// One window of a browser of its own, with an empty profile.
pub(crate) struct Browser {
    // In this order: the window is closed, the driver ends, and then the profile is removed.
    session: Session,
    _driver: Driver,
    _profile: TempDir,
}

/// What lets it run as root, and keeps it from calling anybody but the sandbox.
const ARGUMENTS: [&str; 10] = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--window-size=1280,1000",
    "--host-resolver-rules=MAP rebound.example 127.0.0.1",
];

/// Milliseconds: longer than anything takes on a busy machine.
const PATIENCE: u32 = 60_000;

impl Browser {
    pub(crate) fn open() -> Self {
        let driver = Driver::start();
        let profile = tempfile::tempdir().expect("a profile");
        let mut arguments = ARGUMENTS.map(str::to_owned).to_vec();
        arguments.push(format!("--user-data-dir={}", profile.path().display()));
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": { "args": arguments },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "implicit": PATIENCE, "pageLoad": PATIENCE, "script": PATIENCE },
        });
        Self {
            session: Session::open(&driver.url(), &capabilities),
            _driver: driver,
            _profile: profile,
        }
    }

    /// Runs no scripts of a page.
    pub(crate) fn open_without_scripts() -> Self {
        let browser = Self::open();
        let disabled = json!({ "value": true });
        browser.devtools("Emulation.setScriptExecutionDisabled", &disabled);
        browser
    }

    pub(crate) fn goto(&self, url: &str) {
        let url = json!({ "url": url });
        self.session.post("url", &url).expect("the page is there");
    }

    pub(crate) fn reload(&self) {
        let reloaded = self.session.post("refresh", &json!({}));
        reloaded.expect("the page is there");
    }

    pub(crate) fn title(&self) -> String {
        let title = self.session.get("title").expect("a page is open");
        title.as_str().expect("a title is a text").to_owned()
    }

    /// The element that this XPath finds, once it is there.
    #[track_caller]
    pub(crate) fn find(&self, xpath: &str) -> Element {
        match self.session.find(xpath) {
            Ok(element) => element,
            Err(refused) => panic!(
                "{refused:?}\n\n{xpath} is not on this page:\n{}",
                self.text()
            ),
        }
    }

    /// What a person reads on the page now.
    pub(crate) fn text(&self) -> String {
        let text = self.script("return document.body.innerText");
        text.as_str().expect("a page has a text").to_owned()
    }

    /// Waits until the page says so.
    #[track_caller]
    pub(crate) fn reads(&self, text: &str) {
        self.find(&format!(
            "//body[contains(normalize-space(), {})]",
            quoted(text)
        ));
    }

    #[track_caller]
    pub(crate) fn press(&self, button: &str) {
        self.click(&format!("//button[normalize-space()={}]", quoted(button)));
    }

    #[track_caller]
    pub(crate) fn follow(&self, link: &str) {
        self.click(&format!("//a[normalize-space()={}]", quoted(link)));
    }

    #[track_caller]
    pub(crate) fn click(&self, xpath: &str) {
        let clicked = self.session.click(&self.find(xpath));
        clicked.expect("it can be clicked");
    }

    /// Types into the field with this label, in place of what is there.
    #[track_caller]
    pub(crate) fn fill(&self, label: &str, text: impl Display) {
        let field = self.labelled(label);
        self.session.clear(&field).expect("it can be cleared");
        let typed = self.session.type_into(&field, &text.to_string());
        typed.expect("it takes text");
    }

    /// Chooses from the list with this label.
    #[track_caller]
    pub(crate) fn choose(&self, label: &str, option: &str) {
        let (label, option) = (quoted(label), quoted(option));
        self.click(&format!(
            "//select[@id=//label[normalize-space()={label}]/@for]//option[normalize-space()={option}]"
        ));
    }

    #[track_caller]
    fn labelled(&self, label: &str) -> Element {
        let label = quoted(label);
        self.find(&format!("//*[@id=//label[normalize-space()={label}]/@for]"))
    }

    /// Types into whatever has the focus.
    pub(crate) fn type_keys(&self, keys: &str) {
        let focused = self.session.focused().expect("a page is open");
        let typed = self.session.type_into(&focused, keys);
        typed.expect("it takes keys");
    }

    /// What a script gives that runs on the page, also where the page's own does not.
    #[track_caller]
    pub(crate) fn script(&self, script: &str) -> Value {
        let script = json!({ "script": script, "args": [] });
        let result = self.session.post("execute/sync", &script);
        result.expect("the script runs")
    }

    /// A picture of the window, as base64.
    pub(crate) fn screenshot(&self) -> String {
        let picture = self.devtools(
            "Page.captureScreenshot",
            &json!({ "captureBeyondViewport": true }),
        );
        picture["data"].as_str().expect("it is base64").to_owned()
    }

    /// As if the system were set to this: `light` or `dark`.
    pub(crate) fn prefer_colours(&self, scheme: &str) {
        let feature = json!({ "name": "prefers-color-scheme", "value": scheme });
        self.devtools(
            "Emulation.setEmulatedMedia",
            &json!({ "features": [feature] }),
        );
    }

    /// As if the window were so many CSS pixels wide.
    pub(crate) fn narrow_to(&self, width: u32) {
        let window =
            json!({ "width": width, "height": 800, "deviceScaleFactor": 1, "mobile": false });
        self.devtools("Emulation.setDeviceMetricsOverride", &window);
    }

    /// A command of Chromium's developer tools.
    pub(crate) fn devtools(&self, command: &str, parameters: &Value) -> Value {
        let body = json!({ "cmd": command, "params": parameters });
        let done = self.session.post("goog/cdp/execute", &body);
        done.expect("Chromium knows the command")
    }

    /// What the console has said since it was last asked: also what the page's own policy has kept from loading.
    pub(crate) fn console(&self) -> Vec<String> {
        let entries = self.session.post("se/log", &json!({ "type": "browser" }));
        let entries = entries.expect("there is a log");
        let entries = entries.as_array().expect("it is a list").iter();
        entries.map(|entry| entry["message"].to_string()).collect()
    }
}

/// A text in an XPath.
fn quoted(text: &str) -> String {
    assert!(!text.contains('"'), "XPath cannot escape it");
    format!("\"{text}\"")
}
