//! The command line as it was typed, for the commands that are proposed next.

use std::env;

/// Where the calls go: a proposed command without them may ask another account. They have a value, in the next word if not
/// in the same.
const CONNECTION: [&str; 5] = [
    "--config",
    "--base-url",
    "--token-url",
    "--endpoint",
    "--allow-host",
];

/// The same, of those without one.
const CONNECTION_FLAGS: [&str; 2] = ["--sandbox", "--allow-plain-http"];

/// What was typed after the name of the program.
pub(crate) fn words() -> impl Iterator<Item = String> {
    let typed = env::args_os().skip(1);
    typed.map(|word| word.to_string_lossy().into_owned())
}

/// The options among these words that say where the calls go, as a shell takes them.
pub(crate) fn connection(words: impl Iterator<Item = String>) -> Vec<String> {
    // What follows it is no option.
    let mut words = words.take_while(|word| word != "--");
    let mut options = Vec::new();
    while let Some(word) = words.next() {
        let (name, value) = match word.split_once('=') {
            Some((name, value)) => (name, Some(value)),
            None => (word.as_str(), None),
        };
        if CONNECTION.contains(&name) {
            let value = value.map(str::to_owned).or_else(|| words.next());
            options.extend([name.to_owned(), quoted(&value.unwrap_or_default())]);
        } else if CONNECTION_FLAGS.contains(&name) {
            options.push(word);
        }
    }
    options
}

/// As a shell takes it for one word.
pub(crate) fn quoted(word: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./=,:@%+".contains(c);
    if !word.is_empty() && word.chars().all(is_plain) {
        word.to_owned()
    } else {
        in_quotes(word)
    }
}

/// The same of any word, so that it looks alike whatever it is.
pub(crate) fn in_quotes(word: &str) -> String {
    format!("'{}'", word.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connection_of(command: &str) -> String {
        connection(command.split(' ').map(str::to_owned)).join(" ")
    }

    #[test]
    fn a_proposed_command_asks_the_same_account() {
        for (command, expected) in [
            (
                "tickets create --from t.csv --config test.toml --once",
                "--config test.toml",
            ),
            (
                "tickets list --base-url=https://test.example --token-url https://t.example/x --json",
                "--base-url https://test.example --token-url https://t.example/x",
            ),
            (
                "dialler import c.csv --sandbox --allow-plain-http",
                "--sandbox --allow-plain-http",
            ),
            ("dialler import c.csv --rate 5", ""),
            ("aim details -- --sandbox", ""),
            (
                "tickets list --config it's.toml",
                r"--config 'it'\''s.toml'",
            ),
        ] {
            assert_eq!(connection_of(command), expected, "{command}");
        }
    }

    #[test]
    fn is_quoted_where_a_shell_would_read_it_otherwise() {
        for (word, expected) in [
            ("--campaign-id=538", "--campaign-id=538"),
            ("my contacts.csv", "'my contacts.csv'"),
            ("it's", r"'it'\''s'"),
            ("$HOME", "'$HOME'"),
            ("", "''"),
        ] {
            assert_eq!(quoted(word), expected);
        }
    }
}
