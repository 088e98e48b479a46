//! Pictures of all pages, to be looked at: in `tmp/inspector` of the target directory.

use std::fs;
use std::path::Path;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use crate::stage::{PAGES, Stage};

#[test]
#[ignore = "needs a browser: cargo xtask ci browser"]
fn light_and_dark_are_as_the_system_has_it() {
    let stage = Stage::open();
    stage.fill();
    let directory = Path::new(env!("CARGO_TARGET_TMPDIR")).join("inspector");
    fs::create_dir_all(&directory).expect("a directory");
    for (scheme, brightness) in [("light", 200.0..=255.0), ("dark", 0.0..=55.0)] {
        stage.browser.prefer_colours(scheme);
        for page in PAGES {
            stage.goto(page);
            let found = stage.browser.script(BRIGHTNESS);
            let found = found.as_f64().expect("a number");
            assert!(brightness.contains(&found), "{page}, {scheme}: {found}");
            let picture = BASE64_STANDARD.decode(stage.browser.screenshot());
            let name = page.replace(|c: char| !c.is_ascii_alphanumeric(), "-");
            let file = directory.join(format!("{scheme}-{name}.png"));
            fs::write(file, picture.expect("base64")).expect("it can be written");
        }
    }
}

/// Of the window's background, 0 to 255.
const BRIGHTNESS: &str = "
    const colour = [document.body, document.documentElement]
        .map((element) => getComputedStyle(element).backgroundColor)
        .find((colour) => colour !== 'rgba(0, 0, 0, 0)');
    const [red, green, blue] = colour.match(/[\\d.]+/g).map(Number);
    return (red + green + blue) / 3;
";
