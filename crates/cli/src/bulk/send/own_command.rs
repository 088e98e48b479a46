//! The command as it was typed, to be typed again.

use crate::advice::Reader;
use crate::typed;

/// Said of an earlier run.
const OF_ONE_RUN: [&str; 4] = [
    "--retry-refused",
    "--retry-unknown",
    "--mark-done",
    "--dry-run",
];

/// The end of a sentence: the same command with these options on a line of its own. What was typed is for whoever has
/// typed it; others get the options.
pub(super) fn with(options: &[String], reader: Reader) -> String {
    match (reader, options) {
        (Reader::Person, options) => {
            let mut words = vec!["vendor".to_owned()];
            words.extend(typed::words().filter(|argument| !is_of_one_run(argument)));
            // What follows it is no option.
            let end = words.iter().position(|word| word == "--");
            let end = end.unwrap_or(words.len());
            words.splice(end..end, options.iter().cloned());
            let words: Vec<_> = words.iter().map(|word| typed::quoted(word)).collect();
            format!(":\n  {}", words.join(" "))
        }
        (Reader::Machine, []) => ".".to_owned(),
        (Reader::Machine, options) => format!(", add {}.", options.join(" ")),
    }
}

fn is_of_one_run(argument: &str) -> bool {
    let name = argument.split_once('=').map_or(argument, |(name, _)| name);
    OF_ONE_RUN.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn has_no_options_of_the_run_before() {
        for option in ["--retry-refused", "--retry-unknown=1,2", "--mark-done=3"] {
            assert!(is_of_one_run(option), "{option}");
        }
        assert!(!is_of_one_run("--retry"));
    }
}
