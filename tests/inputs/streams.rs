//! Answers that are read element by element.

use behaviours::decoders::{MEMBER, members, stream};
use behaviours::scripted::Reply;
use bytes::Bytes;
use http::StatusCode;
use vendor_core::wire::RawJson;

use crate::chance::Chance;
use crate::group::Group;
use crate::json;

#[test]
fn streamed_answers() {
    let mut streams = Group::new("streamed answers");
    streams.holds(
        "the elements are those of the whole, wherever the pieces end",
        |chance| {
            let document = Document::any(chance);
            let streamed = stream(document.in_pieces(chance, document.text.len()));
            let elements: Vec<&str> = streamed.elements.iter().map(RawJson::get).collect();
            assert_eq!(elements, document.elements, "{}", document.text);
            let envelope = streamed
                .end
                .unwrap_or_else(|error| panic!("{error}: {}", document.text));
            let around = members(envelope.get().as_bytes()).expect("an object");
            let around = around
                .iter()
                .map(|(name, value)| (name.as_str(), value.get()));
            let expected = document
                .around
                .iter()
                .map(|(name, value)| (name.as_str(), value.as_str()));
            assert!(around.eq(expected), "{}", document.text);
        },
    );
    streams.holds(
        "a cut anywhere is an error, after elements that were whole",
        |chance| {
            let document = Document::any(chance);
            let whole = document.text.trim_end().len();
            let streamed = stream({
                let end = chance.below(whole);
                document.in_pieces(chance, end)
            });
            let elements: Vec<&str> = streamed.elements.iter().map(RawJson::get).collect();
            assert!(
                document
                    .elements
                    .iter()
                    .zip(&elements)
                    .all(|(one, other)| one == other)
            );
            assert!(streamed.end.is_err(), "{}", document.text);
        },
    );
    streams.holds("what follows the document is an error", |chance| {
        let mut document = Document::any(chance);
        document
            .text
            .push_str(chance.pick(&["x", "{}", ",", "null", "\u{feff}", "\0"]));
        let streamed = stream(document.in_pieces(chance, document.text.len()));
        assert!(streamed.end.is_err(), "{}", document.text);
    });
}

/// An object with an array in it, and what it was made of.
struct Document {
    text: String,
    elements: Vec<String>,
    /// The members, with an empty array.
    around: Vec<(String, String)>,
}

impl Document {
    fn any(chance: &mut Chance) -> Self {
        let elements = chance.list(5, json::any);
        let other = |chance: &mut Chance| (format!("{}!", chance.text()), json::any(chance));
        let mut members = chance.list(2, other);
        let mut around = members.clone();
        match chance.below(6) {
            0 => {
                let after = Self::without_elements(chance, members);
                return after;
            }
            1 => {
                members.push((MEMBER.to_owned(), "null".to_owned()));
                return Self::without_elements(chance, members);
            }
            _ => {}
        }
        members.push((MEMBER.to_owned(), json::array(chance, &elements)));
        around.push((MEMBER.to_owned(), "[]".to_owned()));
        let after = chance.list(2, other);
        members.extend(after.clone());
        around.extend(after);
        Self {
            text: text_of(chance, &members),
            elements,
            around,
        }
    }

    fn without_elements(chance: &mut Chance, members: Vec<(String, String)>) -> Self {
        Self {
            text: text_of(chance, &members),
            elements: Vec::new(),
            around: members,
        }
    }

    /// The text up to an end, cut wherever: a piece may be empty, too.
    fn in_pieces(&self, chance: &mut Chance, end: usize) -> Reply {
        let text = Bytes::copy_from_slice(&self.text.as_bytes()[..end]);
        let mut cuts: Vec<usize> = if chance.one_in(4) {
            (0..end).step_by(1 + chance.below(3)).collect()
        } else {
            chance.list(12, |chance| chance.below(end + 1))
        };
        cuts.extend([0, end]);
        cuts.sort_unstable();
        let pieces = cuts.windows(2).map(|cuts| text.slice(cuts[0]..cuts[1]));
        Reply::in_chunks(StatusCode::OK, pieces.collect())
    }
}

fn text_of(chance: &mut Chance, members: &[(String, String)]) -> String {
    let mark = if chance.one_in(8) { "\u{feff}" } else { "" };
    let (before, after) = (json::blanks(chance), json::blanks(chance));
    format!("{mark}{before}{}{after}", json::object(chance, members))
}
