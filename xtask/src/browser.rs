//! The sandbox's inspector in a real browser: Chromium, headless, driven by ChromeDriver.

use std::path::Path;

use crate::cargo::run;
use crate::stage::{self, Outcome};
use crate::tools;

/// The stage of CI: skipped where there is no browser, and none can be installed.
pub(crate) fn stage(root: &Path) -> stage::Result {
    // On Debian the package brings Chromium along; elsewhere whoever has ChromeDriver has its browser.
    if !tools::is_there("chromedriver", "chromium-driver") {
        return Ok(Outcome::skipped(
            "there is no ChromeDriver, and chromium-driver could not be installed",
        ));
    }
    // The stage `test` has left them out: whoever runs it may have no browser.
    let tests = ["test", "--package", "behaviours", "--test", "inspector"];
    run(root, &[&tests[..], &["--", "--ignored"]].concat())
}
