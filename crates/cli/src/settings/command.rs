//! Secrets that a program prints, a password manager for example.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use vendor_core::{ExposeSecret as _, SecretString};

use super::error::{Place, SettingsError};
use super::key::Key;
use crate::exit::Exit;
use crate::output::{self, Output};
use crate::text;

/// A program that prints a secret.
#[derive(Clone)]
pub(super) struct SecretCommand {
    pub(super) program: String,
    pub(super) arguments: Vec<String>,
    pub(super) place: Place,
}

/// Its name alone: somebody may have put a secret among the arguments.
impl fmt::Display for SecretCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let program = output::line(&self.program);
        write!(f, "the command {program} ({})", self.place)
    }
}

impl fmt::Debug for SecretCommand {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretCommand")
            .field("program", &self.program)
            .field("place", &self.place)
            .finish_non_exhaustive()
    }
}

impl SecretCommand {
    /// One without a path is looked for as a shell does; another one is beside the settings file, as secrets in files
    /// are, wherever the user happens to be.
    fn program(&self) -> PathBuf {
        let program = Path::new(&self.program);
        let has_a_directory = program.components().count() > 1;
        match self.place.path.parent() {
            Some(beside) if has_a_directory => beside.join(program),
            _ => program.to_owned(),
        }
    }
}

/// A command gave no secret. What it printed is not shown: it may be one all the same.
#[derive(Debug, thiserror::Error)]
#[error("{key} cannot be got: {command} {reason}")]
pub(crate) struct CommandError {
    key: &'static str,
    command: SecretCommand,
    reason: Reason,
}

#[derive(Debug, thiserror::Error)]
enum Reason {
    #[error("cannot be started: {0}")]
    Start(io::Error),
    #[error("failed ({0})")]
    Failed(ExitStatus),
    #[error("printed what cannot be used: {0}")]
    Output(io::Error),
    #[error("printed nothing")]
    Empty,
}

impl CommandError {
    /// What to do about it.
    pub(crate) fn advice(&self) -> &'static str {
        match self.reason {
            Reason::Start(_) => {
                "Check that the program is installed, and on the PATH or beside the settings file. It is run without a \
                 shell; for one, write [\"sh\", \"-c\", \"..\"]."
            }
            Reason::Failed(_) => "Run the command by hand to see why, then run this again.",
            Reason::Output(_) | Reason::Empty => {
                "Make it print the secret and nothing else; run it by hand to see what it prints."
            }
        }
    }

    pub(super) fn exit(&self) -> Exit {
        match &self.reason {
            Reason::Start(error) => text::exit_of(error),
            Reason::Failed(_) => Exit::Failed,
            Reason::Output(_) | Reason::Empty => Exit::Invalid,
        }
    }
}

/// Runs commands, each of them once.
pub(super) struct Commands {
    output: Output,
    /// By the program and its arguments.
    answers: RefCell<BTreeMap<Vec<String>, SecretString>>,
}

impl fmt::Debug for Commands {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Commands").finish_non_exhaustive()
    }
}

impl Commands {
    pub(super) fn new(output: Output) -> Self {
        Self {
            output,
            answers: RefCell::default(),
        }
    }

    /// What a command prints.
    pub(super) fn answer(
        &self,
        command: &SecretCommand,
        key: &Key,
    ) -> Result<String, SettingsError> {
        let line: Vec<String> = [&[command.program.clone()][..], &command.arguments].concat();
        if let Some(answer) = self.answers.borrow().get(&line) {
            return Ok(answer.expose_secret().to_owned());
        }
        let answer = self.run(command, key).map_err(|reason| {
            SettingsError::Command(CommandError {
                key: key.name,
                command: command.clone(),
                reason,
            })
        })?;
        let kept = SecretString::from(answer.clone());
        self.answers.borrow_mut().insert(line, kept);
        Ok(answer)
    }

    fn run(&self, command: &SecretCommand, key: &Key) -> Result<String, Reason> {
        // Our own stdin may hold rows. A password manager asks on the terminal itself.
        let mut child = Command::new(command.program())
            .args(&command.arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(self.stderr())
            .spawn()
            .map_err(Reason::Start)?;
        let printed = self.read(&mut child, || {
            format!(
                "waiting for {command}, which prints {}; Ctrl-C ends it",
                key.name
            )
        });
        if printed.is_err() {
            // It may go on printing for ever. It is gone already if it cannot be ended.
            let _ = child.kill();
        }
        let status = child.wait().map_err(Reason::Output)?;
        match printed {
            Err(error) => Err(Reason::Output(error)),
            Ok(_) if !status.success() => Err(Reason::Failed(status)),
            Ok(text) if text::is_blank(&text) => Err(Reason::Empty),
            Ok(text) => Ok(text),
        }
    }

    /// What it complains about is for the person at the terminal; a program that reads our stderr expects JSON there.
    fn stderr(&self) -> Stdio {
        if self.output.is_json() {
            Stdio::null()
        } else {
            Stdio::inherit()
        }
    }

    /// Reads what it prints, and says so if that takes long.
    fn read(&self, child: &mut Child, waiting: impl FnOnce() -> String) -> io::Result<String> {
        let stdout = child
            .stdout
            .take()
            .ok_or_else(|| io::Error::other("it has no output"))?;
        let (tell, printed) = mpsc::channel();
        // Nobody may wait for it any more.
        thread::spawn(move || tell.send(text::of_reader(stdout)));
        wait_for(&printed, PATIENCE, || self.output.note(&waiting()))
            .unwrap_or_else(|| Err(io::Error::other("it could not be read")))
    }
}

/// What comes, however long it takes; says so once if that is long.
fn wait_for<T>(comes: &Receiver<T>, patience: Duration, say_so: impl FnOnce()) -> Option<T> {
    let in_time = comes.recv_timeout(patience);
    let at_last = in_time.or_else(|_| {
        say_so();
        comes.recv()
    });
    at_last.ok()
}

/// After so long a person wonders.
const PATIENCE: Duration = Duration::from_secs(5);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_arguments_are_in_no_debug_output() {
        let command = SecretCommand {
            program: "pass".to_owned(),
            arguments: vec!["PLANTED".to_owned()],
            place: Place {
                path: "config.toml".into(),
                line: 1,
            },
        };
        assert!(!format!("{command:?}").contains("PLANTED"));
        let commands = Commands::new(Output::new(false, true));
        let line = vec!["pass".to_owned(), "PLANTED".to_owned()];
        commands.answers.borrow_mut().insert(line, "x".into());
        assert!(!format!("{commands:?}").contains("PLANTED"));
    }

    #[test]
    fn what_is_there_is_taken_without_a_word() {
        let (tell, comes) = mpsc::channel();
        tell.send("here").unwrap();
        let taken = wait_for(&comes, PATIENCE, || panic!("nobody has to wait"));
        assert_eq!(taken, Some("here"));
    }

    #[test]
    fn what_comes_late_is_taken_after_saying_so() {
        let (tell, comes) = mpsc::channel();
        let taken = wait_for(&comes, Duration::ZERO, || tell.send("late").unwrap());
        assert_eq!(taken, Some("late"));
    }
}
