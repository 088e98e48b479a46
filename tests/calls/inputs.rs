//! Random valid input, and all of it from one place.

use fastrand::Rng;
use uuid::Uuid;

use super::marks;

/// Letters that a VIN has, and a voucher code.
const CODE: &[u8] = b"ABCDEFGHJKLMNPRSTUVWXYZ0123456789";
/// What a text may well have in it, and what an encoder may get wrong.
const TEXT: &[&str] = &[
    "a", "Z", "0", " ", "-", ".", "é", "ß", "漢", "😀", "\"", "\\", "/", "&", "<", ">", "'", "%",
    "+", "?", "#", ";", "\u{a0}", "\n", "\t",
];

/// Where the values of calls come from. What is secret or personal has a [mark](super::marks) in it.
#[derive(Debug)]
pub struct Inputs {
    random: Rng,
    /// Counts on, so that numbers differ from each other.
    last_number: u32,
    in_full: bool,
    at_most: usize,
}

impl Inputs {
    /// The same seed gives the same values.
    #[must_use]
    pub fn seeded(seed: u64) -> Self {
        Self {
            random: Rng::with_seed(seed),
            last_number: 0,
            in_full: false,
            at_most: usize::MAX,
        }
    }

    /// Sets every optional member and parameter, in place of some of them.
    #[must_use]
    pub fn in_full(self) -> Self {
        Self {
            in_full: true,
            ..self
        }
    }

    /// Streams are read up to so many elements, in place of all.
    #[must_use]
    pub fn elements_at_most(self, at_most: usize) -> Self {
        Self { at_most, ..self }
    }

    /// The chance that all of it comes from.
    pub fn random(&mut self) -> &mut Rng {
        &mut self.random
    }

    pub(super) fn at_most(&self) -> usize {
        self.at_most
    }

    /// Whether something optional is set.
    pub(super) fn maybe(&mut self) -> bool {
        self.in_full || self.random.bool()
    }

    pub(super) fn count(&mut self, range: impl std::ops::RangeBounds<usize>) -> usize {
        self.random.usize(range)
    }

    /// A sensitive text of any characters.
    pub(super) fn text(&mut self) -> String {
        let mut text = marks::TEXT.to_owned();
        for _ in 0..self.random.usize(0..12) {
            text.push_str(TEXT[self.random.usize(0..TEXT.len())]);
        }
        text.push_str(&self.code(8));
        text
    }

    /// A text that is not sensitive.
    pub(super) fn word(&mut self) -> String {
        self.code(6)
    }

    /// A sensitive text that is like no other: of letters, digits and a hyphen, 17 characters.
    pub(super) fn key(&mut self) -> String {
        format!("{}-{}", marks::TEXT, self.code(10))
    }

    /// A sensitive text that a query, a path or a column of limited length may hold.
    pub(super) fn vin(&mut self) -> String {
        format!("{}{}", marks::TEXT, self.code(11))
    }

    pub(super) fn voucher(&mut self) -> String {
        format!("{}{}", marks::TEXT, self.code(2))
    }

    pub(super) fn phone(&mut self) -> String {
        format!("+49{}{:05}", marks::DIGITS, self.random.u32(0..100_000))
    }

    /// A sensitive number, one of a thousand: they come in turn.
    pub(super) fn number(&mut self) -> i32 {
        self.last_number = (self.last_number + 1) % 1_000;
        let number = format!("{}{:03}", marks::DIGITS, self.last_number).parse();
        number.expect("a number that fits")
    }

    /// A sensitive amount.
    pub(super) fn amount(&mut self) -> aim_contracts::Decimal {
        aim_contracts::Decimal::new(self.number().into(), 2)
    }

    /// An id, which is not sensitive, that is like no other.
    pub(super) fn id(&mut self) -> i64 {
        self.random.i64(1_000_000..9_000_000_000)
    }

    pub(super) fn small(&mut self) -> i64 {
        self.random.i64(0..100)
    }

    pub(super) fn uuid(&mut self) -> Uuid {
        uuid::Builder::from_random_bytes(self.random.u128(..).to_be_bytes()).into_uuid()
    }

    /// A date and time without an offset.
    pub(super) fn local_date(&mut self) -> String {
        let random = &mut self.random;
        let (year, month, day) = (random.u32(1990..2040), random.u32(1..13), random.u32(1..29));
        let (hour, minute, second) = (random.u32(0..24), random.u32(0..60), random.u32(0..60));
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    }

    /// A date and time with an offset.
    pub(super) fn offset_date(&mut self) -> String {
        let offset = ["Z", "+02:00", "-11:30"][self.random.usize(0..3)];
        format!("{}{offset}", self.local_date())
    }

    fn code(&mut self, length: usize) -> String {
        (0..length)
            .map(|_| char::from(CODE[self.random.usize(0..CODE.len())]))
            .collect()
    }
}
