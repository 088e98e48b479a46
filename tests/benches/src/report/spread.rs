//! Median and quartiles.

/// Where the middle half of some values lies.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Spread {
    pub(crate) lower: f64,
    pub(crate) median: f64,
    pub(crate) upper: f64,
}

impl Spread {
    /// None for no values at all.
    pub(crate) fn of(values: impl IntoIterator<Item = f64>) -> Option<Self> {
        let mut values: Vec<f64> = values.into_iter().collect();
        values.sort_by(f64::total_cmp);
        Some(Self {
            lower: quantile(&values, 1)?,
            median: quantile(&values, 2)?,
            upper: quantile(&values, 3)?,
        })
    }
}

/// The value below which so many quarters of the sorted values lie, in proportion between its two neighbours.
fn quantile(sorted: &[f64], quarters: usize) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    let (index, beyond) = (last * quarters / 4, last * quarters % 4);
    let below = *sorted.get(index)?;
    let above = sorted.get(index + 1).copied().unwrap_or(below);
    let part = [0.0, 0.25, 0.5, 0.75].get(beyond)?;
    Some(below + (above - below) * part)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spread(lower: f64, median: f64, upper: f64) -> Spread {
        Spread {
            lower,
            median,
            upper,
        }
    }

    #[test]
    fn the_order_of_the_values_does_not_matter() {
        assert_eq!(
            Spread::of([5.0, 1.0, 4.0, 2.0, 3.0]),
            Some(spread(2.0, 3.0, 4.0))
        );
    }

    #[test]
    fn between_two_values_it_is_in_proportion() {
        assert_eq!(Spread::of([1.0, 2.0]), Some(spread(1.25, 1.5, 1.75)));
        assert_eq!(
            Spread::of([1.0, 2.0, 3.0, 4.0]),
            Some(spread(1.75, 2.5, 3.25))
        );
    }

    #[test]
    fn one_value_is_all_three() {
        assert_eq!(Spread::of([7.0]), Some(spread(7.0, 7.0, 7.0)));
    }

    #[test]
    fn one_round_that_was_disturbed_changes_little() {
        let calm = [1.0, 1.01, 1.02, 1.03, 1.04, 1.05, 1.06];
        let disturbed = [1.0, 1.01, 1.02, 1.03, 1.04, 1.05, 9.0];
        assert_eq!(Spread::of(calm), Spread::of(disturbed));
    }

    #[test]
    fn no_value_has_no_median() {
        assert_eq!(Spread::of([]), None);
    }
}
