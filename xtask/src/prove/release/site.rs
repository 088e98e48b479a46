//! Where breaks are planted: a clone of HEAD in which every crate is released.

use std::error::Error;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use super::plants::{Gate, Plant};
use super::verdict::Run;
use crate::cargo;
use crate::release::crates::{Crate, Crates};
use crate::release::git::{Git, GitError};

#[derive(Debug)]
pub(super) struct Site {
    clone: Git,
    /// The commit that releases all crates.
    base: String,
    tags: Vec<String>,
    /// What all gates build, before and after each plant.
    build: PathBuf,
    logs: PathBuf,
}

impl Site {
    pub(super) fn create(root: &Path) -> Result<Self, Box<dyn Error>> {
        let directory = cargo::target_directory(root).join("prove-release");
        let (repository, logs) = (directory.join("repository"), directory.join("logs"));
        fs::create_dir_all(&directory)?;
        for old in [&repository, &logs] {
            match fs::remove_dir_all(old) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
                _ => {}
            }
        }
        fs::create_dir(&logs)?;
        let clone = Git::at(root).clone_to(&repository, "HEAD")?;
        copy_tools(root, &repository)?;
        let site = Self {
            base: String::new(),
            tags: Vec::new(),
            clone,
            build: directory.join("build"),
            logs,
        };
        site.release()
    }

    /// Prepares the release of each crate that is not released as it is.
    fn release(mut self) -> Result<Self, Box<dyn Error>> {
        // Only what is released here counts.
        self.forget(self.clone.run(&["tag", "--list"])?.lines())?;
        let crates = Crates::of(self.clone.root())?;
        for package in crates.iter() {
            let section = format!("\n## {} - ", package.version);
            if !fs::read_to_string(package.changelog())?.contains(&section) {
                let prepare = ["xtask", "release", "prepare", &package.name];
                let log = format!("prepare-{}", package.name);
                if !self.cargo(&prepare, &log)?.success {
                    let log = self.log(&log);
                    return Err(format!(
                        "{} cannot be prepared: see {}",
                        package.name,
                        log.display()
                    )
                    .into());
                }
                self.commit(&format!("{} {}", package.name, package.version))?;
            }
        }
        self.base = self.clone.run(&["rev-parse", "HEAD"])?;
        self.tags = crates.iter().map(Crate::tag).collect();
        Ok(self)
    }

    fn forget<'a>(&self, tags: impl Iterator<Item = &'a str>) -> Result<(), GitError> {
        for tag in tags {
            self.clone.run(&["tag", "--delete", tag])?;
        }
        Ok(())
    }

    /// Commits a break on top of what is released.
    pub(super) fn plant(&self, plant: &Plant) -> Result<(), Box<dyn Error>> {
        for edit in plant.edits {
            edit.apply(self.clone.root())?;
        }
        // The versions of our own crates in the lock file.
        let update = ["update", "--workspace", "--quiet"];
        if !cargo::command(self.clone.root(), &update)
            .status()?
            .success()
        {
            return Err(format!("{}: cargo cannot read what was planted", plant.name).into());
        }
        Ok(self.commit(plant.what)?)
    }

    fn commit(&self, message: &str) -> Result<(), GitError> {
        self.clone.run(&["add", "--all"])?;
        let author = ["-c", "user.name=prove", "-c", "user.email=prove@localhost"];
        let commit = ["commit", "--quiet", "--no-gpg-sign", "--message", message];
        self.clone.run(&[&author[..], &commit].concat())?;
        Ok(())
    }

    /// As if nothing had been planted.
    pub(super) fn restore(&self) -> Result<(), Box<dyn Error>> {
        self.clone
            .run(&["reset", "--quiet", "--hard", &self.base])?;
        self.clone.run(&["clean", "--quiet", "--force", "-d"])?;
        Ok(())
    }

    pub(super) fn run(&self, gate: &Gate, planted: Option<&Plant>) -> Result<Run, Box<dyn Error>> {
        if gate.after_release {
            for tag in &self.tags {
                self.clone
                    .run(&["tag", "--force", "--no-sign", tag, &self.base])?;
            }
        } else {
            let tags = self.clone.run(&["tag", "--list"])?;
            self.forget(tags.lines())?;
        }
        let planted = planted.map_or("unplanted", |plant| plant.name);
        Ok(self.cargo(gate.command, &format!("{planted}-{}", gate.name))?)
    }

    /// What it prints is kept in a file, too.
    fn cargo(&self, arguments: &[&str], log: &str) -> io::Result<Run> {
        let log = self.log(log);
        let file = File::create(&log)?;
        let status = cargo::command(self.clone.root(), arguments)
            .env("CARGO_TARGET_DIR", &self.build)
            // Each line is searched as it is.
            .env("CARGO_TERM_COLOR", "never")
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file)
            .status()?;
        Ok(Run {
            success: status.success(),
            output: String::from_utf8_lossy(&fs::read(&log)?).into_owned(),
        })
    }

    fn log(&self, name: &str) -> PathBuf {
        self.logs.join(format!("{name}.txt"))
    }

    pub(super) fn logs(&self) -> &Path {
        &self.logs
    }
}

/// They take minutes to install.
fn copy_tools(root: &Path, repository: &Path) -> io::Result<()> {
    let programs = |root: &Path| root.join("target/tools/bin");
    let (from, to) = (programs(root), programs(repository));
    if from.exists() {
        fs::create_dir_all(&to)?;
        for program in fs::read_dir(from)? {
            let program = program?;
            fs::copy(program.path(), to.join(program.file_name()))?;
        }
    }
    Ok(())
}
