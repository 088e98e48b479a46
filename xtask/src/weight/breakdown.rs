//! Where the time of a build goes.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::error::Error;
use std::io::BufRead;
use std::time::Duration;

use serde::Deserialize;

/// How long each package takes, by its name.
pub(super) type Seconds = BTreeMap<String, Duration>;

/// The messages of cargo that say that something is done, as far as we read them.
#[derive(Deserialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
enum Message {
    CompilerArtifact {
        package_id: String,
    },
    BuildScriptExecuted {
        package_id: String,
    },
    #[serde(other)]
    Other,
}

/// Reads the messages of a build that does one thing at a time: what lies between two of them is the time of the
/// second. A package may have several: of its build script, that this was run, and of the library.
pub(super) fn seconds_per_package(
    messages: impl BufRead,
    elapsed: impl Fn() -> Duration,
) -> Result<Seconds, Box<dyn Error>> {
    let mut seconds = Seconds::new();
    let mut last = Duration::ZERO;
    for line in messages.lines() {
        let line = line?;
        let now = elapsed();
        if let Message::CompilerArtifact { package_id }
        | Message::BuildScriptExecuted { package_id } = serde_json::from_str(&line)?
        {
            *seconds.entry(name(&package_id).to_owned()).or_default() += now.saturating_sub(last);
            last = now;
        }
    }
    Ok(seconds)
}

/// The name in a package id: `registry+https://host/index#name@1.2.3`, `path+file:///elsewhere/name#1.2.3`.
fn name(package_id: &str) -> &str {
    let (source, end) = package_id.rsplit_once('#').unwrap_or((package_id, ""));
    match end.split_once('@') {
        Some((name, _)) => name,
        None => source.rsplit('/').next().unwrap_or(source),
    }
}

/// The packages that are built here and not there, the longest first.
pub(super) fn beyond<'a>(here: &'a Seconds, there: &Seconds) -> Vec<(&'a str, Duration)> {
    let mut beyond: Vec<(&str, Duration)> = here
        .iter()
        .filter(|(name, _)| !there.contains_key(*name))
        .map(|(name, time)| (name.as_str(), *time))
        .collect();
    beyond.sort_by_key(|(_, time)| Reverse(*time));
    beyond
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;
    use std::time::Duration;

    use super::{Seconds, beyond, name, seconds_per_package};

    /// Each line comes a second after the one before it.
    fn read(messages: &str) -> Seconds {
        let clock = Cell::new(0);
        let tick = || {
            clock.set(clock.get() + 1);
            Duration::from_secs(clock.get())
        };
        seconds_per_package(messages.as_bytes(), tick).unwrap()
    }

    fn seconds(all: &[(&str, u64)]) -> Seconds {
        let seconds =
            |(name, seconds): &(&str, u64)| (name.to_string(), Duration::from_secs(*seconds));
        all.iter().map(seconds).collect()
    }

    #[test]
    fn the_time_of_a_package_is_that_since_the_message_before() {
        let messages = r#"
            {"reason":"compiler-artifact","package_id":"registry+https://index#libc@0.2.191","target":{"kind":["custom-build"]}}
            {"reason":"build-script-executed","package_id":"registry+https://index#libc@0.2.191","out_dir":"/tmp"}
            {"reason":"compiler-message","package_id":"path+file:///elsewhere/leadbank#0.1.0"}
            {"reason":"compiler-artifact","package_id":"path+file:///elsewhere/leadbank#0.1.0"}
            {"reason":"build-finished","success":true}
        "#;
        assert_eq!(
            read(messages.trim()),
            seconds(&[("leadbank", 2), ("libc", 2)])
        );
    }

    #[test]
    fn a_package_is_known_by_its_name() {
        assert_eq!(name("registry+https://host/index#serde@1.0.229"), "serde");
        assert_eq!(
            name("path+file:///elsewhere/crates/core#vendor-core@0.1.0"),
            "vendor-core"
        );
        assert_eq!(
            name("path+file:///elsewhere/crates/leadbank#0.1.0"),
            "leadbank"
        );
    }

    #[test]
    fn what_only_one_build_has_is_beyond_the_other_the_longest_first() {
        let ours = seconds(&[("chrono", 1), ("leadbank", 2), ("serde", 5)]);
        let by_hand = seconds(&[("serde", 4), ("syn", 3)]);
        let expected = [("leadbank", 2), ("chrono", 1)];
        assert_eq!(
            beyond(&ours, &by_hand),
            expected.map(|(name, seconds)| (name, Duration::from_secs(seconds)))
        );
    }
}
