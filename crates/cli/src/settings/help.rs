//! What can be set, for the help.

use super::{Key, Section};
use crate::table;

impl Section {
    pub(crate) fn help(&self) -> String {
        let header = ["FLAG", "ENVIRONMENT", "FILE", "WHAT IT IS"];
        let rows = self.all_keys().map(|key| self.row(key));
        let secret = self.all_keys().find(|key| key.is_secret());
        let command = secret.map_or_else(String::new, Key::command_name);
        format!(
            "Settings, from flags, then the environment, then the table [{}] of the settings file:\n\n{}\n\n\
             A file named by .._file holds the value and nothing else. In place of it, a program may print a secret:\n\
             \n  {command} = [\"pass\", \"show\", \"vendor/{}\"]\n\n\
             It is run only by a command that calls the vendor, without a shell (for one: [\"sh\", \"-c\", \"..\"]), \
             and may ask\non the terminal. Secrets have no flag: every user of the machine could see it. `vendor config \
             init` writes a file to\nfill in, `vendor config show {}` says what is set. With --sandbox no settings are \
             needed.",
            self.name,
            table::with_header(header, rows),
            self.name,
            self.name,
        )
    }

    fn row(&self, key: &Key) -> [String; 4] {
        [
            table::cell(key.flag),
            self.variable(key),
            key.name_in_file(),
            key.description(),
        ]
    }
}
