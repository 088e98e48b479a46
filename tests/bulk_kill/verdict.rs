//! What must hold when a file is through.

use std::collections::BTreeSet;

use crate::history::{History, State};
use crate::job::Job;
use crate::stage::{Stage, Whole};

/// After a run that nothing has disturbed, and before anybody has looked at the rows in doubt.
pub(crate) fn pronounce(stage: &mut Stage, whole: &Whole) {
    let there = stage.job.there(stage.sandbox());
    let plot = stage.plot();
    let (rows, journal) = (&plot.witness.rows, &plot.witness.journal);
    assert_eq!(
        journal.lines.torn(),
        0,
        "the end of the journal is repaired"
    );

    let (mut done, mut refused, mut doubtful) = (0, 0, 0);
    for (reference, copies) in rows.copies() {
        let ids = there.get(reference).map_or(&[][..], Vec::as_slice);
        let histories: Vec<&History> = journal.of_reference(reference).collect();
        assert_eq!(
            histories.len(),
            copies,
            "rows of {reference} in the journal"
        );
        let count = |state| {
            let there = histories.iter().filter(|row| row.last() == Some(state));
            there.count()
        };
        let of_reference = (count(State::Done), count(State::Refused));
        let in_doubt = histories.iter().filter(|row| row.is_doubtful()).count();
        assert_eq!(
            of_reference.0 + of_reference.1 + in_doubt,
            copies,
            "{reference} is neither done nor refused nor in doubt: {histories:?}"
        );
        if rows.is_refused(reference) {
            assert_eq!(
                (of_reference.0, ids.len()),
                (0, 0),
                "{reference} cannot be done"
            );
        } else {
            assert_eq!(
                of_reference.1, 0,
                "{reference} was sent again, and is refused"
            );
        }
        match stage.job {
            Job::Import => {
                assert_eq!(in_doubt, 0, "{reference} can be sent again");
                let expected = usize::from(of_reference.0 > 0);
                assert_eq!(ids.len(), expected, "contacts with {reference}");
            }
            Job::Tickets => {
                let possible = of_reference.0..=of_reference.0 + in_doubt;
                let tickets = ids.len();
                assert!(
                    possible.contains(&tickets),
                    "{tickets} tickets of {reference}, where {possible:?} can be: {histories:?}"
                );
                let named: BTreeSet<_> = histories
                    .iter()
                    .filter(|row| row.last() == Some(State::Done))
                    .filter_map(|row| row.id.as_ref())
                    .collect();
                assert!(
                    named.iter().all(|id| ids.contains(id)),
                    "ids of {reference}"
                );
                let with_id = histories
                    .iter()
                    .filter(|row| row.last() == Some(State::Done) && row.id.is_some());
                assert_eq!(with_id.count(), named.len(), "each has its own ticket");
            }
        }
        done += of_reference.0;
        refused += of_reference.1;
        doubtful += in_doubt;
    }
    assert_eq!(
        rows.copies().len(),
        journal.references().len(),
        "the journal has rows that the file never had"
    );

    let summary = &whole.summary;
    assert_eq!(summary.rows, rows.count(), "{summary:?}");
    assert_eq!(summary.all_done(), done, "{summary:?}");
    assert_eq!(summary.all_refused(), refused, "{summary:?}");
    assert_eq!(summary.in_doubt, doubtful, "{summary:?}");
    let others = (summary.not_sent, summary.left, summary.missing);
    assert_eq!(others, (0, 0, 0), "{summary:?}");
    let lines: BTreeSet<u64> = journal.doubtful().map(|row| rows.line_of(row)).collect();
    assert_eq!(summary.lines_in_doubt, lines, "every row in doubt is named");
    let code = match (doubtful, refused) {
        (0, 0) => 0,
        (0, _) => 3,
        _ => 5,
    };
    assert_eq!(whole.code, Some(code), "{summary:?}");
    drop(plot);
    stage.tally.done += done;
    stage.tally.refused += refused;
    stage.tally.doubtful += doubtful;
}
