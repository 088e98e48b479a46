//! How many instructions a call takes, as a simulator has counted them: `target/bench/instructions.json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::measurement::{Client, Workload};

/// Instructions per call, and what was counted.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instructions {
    /// The commit, with a note if the work tree differed from it.
    pub commit: Option<String>,
    /// The compiler.
    pub rustc: Option<String>,
    /// By workload and client.
    pub per_call: BTreeMap<Workload, BTreeMap<Client, u64>>,
}

impl Instructions {
    /// The name of the file, beside the report.
    pub const FILE: &str = "instructions.json";

    /// What a call of this client takes, if it was counted.
    pub fn per_call(&self, workload: Workload, client: Client) -> Option<u64> {
        self.per_call.get(&workload)?.get(&client).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_file_names_workloads_and_clients_as_the_command_line_does() {
        let text = r#"{"commit":null,"rustc":null,"per_call":{"list-25":{"ours":300,"raw":310}}}"#;
        let read: Instructions = serde_json::from_str(text).unwrap();
        assert_eq!(read.per_call(Workload::List25, Client::Ours), Some(300));
        assert_eq!(serde_json::to_string(&read).unwrap(), text);
    }

    #[test]
    fn what_was_not_counted_is_not_zero() {
        let none = Instructions::default();
        assert_eq!(none.per_call(Workload::GetTicket, Client::Ours), None);
    }
}
