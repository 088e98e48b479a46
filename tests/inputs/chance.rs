//! The choices that a case is made of.
//!
//! A case draws numbers, and makes everything of them. They are kept, so that a case that fails can be tried again with
//! fewer and smaller ones: 0 is always the simplest choice.

use dialler::Decimal;
use vendor_core::wire::{LocalDateTime, OffsetDateTime};

use crate::dates;

#[derive(Debug)]
pub(crate) struct Chance {
    /// What was drawn, or is to be drawn.
    drawn: Vec<u64>,
    next: usize,
    /// Where more comes from; nothing but zeros when a case is tried again.
    source: Option<fastrand::Rng>,
}

impl Chance {
    pub(crate) fn new(seed: u64) -> Self {
        Self {
            drawn: Vec::new(),
            next: 0,
            source: Some(fastrand::Rng::with_seed(seed)),
        }
    }

    /// The case that was made of these choices, once more.
    pub(crate) fn again(drawn: &[u64]) -> Self {
        Self {
            drawn: drawn.to_vec(),
            next: 0,
            source: None,
        }
    }

    pub(crate) fn into_drawn(mut self) -> Vec<u64> {
        self.drawn.truncate(self.next);
        self.drawn
    }

    /// A number up to, but not including, a limit.
    pub(crate) fn below(&mut self, limit: usize) -> usize {
        let drawn = self.draw(u64::try_from(limit).expect("64 bits"));
        usize::try_from(drawn).expect("it is below a usize")
    }

    fn draw(&mut self, limit: u64) -> u64 {
        if self.next == self.drawn.len() {
            let number = self.source.as_mut().map_or(0, |source| source.u64(..limit));
            self.drawn.push(number);
        }
        let number = self.drawn[self.next] % limit;
        self.next += 1;
        number
    }

    /// Any 64 bits.
    pub(crate) fn bits(&mut self) -> u64 {
        self.draw(1 << 32) << 32 | self.draw(1 << 32)
    }

    pub(crate) fn flip(&mut self) -> bool {
        self.below(2) == 1
    }

    /// Seldom true.
    pub(crate) fn one_in(&mut self, many: usize) -> bool {
        self.below(many) + 1 == many
    }

    pub(crate) fn pick<T: Clone>(&mut self, from: &[T]) -> T {
        from[self.below(from.len())].clone()
    }

    pub(crate) fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        self.flip().then(|| make(self))
    }

    /// Up to a number of things.
    pub(crate) fn list<T>(&mut self, most: usize, mut make: impl FnMut(&mut Self) -> T) -> Vec<T> {
        (0..self.below(most + 1)).map(|_| make(self)).collect()
    }

    /// A number in which the ends of the range and those of smaller types are likely.
    pub(crate) fn integer(&mut self, least: i64, most: i64) -> i64 {
        let edges = [
            0,
            1,
            -1,
            4711,
            least,
            most,
            i64::from(i32::MIN),
            i64::from(i32::MAX),
            i64::from(i32::MAX) + 1,
            1 << 53,
            (1 << 53) + 1,
        ];
        let number = if self.flip() {
            self.bits().cast_signed()
        } else {
            self.pick(&edges)
        };
        if (least..=most).contains(&number) {
            return number;
        }
        let width = i128::from(most) - i128::from(least) + 1;
        let inside = i128::from(least) + i128::from(number).rem_euclid(width);
        i64::try_from(inside).expect("it is in the range")
    }

    pub(crate) fn int32(&mut self) -> i32 {
        let number = self.integer(i32::MIN.into(), i32::MAX.into());
        i32::try_from(number).expect("it is in the range")
    }

    pub(crate) fn int64(&mut self) -> i64 {
        self.integer(i64::MIN, i64::MAX)
    }

    /// Any decimal: 96 bits, and up to 28 digits after the point.
    pub(crate) fn decimal(&mut self) -> Decimal {
        let bits = match self.below(3) {
            0 => self.below(1000) as u64,
            1 => self.bits(),
            _ => u64::MAX,
        };
        let high = if self.one_in(4) {
            self.draw(1 << 32)
        } else {
            0
        };
        let parts = [bits, bits >> 32, high]
            .map(|part| u32::try_from(part & 0xffff_ffff).expect("32 bits"));
        let scale = u32::try_from(self.below(29)).expect("it is small");
        Decimal::from_parts(parts[0], parts[1], parts[2], self.flip(), scale)
    }

    /// Any date with an offset, also one that nobody can write.
    pub(crate) fn offset_date(&mut self) -> OffsetDateTime {
        if self.one_in(6) {
            return dates::instant(self).into();
        }
        self.offset_date_in_range()
    }

    pub(crate) fn offset_date_in_range(&mut self) -> OffsetDateTime {
        dates::with_offset(self, 9).parse().expect("a date")
    }

    /// Any date without an offset, also one that nobody can write.
    pub(crate) fn local_date(&mut self) -> LocalDateTime {
        if self.one_in(6) {
            return dates::instant(self).naive_utc().into();
        }
        self.local_date_in_range()
    }

    pub(crate) fn local_date_in_range(&mut self) -> LocalDateTime {
        dates::without_offset(self, 9).parse().expect("a date")
    }

    pub(crate) fn character(&mut self) -> char {
        match self.below(4) {
            0 => char::from(self.pick(b"abcXYZ0189")),
            1 | 2 => self.pick(&AWKWARD),
            _ => {
                let code = self.draw(0x11_0000);
                let code = u32::try_from(code).expect("21 bits");
                char::from_u32(code).unwrap_or('\u{fffd}')
            }
        }
    }

    /// Any text, with characters that are awkward somewhere: in JSON, XML, URLs, headers, lines or terminals.
    pub(crate) fn text(&mut self) -> String {
        let most = if self.one_in(8) { 40 } else { 8 };
        self.text_of(0, most)
    }

    /// Any text of so many characters.
    pub(crate) fn text_of(&mut self, least: usize, most: usize) -> String {
        let length = least + self.below(most - least + 1);
        (0..length).map(|_| self.character()).collect()
    }

    /// A text whose length is about a limit: empty, one less, the limit, one more, or any.
    pub(crate) fn text_about(&mut self, limit: usize) -> String {
        let lengths = [limit, limit - 1, limit + 1, 0, 1];
        if self.flip() {
            let length = self.pick(&lengths);
            self.text_of(length, length)
        } else {
            self.text()
        }
    }
}

/// Characters that somebody's encoding treats in a way of its own.
const AWKWARD: [char; 48] = [
    ' ', '.', '/', '\\', '"', '\'', '<', '>', '&', '%', '+', '=', '?', '#', ';', ',', ':', '@',
    '{', '}', '[', ']', '(', ')', '*', '|', '~', '-', '_', '`', '\0', '\t', '\n', '\r', '\u{b}',
    '\u{1b}', '\u{7f}', '\u{85}', '\u{a0}', '\u{ad}', '\u{301}', '\u{2028}', '\u{202e}',
    '\u{feff}', '\u{fffe}', 'é', '日', '😀',
];
