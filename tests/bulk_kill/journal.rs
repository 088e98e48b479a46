//! The journal, as somebody else sees it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use behaviours::calls::marks;
use behaviours::crash::Lines;
use serde_json::Value;

use crate::history::{Allowed, History, State};
use crate::rows::{RowId, Rows};

#[derive(Debug)]
pub(crate) struct Journal {
    pub(crate) lines: Lines,
    has_header: bool,
    histories: BTreeMap<RowId, History>,
    /// Which row has which key.
    keys: BTreeMap<String, RowId>,
    /// The keys of the lines after the header.
    records: Vec<String>,
}

impl Journal {
    /// Beside the file, where the program has it.
    pub(crate) fn of(rows: &Rows) -> Self {
        let mut path = rows.path().as_os_str().to_owned();
        path.push(".journal");
        Self {
            lines: Lines::at(PathBuf::from(path)),
            has_header: false,
            histories: BTreeMap::new(),
            keys: BTreeMap::new(),
            records: Vec::new(),
        }
    }

    /// Reads on; tells what must not be there.
    pub(crate) fn read(&mut self, rows: &Rows, allowed: Allowed) -> Vec<String> {
        let mut wrong = Vec::new();
        for line in self.lines.news() {
            if self.has_header {
                wrong.extend(self.take(&line, rows, allowed).err());
            } else {
                assert_eq!(line["journal"], 1, "the first line is the header");
                self.has_header = true;
            }
        }
        wrong
    }

    fn take(&mut self, line: &Value, rows: &Rows, allowed: Allowed) -> Result<(), String> {
        let key = line["key"].as_str().ok_or("a line has no key")?.to_owned();
        let place = line["line"].as_u64().ok_or("a line has no place")?;
        let row = rows.at(place).ok_or("no row begins in such a line")?;
        let known = self.keys.entry(key.clone()).or_insert_with(|| row.clone());
        if known != row {
            return Err(format!("{row:?} has the key of {known:?}"));
        }
        let state = State::read(&line["state"]);
        let history = self.histories.entry(row.clone()).or_default();
        let may_be = history.may_become(state, allowed);
        history.states.push(state);
        if let Some(id) = line["id"].as_str() {
            history.id = Some(id.to_owned());
        }
        self.records.push(key);
        if may_be {
            Ok(())
        } else {
            Err(format!("{row:?} must not become so: {:?}", history.states))
        }
    }

    pub(crate) fn of_row(&self, row: &RowId) -> Option<&History> {
        self.histories.get(row)
    }

    pub(crate) fn references(&self) -> BTreeSet<&str> {
        let rows = self.histories.keys();
        rows.map(|row| row.reference.as_str()).collect()
    }

    /// The rows with this reference.
    pub(crate) fn of_reference(&self, reference: &str) -> impl Iterator<Item = &History> {
        let histories = self.histories.iter();
        histories
            .filter(move |(row, _)| row.reference == reference)
            .map(|(_, history)| history)
    }

    pub(crate) fn doubtful(&self) -> impl Iterator<Item = &RowId> {
        let histories = self.histories.iter();
        histories
            .filter(|(_, history)| history.is_doubtful())
            .map(|(row, _)| row)
    }

    /// The row of the last line, and what the line says of it.
    pub(crate) fn last(&self) -> Option<(&RowId, State)> {
        let row = self.keys.get(self.records.last()?)?;
        Some((row, self.of_row(row)?.last()?))
    }

    /// Tears the last line, as if it had not reached the disk when the power was cut.
    pub(crate) fn tear(&mut self, left: u64) {
        self.lines.cut(left);
        let Some(key) = self.records.pop() else {
            self.has_header = false;
            return;
        };
        let row = &self.keys[&key];
        let history = self.histories.get_mut(row).expect("a row of a line");
        history.states.pop();
    }

    /// What is wrong with the file itself.
    pub(crate) fn inspect(&self) -> Option<String> {
        let text = fs::read(self.lines.path()).ok()?;
        let text = String::from_utf8_lossy(&text);
        if let Some(mark) = marks::found_in(&text) {
            return Some(format!("the journal has something personal: {mark}"));
        }
        self.exposure()
    }

    /// Who else can read it.
    #[cfg(unix)]
    pub(crate) fn exposure(&self) -> Option<String> {
        use std::os::unix::fs::PermissionsExt as _;

        let mode = fs::metadata(self.lines.path()).ok()?.permissions().mode() & 0o777;
        (mode != 0o600).then(|| format!("the journal has the mode {mode:o}"))
    }

    /// There is no mode here.
    #[cfg(not(unix))]
    pub(crate) fn exposure(&self) -> Option<String> {
        None
    }
}
