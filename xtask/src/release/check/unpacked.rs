//! Gate: each crate builds and passes its tests from its package alone.

use std::collections::BTreeSet;

use super::Context;
use super::packages::pack;
use crate::cargo;
use crate::release::package::{Packed, working_directory};
use crate::release::scratch_workspace::ScratchWorkspace;
use crate::stage::{self, Outcome};

pub(super) fn check(context: &Context) -> stage::Result {
    let home = working_directory(&context.root).join("unpacked");
    let packed = pack(context)?;
    let mut outcome = Outcome::of(true);
    for subject in &packed {
        let name = &subject.package.name;
        println!("\n{}:", subject.package.stem());
        let needed = context.all.with_needed(name)?;
        let needed: BTreeSet<&str> = needed.iter().map(|package| package.name.as_str()).collect();
        let siblings: Vec<&Packed> = packed
            .iter()
            .filter(|other| other.package.name != *name)
            .filter(|other| needed.contains(other.package.name.as_str()))
            .collect();
        // One by one, so that none has a feature or a file only because another needs it.
        let workspace =
            ScratchWorkspace::create(&context.root, &home.join(name), &[subject], &siblings)?;
        outcome = outcome.and(cargo::watch(&mut workspace.test())?);
    }
    Ok(outcome)
}
