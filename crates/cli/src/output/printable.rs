//! Texts of a vendor may hold anything, also what would move the cursor, retitle the terminal, or show words in
//! another order than they have.

use std::fmt::Write as _;

/// A text of several lines that is safe to show.
pub(super) fn lines(text: &str) -> String {
    let shown = |c| match c {
        '\n' | '\t' => c,
        c => visible(c),
    };
    text.chars().map(shown).collect()
}

/// A text that stays on its line.
pub(crate) fn line(text: &str) -> String {
    text.chars().map(visible).collect()
}

/// JSON on one line, in which no control character stands as it is. What a vendor wrote may have line breaks
/// between its members; in texts JSON has escaped the control characters of ASCII, but for the last one.
pub(super) fn json(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' | '\r' | '\t' => {}
            // They can only stand in a text. Writing to one of ours cannot fail.
            '\u{7f}'..='\u{9f}' => _ = write!(line, "\\u{:04x}", u32::from(c)),
            c => line.push(c),
        }
    }
    line
}

fn visible(c: char) -> char {
    if c.is_control() || is_format(c) {
        char::REPLACEMENT_CHARACTER
    } else {
        c
    }
}

/// Unicode's format characters (Cf), the line and the paragraph separator: none of them shows, and some turn
/// the order of what does.
fn is_format(c: char) -> bool {
    matches!(c,
        '\u{ad}'
        | '\u{600}'..='\u{605}'
        | '\u{61c}'
        | '\u{6dd}'
        | '\u{70f}'
        | '\u{890}'..='\u{891}'
        | '\u{8e2}'
        | '\u{180e}'
        | '\u{200b}'..='\u{200f}'
        | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}'
        | '\u{feff}'
        | '\u{fff9}'..='\u{fffb}'
        | '\u{110bd}'
        | '\u{110cd}'
        | '\u{13430}'..='\u{1343f}'
        | '\u{1bca0}'..='\u{1bca3}'
        | '\u{1d173}'..='\u{1d17a}'
        | '\u{e0001}'
        | '\u{e0020}'..='\u{e007f}')
}
