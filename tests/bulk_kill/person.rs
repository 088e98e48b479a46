//! What a person does about the rows in doubt: looks which were done, and has the others sent again.

use std::collections::BTreeMap;

use crate::history::State;
use crate::job::Job;
use crate::rows::RowId;
use crate::stage::Stage;

/// In the end every row that the vendor takes is done once.
pub(crate) fn looks(stage: &mut Stage) {
    let (done, left) = found(stage);
    if done.len() + left.len() > 0 {
        let options = [
            option("--mark-done", &done),
            option("--retry-unknown", &left),
        ];
        let options: Vec<_> = options.iter().flatten().map(String::as_str).collect();
        let whole = stage.finish(&options, true);
        assert_eq!(whole.summary.in_doubt, 0, "{:?}", whole.summary);
    }
    let there = stage.job.there(stage.sandbox());
    let plot = stage.plot();
    let rows = &plot.witness.rows;
    for (reference, copies) in rows.copies() {
        let expected = match (rows.is_refused(reference), stage.job) {
            (true, _) => 0,
            (false, Job::Import) => 1,
            (false, Job::Tickets) => copies,
        };
        let found = there.get(reference).map_or(0, Vec::len);
        assert_eq!(found, expected, "{reference}");
    }
}

/// The lines of the rows in doubt that were done, and of those that were not. Which one of equal rows was done is all
/// the same.
fn found(stage: &Stage) -> (Vec<u64>, Vec<u64>) {
    let there = stage.job.there(stage.sandbox());
    let plot = stage.plot();
    let (rows, journal) = (&plot.witness.rows, &plot.witness.journal);
    let mut of_reference: BTreeMap<&str, Vec<&RowId>> = BTreeMap::new();
    for row in journal.doubtful() {
        of_reference.entry(&row.reference).or_default().push(row);
    }
    let (mut done, mut left) = (Vec::new(), Vec::new());
    for (reference, doubtful) in of_reference {
        let known = journal
            .of_reference(reference)
            .filter(|row| row.last() == Some(State::Done));
        let tickets = there.get(reference).map_or(0, Vec::len);
        let more = tickets - known.count();
        let lines = doubtful.iter().map(|row| rows.line_of(row));
        let mut lines: Vec<_> = lines.collect();
        left.extend(lines.split_off(more));
        done.extend(lines);
    }
    (done, left)
}

fn option(name: &str, lines: &[u64]) -> Option<String> {
    let lines: Vec<_> = lines.iter().map(u64::to_string).collect();
    (!lines.is_empty()).then(|| format!("{name}={}", lines.join(",")))
}
