//! How far long work is: a bar on a terminal, and elsewhere a line from time to time.

use std::fmt;
use std::io::{self, IsTerminal as _};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use vendor_core::{Clock as _, SystemClock};

use crate::output::Output;

/// Things that are done, of how many.
#[derive(Debug)]
pub(crate) struct Progress {
    what: &'static str,
    done: u64,
    /// Where it is known.
    all: Option<u64>,
    failures: String,
    begun: Instant,
    told: Instant,
    voice: Voice,
}

/// Speaks while there may be a bar, without garbling it. Clones are the same voice.
#[derive(Clone, Debug)]
pub(crate) struct Voice {
    output: Output,
    /// On a terminal.
    bar: Option<ProgressBar>,
}

/// Often enough to see that it goes on, seldom enough for a log.
const BETWEEN: Duration = Duration::from_secs(10);

/// That the time goes on can be seen while nothing else does.
const TICK: Duration = Duration::from_millis(500);

impl Progress {
    /// `what` they are, such as "rows".
    pub(crate) fn of(what: &'static str, all: Option<u64>, output: &Output) -> Self {
        let is_seen = !output.is_json() && !output.is_quiet() && io::stderr().is_terminal();
        let now = SystemClock.now();
        Self {
            what,
            done: 0,
            all,
            failures: String::new(),
            begun: now,
            told: now,
            voice: Voice {
                output: output.clone(),
                bar: is_seen.then(|| bar(what, all)),
            },
        }
    }

    pub(crate) fn voice(&self) -> Voice {
        self.voice.clone()
    }

    /// One more is done, or has failed.
    pub(crate) fn one_more(&mut self) {
        if let Some(bar) = &self.voice.bar {
            bar.inc(1);
        }
        if let Some(line) = self.line_of_one_more(SystemClock.now()) {
            self.voice.output.note(&line);
        }
    }

    /// What is to be known of those that failed.
    pub(crate) fn failures(&mut self, failures: String) {
        if let Some(bar) = &self.voice.bar {
            bar.set_message(failures.clone());
        }
        self.failures = failures;
    }

    /// What there is to tell after one more, where there is no bar.
    fn line_of_one_more(&mut self, now: Instant) -> Option<String> {
        self.done += 1;
        let is_time = now.saturating_duration_since(self.told) >= BETWEEN;
        if !is_time || self.voice.bar.is_some() {
            return None;
        }
        self.told = now;
        let mut line = match self.all {
            Some(all) => format!("{} of {all} {}", self.done, self.what),
            None => format!("{} {}", self.done, self.what),
        };
        let taken = now.saturating_duration_since(self.begun).as_secs().max(1);
        line = match self.done / taken {
            0 => format!("{line}, less than 1 a second"),
            rate => format!("{line}, {rate} a second"),
        };
        if let Some(all) = self.all {
            // In proportion to what is done. Nobody waits for longer than fits.
            let left = u128::from(all.saturating_sub(self.done)) * u128::from(taken);
            let left = u64::try_from(left / u128::from(self.done)).unwrap_or(u64::MAX);
            line = format!("{line}, {} left", in_words(left));
        }
        if !self.failures.is_empty() {
            line = format!("{line}; {}", self.failures);
        }
        Some(line)
    }

    /// Nothing is left of a bar.
    pub(crate) fn end(self) {
        if let Some(bar) = self.voice.bar {
            bar.finish_and_clear();
        }
    }
}

impl Voice {
    pub(crate) fn note(&self, text: &str) {
        match &self.bar {
            Some(bar) => bar.suspend(|| self.output.note(text)),
            None => self.output.note(text),
        }
    }
}

fn bar(what: &str, all: Option<u64>) -> ProgressBar {
    let template = match all {
        Some(_) => format!("{{bar:30}} {{pos}}/{{len}} {what}, {{rate}}{{left}}  {{msg}}"),
        None => format!("{{spinner}} {{pos}} {what}, {{rate}}  {{msg}}"),
    };
    // Every terminal has these characters.
    let style = ProgressStyle::with_template(&template)
        .unwrap_or_else(|_| ProgressStyle::default_bar())
        .with_key("rate", write_rate)
        .with_key("left", write_left)
        .progress_chars("=> ")
        .tick_chars("-\\|/ ");
    let bar = ProgressBar::with_draw_target(all, ProgressDrawTarget::stderr()).with_style(style);
    bar.enable_steady_tick(TICK);
    bar
}

fn write_rate(state: &ProgressState, text: &mut dyn fmt::Write) {
    // There is nobody to tell that it cannot be written.
    let _ = write!(text, "{:.0}/s", state.per_sec());
}

/// Nothing before the first one: of the rate nothing is known by then.
fn write_left(state: &ProgressState, text: &mut dyn fmt::Write) {
    if state.pos() > 0 {
        let _ = write!(text, ", {} left", in_words(state.eta().as_secs()));
    }
}

fn in_words(seconds: u64) -> String {
    match seconds {
        0..=99 => format!("{seconds} s"),
        100..=5_999 => format!("{} min", seconds.div_ceil(60)),
        _ => format!("{} h", seconds.div_ceil(3_600)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn progress(all: Option<u64>) -> Progress {
        Progress {
            voice: Voice {
                output: Output::new(false, true),
                bar: None,
            },
            ..Progress::of("rows", all, &Output::new(true, true))
        }
    }

    #[test]
    fn is_told_every_ten_seconds_with_rate_and_time_left() {
        let mut progress = progress(Some(40));
        let start = progress.begun;
        let mut after = |seconds| progress.line_of_one_more(start + Duration::from_secs(seconds));
        assert_eq!(after(1), None);
        let line = "2 of 40 rows, less than 1 a second, 4 min left";
        assert_eq!(after(10).as_deref(), Some(line));
        assert_eq!(after(19), None);
        let line = "4 of 40 rows, less than 1 a second, 5 min left";
        assert_eq!(after(31).as_deref(), Some(line));
    }

    #[test]
    fn has_the_failures_by_kind_and_no_time_left_where_the_number_is_not_known() {
        let mut progress = progress(None);
        progress.failures("3 refused, 1 unknown".to_owned());
        let later = progress.begun + Duration::from_secs(10);
        let line = "1 rows, less than 1 a second; 3 refused, 1 unknown";
        assert_eq!(progress.line_of_one_more(later).as_deref(), Some(line));
    }
}
