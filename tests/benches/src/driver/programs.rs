//! The measured programs and the server, which lie beside this program.

use std::io::{self, BufRead as _, BufReader, Read as _};
use std::path::PathBuf;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use super::name;
use super::plan::{Amount, Case};
use crate::measurement::{Client, Measurement};

/// No run takes a tenth of it.
const PATIENCE: Duration = Duration::from_secs(120);

/// Where the programs are.
#[derive(Clone, Debug)]
pub struct Programs {
    directory: PathBuf,
}

/// Which of the measured programs.
#[derive(Clone, Copy, Debug)]
pub(super) enum Program {
    /// Measures its time and memory.
    Client,
    /// The same with its allocations counted, for which its times mean nothing.
    Counted,
}

impl Program {
    fn name(self) -> &'static str {
        match self {
            Self::Client => "client",
            Self::Counted => "counted",
        }
    }
}

/// Why a program has measured nothing.
#[derive(Debug, thiserror::Error)]
pub enum ProgramError {
    /// It is not there, or its output cannot be read.
    #[error("{program}: {source}")]
    System {
        /// Its name.
        program: &'static str,
        /// What the system says.
        source: io::Error,
    },
    /// The server ended before it said where it listens.
    #[error("the server does not say where it listens")]
    NoAddress,
    /// It was stopped.
    #[error("it did not end within {} s", PATIENCE.as_secs())]
    TooLong,
    /// It gave up; it has said why.
    #[error("it ended with {0}")]
    Ended(ExitStatus),
    /// It said something else.
    #[error("it printed no measurement: {0}")]
    Unreadable(#[from] serde_json::Error),
}

impl Programs {
    /// Those that were built together with this one.
    ///
    /// # Errors
    /// If the system does not say where this one is.
    pub fn beside_this_one() -> io::Result<Self> {
        let mut directory = std::env::current_exe()?;
        directory.pop();
        Ok(Self { directory })
    }

    pub(super) fn server(&self) -> Result<Server, ProgramError> {
        let system = |source| ProgramError::System {
            program: "server",
            source,
        };
        let mut process = Command::new(self.directory.join("server"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(system)?;
        let output = process.stdout.take();
        let mut server = Server {
            process,
            url: String::new(),
        };
        if let Some(output) = output {
            let mut line = String::new();
            BufReader::new(output)
                .read_line(&mut line)
                .map_err(system)?;
            line.trim().clone_into(&mut server.url);
        }
        if server.url.is_empty() {
            return Err(ProgramError::NoAddress);
        }
        Ok(server)
    }

    /// What a client measures of itself.
    pub(super) fn measure(
        &self,
        program: Program,
        server: &Server,
        case: Case,
        client: Client,
        amount: Amount,
    ) -> Result<Measurement, ProgramError> {
        let program = program.name();
        let system = |source| ProgramError::System { program, source };
        let process = Command::new(self.directory.join(program))
            .args(["--server", &server.url])
            .args(["--client", &name(client)])
            .args(["--workload", &name(case.workload)])
            .args(["--mode", &name(case.mode)])
            .args(["--calls", &amount.calls.to_string()])
            .args(["--warm-up", &amount.warm_up.to_string()])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .spawn()
            .map_err(system)?;
        let (status, output) = end_of(process, PATIENCE).map_err(system)?;
        let output = output.ok_or(ProgramError::TooLong)?;
        if !status.success() {
            return Err(ProgramError::Ended(status));
        }
        Ok(serde_json::from_str(&output)?)
    }
}

/// Waits for the end of a process, for so long at most. Gives what it printed, if it ended by itself.
fn end_of(mut process: Child, patience: Duration) -> io::Result<(ExitStatus, Option<String>)> {
    let (sender, receiver) = mpsc::channel();
    if let Some(mut output) = process.stdout.take() {
        thread::spawn(move || {
            let mut text = String::new();
            // Nobody listens any more if it took too long.
            let _ = sender.send(output.read_to_string(&mut text).map(|_| text));
        });
    }
    let Ok(output) = receiver.recv_timeout(patience) else {
        process.kill()?;
        return Ok((process.wait()?, None));
    };
    Ok((process.wait()?, Some(output?)))
}

/// The server, until it is dropped.
#[derive(Debug)]
pub(super) struct Server {
    process: Child,
    url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself; then there is nothing to do.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Child {
        Command::new("sh")
            .args(["-c", script])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap()
    }

    #[test]
    fn a_program_that_ends_gives_its_output_and_its_status() {
        let (status, output) = end_of(shell("echo measured; exit 3"), PATIENCE).unwrap();
        assert_eq!(status.code(), Some(3));
        assert_eq!(output.as_deref(), Some("measured\n"));
    }

    #[test]
    fn a_program_that_does_not_end_is_stopped() {
        let (status, output) = end_of(shell("exec sleep 600"), Duration::ZERO).unwrap();
        assert!(!status.success());
        assert_eq!(output, None);
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let nowhere = Programs {
            directory: PathBuf::from("nowhere"),
        };
        let error = nowhere.server().unwrap_err();
        assert!(error.to_string().starts_with("server: "), "{error}");
    }
}
