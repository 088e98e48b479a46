//! What is compared.

use crate::measurement::{Heap, Measurement};

/// A number for each run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Figure {
    CallsPerSecond,
    Cpu,
    PeakResident,
    Growth,
    Instructions,
    Allocations,
    AllocatedBytes,
    PeakHeap,
}

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// The clients, in rounds.
    Runs,
    /// The clients with an allocator that counts, once.
    Counted,
    /// A simulator, which counts instructions.
    Instructions,
}

impl Figure {
    /// Those that are measured in rounds, in each mode.
    pub(crate) const MEASURED: [Self; 4] = [
        Self::CallsPerSecond,
        Self::Cpu,
        Self::PeakResident,
        Self::Growth,
    ];

    /// Those that repeat.
    pub(crate) const COUNTED: [Self; 4] = [
        Self::Instructions,
        Self::Allocations,
        Self::AllocatedBytes,
        Self::PeakHeap,
    ];

    pub(crate) fn source(self) -> Source {
        match self {
            Self::CallsPerSecond | Self::Cpu | Self::PeakResident | Self::Growth => Source::Runs,
            Self::Allocations | Self::AllocatedBytes | Self::PeakHeap => Source::Counted,
            Self::Instructions => Source::Instructions,
        }
    }

    /// What it is, for sentences and headings.
    pub(crate) fn title(self) -> &'static str {
        match self {
            Self::CallsPerSecond => "calls/s",
            Self::Cpu => "CPU per call",
            Self::PeakResident => "peak resident memory",
            Self::Growth => "growth of resident memory",
            Self::Instructions => "instructions per call",
            Self::Allocations => "allocations per call",
            Self::AllocatedBytes => "allocated bytes per call",
            Self::PeakHeap => "peak heap",
        }
    }

    /// What stands above its column, with the unit.
    pub(crate) fn column(self) -> &'static str {
        match self {
            Self::CallsPerSecond => "calls/s",
            Self::Cpu => "CPU µs/call",
            Self::PeakResident => "peak resident MiB",
            Self::Growth => "growth bytes/call",
            Self::Instructions => "instructions/call",
            Self::Allocations => "allocations/call",
            Self::AllocatedBytes => "bytes/call",
            Self::PeakHeap => "peak heap KiB",
        }
    }

    /// Whether its ratio to another client's says anything: a growth may be none, or less than none.
    pub(crate) fn has_ratio(self) -> bool {
        self != Self::Growth
    }

    pub(crate) fn is_better_if_more(self) -> bool {
        self == Self::CallsPerSecond
    }

    /// In the unit of its column. Instructions are no part of a measurement.
    pub(crate) fn of(self, measurement: &Measurement) -> Option<f64> {
        let calls = float(measurement.calls);
        let heap =
            |value: fn(&Heap) -> u64| measurement.heap.as_ref().map(|heap| float(value(heap)));
        match self {
            Self::CallsPerSecond => Some(calls / measurement.seconds),
            Self::Cpu => Some(measurement.cpu_seconds * 1e6 / calls),
            Self::PeakResident => Some(float(measurement.peak_resident?) / MEBIBYTE),
            Self::Growth => {
                let before = float(measurement.resident_before?);
                Some((float(measurement.resident_after?) - before) / calls)
            }
            Self::Allocations => heap(|heap| heap.allocations).map(|count| count / calls),
            Self::AllocatedBytes => heap(|heap| heap.bytes).map(|bytes| bytes / calls),
            Self::PeakHeap => heap(|heap| heap.peak).map(|bytes| bytes / KIBIBYTE),
            Self::Instructions => None,
        }
    }
}

const KIBIBYTE: f64 = 1024.0;
const MEBIBYTE: f64 = 1024.0 * 1024.0;

#[expect(
    clippy::cast_precision_loss,
    reason = "nobody reads the seventeenth digit"
)]
pub(super) fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    fn measurement() -> Measurement {
        Measurement {
            calls: 200,
            failed: 0,
            seconds: 0.5,
            cpu_seconds: 0.01,
            peak_resident: Some(3 << 20),
            resident_before: Some(10_000),
            resident_after: Some(9_000),
            heap: Some(Heap {
                allocations: 5_000,
                bytes: 100_000,
                peak: 2_048,
            }),
        }
    }

    #[test]
    fn figures_are_per_call_and_in_the_unit_of_their_column() {
        for (figure, value) in [
            (Figure::CallsPerSecond, 400.0),
            (Figure::Cpu, 50.0),
            (Figure::PeakResident, 3.0),
            (Figure::Growth, -5.0),
            (Figure::Allocations, 25.0),
            (Figure::AllocatedBytes, 500.0),
            (Figure::PeakHeap, 2.0),
        ] {
            assert_eq!(figure.of(&measurement()), Some(value), "{figure:?}");
        }
    }

    #[test]
    fn what_was_not_measured_is_not_zero() {
        let nothing = Measurement {
            peak_resident: None,
            resident_before: None,
            heap: None,
            ..measurement()
        };
        for figure in [
            Figure::PeakResident,
            Figure::Growth,
            Figure::Instructions,
            Figure::Allocations,
            Figure::AllocatedBytes,
            Figure::PeakHeap,
        ] {
            assert_eq!(figure.of(&nothing), None, "{figure:?}");
        }
    }
}
