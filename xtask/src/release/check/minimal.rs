//! Gate: the packages build with the lowest versions of their direct dependencies that their manifests allow.

use super::packages::pack;
use super::{Context, features, toolchain};
use crate::cargo;
use crate::release::package::{Packed, working_directory};
use crate::release::scratch_workspace::ScratchWorkspace;
use crate::stage::{self, Outcome};

/// Only its cargo can choose them. The build is by the toolchain of all other gates.
const RESOLVER: &str = "nightly";

pub(super) fn check(context: &Context) -> stage::Result {
    if !toolchain::is_there(RESOLVER, &context.root) {
        return Ok(Outcome::skipped(
            "only cargo's nightly toolchain can choose lowest versions, and it is not installed",
        ));
    }
    let packed = pack(context)?;
    let members: Vec<&Packed> = packed.iter().collect();
    let directory = working_directory(&context.root).join("minimal");
    let workspace = ScratchWorkspace::create(&context.root, &directory, &members, &[])?;
    let choose = [
        "generate-lockfile",
        "--quiet",
        "-Z",
        "direct-minimal-versions",
    ];
    let chosen = cargo::watch(&mut toolchain::cargo(RESOLVER, &directory, &choose))?;
    if !chosen.success {
        return Ok(chosen);
    }
    let mut check = workspace.cargo(&["check", "--quiet", "--workspace"]);
    let outcome = features::all(&mut check);
    Ok(outcome.and(cargo::watch(&mut check)?))
}
