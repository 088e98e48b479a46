//! Writing all or nothing: everything is written beside the workspace's files first, and only moved then.
//!
//! A step that fails is taken back with all before it. A process that is ended in the midst of moving takes nothing back;
//! the directory of what was still to be moved stays, and the next run refuses to start beside it.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::name::is_there;
use super::{Edited, File};

/// How the directory's name begins that everything is written into first.
const STAGE: &str = ".new-vendor-";

/// What is to be written, by paths relative to the workspace.
#[derive(Debug)]
pub(super) struct Plan {
    /// Directories and files that are not there yet: each is moved as a whole.
    pub(super) new: Vec<PathBuf>,
    /// What is in them.
    pub(super) files: Vec<File>,
    pub(super) edits: Vec<Edited>,
}

impl Plan {
    pub(super) fn carry_out(&self, root: &Path) -> io::Result<()> {
        if let Some(path) = self.new.iter().find(|path| is_there(&root.join(path))) {
            let what = format!("{} exists", path.display());
            return Err(io::Error::new(io::ErrorKind::AlreadyExists, what));
        }
        // Below the workspace, so that moving is renaming. It goes when it is dropped.
        let stage = tempfile::Builder::new().prefix(STAGE).tempdir_in(root)?;
        for file in &self.files {
            write(&stage.path().join(&file.path), &file.text)?;
        }
        for edit in &self.edits {
            write(&stage.path().join(&edit.path), &edit.new)?;
        }
        let edited = self.edits.iter().map(|edit| &edit.path);
        for (moved, path) in self.new.iter().chain(edited).enumerate() {
            if let Err(error) = rename(&stage.path().join(path), &root.join(path)) {
                let stayed = self.undo(root, moved);
                if stayed.is_empty() {
                    return Err(error);
                }
                let what = format!(
                    "{error}; and this cannot be taken back: {}",
                    stayed.join(", ")
                );
                return Err(io::Error::new(error.kind(), what));
            }
        }
        Ok(())
    }

    /// Takes back what was moved. What cannot be taken back is no reason to stop: it is told.
    fn undo(&self, root: &Path, moved: usize) -> Vec<String> {
        let new = self.new.iter().take(moved).map(|path| {
            let target = root.join(path);
            let undone = if target.is_dir() {
                fs::remove_dir_all(target)
            } else {
                fs::remove_file(target)
            };
            (path, undone)
        });
        let edited = self.edits.iter().take(moved.saturating_sub(self.new.len()));
        let edited = edited.map(|edit| (&edit.path, fs::write(root.join(&edit.path), &edit.old)));
        new.chain(edited)
            .filter_map(|(path, undone)| Some(format!("{} ({})", path.display(), undone.err()?)))
            .collect()
    }
}

/// What an earlier run has left when it was ended in the midst of its work, and the way back.
pub(super) fn leftovers(root: &Path) -> io::Result<Vec<String>> {
    let mut refusals = Vec::new();
    for entry in fs::read_dir(root)? {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(STAGE) {
            refusals.push(format!(
                "{name} is of a run that goes on, or that was ended in the midst: then delete the directory, and take \
                 back what `git status` shows of that run (`git restore` what is changed, delete what is new)"
            ));
        }
    }
    Ok(refusals)
}

fn rename(from: &Path, to: &Path) -> io::Result<()> {
    to.parent().map(fs::create_dir_all).transpose()?;
    fs::rename(from, to)
}

fn write(path: &Path, text: &str) -> io::Result<()> {
    path.parent().map(fs::create_dir_all).transpose()?;
    fs::write(path, text)
}

#[cfg(test)]
mod tests {
    use tempfile::TempDir;

    use super::*;

    fn workspace() -> TempDir {
        let root = tempfile::tempdir().expect("a directory for the test");
        fs::create_dir_all(root.path().join("crates")).expect("can be made");
        fs::write(root.path().join("list"), "old\n").expect("can be written");
        root
    }

    fn plan(edited: &str) -> Plan {
        Plan {
            new: vec!["crates/jobs".into()],
            files: vec![File {
                path: "crates/jobs/src/lib.rs".into(),
                text: "//! Jobs.\n".to_owned(),
            }],
            edits: vec![Edited {
                path: edited.into(),
                old: "old\n".to_owned(),
                new: "new\n".to_owned(),
            }],
        }
    }

    fn entries(root: &Path) -> Vec<String> {
        let entries = fs::read_dir(root).expect("can be read");
        let names = entries.map(|entry| entry.expect("an entry").file_name());
        let mut names: Vec<String> = names
            .map(|name| name.to_string_lossy().into_owned())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn everything_is_written_and_nothing_else_stays() {
        let root = workspace();
        plan("list").carry_out(root.path()).expect("can be written");
        assert_eq!(entries(root.path()), ["crates", "list"]);
        let read = |path| fs::read_to_string(root.path().join(path)).expect("is there");
        assert_eq!(read("crates/jobs/src/lib.rs"), "//! Jobs.\n");
        assert_eq!(read("list"), "new\n");
    }

    #[test]
    fn when_the_last_step_fails_everything_is_as_before() {
        let root = workspace();
        // A directory in the place of the file to be changed.
        fs::create_dir_all(root.path().join("other/in")).expect("can be made");
        plan("other")
            .carry_out(root.path())
            .expect_err("cannot be moved");
        assert_eq!(entries(root.path()), ["crates", "list", "other"]);
        assert_eq!(entries(&root.path().join("crates")), Vec::<String>::new());
    }

    #[test]
    fn what_is_there_already_is_not_overwritten_and_not_taken_away() {
        let root = workspace();
        let theirs = root.path().join("crates/jobs");
        fs::write(&theirs, "theirs\n").expect("can be written");
        let error = plan("list").carry_out(root.path()).expect_err("is there");
        assert_eq!(error.to_string(), "crates/jobs exists");
        assert_eq!(entries(root.path()), ["crates", "list"]);
        let read = |path| fs::read_to_string(path).expect("is there");
        assert_eq!(read(theirs), "theirs\n");
        assert_eq!(read(root.path().join("list")), "old\n");
    }

    #[test]
    fn what_an_interrupted_run_has_left_is_told_with_the_way_back() {
        let root = workspace();
        assert_eq!(
            leftovers(root.path()).expect("can be read"),
            Vec::<String>::new()
        );
        fs::create_dir(root.path().join(".new-vendor-a1")).expect("can be made");
        let left = leftovers(root.path()).expect("can be read");
        assert_eq!(left.len(), 1);
        assert!(
            left[0].starts_with(".new-vendor-a1 ") && left[0].contains("git status"),
            "{left:?}"
        );
    }

    #[test]
    fn what_cannot_be_taken_back_is_told() {
        let root = workspace();
        // It counts as moved, and is not there to be taken away.
        let stayed = plan("list").undo(root.path(), 1);
        assert_eq!(stayed.len(), 1);
        assert!(stayed[0].starts_with("crates/jobs ("), "{stayed:?}");
    }
}
