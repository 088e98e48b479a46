//! Writing all or nothing: everything is written beside the workspace's files first, and only moved then.

use std::path::{Path, PathBuf};
use std::{fs, io};

use super::{Edited, File};

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
        // Below the workspace, so that moving is renaming. It goes when it is dropped.
        let stage = tempfile::Builder::new()
            .prefix(".new-vendor-")
            .tempdir_in(root)?;
        for file in &self.files {
            write(&stage.path().join(&file.path), &file.text)?;
        }
        for edit in &self.edits {
            write(&stage.path().join(&edit.path), &edit.new)?;
        }
        let edited = self.edits.iter().map(|edit| &edit.path);
        for (moved, path) in self.new.iter().chain(edited).enumerate() {
            if let Err(error) = rename(&stage.path().join(path), &root.join(path)) {
                self.undo(root, moved);
                return Err(error);
            }
        }
        Ok(())
    }

    /// Takes back what was moved. What cannot be taken back is no reason to stop.
    fn undo(&self, root: &Path, moved: usize) {
        for path in self.new.iter().take(moved) {
            let path = root.join(path);
            let _ = if path.is_dir() {
                fs::remove_dir_all(path)
            } else {
                fs::remove_file(path)
            };
        }
        for edit in self.edits.iter().take(moved.saturating_sub(self.new.len())) {
            let _ = fs::write(root.join(&edit.path), &edit.old);
        }
    }
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
}
