//! What can be set, for the help.

use super::{Key, Section};
use crate::table;

impl Section {
    pub(crate) fn help(&self) -> String {
        let header = ["FLAG", "ENVIRONMENT", "FILE", "DEFAULT"];
        let rows = self.all_keys().map(|key| self.row(key));
        format!(
            "Settings, from flags, then the environment, then the table [{}] of the settings file:\n\n{}\n\n\
             A file named by .._file holds the value and nothing else. Secrets have no flag: every user of \
             the machine\ncould see it. With --sandbox no settings are needed.",
            self.name,
            table::with_header(header, rows)
        )
    }

    fn row(&self, key: &Key) -> [String; 4] {
        [
            table::cell(key.flag),
            self.variable(key),
            key.name_in_file(),
            key.default.to_owned(),
        ]
    }
}
