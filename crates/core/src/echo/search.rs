//! Finds any of several words in a text, case aside.

use std::ops::Range;

/// Horspool's search for several words: the byte at the end of the window says how far the window has to go on until that
/// byte may be in its place, so that most bytes are never looked at.
pub(super) struct Search<'a> {
    /// The longer ones first: one may be the start of another.
    words: &'a [String],
    /// The length of the shortest word, or of its start.
    window: usize,
    /// 0 for a byte at the end of a word's window.
    shifts: [u8; 256],
}

/// A longer window takes longer to make ready than it saves.
const LONGEST_WINDOW: usize = 16;

impl<'a> Search<'a> {
    /// A search for words that are in lower case, the longer ones first. `None` if there are none.
    pub(super) fn of(words: &'a [String]) -> Option<Self> {
        let window = words.last()?.len().min(LONGEST_WINDOW);
        let furthest = u8::try_from(window).ok().filter(|shift| *shift > 0)?;
        let mut shifts = [furthest; 256];
        for word in words {
            for (byte, shift) in word.bytes().zip((0..furthest).rev()) {
                for byte in [byte, byte.to_ascii_uppercase()] {
                    let known = &mut shifts[usize::from(byte)];
                    *known = shift.min(*known);
                }
            }
        }
        Some(Self {
            words,
            window,
            shifts,
        })
    }

    /// Where the next of them stands in a text.
    pub(super) fn next_in(&self, text: &[u8], from: usize) -> Option<Range<usize>> {
        let mut start = from;
        loop {
            let last = text.get(start + self.window - 1)?;
            let shift = self.shifts[usize::from(*last)];
            if shift > 0 {
                start += usize::from(shift);
                continue;
            }
            let word = self.words.iter().find(|word| {
                let there = text.get(start..start + word.len());
                there.is_some_and(|there| there.eq_ignore_ascii_case(word.as_bytes()))
            });
            if let Some(word) = word {
                return Some(start..start + word.len());
            }
            start += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Search;

    fn found(words: &[&str], text: &str) -> Vec<String> {
        let mut words: Vec<String> = words.iter().map(|&word| word.to_owned()).collect();
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let search = Search::of(&words).expect("there are words");
        let mut found = Vec::new();
        let mut from = 0;
        while let Some(at) = search.next_in(text.as_bytes(), from) {
            from = at.end;
            found.push(text[at].to_owned());
        }
        found
    }

    #[test]
    fn each_occurrence_is_found_case_aside() {
        assert_eq!(
            found(&["hush"], "hush, HuSh hushhush hus h"),
            ["hush", "HuSh", "hush", "hush"]
        );
        assert_eq!(found(&["hush"], "hus"), Vec::<String>::new());
    }

    #[test]
    fn of_words_that_begin_alike_the_longer_one_is_found() {
        let text = "a hush-hush and a hush";
        assert_eq!(found(&["hush", "hush-hush"], text), ["hush-hush", "hush"]);
    }

    #[test]
    fn a_word_is_found_wherever_it_stands() {
        let words = ["abcab", "cabbage-and-more", "bbbbb"];
        for word in words {
            for before in 0..40 {
                for filler in ["a", "b", "c", "ab", "x"] {
                    // A filler alone may not make up a word.
                    let filler: String = filler.chars().cycle().take(before).collect();
                    let text = format!("{}.{word}.{filler}", filler.replace("bbbbb", "-"));
                    let tail = found(&words, &text);
                    assert!(tail.contains(&word.to_owned()), "{text}");
                }
            }
        }
    }

    #[test]
    fn a_word_that_is_longer_than_the_window_is_found() {
        let word = "abc".repeat(200);
        let text = format!("{}{word}", "ab".repeat(300));
        assert_eq!(found(&[&word], &text), [word]);
    }
}
