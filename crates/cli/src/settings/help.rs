//! What can be set, for the help.

use std::iter;

use super::{Key, Section};
use crate::table;

impl Section {
    pub(crate) fn help(&self) -> String {
        let header = ["FLAG", "ENVIRONMENT", "FILE", "DEFAULT"].map(str::to_owned);
        let rows = iter::once(header).chain(self.keys.iter().map(Key::row));
        format!(
            "Settings, from flags, then the environment, then the table [{}] of the settings file:\n\n{}\n\n\
             A file named by .._file holds the secret and nothing else. Secrets have no flag: every user of \
             the machine\ncould see it. With --sandbox no settings are needed.",
            self.name,
            table::of_rows(rows)
        )
    }
}

impl Key {
    fn row(&self) -> [String; 4] {
        [
            table::cell(self.flag),
            self.variable.to_owned(),
            self.name_in_file(),
            self.default.to_owned(),
        ]
    }
}
