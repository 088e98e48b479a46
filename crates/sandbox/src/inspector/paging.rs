//! A few of many.

/// Of a list with the newest first, a page, counted from 1.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paging {
    pub(super) number: usize,
}

/// What is on a page.
pub(super) struct Excerpt<T> {
    pub(super) items: Vec<T>,
    /// How many there are on all pages.
    pub(super) total: usize,
}

const PER_PAGE: usize = 50;

impl Paging {
    /// What is no number is the first page.
    pub(super) fn new(number: Option<usize>) -> Self {
        Self {
            number: number.unwrap_or(1).max(1),
        }
    }

    pub(super) fn of<'a, T: Clone + 'a>(self, all: impl Iterator<Item = &'a T>) -> Excerpt<T> {
        let first = (self.number - 1).saturating_mul(PER_PAGE);
        let mut excerpt = Excerpt {
            items: Vec::new(),
            total: 0,
        };
        for item in all {
            if excerpt.total >= first && excerpt.items.len() < PER_PAGE {
                excerpt.items.push(item.clone());
            }
            excerpt.total += 1;
        }
        excerpt
    }

    pub(super) fn has_more(self, total: usize) -> bool {
        self.number.saturating_mul(PER_PAGE) < total
    }
}
