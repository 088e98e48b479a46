//! Where a ratio lies on an axis. The axis is logarithmic: twice as much is as far from 1 as half as much.

/// A part of the axis, as wide as its values need.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scale {
    lowest: f64,
    highest: f64,
    width: f64,
}

/// No axis shows less than this: small differences should look small.
const LEAST: (f64, f64) = (0.9, 1.1);

/// What is free beyond the outermost values, so that their dots are whole.
const MARGIN: f64 = 0.04;

/// What the label of a tick takes.
const LABEL: f64 = 28.0;

impl Scale {
    /// An axis of this width for these ratios. Always shows the ratio 1.
    pub(super) fn new(ratios: impl IntoIterator<Item = f64>, width: f64) -> Self {
        let ratios = ratios.into_iter().filter(|ratio| *ratio > 0.0);
        let (lowest, highest) = ratios.fold(LEAST, |(lowest, highest), ratio| {
            (ratio.min(lowest), ratio.max(highest))
        });
        let margin = (highest / lowest).powf(MARGIN);
        Self {
            lowest: lowest / margin,
            highest: highest * margin,
            width,
        }
    }

    /// How far from the left.
    pub(super) fn x(&self, ratio: f64) -> f64 {
        (ratio / self.lowest).ln() / (self.highest / self.lowest).ln() * self.width
    }

    /// Round ratios, 1 among them: as many as can be labelled.
    pub(super) fn ticks(&self) -> Vec<f64> {
        let steps = [0.02, 0.05, 0.1, 0.2].map(|step| multiples(step).collect());
        let decades = [
            &[1.0, 1.5, 2.0, 3.0, 5.0, 7.0][..],
            &[1.0, 2.0, 5.0],
            &[1.0],
        ];
        let decades = decades.map(|ticks| decades_of(ticks).collect());
        steps
            .into_iter()
            .chain(decades)
            .map(|ticks| self.shown(ticks))
            .find(|ticks| self.are_apart(ticks))
            .unwrap_or_else(|| vec![1.0])
    }

    fn shown(&self, mut ticks: Vec<f64>) -> Vec<f64> {
        ticks.retain(|tick| (self.lowest..=self.highest).contains(tick));
        ticks
    }

    fn are_apart(&self, ticks: &[f64]) -> bool {
        let mut neighbours = ticks.iter().zip(ticks.iter().skip(1));
        neighbours.all(|(left, right)| self.x(*right) - self.x(*left) >= LABEL)
    }
}

/// Of a part of 1, so that 1 is one of them.
fn multiples(step: f64) -> impl Iterator<Item = f64> {
    (1..=100_u32).map(move |count| f64::from(count) * step)
}

/// These, and the same from a thousandth up to a thousand times as much.
fn decades_of(ticks: &[f64]) -> impl Iterator<Item = f64> {
    (-3..=3).flat_map(|decade| ticks.iter().map(move |tick| tick * 10_f64.powi(decade)))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WIDTH: f64 = 190.0;

    fn scale(ratios: &[f64]) -> Scale {
        Scale::new(ratios.iter().copied(), WIDTH)
    }

    #[test]
    fn all_values_and_the_floor_are_on_the_axis() {
        for ratios in [&[0.3, 0.5][..], &[1.2, 7.0], &[0.01, 30.0], &[]] {
            let scale = scale(ratios);
            for ratio in ratios.iter().chain(&[1.0]) {
                let x = scale.x(*ratio);
                assert!((0.0..=WIDTH).contains(&x), "{ratio} of {ratios:?} at {x}");
            }
        }
    }

    #[test]
    fn half_as_much_is_as_far_as_twice_as_much() {
        let scale = scale(&[0.25, 4.0]);
        let floor = scale.x(1.0);
        assert!((floor - scale.x(0.5) - (scale.x(2.0) - floor)).abs() < 1e-9);
    }

    #[test]
    fn ticks_do_not_touch_and_1_is_one_of_them() {
        for ratios in [
            &[0.3, 0.5][..],
            &[1.2, 7.0],
            &[0.001, 300.0],
            &[0.6, 1.6],
            &[],
        ] {
            let scale = scale(ratios);
            let ticks = scale.ticks();
            assert!(ticks.len() > 1, "{ratios:?}: {ticks:?}");
            assert!(scale.are_apart(&ticks), "{ratios:?}: {ticks:?}");
            let is_floor = |tick: &f64| (tick - 1.0).abs() < 1e-9;
            assert!(ticks.iter().any(is_floor), "{ratios:?}: {ticks:?}");
        }
    }
}
