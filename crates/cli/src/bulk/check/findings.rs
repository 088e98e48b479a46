//! What the check of rows has found, as much of it as anybody would read.

use vendor_core::validate::Violations;

use crate::bulk::Column;
use crate::bulk::file::RowFile;
use crate::input::InputError;
use crate::output::Output;

/// So many mistakes are shown, and of more only their number.
const MISTAKES: usize = 100;

/// The same of warnings, where the rows are sent nevertheless.
const WARNINGS: u64 = 20;

/// So many characters of a member's name are shown: it may be as long as the row.
const NAME: usize = 80;

#[derive(Default)]
pub(super) struct Findings {
    rows: u64,
    /// How many of them are requests, right or wrong.
    requests: u64,
    /// Mistakes that each of these has made so far.
    everywhere: Vec<Everywhere>,
    /// The others, as many as are shown.
    mistakes: Vec<(Place, Mistake)>,
    all_mistakes: u64,
    warnings: Vec<String>,
    all_warnings: u64,
}

/// A line, and which of its mistakes it is.
type Place = (u64, usize);

/// A rule that a row breaks, as a whole or in one of its members.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mistake {
    pub(super) member: String,
    pub(super) rule: String,
}

impl Mistake {
    pub(super) fn of(member: &str, rule: &str) -> Self {
        Self {
            member: member.to_owned(),
            rule: rule.to_owned(),
        }
    }
}

/// One that is best told once, such as a column that the file does not have.
struct Everywhere {
    mistake: Mistake,
    /// The first ones.
    places: Vec<Place>,
}

impl Findings {
    /// The next row is none.
    pub(super) fn unreadable(&mut self, line: u64, rule: &str) {
        self.rows += 1;
        self.wrong((line, 0), Mistake::of("", rule));
    }

    /// All that is wrong with the next row.
    pub(super) fn row(&mut self, line: u64, mistakes: Vec<Mistake>) {
        self.rows += 1;
        self.requests += 1;
        let places = (0..).map(|position| (line, position));
        let mut found: Vec<_> = places.zip(mistakes).collect();
        if self.requests == 1 {
            let of_all = |(place, mistake)| Everywhere {
                mistake,
                places: vec![place],
            };
            self.everywhere = found.into_iter().map(of_all).collect();
            return;
        }
        for mut known in std::mem::take(&mut self.everywhere) {
            let again = found
                .iter()
                .position(|(_, mistake)| *mistake == known.mistake);
            if let Some(position) = again {
                let (place, _) = found.remove(position);
                if known.places.len() < MISTAKES {
                    known.places.push(place);
                }
                self.everywhere.push(known);
            } else {
                self.not_everywhere(known, self.requests - 1);
            }
        }
        for (place, mistake) in found {
            self.wrong(place, mistake);
        }
    }

    pub(super) fn doubtful(&mut self, line: u64, doubt: &str) {
        self.all_warnings += 1;
        if self.all_warnings <= WARNINGS {
            self.warnings.push(format!("warning: line {line}: {doubt}"));
        }
    }

    /// Fails if anything is wrong, or else points out what is doubtful.
    pub(super) fn conclude(
        mut self,
        file: &RowFile,
        columns: &[Column],
        output: &Output,
    ) -> Result<(), InputError> {
        let mut shown = Violations::new();
        if self.rows == 0 {
            shown.add("", "must have at least 1 row");
        }
        for mut known in std::mem::take(&mut self.everywhere) {
            let Mistake { member, rule } = &mut known.mistake;
            let column = columns.iter().find(|column| column.wire == member);
            rule.push_str(&column.and_then(Column::advice_for_all).unwrap_or_default());
            if self.requests == 1 {
                self.not_everywhere(known, 1);
            } else {
                let place = shown_place("all rows", member, file);
                shown.add(place, known.mistake.rule);
            }
        }
        self.mistakes.sort_by_key(|(place, _)| *place);
        self.mistakes.truncate(MISTAKES);
        let more = self.all_mistakes - self.mistakes.len() as u64;
        for ((line, _), mistake) in self.mistakes {
            shown.add(
                shown_place(&format!("line {line}"), &mistake.member, file),
                mistake.rule,
            );
        }
        if !shown.as_slice().is_empty() {
            return Err(InputError::of_rows(file.input(), &shown, more));
        }
        for warning in &self.warnings {
            output.note(warning);
        }
        if self.all_warnings > WARNINGS {
            let more = self.all_warnings - WARNINGS;
            output.note(&format!("warning: and {more} more of this kind"));
        }
        Ok(())
    }

    fn wrong(&mut self, place: Place, mistake: Mistake) {
        self.all_mistakes += 1;
        if self.mistakes.len() < MISTAKES {
            self.mistakes.push((place, mistake));
        }
    }

    /// Only the first rows have made it.
    fn not_everywhere(&mut self, known: Everywhere, rows: u64) {
        self.all_mistakes += rows;
        for place in known.places {
            self.mistakes.push((place, known.mistake.clone()));
        }
    }
}

fn shown_place(row: &str, member: &str, file: &RowFile) -> String {
    match member {
        "" => row.to_owned(),
        member => format!("{row}: {}", cut(&file.layout.name_of(member))),
    }
}

fn cut(name: &str) -> String {
    match name.char_indices().nth(NAME) {
        Some((end, _)) => format!("{}..", &name[..end]),
        None => name.to_owned(),
    }
}
