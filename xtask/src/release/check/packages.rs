//! Gate: the packages hold what they must and nothing else, and none is too large.

use std::error::Error;
use std::fs;

use super::Context;
use super::archive::{self, PackedFile};
use super::contents;
use crate::release::crates::Crate;
use crate::release::git::{Git, GitError};
use crate::release::package::{self, Packed, working_directory};
use crate::stage::{self, Outcome};

/// crates.io takes no larger ones.
const LIMIT: u64 = 10 * 1024 * 1024;

pub(super) fn check(context: &Context) -> stage::Result {
    let mut success = true;
    for Packed { package, archive } in pack(context)? {
        let files = archive::files(&archive, &package.stem())?;
        let packed = fs::metadata(&archive)?.len();
        println!("\n{}: {}", package.stem(), sizes(packed, &files));
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        println!("  {}", contents::kinds(&paths));

        let problems = contents::problems(&in_git(&package)?, &paths);
        let mut problems: Vec<String> = problems.iter().map(ToString::to_string).collect();
        let path_only = package.path_only.iter();
        let path_only =
            path_only.map(|name| format!("it depends on {name} by its path only: state a version"));
        problems.extend(path_only);
        if packed > LIMIT {
            problems.push(format!("crates.io takes at most {}", kib(LIMIT)));
        }
        for problem in &problems {
            println!("  FAILED: {problem}");
        }
        success &= problems.is_empty();
    }
    Ok(Outcome::of(success))
}

/// Packs the crates as they would be uploaded, all in one go: the lock file of one names the others, which the registry
/// may not have yet.
pub(super) fn pack(context: &Context) -> Result<Vec<Packed>, Box<dyn Error>> {
    let options: &[&str] = if context.allow_dirty {
        &["--allow-dirty"]
    } else {
        &[]
    };
    let crates: Vec<&Crate> = context.crates.iter().collect();
    package::pack(
        &context.root,
        &crates,
        &working_directory(&context.root),
        options,
    )
}

/// What git has below the crate's directory, or would have if it were told of all that is new.
fn in_git(package: &Crate) -> Result<Vec<String>, GitError> {
    let kinds = ["--cached", "--others", "--exclude-standard"];
    let listed = Git::at(&package.directory).run(&[&["ls-files", "-z"], &kinds[..]].concat())?;
    let paths = listed.split('\0').filter(|path| !path.is_empty());
    // One that was deleted is listed until that is committed.
    let there = paths.filter(|path| package.directory.join(path).exists());
    Ok(there.map(str::to_owned).collect())
}

fn sizes(packed: u64, files: &[PackedFile]) -> String {
    let unpacked = files.iter().map(|file| file.size).sum();
    let count = files.len();
    format!(
        "{count} files, {} packed, {} unpacked",
        kib(packed),
        kib(unpacked)
    )
}

fn kib(bytes: u64) -> String {
    format!("{} KiB", bytes.div_ceil(1024))
}

#[cfg(test)]
mod tests {
    use super::sizes;
    use crate::release::check::archive::PackedFile;

    #[test]
    fn sizes_are_told_packed_and_unpacked() {
        let file = |path: &str, size| PackedFile {
            path: path.to_owned(),
            size,
        };
        let files = [file("src/lib.rs", 2048), file("README.md", 1)];
        assert_eq!(sizes(1024, &files), "2 files, 1 KiB packed, 3 KiB unpacked");
    }
}
